"""Each planted mistake is found with its place and its cure, and all of them at once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from kiosk.content.shelf import SAMPLE, read_pack
from kiosk.errors import ContentRefused, Problem

Release: TypeAlias = dict[str, Any]
FILES = ("office", "lanes", "life_events", "procedures")


def release() -> Release:
    """The sample release, open for mistakes."""
    return {name: json.loads((SAMPLE / f"{name}.json").read_text(encoding="utf-8")) for name in FILES}


def problems_of(content: Release, folder: Path) -> list[Problem]:
    """What the reader says of a release."""
    for name, records in content.items():
        (folder / f"{name}.json").write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    try:
        read_pack(folder)
    except ContentRefused as refused:
        return list(refused.problems)
    return []


def birth(content: Release) -> dict[str, Any]:
    """The record most mistakes are planted in."""
    found: dict[str, Any] = next(each for each in content["procedures"] if each["code"] == "1.001193")
    return found


def without_english(content: Release) -> None:
    del birth(content)["title"]["en"]


def with_empty_english(content: Release) -> None:
    birth(content)["title"]["en"] = ""


def with_blanks_around(content: Release) -> None:
    birth(content)["footnote"]["vi"] += " "


def with_letters_and_accents_apart(content: Release) -> None:
    birth(content)["title"]["vi"] = "Đa\u0306ng ký khai sinh"


def with_a_tick_no_font_has(content: Release) -> None:
    birth(content)["papers"][1]["name"]["vi"] += " ✓"


def with_a_hidden_hyphen(content: Release) -> None:
    birth(content)["papers"][0]["name"]["en"] = "Birth re\u00adcord"


def with_an_unknown_icon(content: Release) -> None:
    birth(content)["icon"] = "pregnant_woman"


def with_an_unknown_key(content: Release) -> None:
    birth(content)["titel"] = {"vi": "Khai sinh", "en": "Birth"}


def with_a_number_for_a_text(content: Release) -> None:
    birth(content)["fee"]["vi"] = 8000


def with_an_unknown_handling(content: Release) -> None:
    birth(content)["papers"][2]["handling"] = "lent"


def with_an_unknown_flag(content: Release) -> None:
    birth(content)["flags"] = ["time_is_odd"]


def with_a_code_of_another_kind(content: Release) -> None:
    birth(content)["code"] = "1.1193"


def with_an_unknown_lane(content: Release) -> None:
    birth(content)["lane"] = "passports"


def with_a_ticket_for_elsewhere(content: Release) -> None:
    birth(content)["is_here"] = False


def with_a_long_title(content: Release) -> None:
    birth(content)["title"]["vi"] = "Đăng ký khai sinh " * 4 + "cho bé"


def with_a_title_twice(content: Release) -> None:
    birth(content)["title"]["en"] = "Register a death"


def with_another_name_for_a_field(content: Release) -> None:
    birth(content)["field"]["en"] = "Civil registry"


def with_a_procedure_twice(content: Release) -> None:
    content["procedures"].append(birth(content) | {"title": {"vi": "Khai sinh", "en": "Birth"}})


def with_an_unknown_procedure_in_an_event(content: Release) -> None:
    content["life_events"][0]["procedures"].append("9.999999")


def with_a_procedure_twice_in_an_event(content: Release) -> None:
    content["life_events"][0]["procedures"].append("1.001193")


def with_an_empty_event(content: Release) -> None:
    content["life_events"][0]["procedures"] = []


def with_an_unknown_family(content: Release) -> None:
    content["life_events"][0]["family"] = "green"


def with_a_letter_twice(content: Release) -> None:
    content["lanes"][1]["prefix"] = "A"


def with_two_guide_desks(content: Release) -> None:
    content["lanes"][0]["is_guide_desk"] = True


def with_overlapping_periods(content: Release) -> None:
    content["office"]["hours"][0]["periods"][1]["opens"] = "11:00:00"


def with_a_weekday_twice(content: Release) -> None:
    content["office"]["hours"][0]["weekdays"].append(5)


def with_a_holiday_twice(content: Release) -> None:
    content["office"]["special_days"].append(content["office"]["special_days"][0])


def with_figures_that_do_not_add_up(content: Release) -> None:
    content["office"]["on_time"]["finished"] = 1285


def with_a_format_of_the_future(content: Release) -> None:
    content["office"]["format"] = 2


BIRTH = "procedures.json, 1.001193"
PLANTED: list[tuple[Callable[[Release], None], str, str]] = [
    (without_english, f"{BIRTH}, title.en", "the English text is missing"),
    (with_empty_english, f"{BIRTH}, title.en", "this text is empty"),
    (with_blanks_around, f"{BIRTH}, footnote.vi", "blanks around it"),
    (with_letters_and_accents_apart, f"{BIRTH}, title.vi", "NFC"),
    (with_a_tick_no_font_has, f"{BIRTH}, papers.2.name.vi", "U+2713"),
    (with_a_hidden_hyphen, f"{BIRTH}, papers.1.name.en", "U+00AD"),
    (with_an_unknown_icon, f"{BIRTH}, icon", "there is no such icon"),
    (with_an_unknown_key, f"{BIRTH}, titel", "this key is not known"),
    (with_a_number_for_a_text, f"{BIRTH}, fee.vi", "valid string"),
    (with_an_unknown_handling, f"{BIRTH}, papers.3.handling", "'given', 'shown' or 'unknown'"),
    (with_an_unknown_flag, f"{BIRTH}, flags.1", "time_unit_missing"),
    (with_a_code_of_another_kind, "procedures.json, 1.1193, code", "right form"),
    (with_an_unknown_lane, f"{BIRTH}, lane", "no such lane"),
    (with_a_ticket_for_elsewhere, f"{BIRTH}, lane", "a ticket for what is not done here"),
    (with_a_ticket_for_elsewhere, f"{BIRTH}, place", "nobody says where"),
    (with_a_long_title, f"{BIRTH}, title.vi", "78 characters"),
    (with_a_title_twice, f"{BIRTH}, title.en", "another procedure has this title"),
    (with_another_name_for_a_field, "field.en", "Civil registry"),
    (with_a_procedure_twice, f"{BIRTH}, code", "two records"),
    (with_an_unknown_procedure_in_an_event, "life_events.json, birth, procedures", "no such procedure"),
    (with_a_procedure_twice_in_an_event, "life_events.json, birth, procedures", "stands twice"),
    (with_an_empty_event, "life_events.json, birth, procedures", "nothing lies behind"),
    (with_an_unknown_family, "life_events.json, birth, family", "'red', 'sunk', 'act' or 'ok'"),
    (with_a_letter_twice, "lanes.json, prefix", "2 lanes have it"),
    (with_two_guide_desks, "lanes.json", "exactly one guide desk"),
    (with_overlapping_periods, "office.json, hours", "overlap"),
    (with_a_weekday_twice, "office.json, hours", "weekday stands twice"),
    (with_a_holiday_twice, "office.json, special_days", "day stands twice"),
    (with_figures_that_do_not_add_up, "office.json, on_time.rows", "the total is"),
    (with_a_format_of_the_future, "office.json, format", "less than or equal to 1"),
]


@pytest.mark.parametrize(("plant", "where", "meaning"), PLANTED)
def test_a_planted_mistake_is_found_with_its_place_and_its_cure(
    plant: Callable[[Release], None], where: str, meaning: str, tmp_path: Path
) -> None:
    content = release()
    plant(content)
    found = [each for each in problems_of(content, tmp_path) if where in each.place and meaning in str(each)]
    assert found, f"{where} not named among: {problems_of(content, tmp_path)}"
    assert all(each.cure for each in found)


def test_mistakes_in_four_files_are_named_together(tmp_path: Path) -> None:
    content = release()
    for plant in (without_english, with_an_unknown_procedure_in_an_event, with_a_letter_twice, with_a_holiday_twice):
        plant(content)
    files = {problem.place.partition(",")[0] for problem in problems_of(content, tmp_path)}
    assert files == {"office.json", "lanes.json", "life_events.json", "procedures.json"}


def test_a_broken_procedure_is_not_reported_again_by_the_events_that_name_it(tmp_path: Path) -> None:
    content = release()
    without_english(content)
    assert [problem.place for problem in problems_of(content, tmp_path)] == [f"{BIRTH}, title.en"]


def test_an_untouched_release_has_no_problem(tmp_path: Path) -> None:
    assert problems_of(release(), tmp_path) == []


@pytest.mark.parametrize(
    ("written", "meaning"), [("[{", "not a JSON file"), ("{}", "records are missing"), ("[1]", "records are missing")]
)
def test_a_file_that_cannot_be_read_is_one_problem_of_its_own(written: str, meaning: str, tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "release")
    (tmp_path / "release" / "procedures.json").write_text(written, encoding="utf-8")
    with pytest.raises(ContentRefused) as refused:
        read_pack(tmp_path / "release")
    (problem,) = refused.value.problems
    assert problem.place == "procedures.json"
    assert meaning in problem.meaning
