"""A code typed into three boxes: wrong parts are told as soon as they are complete."""

from __future__ import annotations

import pytest

from kiosk.dossiers.receipt_code import BadDate, CodeReading, ReceiptCode, Unreadable
from kiosk.dossiers.typed_code import day_problem, is_complete, typed_code
from tests.kiosk.dossiers.dossier_makers import OURS, TODAY


def typed(day: str, serial: str) -> CodeReading:
    return typed_code("H24.15", day, serial, our_units=OURS, today=TODAY)


@pytest.mark.parametrize(
    ("digits", "problem"),
    [
        ("", None),
        ("2", None),
        ("261", None),
        ("2613", "month"),
        ("2600", "month"),
        ("2612", None),
        ("26113", None),
        ("26133", "month"),
        ("261131", "day"),
        ("260229", "day"),
        ("280229", None),
        ("261124", None),
        ("26112x", None),
    ],
)
def test_a_wrong_part_of_the_day_is_told_as_soon_as_it_is_complete(digits: str, problem: str | None) -> None:
    assert day_problem(digits) == problem


@pytest.mark.parametrize(
    ("day", "serial", "complete"),
    [("261124", "003", False), ("261124", "0037", True), ("261324", "0037", False), ("261124", "00370037", False)],
)
def test_a_code_may_be_asked_when_its_boxes_are_complete(day: str, serial: str, *, complete: bool) -> None:
    assert is_complete(day, serial) is complete


def test_three_boxes_make_one_code() -> None:
    code = typed("261124", "0037")
    assert isinstance(code, ReceiptCode)
    assert (code.text, code.shape, code.is_ours) == ("H24.15-261124-0037", "new", True)


def test_three_digits_are_caught_before_they_are_asked() -> None:
    assert typed("261124", "003") == Unreadable()
    assert typed("2611", "0037") == Unreadable()


def test_an_impossible_day_is_not_asked() -> None:
    assert typed("261324", "0037") == BadDate("month")
