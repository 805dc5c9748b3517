"""Reading the queue from the store: numbers as staff see them, who waits, what the board shows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, literal, select

from kiosk.database import Store
from kiosk.tickets import ticket_store
from kiosk.tickets.board import Board, BoardCall
from kiosk.tickets.calling_outcome import QueueTicket
from kiosk.tickets.policy import Waiting
from kiosk.tickets.queue_states import AT_A_COUNTER, TicketState
from kiosk.tickets.queue_tables import queue_entry, queue_step, queue_turn
from kiosk.tickets.tables import ticket, ticket_event
from kiosk.time_source import HERE, TimeSource

# A030 · K2-001 · what stands under the barcode of a slip: NQ1-261125-A030, T261125-A030
WRITTEN = re.compile(
    r"(?:(?:T|(?P<office>[A-Z0-9]{2,6})-)(?P<day>\d{6})-)?(?:(?P<lane>[A-HJ-NPR-Z]{1,2})|(?P<own>[A-Z]\d)-)(?P<n>\d{3,6})"
)
RECENT = 5


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a ticket's trace."""

    at: datetime
    kind: str
    counter: int | None
    staff: str | None
    why: str | None
    to_lane: str | None


def ticket_at(connection: Connection, which: ColumnElement[bool]) -> QueueTicket | None:
    """One number as staff see it."""
    row = connection.execute(_tickets().where(which).limit(1)).mappings().first()
    return None if row is None else _ticket_from(row)


def ticket_of_number(connection: Connection, day: date, written: str, *, office: str = "") -> QueueTicket | None:
    """The number somebody typed or scanned, of this day only; None for anything else.

    A slip whose number was kept overnight tells the day on which it was taken.
    office  this one's short code: a slip that names another is none of ours
    """
    found = WRITTEN.fullmatch(written.strip().upper())
    if found is None or found["office"] not in {None, office}:
        return None
    series, n = found["lane"] or found["own"], int(found["n"])
    meant = ticket_at(connection, (ticket.c.business_day == day) & (ticket.c.series == series) & (ticket.c.n == n))
    if meant is None or not found["day"]:
        return meant
    return meant if found["day"] in {f"{day:%y%m%d}", f"{meant.issued_at.astimezone(HERE):%y%m%d}"} else None


def held_by(connection: Connection, day: date, counter: int) -> QueueTicket | None:
    """The one number a counter holds now."""
    # The day: without it the whole store would be searched.
    here = (ticket.c.business_day == day) & (ticket.c.counter == counter)
    return ticket_at(connection, here & ticket.c.state.in_(AT_A_COUNTER))


def ticket_of_press(connection: Connection, press: str) -> QueueTicket | None:
    """What a press has already done."""
    query = (
        select(ticket_event.c.ticket_id)
        .join(queue_step, queue_step.c.event_id == ticket_event.c.id)
        .where(queue_step.c.press == press)
    )
    ticket_id = connection.scalar(query)
    return None if ticket_id is None else ticket_at(connection, ticket.c.id == ticket_id)


def tickets_of(
    connection: Connection, day: date, *, lane: str | None = None, states: Sequence[TicketState] | None = None
) -> tuple[QueueTicket, ...]:
    """The numbers of a day in the order they were taken; of one lane, in some states."""
    which = ticket.c.business_day == day
    which = which if lane is None else which & (ticket.c.lane == lane)
    return tickets_where(connection, which if states is None else which & ticket.c.state.in_(states))


def tickets_where(connection: Connection, which: ColumnElement[bool]) -> tuple[QueueTicket, ...]:
    """Numbers in the order they were taken."""
    query = _tickets().where(which).order_by(ticket.c.issued_at, ticket.c.n, ticket.c.id)
    return tuple(_ticket_from(row) for row in connection.execute(query).mappings())


def waiting_of(connection: Connection, day: date, lanes: Sequence[str]) -> tuple[Waiting, ...]:
    """Who waits in these lanes, as far as their order depends on it."""
    query = (
        select(
            ticket.c.id,
            ticket.c.lane,
            ticket.c.klass,
            ticket.c.issued_at,
            ticket.c.n,
            func.coalesce(queue_entry.c.is_restored, literal(value=False)),
        )
        .outerjoin(queue_entry, queue_entry.c.ticket_id == ticket.c.id)
        .where(ticket.c.business_day == day, ticket.c.lane.in_(lanes), ticket.c.state == "waiting")
    )
    return tuple(Waiting(*row) for row in connection.execute(query))


def turns_of(connection: Connection, day: date) -> Mapping[str, int]:
    """Turns of the pattern used today, by lane."""
    query = select(queue_turn.c.lane, queue_turn.c.turns).where(queue_turn.c.business_day == day)
    return {row.lane: row.turns for row in connection.execute(query)}


def trace_of(connection: Connection, ticket_id: int) -> tuple[Step, ...]:
    """Everything that happened to a number, oldest first."""
    event, step = ticket_event.c, queue_step.c
    query = (
        select(event.at, event.kind, event.counter, step.staff, event.why, step.to_lane)
        .outerjoin(queue_step, step.event_id == event.id)
        .where(event.ticket_id == ticket_id)
        .order_by(event.id)
    )
    return tuple(Step(*row) for row in connection.execute(query))


def board_now(store: Store, time: TimeSource) -> Board:
    """The board of the day that goes on. Raises SQLAlchemyError when the store is silent."""
    with store.reading.connect() as connection:
        day = ticket_store.business_day_now(connection, time)
        return board_of(connection, day)


def board_of(connection: Connection, day: date) -> Board:
    """What a public display shows of this day."""
    called = _tickets().where(ticket.c.business_day == day, ticket.c.counter.is_not(None))
    newest = called.order_by(queue_entry.c.last_called_at.desc().nulls_last(), ticket.c.id.desc())
    now = connection.execute(newest.where(ticket.c.state.in_(AT_A_COUNTER))).mappings()
    calls = tuple(_call_from(row) for row in now)
    ended = newest.where(ticket.c.state.in_(("done", "absent"))).limit(RECENT)
    recent = tuple(_call_from(row) for row in connection.execute(ended).mappings())
    waiting = tuple(sorted(ticket_store.waiting_by_lane(connection, day).items()))
    cursor = connection.scalar(select(func.max(ticket_event.c.id))) or 0
    return Board(calls, recent, waiting, cursor)


def _call_from(row: RowMapping) -> BoardCall:
    found = _ticket_from(row)
    at = found.last_called_at or found.called_at or found.issued_at
    return BoardCall(found.number, found.lane, found.counter or 0, at, found.calls, found.state == "serving")


def _tickets() -> Select[Any]:
    entry = queue_entry.c
    return select(*ticket.c, entry.rule, entry.is_restored, entry.returns, entry.last_called_at).outerjoin(
        queue_entry, entry.ticket_id == ticket.c.id
    )


def _ticket_from(row: RowMapping) -> QueueTicket:
    return QueueTicket(
        id=row["id"],
        business_day=row["business_day"],
        series=row["series"],
        n=row["n"],
        lane=row["lane"],
        klass=row["klass"],
        state=row["state"],
        counter=row["counter"],
        calls=row["calls"],
        issued_at=row["issued_at"],
        called_at=row["called_at"],
        serving_at=row["serving_at"],
        ended_at=row["ended_at"],
        end_reason=row["end_reason"],
        rule=row["rule"],
        is_restored=bool(row["is_restored"]),
        returns=row["returns"] or 0,
        last_called_at=row["last_called_at"],
    )
