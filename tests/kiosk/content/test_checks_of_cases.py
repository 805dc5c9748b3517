"""Questions that lead nowhere, in circles, or to papers nobody needs, are found before a citizen meets them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from kiosk.content.checks_of_cases import cases_are_sound, procedures_lead_nowhere_twice
from kiosk.content.draft import Draft, Part, read_draft
from kiosk.content.release import ProcedureEntry
from kiosk.content.shelf import SAMPLE
from kiosk.errors import Problem

SAMPLE_DRAFT = read_draft(SAMPLE)
WORDS = {"vi": "Giấy", "en": "Paper"}


def question(key: str, **more: object) -> dict[str, Any]:
    return {"key": key, "text": WORDS, **more}


def paper(name: str, **when: bool) -> dict[str, Any]:
    return {"name": {"vi": name, "en": name}, "handling": "given", "when": when}


def procedure(code: str, *questions: dict[str, Any], papers: tuple[dict[str, Any], ...] = ()) -> ProcedureEntry:
    (birth,) = (each for each in SAMPLE_DRAFT.procedures.entries if each.code == "1.001193")
    plain = birth.model_dump(mode="json", exclude={"notes"})
    changed = {"code": code, "questions": questions, "papers": papers}
    return ProcedureEntry.model_validate_json(_json(plain | changed))


def _json(value: Mapping[str, Any]) -> bytes:
    from pydantic_core import to_json  # noqa: PLC0415 -- only here

    return to_json(value)


def draft(*entries: ProcedureEntry) -> Draft:
    part = Part("procedures.json", entries, frozenset(each.code for each in entries))
    return replace(SAMPLE_DRAFT, procedures=part)


def problems_of(*entries: ProcedureEntry) -> list[Problem]:
    return [*cases_are_sound(draft(*entries)), *procedures_lead_nowhere_twice(draft(*entries))]


def test_questions_that_fit_together_are_no_problem() -> None:
    sound = procedure(
        "1.000001",
        question("married"),
        question("father", asked_when={"married": False}, yes_leads_to="1.000002"),
        papers=(paper("Giấy kết hôn", married=True), paper("Giấy cam đoan", married=False, father=False)),
    )
    assert problems_of(sound, procedure("1.000002")) == []


@pytest.mark.parametrize(
    ("questions", "papers", "meaning"),
    [
        ((question("a"), question("a")), (), "two questions have this key"),
        ((question("b", asked_when={"a": True}), question("a")), (), "no earlier question has this key"),
        ((question("a", asked_when={"a": True}),), (), "no earlier question has this key"),
        ((question("a"),), (paper("Giấy", b=True),), "no question has this key"),
        ((question("a", yes_leads_to="1.000001"),), (), "it leads to itself"),
        ((question("a", no_leads_to="9.999999"),), (), "no such procedure"),
        ((question("a", yes_leads_to="1.000002"),), (paper("Giấy", a=True),), "no answers ever ask for it"),
        (
            (question("a"), question("b", asked_when={"a": True})),
            (paper("Giấy", a=False, b=True),),
            "no answers ever ask for it",
        ),
        (tuple(question(f"q{each}") for each in range(9)), (), "nobody answers so many"),
    ],
)
def test_a_mistake_in_the_questions_is_named(
    questions: tuple[dict[str, Any], ...], papers: tuple[dict[str, Any], ...], meaning: str
) -> None:
    found = problems_of(procedure("1.000001", *questions, papers=papers), procedure("1.000002"))
    assert any(meaning in problem.meaning for problem in found), found
    assert all(problem.place.startswith("procedures.json, 1.000001") and problem.cure for problem in found)


def test_papers_of_a_signpost_are_for_those_who_do_not_know() -> None:
    signpost = procedure(
        "1.000001", question("a", yes_leads_to="1.000002", no_leads_to="1.000003"), papers=(paper("Giấy", a=True),)
    )
    assert problems_of(signpost, procedure("1.000002"), procedure("1.000003")) == []


def test_procedures_that_lead_to_each_other_are_one_circle() -> None:
    circle = [procedure(f"1.00000{each}", question("a", yes_leads_to=f"1.00000{each % 3 + 1}")) for each in range(1, 4)]
    before = procedure("1.000004", question("a", yes_leads_to="1.000001"))
    (problem,) = problems_of(*circle, before)
    assert problem.value == "1.000001 → 1.000002 → 1.000003 → 1.000001"
