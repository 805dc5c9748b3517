"""Reading tickets from the store: rows become values, and the two counts a citizen asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select

from kiosk.tickets.business_day import business_day
from kiosk.tickets.tables import meta, ticket
from kiosk.tickets.ticket import Ticket

LAST_DAY = "last_business_day"


def ticket_from(row: RowMapping) -> Ticket:
    """A row of the ticket table as a value."""
    return Ticket(
        id=row["id"],
        business_day=row["business_day"],
        series=row["series"],
        n=row["n"],
        lane=row["lane"],
        klass=row["klass"],
        request_id=row["request_id"],
        kiosk_no=row["kiosk_no"],
        issued_at=row["issued_at"],
        clock_trusted=row["clock_trusted"],
        ahead=row["ahead_at_issue"],
        valid_until=row["valid_until"],
        origin=row["origin"],
    )


def ticket_of_request(connection: Connection, request_id: str) -> Ticket | None:
    """The ticket a touch has already been answered with."""
    return _one(connection, ticket.c.request_id == request_id)


def ticket_by_id(connection: Connection, ticket_id: int) -> Ticket | None:
    """One ticket by its row."""
    return _one(connection, ticket.c.id == ticket_id)


def newest_in_lane(connection: Connection, day: date, lane: str, kiosk_no: int) -> Ticket | None:
    """The last number this terminal gave in a lane on one day."""
    here = (ticket.c.business_day == day) & (ticket.c.lane == lane) & (ticket.c.kiosk_no == kiosk_no)
    query = select(*ticket.c).where(here).order_by(ticket.c.id.desc()).limit(1)
    row = connection.execute(query).mappings().first()
    return None if row is None else ticket_from(row)


def given_in_lane(connection: Connection, day: date, lane: str) -> int:
    """Numbers of a lane on one day; a number staff took back does not count against its daily limit."""
    counted = (ticket.c.business_day == day) & (ticket.c.lane == lane) & (ticket.c.state != "void")
    return _count(connection, counted)


def waiting_by_lane(connection: Connection, day: date) -> Mapping[str, int]:
    """People waiting on one day by lane code; lanes without anybody are missing."""
    here = (ticket.c.business_day == day) & (ticket.c.state == "waiting")
    query = select(ticket.c.lane, func.count()).where(here).group_by(ticket.c.lane)
    return {row[0]: row[1] for row in connection.execute(query)}


def waiting_in_lane(connection: Connection, day: date, lane: str) -> int:
    """People waiting in one lane: all of them are before the next one to come."""
    return _count(connection, _waiting(day, lane))


def ahead_of(connection: Connection, mine: Ticket) -> int:
    """People waiting before a ticket now; of one second's tickets the lower number goes first."""
    earlier = (ticket.c.issued_at < mine.issued_at) | ((ticket.c.issued_at == mine.issued_at) & (ticket.c.n < mine.n))
    return _count(connection, _waiting(mine.business_day, mine.lane) & earlier)


def last_business_day(connection: Connection) -> date | None:
    """The newest day on which a number was given; None in a new store."""
    found = connection.scalar(select(meta.c.value).where(meta.c.key == LAST_DAY))
    return None if found is None else date.fromisoformat(found)


def business_day_now(connection: Connection, now: datetime, *, is_trusted: bool) -> date:
    """The day a number given at `now` would belong to, see `business_day`."""
    return business_day(last_business_day(connection), now, is_trusted=is_trusted)


def _waiting(day: date, lane: str) -> ColumnElement[bool]:
    return (ticket.c.business_day == day) & (ticket.c.lane == lane) & (ticket.c.state == "waiting")


def _one(connection: Connection, which: ColumnElement[bool]) -> Ticket | None:
    row = connection.execute(select(*ticket.c).where(which)).mappings().first()
    return None if row is None else ticket_from(row)


def _count(connection: Connection, which: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(ticket).where(which)) or 0
