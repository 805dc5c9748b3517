"""When the office gives numbers: weekdays, periods, holidays; why not now, and when again (giờ làm việc).

The time is an argument; a local one with its zone goes in, local ones come out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, Protocol

NOON = time(12)
# Later than this no half day is called a morning any more.
LUNCH_BEGINS_LATEST = time(13)
# Tết is the longest pause of an office; a gap longer than this is a mistake in the table of days.
DAYS_AHEAD = 60
# A compensatory day (ngày làm bù) replaces a weekday, so it has a weekday's hours, whichever day it falls on.
MONDAY = 1


class Period(Protocol):
    """Buổi: from opening to closing, the end excluded."""

    @property
    def opens(self) -> time:
        """Local time."""

    @property
    def closes(self) -> time:
        """Local time, later than `opens`."""


class Hours(Protocol):
    """Periods of some weekdays."""

    @property
    def weekdays(self) -> Sequence[int]:
        """1 = thứ Hai … 7 = Chủ nhật."""

    @property
    def periods(self) -> Sequence[Period]:
        """In order, not overlapping."""


class SpecialDay(Protocol):
    """Ngày nghỉ lễ or ngày làm bù: a date that differs from its weekday."""

    @property
    def on(self) -> date:
        """The date."""

    @property
    def kind(self) -> Literal["off", "working"]:
        """Ngày nghỉ · ngày làm bù."""

    @property
    def periods(self) -> Sequence[Period]:
        """Its own hours, in order; empty: none on a day off, those of a weekday on a working day."""


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day without numbers for one lane alone."""

    on: date
    kind: Literal["off"] = "off"
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether numbers are given at one moment.

    why                day_off, before_hours, lunch, after_hours; None when open
    opens_at           when closed: the next opening; None when open, or when none comes within 60 days
    next_day_opens_at  the first opening after this day
    session            morning or afternoon; day where the period spans noon or nothing is open
    session_end        when open: the end of this period
    """

    is_open: bool
    why: Literal["day_off", "before_hours", "lunch", "after_hours"] | None = None
    opens_at: datetime | None = None
    next_day_opens_at: datetime | None = None
    session: Literal["morning", "afternoon", "day"] = "day"
    session_end: datetime | None = None


def opening(
    now: datetime, hours: Sequence[Hours], special_days: Sequence[SpecialDay] = (), *, last_call_min: int = 0
) -> Opening:
    """What these hours mean at `now`, a local time with its zone.

    last_call_min  numbers end so many minutes before the day's last period does
    """
    today = periods_on(now.date(), hours, special_days)
    tomorrow = next(_openings_after(now, hours, special_days), None)
    current = next((period for period in today if period.opens <= now.time() < period.closes), None)
    if current is not None and not _is_too_late(now, current, today, last_call_min):
        end = _at(now, now.date(), current.closes)
        return Opening(is_open=True, next_day_opens_at=tomorrow, session=_session(current), session_end=end)
    later = next((period for period in today if period.opens > now.time()), None)
    opens_at = tomorrow if later is None else _at(now, now.date(), later.opens)
    why = "after_hours" if current is not None else _why(now, today)
    return Opening(is_open=False, why=why, opens_at=opens_at, next_day_opens_at=tomorrow)


def periods_on(day: date, hours: Sequence[Hours], special_days: Sequence[SpecialDay] = ()) -> tuple[Period, ...]:
    """The periods of a date in order; none on a day off."""
    today = [special for special in special_days if special.on == day]
    kinds = {special.kind for special in today}
    if "off" in kinds:
        return ()
    for special in today:
        if special.periods:
            return tuple(special.periods)
    weekday = MONDAY if "working" in kinds else day.isoweekday()
    found = [period for some in hours if weekday in some.weekdays for period in some.periods]
    return tuple(sorted(found, key=lambda period: period.opens))


def _openings_after(now: datetime, hours: Sequence[Hours], special_days: Sequence[SpecialDay]) -> Iterator[datetime]:
    for days in range(1, DAYS_AHEAD + 1):
        day = now.date() + timedelta(days)
        for period in periods_on(day, hours, special_days)[:1]:
            yield _at(now, day, period.opens)


def _is_too_late(now: datetime, current: Period, today: Sequence[Period], last_call_min: int) -> bool:
    if current is not today[-1]:  # at noon people wait until the afternoon; in the evening nobody serves them
        return False
    return now >= _at(now, now.date(), current.closes) - timedelta(minutes=last_call_min)


def _at(now: datetime, day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, now.tzinfo)


def _why(now: datetime, today: Sequence[Period]) -> Literal["day_off", "before_hours", "lunch", "after_hours"]:
    if not today:
        return "day_off"
    if now.time() < today[0].opens:
        return "before_hours"
    return "after_hours" if now.time() >= today[-1].closes else "lunch"


def _session(period: Period) -> Literal["morning", "afternoon", "day"]:
    if period.closes <= LUNCH_BEGINS_LATEST:
        return "morning"
    return "afternoon" if period.opens >= NOON else "day"
