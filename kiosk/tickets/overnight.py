"""A new business day by hand, and a queue that is kept overnight (bắt đầu ngày mới, giữ hàng đợi qua đêm).

Each function is one act in one transaction of a store: the terminal's own, or the lobby's.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from kiosk.tickets import ticket_store
from kiosk.tickets.business_day import end_of
from kiosk.tickets.lane_orders import put_meta
from kiosk.tickets.numbering import count_to
from kiosk.tickets.tables import meta, ticket, ticket_event
from kiosk.time_source import HERE

KEEP_KEY = "keep_overnight"
# Farther ahead than this a clock is wrong, not the calendar.
LONGEST_JUMP = timedelta(days=31)


def next_day(last: date | None, now: datetime, *, is_trusted: bool) -> date:
    """The day that staff begin by hand.

    A trusted clock knows it, also when numbers were given on a day that has not come yet. A doubtful one is believed
    within a month; otherwise the day after the last begins.
    """
    today = now.astimezone(HERE).date()
    if last is None or is_trusted:
        return today
    return today if last < today <= last + LONGEST_JUMP else last + timedelta(days=1)


def begin_day(connection: Connection, now: datetime, *, is_trusted: bool) -> date:
    """«Bắt đầu ngày mới»: numbers of the new day begin; the queue of the last one comes along if it was to be kept."""
    day = next_day(ticket_store.last_business_day(connection), now, is_trusted=is_trusted)
    carry_over(connection, day, now)
    put_meta(connection, ticket_store.LAST_DAY, day.isoformat())
    return day


def keep_overnight(connection: Connection, day: date | None) -> None:
    """«Giữ hàng đợi qua đêm»: who still waits at the end of this day keeps the number; None: they do not."""
    if day is None:
        connection.execute(delete(meta).where(meta.c.key == KEEP_KEY))
    else:
        put_meta(connection, KEEP_KEY, day.isoformat())


def kept_day(connection: Connection) -> date | None:
    """The day whose queue is to be kept; None: none."""
    found = connection.scalar(select(meta.c.value).where(meta.c.key == KEEP_KEY))
    return None if found is None else date.fromisoformat(found)


def carry_over(connection: Connection, day: date, now: datetime) -> int:
    """Take the waiting of a kept day along into a later one: same number, same place; new numbers begin after them.

    returns  how many; 0 when nothing was to be kept, or the kept day still goes on.
    """
    kept = kept_day(connection)
    if kept is None or kept >= day:
        return 0
    waiting = (ticket.c.business_day == kept) & (ticket.c.state == "waiting")
    series = select(ticket.c.series, func.max(ticket.c.n)).where(waiting).group_by(ticket.c.series)
    for name, largest in connection.execute(series).all():
        count_to(connection, day, name, largest)
    ids = connection.scalars(select(ticket.c.id).where(waiting)).all()
    connection.execute(update(ticket).where(waiting).values(business_day=day, valid_until=end_of(day)))
    for each in ids:
        event = {"ticket_id": each, "at": now, "kind": "kept_overnight", "actor": "system"}
        connection.execute(insert(ticket_event).values(event))
    keep_overnight(connection, None)
    return len(ids)
