"""The hours of an office, as a table a person at the counter could check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

import pytest

from kiosk.session.opening_hours import ClosedDay, opening
from kiosk.tickets.lane import LaneHours, LanePeriod, OpeningNow
from kiosk.time_source import HERE

WEEK = (LaneHours((1, 2, 3, 4, 5), (LanePeriod(time(7, 30), time(11, 30)), LanePeriod(time(13, 30), time(17)))),)
SATURDAY_TOO = (*WEEK, LaneHours((6,), (LanePeriod(time(7, 30), time(11, 30)),)))
THROUGH = (LaneHours((1, 2, 3, 4, 5), (LanePeriod(time(7), time(18)),)),)


@dataclass(frozen=True)
class Day:
    on: date
    kind: Literal["off", "working"]
    periods: tuple[LanePeriod, ...] = ()


NEW_YEAR = Day(date(2027, 1, 1), "off")
WORKING_SATURDAY = Day(date(2026, 11, 28), "working")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


@pytest.mark.parametrize(
    ("now", "why", "opens_at"),
    [
        ("2026-11-25 07:29:59", "before_hours", "2026-11-25 07:30"),
        ("2026-11-25 07:30", None, None),
        ("2026-11-25 11:29:59", None, None),
        ("2026-11-25 11:30", "lunch", "2026-11-25 13:30"),
        ("2026-11-25 13:30", None, None),
        ("2026-11-25 16:59:59", None, None),
        ("2026-11-25 17:00", "after_hours", "2026-11-26 07:30"),
        ("2026-11-27 17:00", "after_hours", "2026-11-30 07:30"),
        ("2026-11-28 09:00", "day_off", "2026-11-30 07:30"),
        ("2026-12-31 17:30", "after_hours", "2027-01-04 07:30"),
        ("2027-01-01 09:00", "day_off", "2027-01-04 07:30"),
    ],
)
def test_an_ordinary_office(now: str, why: str | None, opens_at: str | None) -> None:
    found = opening(at(now), WEEK, [NEW_YEAR])
    assert (found.is_open, found.why) == (why is None, why)
    assert found.opens_at == (at(opens_at) if opens_at else None)


def test_a_compensatory_saturday_has_a_weekdays_hours() -> None:
    assert opening(at("2026-11-28 15:00"), WEEK, [WORKING_SATURDAY]).is_open
    assert opening(at("2026-11-28 15:00"), SATURDAY_TOO, [WORKING_SATURDAY]).is_open
    assert opening(at("2026-11-27 17:00"), WEEK, [WORKING_SATURDAY]).opens_at == at("2026-11-28 07:30")


def test_an_office_may_serve_on_saturday_mornings() -> None:
    assert opening(at("2026-11-28 09:00"), SATURDAY_TOO).is_open
    assert opening(at("2026-11-28 15:00"), SATURDAY_TOO).why == "after_hours"


@pytest.mark.parametrize(
    ("now", "hours", "session", "ends"),
    [
        ("2026-11-25 09:42", WEEK, "morning", "2026-11-25 11:30"),
        ("2026-11-25 14:00", WEEK, "afternoon", "2026-11-25 17:00"),
        ("2026-11-25 09:42", THROUGH, "day", "2026-11-25 18:00"),
    ],
)
def test_a_slip_is_good_for_the_half_day_it_was_taken_in(
    now: str, hours: tuple[LaneHours, ...], session: str, ends: str
) -> None:
    found = opening(at(now), hours)
    assert (found.session, found.session_end) == (session, at(ends))


def test_the_next_day_is_known_even_while_open() -> None:
    assert opening(at("2026-11-27 09:00"), WEEK).next_day_opens_at == at("2026-11-30 07:30")


def test_an_office_without_hours_never_opens() -> None:
    found = opening(at("2026-11-25 09:42"), ())
    assert (found.why, found.opens_at, found.next_day_opens_at) == ("day_off", None, None)


def test_the_desk_can_be_given_an_opening() -> None:
    given: OpeningNow = opening(at("2026-11-25 09:42"), WEEK)
    assert given.is_open


def test_the_last_call_ends_numbers_before_the_evening_and_not_before_noon() -> None:
    def is_open(text: str) -> bool:
        return opening(at(text), WEEK, last_call_min=30).is_open

    assert [is_open(f"2026-11-25 {clock}") for clock in ("11:29", "16:29", "16:30", "16:59")] == [
        True,
        True,
        False,
        False,
    ]
    late = opening(at("2026-11-25 16:30"), WEEK, last_call_min=30)
    assert (late.why, late.opens_at) == ("after_hours", at("2026-11-26 07:30"))
    assert opening(at("2026-11-25 16:29"), WEEK, last_call_min=30).session_end == at("2026-11-25 17:00")


def test_a_day_may_have_hours_of_its_own() -> None:
    only_the_morning = Day(date(2026, 12, 31), "working", (LanePeriod(time(7, 30), time(11)),))
    found = opening(at("2026-12-31 11:00"), WEEK, [only_the_morning, NEW_YEAR])
    assert (found.why, found.opens_at) == ("after_hours", at("2027-01-04 07:30"))
    assert opening(at("2026-12-31 10:59"), WEEK, [only_the_morning]).session == "morning"


def test_a_lane_may_be_closed_on_a_day_alone() -> None:
    found = opening(at("2026-11-25 09:00"), WEEK, [ClosedDay(date(2026, 11, 25))])
    assert (found.why, found.opens_at) == ("day_off", at("2026-11-26 07:30"))
