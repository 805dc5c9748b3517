"""Reading tickets from the store: rows become values, and the two counts a citizen asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, func, literal, literal_column, select

from kiosk.prepared import Prepared
from kiosk.tickets.business_day import business_day
from kiosk.tickets.tables import STATES, meta, ticket
from kiosk.tickets.ticket import Ticket, number_text
from kiosk.time_source import TimeSource

LAST_DAY = "last_business_day"

# Statements a citizen waits for are put together once: doing it anew at each touch cost more than the disk (measured).
_ONE_ROW = select(literal(1).label("row")).subquery("one")
_AT_A_TOUCH = select(meta.c.value, ticket.c.id).select_from(
    _ONE_ROW.outerjoin(meta, meta.c.key == LAST_DAY).outerjoin(ticket, ticket.c.request_id == bindparam("request"))
)
_IN_LANE = (ticket.c.business_day == bindparam("day")) & (ticket.c.lane == bindparam("lane"))
_WAITING = select(func.count()).select_from(ticket).where(_IN_LANE, ticket.c.state == "waiting")
# Every state there is: so the index leads to the last seconds without passing the numbers of the whole day. Written
# out, for as parameters SQLAlchemy would write the statement anew at each touch.
_ANY_STATE = ticket.c.state.in_([literal_column(f"'{state}'") for state in STATES])
_LATELY = _ANY_STATE & (ticket.c.issued_at > bindparam("since")) & (ticket.c.issued_at <= bindparam("until"))
_LANE_TODAY = (
    select(_WAITING.scalar_subquery().label("waiting"), ticket.c.series, ticket.c.n)
    .select_from(_ONE_ROW.outerjoin(ticket, _IN_LANE & _LATELY & (ticket.c.kiosk_no == bindparam("kiosk_no"))))
    .order_by(ticket.c.id.desc())
    .limit(1)
)
AT_A_TOUCH = Prepared(lambda _dialect: _AT_A_TOUCH, ("request",))
LANE_TODAY = Prepared(lambda _dialect: _LANE_TODAY, ("day", "lane", "kiosk_no", "since", "until"))
_GIVEN = select(func.count()).select_from(ticket).where(_IN_LANE, ticket.c.state != "void")


@dataclass(frozen=True, slots=True)
class AtATouch:
    """What must be known before a number may be given.

    given     the ticket this request has been answered with already
    last_day  the newest day on which a number was given; None in a new store
    """

    given: Ticket | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class LaneToday:
    """waiting: people; just_taken: the last number this terminal gave in the lane, if that was lately."""

    waiting: int
    just_taken: str | None


def ticket_from(row: Mapping[str, Any] | RowMapping) -> Ticket:
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


def state_of_request(connection: Connection, request_id: str) -> str | None:
    """How the number of a request stands; None when there is none."""
    return connection.scalar(select(ticket.c.state).where(ticket.c.request_id == request_id))


def ticket_by_id(connection: Connection, ticket_id: int) -> Ticket | None:
    """One ticket by its row."""
    return _one(connection, ticket.c.id == ticket_id)


def at_a_touch(connection: Connection, request_id: str) -> AtATouch:
    """What must be known before a number may be given, in one question."""
    last_day, ticket_id = AT_A_TOUCH.first(connection, {"request": request_id}) or (None, None)
    given = None if ticket_id is None else ticket_by_id(connection, ticket_id)
    return AtATouch(given, None if last_day is None else date.fromisoformat(last_day))


def lane_today(
    connection: Connection, day: date, lane: str, *, kiosk_no: int, since: datetime, until: datetime
) -> LaneToday:
    """A lane on one day as one terminal sees it; lately is after `since`, to `until`."""
    values = {"day": day, "lane": lane, "kiosk_no": kiosk_no, "since": since, "until": until}
    waiting, series, n = LANE_TODAY.first(connection, values) or (0, None, None)
    return LaneToday(waiting, None if n is None else number_text(series, n))


def given_in_lane(connection: Connection, day: date, lane: str) -> int:
    """Numbers of a lane on one day; a number staff took back does not count against its daily limit."""
    return connection.scalar(_GIVEN, {"day": day, "lane": lane}) or 0


def given_by_lane(connection: Connection, day: date) -> Mapping[str, int]:
    """Numbers of one day by lane code, without those staff took back; lanes without any are missing."""
    here = (ticket.c.business_day == day) & (ticket.c.state != "void")
    query = select(ticket.c.lane, func.count()).where(here).group_by(ticket.c.lane)
    return {row[0]: row[1] for row in connection.execute(query)}


def waiting_by_lane(connection: Connection, day: date) -> Mapping[str, int]:
    """People waiting on one day by lane code; lanes without anybody are missing."""
    here = (ticket.c.business_day == day) & (ticket.c.state == "waiting")
    query = select(ticket.c.lane, func.count()).where(here).group_by(ticket.c.lane)
    return {row[0]: row[1] for row in connection.execute(query)}


def ahead_of(connection: Connection, mine: Ticket) -> int:
    """People waiting before a ticket now; of one second's tickets the lower number goes first."""
    earlier = (ticket.c.issued_at < mine.issued_at) | ((ticket.c.issued_at == mine.issued_at) & (ticket.c.n < mine.n))
    return _count(connection, _waiting(mine.business_day, mine.lane) & earlier)


def last_business_day(connection: Connection) -> date | None:
    """The newest day on which a number was given; None in a new store."""
    found = connection.scalar(select(meta.c.value).where(meta.c.key == LAST_DAY))
    return None if found is None else date.fromisoformat(found)


def business_day_now(connection: Connection, time: TimeSource) -> date:
    """The day a number given now would belong to, see `business_day`."""
    last, is_synchronised = last_business_day(connection), time.is_synchronised()
    return business_day(last, time.now(), is_trusted=time.is_trusted(), is_synchronised=is_synchronised)


def _waiting(day: date, lane: str) -> ColumnElement[bool]:
    return (ticket.c.business_day == day) & (ticket.c.lane == lane) & (ticket.c.state == "waiting")


def _one(connection: Connection, which: ColumnElement[bool]) -> Ticket | None:
    row = connection.execute(select(*ticket.c).where(which)).mappings().first()
    return None if row is None else ticket_from(row)


def _count(connection: Connection, which: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(ticket).where(which)) or 0
