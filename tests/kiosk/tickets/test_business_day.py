"""The business day follows the office's calendar, never backwards, and never a doubtful clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.tickets.business_day import business_day, end_of, is_told
from kiosk.time_source import HERE

TODAY = date(2026, 11, 25)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-25 00:00:00", 25),
        ("2026-11-25 06:59:59", 25),  # the UTC date is still the 24th
        ("2026-11-25 07:00:00", 25),
        ("2026-11-25 16:59:59", 25),
        ("2026-11-25 17:01:00", 25),
        ("2026-11-25 23:59:59", 25),
        ("2026-11-26 00:00:01", 26),
    ],
)
def test_the_day_is_that_of_the_wall_in_the_lobby(now: str, day: int) -> None:
    for given in (local(now), local(now).astimezone(UTC)):
        assert business_day(date(2026, 11, 24), given, is_trusted=True) == date(2026, 11, day)


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(days=-1), timedelta(days=-365)])
def test_a_clock_that_jumps_back_does_not_reopen_an_old_day(jump: timedelta) -> None:
    assert business_day(TODAY, local("2026-11-25 09:42") + jump, is_trusted=True) == TODAY


def test_a_clock_that_goes_on_begins_the_next_day() -> None:
    assert business_day(TODAY, local("2026-11-26 07:30"), is_trusted=True) == date(2026, 11, 26)


@pytest.mark.parametrize("now", ["1970-01-01 08:00", "2000-01-01 00:00", "2026-11-26 09:00", "2038-01-19 10:14:08"])
def test_a_doubtful_clock_begins_no_day(now: str) -> None:
    assert business_day(TODAY, local(now), is_trusted=False) == TODAY


def test_the_very_first_day_needs_no_trust() -> None:
    assert business_day(None, local("2026-11-25 09:42"), is_trusted=False) == TODAY


def test_a_day_ends_at_local_midnight() -> None:
    assert end_of(TODAY) == datetime(2026, 11, 25, 17, tzinfo=UTC)


@pytest.mark.parametrize(("now", "is_synchronised", "day"), [
    ("2026-12-26 07:30", False, date(2026, 12, 26)),  # 31 days: no office is closed for longer
    ("2026-12-27 07:30", False, TODAY),
    ("2027-11-25 07:30", False, TODAY),
    ("2038-01-19 10:14", False, TODAY),
    ("2027-11-25 07:30", True, date(2027, 11, 25)),
    ("1970-01-01 08:00", True, TODAY),
])  # fmt: skip
def test_a_jump_far_ahead_is_believed_only_of_a_time_server(now: str, day: date, *, is_synchronised: bool) -> None:
    assert business_day(TODAY, local(now), is_trusted=True, is_synchronised=is_synchronised) == day


@pytest.mark.parametrize(("now", "is_synchronised", "told"), [
    ("2026-11-25 09:42", False, True),
    ("2026-12-26 07:30", False, True),
    ("2026-11-24 23:59", False, False),  # an hour behind or a year: what was given already is newer
    ("2000-01-01 00:00", False, False),
    ("2027-11-25 07:30", False, False),
    ("2026-11-24 23:59", True, True),
])  # fmt: skip
def test_a_time_the_store_contradicts_does_not_stand_on_paper(now: str, *, is_synchronised: bool, told: bool) -> None:
    known = {"is_trusted": True, "is_synchronised": is_synchronised}
    assert is_told(TODAY, local(now), **known) is told
    assert is_told(None, local(now), **known)
    assert not is_told(TODAY, local(now), is_trusted=False, is_synchronised=is_synchronised)
