"""Hands out numbers: never twice, never skipped; the same request always gets the same number.

One transaction finds or makes the ticket. Its counter and its row are committed together or not at all, so that a
killed program leaves neither a gap nor a number nobody has (tickets.md 2.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from sqlalchemy import Connection, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.dml import ReturningInsert

from kiosk.database import Store, upsert, upsert_for
from kiosk.prepared import Prepared
from kiosk.tickets import ticket_store
from kiosk.tickets.business_day import business_day, end_of, is_told
from kiosk.tickets.lane import Lane, OpeningNow
from kiosk.tickets.outcome import JustTaken, LaneClosed, NoMoreToday, Refusal
from kiosk.tickets.tables import meta, outbox, series_counter, ticket, ticket_event
from kiosk.tickets.ticket import Ticket, own_series
from kiosk.tickets.ticket_store import LaneToday
from kiosk.time_source import TimeSource

# Who touches the same lane again so soon has usually not seen the first slip yet.
JUST_TAKEN = timedelta(seconds=20)
_GIVEN_WITH = (
    "business_day series n lane klass request_id kiosk_no origin issued_at clock_trusted release_no ahead_at_issue "
    "state calls valid_until"
)
_NEW_TICKET = Prepared(lambda _dialect: insert(ticket).returning(ticket.c.id), _GIVEN_WITH.split())
_NEW_EVENT = Prepared(lambda _dialect: insert(ticket_event), ("ticket_id", "at", "kind", "actor"))


@dataclass(frozen=True, slots=True)
class Touch:
    """Mã lần bấm and what was touched.

    request_id  made at the touch; a retry carries the same one
    opening     the hours of the lane at this moment
    again       the citizen was asked and wants one more
    """

    request_id: str
    lane: Lane
    opening: OpeningNow
    klass: str = "normal"
    release_no: int = 0
    again: bool = False


@dataclass(frozen=True, slots=True)
class _Moment:
    """is_told: `now` may stand on paper."""

    now: datetime
    day: date
    is_told: bool


class Numbers(Protocol):
    """Where a desk gets its numbers: one store, or the lobby's with this terminal's own behind it."""

    def take(self, touch: Touch) -> Ticket | Refusal:
        """The ticket of a touch, durable on return, or why there is none."""

    def ticket_of(self, request_id: str) -> Ticket | None:
        """The ticket a request was answered with."""

    def still_waits(self, request_id: str) -> bool:
        """Whether the number of a request may still be called: only then its slip may come by itself."""

    def waiting(self) -> Mapping[str, int] | None:
        """People waiting today by lane code; None while the lobby cannot be asked."""

    def given(self) -> Mapping[str, int] | None:
        """Numbers given today by lane code; None while the lobby cannot be asked."""


class Numbering:
    """Dãy số over a store: the only part that makes numbers.

    is_alone  the numbers are those of this terminal's own prefix, and wait in the outbox for the lobby's store
    """

    def __init__(self, store: Store, *, time: TimeSource, kiosk_no: int, is_alone: bool = False) -> None:
        self._store = store
        self._time = time
        self._kiosk_no = kiosk_no
        self._is_alone = is_alone

    def take(self, touch: Touch) -> Ticket | Refusal:
        """The ticket of a touch, durable on return, or why there is none.

        raises  SQLAlchemyError when the store is silent: nothing was given, and the same request may be tried again.
        """
        try:
            with self._store.writing.begin() as connection:
                return self._find_or_give(connection, touch)
        except IntegrityError:
            # Two tries of one request at once: the other one has won, and our counter was rolled back with us.
            if found := self.ticket_of(touch.request_id):
                return found
            raise

    def ticket_of(self, request_id: str) -> Ticket | None:
        """The ticket a request was answered with."""
        with self._store.reading.connect() as connection:
            return ticket_store.ticket_of_request(connection, request_id)

    def still_waits(self, request_id: str) -> bool:
        """See Numbers. Raises SQLAlchemyError when the store is silent."""
        with self._store.reading.connect() as connection:
            return ticket_store.state_of_request(connection, request_id) == "waiting"

    def waiting(self) -> Mapping[str, int]:
        """See Numbers. Raises SQLAlchemyError when the store is silent."""
        with self._store.reading.connect() as connection:
            day = ticket_store.business_day_now(connection, self._time)
            if not self._has_to_carry(connection, day):
                return ticket_store.waiting_by_lane(connection, day)
        return self._carried(day)

    def _has_to_carry(self, connection: Connection, day: date) -> bool:
        from kiosk.tickets.overnight import kept_day  # noqa: PLC0415 -- it imports this file

        kept = kept_day(connection)
        return kept is not None and kept < day

    def _carried(self, day: date) -> Mapping[str, int]:
        """A queue kept overnight waits from the first look of the new day on, before anybody takes a number."""
        from kiosk.tickets.overnight import carry_over  # noqa: PLC0415 -- as above

        with self._store.writing.begin() as connection:
            carry_over(connection, day, self._time.now())
            return ticket_store.waiting_by_lane(connection, day)

    def given(self) -> Mapping[str, int]:
        """See Numbers. Raises SQLAlchemyError when the store is silent."""
        with self._store.reading.connect() as connection:
            day = ticket_store.business_day_now(connection, self._time)
            return ticket_store.given_by_lane(connection, day)

    def _find_or_give(self, connection: Connection, touch: Touch) -> Ticket | Refusal:
        known = ticket_store.at_a_touch(connection, touch.request_id)
        if known.given:
            return known.given
        at = self._moment(known.last_day)
        if at.day != known.last_day:
            from kiosk.tickets.overnight import carry_over  # noqa: PLC0415 -- once a day, and it imports this file

            carry_over(connection, at.day, at.now)
        lately = {"since": at.now - JUST_TAKEN, "until": at.now}
        lane = ticket_store.lane_today(connection, at.day, touch.lane.code, kiosk_no=self._kiosk_no, **lately)
        given = self._refusal(connection, touch, lane, at.day) or self._give(connection, touch, lane, at)
        if isinstance(given, Ticket) and at.day != known.last_day:
            remember_day(connection, at.day)
        return given

    def _moment(self, last_day: date | None) -> _Moment:
        now, clock = self._time.now(), self._time
        known = {"is_trusted": clock.is_trusted(), "is_synchronised": clock.is_synchronised()}
        return _Moment(now, business_day(last_day, now, **known), is_told=is_told(last_day, now, **known))

    def _refusal(self, connection: Connection, touch: Touch, today: LaneToday, day: date) -> Refusal | None:
        lane, hours = touch.lane, touch.opening
        if hours.why is not None:
            return LaneClosed(hours.why, hours.opens_at)
        if lane.daily_limit is not None and ticket_store.given_in_lane(connection, day, lane.code) >= lane.daily_limit:
            return NoMoreToday(hours.next_day_opens_at)
        if today.just_taken and not touch.again:
            return JustTaken(today.just_taken)
        return None

    def _give(self, connection: Connection, touch: Touch, today: LaneToday, at: _Moment) -> Ticket:
        now, day = at.now, at.day
        series = own_series(self._kiosk_no) if self._is_alone else touch.lane.prefix
        row = {
            "business_day": day,
            "series": series,
            "lane": touch.lane.code,
            "klass": touch.klass,
            "request_id": touch.request_id,
            "kiosk_no": self._kiosk_no,
            "origin": "alone" if self._is_alone else "lobby",
            "issued_at": now.astimezone(UTC),
            "clock_trusted": at.is_told,
            "release_no": touch.release_no,
            "ahead_at_issue": today.waiting,
            "state": "waiting",
            "calls": 0,
            "valid_until": end_of(day),
            "n": _next_number(connection, day, series),
        }
        made = _made(_NEW_TICKET.first(connection, row))
        _NEW_EVENT.first(connection, {"ticket_id": made, "at": now, "kind": "issued", "actor": "kiosk"})
        if self._is_alone:
            connection.execute(insert(outbox).values(request_id=touch.request_id, created_at=now))
        return ticket_store.ticket_from({**row, "id": made})


def count_to(connection: Connection, day: date, series: str, n: int) -> None:
    """Let a series go on after a number that was given elsewhere; one that is further already stays."""
    known = upsert(connection, series_counter).values(business_day=day, series=series, last_n=n)
    further = known.on_conflict_do_update(
        index_elements=["business_day", "series"],
        set_={"last_n": known.excluded.last_n},
        where=series_counter.c.last_n < known.excluded.last_n,
    )
    connection.execute(further)


def remember_day(connection: Connection, day: date) -> None:
    """The newest business day of a store; it never goes back."""
    row = upsert(connection, meta).values(key=ticket_store.LAST_DAY, value=day.isoformat())
    newer = row.on_conflict_do_update(
        index_elements=["key"], set_={"value": row.excluded.value}, where=meta.c.value < row.excluded.value
    )
    connection.execute(newer)


def note(connection: Connection, key: str, value: str) -> None:
    """One fact of the store; the newest counts."""
    row = upsert(connection, meta).values(key=key, value=value)
    connection.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def _next_number(connection: Connection, day: date, series: str) -> int:
    row = {"business_day": day, "series": series, "last_n": 1}
    return _made(_ONE_MORE.first(connection, row))


def _made(row: tuple[int, ...] | None) -> int:
    if row is None:  # what is inserted comes back
        raise AssertionError
    return row[0]


def _one_more(dialect: str) -> ReturningInsert[int]:
    first = upsert_for(dialect, series_counter)
    # The qualified column: PostgreSQL takes a bare `last_n` for ambiguous.
    one_more = {"last_n": series_counter.c.last_n + 1}
    counted = first.on_conflict_do_update(index_elements=["business_day", "series"], set_=one_more)
    return counted.returning(series_counter.c.last_n)


_ONE_MORE = Prepared(_one_more, ("business_day", "series", "last_n"))
