"""What passes between a terminal's own store and the lobby's: a copy of each number one way, lonely numbers the other.

A lonely number keeps the request id of its touch. If the lobby has answered that touch too (its answer was lost), that
number was never shown to anybody: it becomes void, and the one on paper takes its place under the same request id. The
unique request id also decides when both come at once, or late: one of the two waits for the other and finds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, RowMapping, insert, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.database import Store, upsert
from kiosk.tickets import ticket_store
from kiosk.tickets.numbering import count_to, remember_day
from kiosk.tickets.tables import meta, outbox, ticket, ticket_event
from kiosk.tickets.ticket import Ticket, number_text

SUPERSEDED = "superseded"
OPEN = ("waiting", "called", "serving", "absent")
TERMINAL_ID = "terminal_id"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of the lonely numbers: those the lobby has now, and those it cannot take."""

    done: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def keep_copy(local: Store, given: Ticket, *, release_no: int) -> Ticket:
    """A number of the lobby in this terminal's own store: slips and restarts need no network. The ticket with its row.

    raises  IntegrityError when this terminal has given that number to somebody else before: the lobby has forgotten
            numbers (an old backup), and this one must not be given twice.
    """
    row = _row_of(given, release_no)
    with local.writing.begin() as connection:
        made = connection.execute(insert(ticket).values(row).returning(*ticket.c)).mappings().one()
        count_to(connection, given.business_day, given.series, given.n)
        remember_day(connection, given.business_day)
        return ticket_store.ticket_from(made)


def hand_over(local: Store, lobby: Store, *, now: datetime) -> HandedOver:
    """Bring the lonely numbers to the lobby, oldest first, each by itself; twice without harm.

    raises  SQLAlchemyError when a store is silent: what is not confirmed stays in the outbox.
    """
    done, refused = [], []
    for row in waiting_to_go(local):
        number = number_text(row["series"], row["n"])
        try:
            with lobby.writing.begin() as connection:
                _insert_once(connection, row, now)
        except IntegrityError:  # its number is taken: another terminal has used this one's prefix
            refused.append(number)
            _note(local, row["request_id"], refused="number is taken")
        else:
            done.append(number)
            _note(local, row["request_id"], sent_at=now)
    return HandedOver(tuple(done), tuple(refused))


def waiting_to_go(local: Store) -> list[RowMapping]:
    """The lonely numbers the lobby has not got yet, oldest first."""
    open_ones = select(*ticket.c).join(outbox, outbox.c.request_id == ticket.c.request_id)
    here = outbox.c.sent_at.is_(None) & outbox.c.refused.is_(None)
    with local.reading.connect() as connection:
        return list(connection.execute(open_ones.where(here).order_by(outbox.c.seq)).mappings())


def holder_of_number(local: Store, lobby: Store, kiosk_no: int) -> str | None:
    """Claim a terminal's number for this machine; the machine that holds it already, None when that is this one."""
    mine = _terminal_id(local)
    with lobby.writing.begin() as connection:
        holder = _first_come(connection, f"terminal_{kiosk_no}", mine)
    return None if holder == mine else holder


def _terminal_id(local: Store) -> str:
    with local.writing.begin() as connection:
        return _first_come(connection, TERMINAL_ID, str(uuid4()))


def _first_come(connection: Connection, key: str, value: str) -> str:
    connection.execute(upsert(connection, meta).values(key=key, value=value).on_conflict_do_nothing())
    return str(connection.scalar(select(meta.c.value).where(meta.c.key == key)))


def _insert_once(connection: Connection, row: RowMapping, now: datetime) -> None:
    held = connection.execute(select(ticket).where(ticket.c.request_id == row["request_id"])).mappings().first()
    if held is not None and _number_of(held) == _number_of(row):
        return
    replaced = None if held is None else _void(connection, held, now)
    mine = {column.key: row[column] for column in ticket.c if column is not ticket.c.id}
    mine["supersedes_request_id"] = replaced
    made = connection.execute(insert(ticket).values(mine).returning(ticket.c.id)).scalar_one()
    event = {"ticket_id": made, "at": row["issued_at"], "kind": "issued", "actor": "kiosk", "why": "alone"}
    connection.execute(insert(ticket_event).values(event))
    count_to(connection, row["business_day"], row["series"], row["n"])


def _void(connection: Connection, held: RowMapping, now: datetime) -> str:
    """Take back a number nobody has seen; the new request id of its row, for the trace."""
    other = str(uuid4())
    ended = {"state": "void", "counter": None, "ended_at": now, "end_reason": SUPERSEDED}
    values: Mapping[str, Any] = {"request_id": other} | (ended if held["state"] in OPEN else {})
    connection.execute(update(ticket).where(ticket.c.id == held["id"]).values(values))
    event = {"ticket_id": held["id"], "at": now, "kind": "void", "actor": "system", "why": SUPERSEDED}
    connection.execute(insert(ticket_event).values(event))
    return other


def _number_of(row: RowMapping) -> tuple[Any, ...]:
    return row["business_day"], row["series"], row["n"]


def _note(local: Store, request_id: str, **values: object) -> None:
    with local.writing.begin() as connection:
        connection.execute(update(outbox).where(outbox.c.request_id == request_id).values(**values))


def _row_of(given: Ticket, release_no: int) -> dict[str, object]:
    return {
        "business_day": given.business_day,
        "series": given.series,
        "n": given.n,
        "lane": given.lane,
        "klass": given.klass,
        "request_id": given.request_id,
        "kiosk_no": given.kiosk_no,
        "origin": given.origin,
        "issued_at": given.issued_at,
        "clock_trusted": given.clock_trusted,
        "release_no": release_no,
        "ahead_at_issue": given.ahead,
        "state": "waiting",
        "valid_until": given.valid_until,
    }
