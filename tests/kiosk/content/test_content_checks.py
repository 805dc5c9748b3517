"""Each planted mistake is found with its place and its cure, and all of them at once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from kiosk.content.content import FILES
from kiosk.content.problems import MOST_TOLD
from kiosk.content.shelf import SAMPLE, read_pack
from kiosk.errors import ContentRefused, Problem

Release: TypeAlias = dict[str, Any]


def release() -> Release:
    """The sample release, open for mistakes."""
    return {name.removesuffix(".json"): json.loads((SAMPLE / name).read_text(encoding="utf-8")) for name in FILES}


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


def with_an_unknown_field(content: Release) -> None:
    birth(content)["field"] = "civil_registry"


def with_an_unknown_agency(content: Release) -> None:
    birth(content)["agency"] = "district"


def with_words_for_an_unknown_procedure(content: Release) -> None:
    content["everyday_words"].append({"say": ["bay lên mặt trăng"], "codes": ["9.999999"]})


def with_a_phrase_twice(content: Release) -> None:
    content["everyday_words"] += [{"say": [say], "codes": ["1.001193"]} for say in ("lên trăng", "Lên  trăng")]


def with_words_that_mean_nothing(content: Release) -> None:
    content["everyday_words"].append({"say": ["lên trăng"], "codes": []})


def with_an_artefact_that_is_shown(content: Release) -> None:
    artefact = {"code": "1.001193", "official_name": "Thành phần", "source": "Cổng", "as_of": "2026-07"}
    content["artefacts"].append(artefact)


def announce(content: Release, **changed: object) -> None:
    """Add an announcement that is right but for what is changed."""
    text = {"vi": "Nghỉ lễ", "en": "Holiday"}
    right = {"code": "holiday", "text": text, "shown_from": "2027-01-01", "shown_until": "2027-01-02", "where": "home"}
    content["announcements"].append(right | changed)


def with_an_announcement_that_ends_first(content: Release) -> None:
    announce(content, shown_until="2026-12-31")


def with_a_long_announcement(content: Release) -> None:
    announce(content, text={"vi": "Nghỉ lễ " * 8 + "nhé", "en": "Holiday"})


def with_an_announcement_nowhere(content: Release) -> None:
    announce(content, where="on_the_roof")


def with_a_pale_brand(content: Release) -> None:
    content["brand"]["colours"] = {"ground": "#D9534F"}


def with_a_template_nobody_can_fill(content: Release) -> None:
    content["brand"]["filing_url"] = "https://dichvucong.gov.vn/nop?ma={code}&ten={name}"


def with_a_dossier_in_the_zalo_address(content: Release) -> None:
    content["brand"]["zalo_url"] = "https://zalo.me/1?ma={code}"


def with_a_unit_of_another_province(content: Release) -> None:
    content["units"]["own_unit"] = "00001"


def with_an_identifier_of_two_provinces(content: Release) -> None:
    content["units"]["provinces"][0]["identifiers"] = ["H24"]


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


def with_a_day_off_that_has_hours(content: Release) -> None:
    content["office"]["special_days"][0]["periods"] = [{"opens": "07:30:00", "closes": "11:30:00"}]


def with_a_special_day_that_closes_before_it_opens(content: Release) -> None:
    content["office"]["special_days"][0] |= {
        "kind": "working",
        "periods": [{"opens": "11:30:00", "closes": "07:30:00"}],
    }


def with_a_last_call_of_half_a_day(content: Release) -> None:
    content["lanes"][0]["last_call_min"] = 240


def with_figures_that_do_not_add_up(content: Release) -> None:
    content["office"]["on_time"]["finished"] = 1285


def with_a_format_of_the_future(content: Release) -> None:
    content["office"]["format"] = 3


def with_a_format_of_the_past(content: Release) -> None:
    content["office"]["format"] = 1


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
    (with_an_unknown_field, f"{BIRTH}, field", "no such field"),
    (with_an_unknown_agency, f"{BIRTH}, agency", "no such agency"),
    (with_words_for_an_unknown_procedure, "everyday_words.json, bay lên mặt trăng, codes", "no such procedure"),
    (with_a_phrase_twice, "everyday_words.json, lên trăng, say", "stands twice"),
    (with_words_that_mean_nothing, "everyday_words.json, lên trăng, codes", "are missing"),
    (with_an_artefact_that_is_shown, "artefacts.json, 1.001193", "procedures.json too"),
    (with_an_announcement_that_ends_first, "announcements.json, holiday, shown_until", "ends before it begins"),
    (with_a_long_announcement, "announcements.json, holiday, text.vi", "67 characters"),
    (with_an_announcement_nowhere, "announcements.json, holiday, where", "'everywhere', 'home'"),
    (with_a_pale_brand, "brand.json, colours.ground", "letters need 4.5"),
    (with_a_template_nobody_can_fill, "brand.json, filing_url", "nothing stands for this"),
    (with_a_dossier_in_the_zalo_address, "brand.json, zalo_url", "nothing stands for this"),
    (with_a_unit_of_another_province, "units.json, own_unit", "not in the table"),
    (with_an_identifier_of_two_provinces, "units.json, H24", "stands twice"),
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
    (with_a_day_off_that_has_hours, "office.json, 2027-01-01, special_days", "a day off with hours"),
    (with_a_special_day_that_closes_before_it_opens, "office.json, 2027-01-01, special_days", "overlap"),
    (with_a_last_call_of_half_a_day, "lanes.json, civil_status, last_call_min", "Not between 0 and 180"),
    (with_figures_that_do_not_add_up, "office.json, on_time.rows", "the total is"),
    (with_a_format_of_the_future, "office.json, format", "Bring this program up to date"),
    (with_a_format_of_the_past, "office.json, format", "packaging/make_sample_content.py"),
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


def test_a_release_of_another_format_has_that_one_problem(tmp_path: Path) -> None:
    content = release()
    with_a_format_of_the_past(content)
    without_english(content)
    del content["fields"]
    assert [problem.place for problem in problems_of(content, tmp_path)] == ["office.json, format"]


def test_of_a_thousand_mistakes_the_first_two_hundred_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    content = release()
    content["everyday_words"] = [{"say": [f"số {each}"], "codes": ["9.999999"]} for each in range(1000)]
    *told, rest = problems_of(content, tmp_path)
    assert len(told) == MOST_TOLD
    assert rest.meaning == "and 800 more problems."


def test_a_light_letter_can_be_read_on_the_colours_of_the_program(tmp_path: Path) -> None:
    content = release()
    content["brand"]["colours"] = {"ground": "#8A1A1E", "action": "#173A6A"}
    assert problems_of(content, tmp_path) == []
