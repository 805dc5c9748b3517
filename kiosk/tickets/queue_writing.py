"""One act on one number, written down: the guarded update, its place in the queue, its row of the audit."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, update

from kiosk.database import upsert
from kiosk.tickets import queue_reading
from kiosk.tickets.calling_outcome import GUIDE_DESK, Changed, NotNow, QueueTicket, Who
from kiosk.tickets.policy import Rule
from kiosk.tickets.queue_states import AT_A_COUNTER, EVENTS, Act, TicketState, after
from kiosk.tickets.queue_tables import queue_entry, queue_step
from kiosk.tickets.tables import ticket, ticket_event

# Two presses so close are one: a citizen could not have come in between.
ONE_CALL = timedelta(seconds=10)
# Acts of the counter that holds the number, and of nobody else.
OF_THE_HOLDER: frozenset[Act] = frozenset({"recall", "serve", "absent", "put_back", "done"})


def change(
    connection: Connection,
    act: Act,
    found: QueueTicket,
    who: Who,
    now: datetime,
    *,
    lane: str | None = None,
    reason: str | None = None,
    rule: Rule | None = None,
) -> Changed | NotNow:
    """Do it, if the number still stands as `found`; whoever comes second is told how it stands now.

    raises  AssertionError for an act its state does not allow: ask `is_allowed` before.
    """
    state = after(act, found.state)
    if state is None:
        raise AssertionError(act)
    values: dict[str, Any] = {"state": state, **_stamps(act, found, who, now)}
    values |= {"lane": lane} if lane else {}
    values |= {"end_reason": reason} if reason else {}
    if connection.execute(update(ticket).where(_still(found)).values(values)).rowcount != 1:
        return NotNow(act, queue_reading.ticket_at(connection, ticket.c.id == found.id) or found)
    _remember(connection, found.id, _entry(act, found, now, rule))
    _write_down(connection, act, found, who, now, why=rule or reason, to=(state, lane or found.lane))
    return Changed(act, queue_reading.ticket_at(connection, ticket.c.id == found.id) or found)


def is_allowed(act: Act, found: QueueTicket, who: Who) -> bool:
    """Whether the state allows it, and the number is not in the hands of another counter."""
    is_held = found.state in AT_A_COUNTER and who.counter is not None
    is_others = (act in OF_THE_HOLDER or is_held) and who.counter != found.counter
    return not is_others and after(act, found.state) is not None


def is_repeated(act: Act, found: QueueTicket, who: Who, now: datetime, lane: str | None) -> bool:
    """Whether everything is already as this act would leave it."""
    match act:
        case "recall":
            last = found.last_called_at
            is_mine = found.state == "called" and found.counter == who.counter
            return is_mine and last is not None and timedelta() <= now - last < ONE_CALL
        case "serve" | "absent" | "done":
            state = {"serve": "serving", "absent": "absent", "done": "done"}[act]
            return found.state == state and found.counter == who.counter
        case "back" | "put_back":
            return found.state == "waiting" and found.is_restored
        case "transfer":
            return found.lane == lane and found.state == "waiting"
        case "void":
            return found.state == "void"
        case _:
            return False


def _stamps(act: Act, found: QueueTicket, who: Who, now: datetime) -> dict[str, Any]:
    match act:
        case "call":
            counter = GUIDE_DESK if who.counter is None else who.counter
            return {"counter": counter, "calls": 1, "called_at": now, "serving_at": None}
        case "recall":
            return {"calls": found.calls + 1}
        case "serve":
            return {"serving_at": now}
        case "back" | "put_back" | "transfer":
            return {"counter": None, "calls": 0, "called_at": None, "serving_at": None}
        case _:  # absent keeps its counter: the board and the trace name it
            return {} if act == "absent" else {"ended_at": now}


def _entry(act: Act, found: QueueTicket, now: datetime, rule: Rule | None) -> dict[str, Any]:
    match act:
        case "call":
            return {"is_restored": False, "last_called_at": now, "rule": rule}
        case "recall":
            return {"last_called_at": now}
        case "back":  # once at once; who leaves again and again keeps the time of the slip, and no more
            return {"is_restored": found.returns == 0, "returns": found.returns + 1}
        case "put_back":
            return {"is_restored": True}
        case _:
            return {"is_restored": False}


def _still(found: QueueTicket) -> ColumnElement[bool]:
    return (ticket.c.id == found.id) & (ticket.c.state == found.state) & (ticket.c.lane == found.lane)


def _remember(connection: Connection, ticket_id: int, values: dict[str, Any]) -> None:
    row = upsert(connection, queue_entry).values(ticket_id=ticket_id, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["ticket_id"], set_=values))


def _write_down(
    connection: Connection,
    act: Act,
    found: QueueTicket,
    who: Who,
    now: datetime,
    *,
    why: str | None,
    to: tuple[TicketState, str],
) -> None:
    counter = found.counter if who.counter is None else who.counter
    actor = "counter" if who.counter is not None or who.staff else "system"
    event = {"ticket_id": found.id, "at": now, "kind": EVENTS[act], "counter": counter, "why": why, "actor": actor}
    event_id = connection.execute(insert(ticket_event).values(event).returning(ticket_event.c.id)).scalar_one()
    connection.execute(
        insert(queue_step).values(
            event_id=event_id,
            staff=who.staff or None,
            press=who.press or None,
            from_state=found.state,
            to_state=to[0],
            from_lane=found.lane,
            to_lane=to[1],
        )
    )
