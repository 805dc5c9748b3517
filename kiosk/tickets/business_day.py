"""The business day (ngày làm việc) of a number: it never runs backwards, and no doubtful clock begins a new one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from kiosk.time_source import HERE


def business_day(last: date | None, now: datetime, *, is_trusted: bool) -> date:
    """The day that goes on or begins at `now`.

    last        the newest business day of the store; None: there is none yet, and any clock may begin the first.
    now         with its zone; the day is that of Asia/Ho_Chi_Minh, for a UTC date is yesterday's until 07:00.
    is_trusted  False: the last day goes on, whatever the clock says.
    """
    today = now.astimezone(HERE).date()
    if last is None:
        return today
    return max(last, today) if is_trusted else last


def end_of(day: date) -> datetime:
    """The end of a business day in UTC: local midnight after it."""
    return datetime.combine(day + timedelta(days=1), time(), HERE).astimezone(UTC)
