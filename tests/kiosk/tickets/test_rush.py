"""Several numbers within minutes are told to staff, and nobody is refused."""

from __future__ import annotations

import pytest

from kiosk.journal import KeptJournal
from kiosk.tickets.rush import Rush
from kiosk.time_source import TurnedTime


@pytest.mark.parametrize(
    ("pauses", "told"), [((20,) * 3, 1), ((60,) * 3, 0), ((1,) * 20, 1), ((1,) * 4 + (300,) + (1,) * 4, 2)]
)
def test_the_fourth_number_within_two_minutes_is_told_once_until_it_is_calm(pauses: tuple[int, ...], told: int) -> None:
    time, journal = TurnedTime(), KeptJournal()
    rush = Rush(time, journal)
    rush.given()
    for seconds in pauses:
        time.turn(seconds)
        rush.given()
    assert journal.names().count("tickets-many") == told
