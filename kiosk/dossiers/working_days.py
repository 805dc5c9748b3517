"""Counting working days (ngày làm việc): weekdays, holidays and compensatory working days."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias

DayKind: TypeAlias = Literal["off", "working"]
"""Ngày nghỉ · ngày làm bù."""
Holidays: TypeAlias = Mapping[date, DayKind]
MONDAY_TO_FRIDAY = frozenset({1, 2, 3, 4, 5})
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """On which days this office works.

    holidays    dates that differ from their weekday
    weekdays    1 = thứ Hai … 7 = Chủ nhật; at least one, else ValueError
    """

    holidays: Holidays = field(default_factory=dict)
    weekdays: Collection[int] = MONDAY_TO_FRIDAY

    def __post_init__(self) -> None:
        if not set(self.weekdays) & set(range(1, 8)):
            raise ValueError("an office without working days cannot promise anything")

    def includes(self, day: date) -> bool:
        """Whether the office works on a day."""
        kind = self.holidays.get(day)
        return kind == "working" if kind else day.isoweekday() in self.weekdays

    def between(self, after: date, until: date) -> int:
        """Working days after `after`, up to and including `until`; 0 when `until` is not later.

        Counts whole weeks at once: a gateway that means "never" by the year 9999 must not cost a second.
        """
        weeks, rest = divmod(max((until - after).days, 0), 7)
        days = weeks * len(set(self.weekdays)) + sum(
            (until - ONE_DAY * n).isoweekday() in self.weekdays for n in range(rest)
        )
        return days + sum(self._difference(day) for day in self.holidays if after < day <= until)

    def moved(self, day: date, count: int) -> date:
        """The working day that lies `count` working days after a day, before it when negative; 0 leaves it."""
        step = ONE_DAY if count > 0 else -ONE_DAY
        for _ in range(abs(count)):
            day += step
            while not self.includes(day):
                day += step
        return day

    def last_until(self, day: date) -> date:
        """The last working day that is not later than a day."""
        return day if self.includes(day) else self.moved(day, -1)

    def _difference(self, holiday: date) -> int:
        return int(self.includes(holiday)) - int(holiday.isoweekday() in self.weekdays)


OfficeHours: TypeAlias = Sequence[tuple[time, time]]
"""Giờ làm việc of every working day: opening and closing, in order."""


def working_time(since: datetime, until: datetime, days: WorkingDays, hours: OfficeHours) -> timedelta:
    """How long the office has been open between two moments of the same zone; zero when `until` is not later."""
    total, day = timedelta(), since.date()
    while day <= until.date():
        if days.includes(day):
            total += sum((_overlap(since, until, day, period) for period in hours), timedelta())
        day += ONE_DAY
    return total


def _overlap(since: datetime, until: datetime, day: date, period: tuple[time, time]) -> timedelta:
    opens, closes = (datetime.combine(day, moment, since.tzinfo) for moment in period)
    return max(min(until, closes) - max(since, opens), timedelta())
