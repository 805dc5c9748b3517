"""Where a number stands in its lane now: for whoever holds a slip of ours to the scanner."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from kiosk.database import Store
from kiosk.tickets import ticket_store
from kiosk.tickets.tables import ticket
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import HERE


def people_before(store: Store, number: str, day: date) -> int | None:
    """People waiting before a number of a day; None when it is not waiting, was not given here, or cannot be read.

    number  as on the slip: A030.
    day     as on the slip; a queue kept overnight has moved on to a later one.
    """
    here = (ticket.c.business_day >= day) & (ticket.c.state == "waiting")
    try:
        with store.reading.connect() as connection:
            rows = connection.execute(select(*ticket.c).where(here)).mappings()
            mine: Ticket | None = next(
                (each for each in map(ticket_store.ticket_from, rows) if each.number == number and _is_of(each, day)),
                None,
            )
            return None if mine is None else ticket_store.ahead_of(connection, mine)
    except SQLAlchemyError:
        return None


def _is_of(mine: Ticket, day: date) -> bool:
    return day in {mine.business_day, mine.issued_at.astimezone(HERE).date()}
