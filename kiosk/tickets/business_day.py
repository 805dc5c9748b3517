"""The business day (ngày làm việc) of a number: it never runs backwards, and no doubtful clock begins a new one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from kiosk.time_source import HERE

# Longer no office is closed: Tết and a weekend on either side are two weeks.
FARTHEST = timedelta(days=31)


def business_day(last: date | None, now: datetime, *, is_trusted: bool, is_synchronised: bool = True) -> date:
    """The day that goes on or begins at `now`.

    last             the newest business day of the store; None: there is none yet, and any clock may begin the first.
    now              with its zone; the day is that of Asia/Ho_Chi_Minh, for a UTC date is yesterday's until 07:00.
    is_trusted       False: the last day goes on, whatever the clock says.
    is_synchronised  False: a day more than `FARTHEST` ahead is not believed either. A wrong year would lock the numbers
                     in the future for ever, for no day runs backwards.
    """
    today = now.astimezone(HERE).date()
    if last is None:
        return today
    is_believed = is_trusted and (is_synchronised or today - last <= FARTHEST)
    return max(last, today) if is_believed else last


def is_told(last: date | None, now: datetime, *, is_trusted: bool, is_synchronised: bool) -> bool:
    """Whether `now` may stand on paper: nothing in the store contradicts it, or a time server has set it."""
    if last is None or not is_trusted:
        return is_trusted
    return is_synchronised or timedelta() <= now.astimezone(HERE).date() - last <= FARTHEST


def end_of(day: date) -> datetime:
    """The end of a business day in UTC: local midnight after it."""
    return datetime.combine(day + timedelta(days=1), time(), HERE).astimezone(UTC)
