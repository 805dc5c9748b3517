"""Counting working days over weekends, holidays and days worked instead."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.dossiers.working_days import WorkingDays, working_time
from tests.kiosk.dossiers.dossier_makers import at

WEDNESDAY = date(2026, 11, 25)
FRIDAY, SATURDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)
HOURS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def test_wednesday_to_friday_is_two_days() -> None:
    assert WorkingDays().between(WEDNESDAY, FRIDAY) == 2


def test_a_weekend_does_not_count() -> None:
    assert WorkingDays().between(FRIDAY, MONDAY) == 1


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert WorkingDays().between(FRIDAY, WEDNESDAY) == 0


def test_a_holiday_does_not_count_and_a_day_worked_instead_does() -> None:
    days = WorkingDays({FRIDAY: "off", SATURDAY: "working"})
    assert days.between(WEDNESDAY, FRIDAY) == 1
    assert days.between(WEDNESDAY, SATURDAY) == 2


def test_an_office_may_work_on_saturdays() -> None:
    assert WorkingDays(weekdays=(1, 2, 3, 4, 5, 6)).between(FRIDAY, MONDAY) == 2


def test_three_working_days_from_tuesday_end_on_friday() -> None:
    assert WorkingDays().moved(date(2026, 11, 24), 3) == FRIDAY
    assert WorkingDays().moved(MONDAY, -1) == FRIDAY
    assert WorkingDays().moved(SATURDAY, 0) == SATURDAY


def test_never_is_counted_at_once() -> None:
    assert WorkingDays().between(WEDNESDAY, date.max) > 2_000_000


def test_an_office_without_working_days_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="without working days"):
        WorkingDays(weekdays=())


@given(DAYS, DAYS, st.dictionaries(DAYS, st.sampled_from(["off", "working"]), max_size=8))
def test_counting_agrees_with_looking_at_every_day(after: date, until: date, holidays: dict[date, str]) -> None:
    days = WorkingDays(holidays)  # type: ignore[arg-type]
    one_by_one = sum(days.includes(after + timedelta(days=n)) for n in range(1, (until - after).days + 1))
    assert days.between(after, until) == one_by_one


def test_only_open_hours_count_as_working_time() -> None:
    assert working_time(at("11-24", 16), at("11-25", 9), WorkingDays(), HOURS) == timedelta(hours=2, minutes=30)
    assert working_time(at("11-27", 17), at("11-30", 7), WorkingDays(), HOURS) == timedelta()
    assert working_time(at("11-25", 9), at("11-24", 9), WorkingDays(), HOURS) == timedelta()
