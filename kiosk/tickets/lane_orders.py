"""What staff order at the terminal for one day (lệnh trong ngày): lanes closed or used up, one line for everybody.

Kept in the terminal's own store: a lobby of several terminals is told at each of them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, select

from kiosk.database import Store, upsert
from kiosk.tickets.lane import Lane, Session, WhyClosed
from kiosk.tickets.tables import meta

KEY = "staff_orders"


@dataclass(frozen=True, slots=True)
class LaneOrders:
    """For one day only: the next one begins without them.

    closed    codes of lanes that give no numbers now
    finished  codes of lanes that give none any more today («Hết số hôm nay»)
    notice    code of the announcement that is shown on the first page; empty: none
    """

    day: date | None = None
    closed: frozenset[str] = frozenset()
    finished: frozenset[str] = frozenset()
    notice: str = ""

    def on(self, day: date) -> LaneOrders:
        """What holds on this day."""
        return self if self.day == day else LaneOrders(day)

    def turned(self, lane: str, *, is_closed: bool) -> LaneOrders:
        """With a lane closed or opened again."""
        return replace(self, closed=self.closed | {lane} if is_closed else self.closed - {lane})

    def ended(self, lane: str, *, is_finished: bool) -> LaneOrders:
        """With a lane that gives no more numbers today, or does again."""
        return replace(self, finished=self.finished | {lane} if is_finished else self.finished - {lane})

    def applied(self, lanes: Sequence[Lane]) -> tuple[Lane, ...]:
        """The lanes as they are today: who gives no more has a limit that is reached already."""
        return tuple(replace(lane, daily_limit=0) if lane.code in self.finished else lane for lane in lanes)


@dataclass(frozen=True, slots=True)
class ClosedByStaff:
    """The hours of a lane that staff have closed; see OpeningNow."""

    next_day_opens_at: datetime | None = None
    is_open: bool = False
    why: WhyClosed | None = "by_staff"
    opens_at: datetime | None = None
    session: Session = "day"
    session_end: datetime | None = None


def read_orders(store: Store) -> LaneOrders:
    """What was ordered last; none when nothing was, or when it cannot be understood. Raises SQLAlchemyError."""
    with store.reading.connect() as connection:
        text = connection.scalar(select(meta.c.value).where(meta.c.key == KEY))
    try:
        plain = json.loads(text or "{}")
        closed, finished = frozenset(map(str, plain["closed"])), frozenset(map(str, plain["finished"]))
        return LaneOrders(date.fromisoformat(plain["day"]), closed, finished, str(plain["notice"]))
    except (ValueError, KeyError, TypeError):
        return LaneOrders()


def write_orders(store: Store, orders: LaneOrders) -> None:
    """Keep them over a restart. Raises SQLAlchemyError."""
    plain = {
        "day": orders.day.isoformat() if orders.day else "",
        "closed": sorted(orders.closed),
        "finished": sorted(orders.finished),
        "notice": orders.notice,
    }
    with store.writing.begin() as connection:
        put_meta(connection, KEY, json.dumps(plain))


def put_meta(connection: Connection, key: str, value: str) -> None:
    """Write one value down in the store, in the place of what was there."""
    row = upsert(connection, meta).values(key=key, value=value)
    connection.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": row.excluded.value}))
