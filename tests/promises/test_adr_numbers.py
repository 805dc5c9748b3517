"""Decisions are numbered without gaps, dated, and say how we would notice that they were wrong."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

RECORDS = sorted((Path(__file__).parents[2] / "docs" / "adr").glob("*.md"))
PARTS = ("**Context.**", "**Choices.**", "**Decision.**", "**Consequences.**", "**We would notice it was wrong**")
STATUS = re.compile(r"(?P<day>\d{4}-\d\d-\d\d) · (accepted|superseded by (?P<by>\d{4}))")
LONGEST_LINES = 45  # one page

each_record = pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)


def test_they_are_numbered_from_one_without_a_gap() -> None:
    assert [record.name[:4] for record in RECORDS] == [f"{number:04}" for number in range(1, len(RECORDS) + 1)]


@each_record
def test_its_title_carries_its_number(record: Path) -> None:
    assert record.read_text("utf-8").startswith(f"# {record.name[:4]} ")


@each_record
def test_it_is_dated_and_says_whether_it_holds(record: Path) -> None:
    status = STATUS.fullmatch(record.read_text("utf-8").splitlines()[2])
    assert status
    assert date.fromisoformat(status["day"])
    assert status["by"] is None or any(other.name.startswith(status["by"]) for other in RECORDS)


@each_record
def test_it_has_every_part_in_order_on_one_page(record: Path) -> None:
    text = record.read_text("utf-8")
    places = [text.find(part) for part in PARTS]
    assert -1 not in places
    assert places == sorted(places)
    assert len(text.splitlines()) <= LONGEST_LINES
