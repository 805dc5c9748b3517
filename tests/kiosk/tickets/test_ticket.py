"""A number as it is called, and as its slip carries it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kiosk.tickets.ticket import Ticket, number_text


@pytest.mark.parametrize(
    ("series", "n", "text"),
    [
        ("A", 1, "A001"),
        ("A", 30, "A030"),
        ("AB", 999, "AB999"),
        ("A", 1000, "A1000"),
        ("K2", 1, "K2-001"),
        ("K2", 1234, "K2-1234"),
    ],
)
def test_numbers_have_three_digits_and_never_start_over(series: str, n: int, text: str) -> None:
    assert number_text(series, n) == text


def test_the_slip_id_names_the_day_so_that_last_years_slip_is_not_todays() -> None:
    at = datetime(2026, 11, 25, 2, 42, tzinfo=UTC)
    ticket = Ticket(1, date(2026, 11, 25), "A", 30, "ho_tich", "normal", "r", 1, at, True, 5, at)  # noqa: FBT003
    assert ticket.slip_id == "T261125-A030"
