"""People ahead and the wait of a fresh number: from this office's own history, told once, kept with the ticket."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, or_, select, update

from kiosk.database import Store, upsert
from kiosk.tickets import queue_reading
from kiosk.tickets.calling_outcome import GUIDE_DESK
from kiosk.tickets.estimate import Cycle, Known, PastCall, Promise, Silence, WaitRange, cycles_of, wait_range
from kiosk.tickets.lane import Lane, OpeningNow
from kiosk.tickets.policy import Policy, lane_order
from kiosk.tickets.queue_states import AT_A_COUNTER
from kiosk.tickets.queue_tables import queue_entry
from kiosk.tickets.tables import ticket
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import HERE, TimeSource

# Days ago: the last week, and the same weekday of eight weeks.
CYCLES_OF = (*range(1, 7), *range(7, 57, 7))
SERVICES_OF = timedelta(days=28)
PROMISES_OF = timedelta(days=7)
AT_WORK = timedelta(minutes=15)
# A single service longer than this is a counter that went home without a press.
ONE_SERVICE = timedelta(minutes=60)
OpeningOf = Callable[[Lane, datetime], OpeningNow]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Trước mình còn `ahead` người; how long, or why nothing is told."""

    ahead: int
    wait: WaitRange | Silence


class Forecaster:
    """What one terminal tells of the wait. Everything here raises SQLAlchemyError when the store is silent."""

    def __init__(self, store: Store, policy: Policy, *, opening: OpeningOf, time: TimeSource) -> None:
        self._store = store
        self._policy = policy
        self._opening = opening
        self._time = time
        self._before_today: dict[str, tuple[date, tuple[Cycle, ...]]] = {}

    def told(self, taken: Ticket, lane: Lane) -> Ticket:
        """The ticket with what its citizen is told; the same ticket asked again is told the same."""
        with self._store.reading.connect() as connection:
            if kept := self._kept(connection, taken):
                return kept
            # By its touch: where a lobby shares a store, a terminal's own copy has another row.
            row = connection.scalar(select(ticket.c.id).where(ticket.c.request_id == taken.request_id))
            if row is None:
                return taken
            found = self.of(connection, taken.business_day, row, lane)
        wait = None if isinstance(found.wait, str) or not self._time.is_trusted() else found.wait
        told = replace(taken, ahead=found.ahead, estimate=wait)
        with self._store.writing.begin() as connection:
            self._keep(connection, row, told)
        return told

    def of(self, connection: Connection, day: date, ticket_id: int, lane: Lane) -> Forecast:
        """How a waiting number stands now."""
        now = self._time.now()
        waiting = queue_reading.waiting_of(connection, day, (lane.code,))
        turns = queue_reading.turns_of(connection, day).get(lane.code, 0)
        order = [choice.who.id for choice in lane_order(waiting, self._policy, turns=turns, now=now)]
        ahead = order.index(ticket_id) if ticket_id in order else len(order)
        return Forecast(ahead, wait_range(ahead, self._known(connection, day, lane, now), now=now, seed=ticket_id))

    def _kept(self, connection: Connection, taken: Ticket) -> Ticket | None:
        query = (
            select(ticket.c.ahead_at_issue, ticket.c.est_low_min, ticket.c.est_high_min, queue_entry.c.crosses_noon)
            .join(queue_entry, queue_entry.c.ticket_id == ticket.c.id)
            .where(ticket.c.request_id == taken.request_id)
        )
        row = connection.execute(query).one_or_none()
        if row is None:
            return None
        ahead, low, high, crosses_noon = row
        wait = None if low is None or high is None else WaitRange(low, high, crosses_noon)
        return replace(taken, ahead=ahead, estimate=wait)

    def _keep(self, connection: Connection, row: int, told: Ticket) -> None:
        wait = told.estimate
        crosses = wait is not None and wait.crosses_noon
        entry = upsert(connection, queue_entry).values(ticket_id=row, crosses_noon=crosses)
        connection.execute(entry.on_conflict_do_nothing())
        values = {
            "ahead_at_issue": told.ahead,
            "est_low_min": wait and wait.low_min,
            "est_high_min": wait and wait.high_min,
        }
        connection.execute(update(ticket).where(ticket.c.id == row).values(values))

    def _known(self, connection: Connection, day: date, lane: Lane, now: datetime) -> Known:
        ends = self._opening(lane, now).session_end
        return Known(
            cycles=self._cycles(connection, day, lane),
            services=_services(connection, day, lane),
            promises=_promises(connection, day, lane),
            counters_open=_counters_at_work(connection, day, lane, now),
            session_end=ends,
            later_min=0 if ends is None else self._later_min(lane, ends),
        )

    def _cycles(self, connection: Connection, day: date, lane: Lane) -> tuple[Cycle, ...]:
        """Days before this one do not change any more: read once a day and lane."""
        read_on, before = self._before_today.get(lane.code, (None, ()))
        if read_on != day:
            calls = _calls(connection, lane, [day - timedelta(days) for days in CYCLES_OF])
            before = cycles_of(calls, same_session=self._same_session(lane))
            self._before_today[lane.code] = (day, before)
        return before + cycles_of(_calls(connection, lane, [day]), same_session=self._same_session(lane))

    def _later_min(self, lane: Lane, ends: datetime) -> float:
        """Minutes the lane is open after this half of the day."""
        opens = self._opening(lane, ends).opens_at
        if opens is None or opens.date() != ends.date():
            return 0
        closes = self._opening(lane, opens).session_end
        return 0 if closes is None else (closes - opens).total_seconds() / 60

    def _same_session(self, lane: Lane) -> Callable[[datetime, datetime], bool]:
        def same(earlier: datetime, later: datetime) -> bool:
            if earlier.date() != later.date():
                return False
            return self._opening(lane, earlier).session == self._opening(lane, later).session

        return same


def _calls(connection: Connection, lane: Lane, days: Sequence[date]) -> tuple[PastCall, ...]:
    columns = ticket.c
    query = select(columns.counter, columns.called_at, columns.issued_at).where(
        columns.business_day.in_(days),
        columns.lane == lane.code,
        columns.counter.is_not(None),
        columns.called_at.is_not(None),
    )
    rows = connection.execute(query).all()
    return tuple(PastCall(row[0], row[1].astimezone(HERE), row[2].astimezone(HERE)) for row in rows)


def _services(connection: Connection, day: date, lane: Lane) -> int:
    done = (ticket.c.business_day > day - SERVICES_OF) & (ticket.c.lane == lane.code) & (ticket.c.state == "done")
    return connection.scalar(select(func.count()).select_from(ticket).where(done)) or 0


def _promises(connection: Connection, day: date, lane: Lane) -> tuple[Promise, ...]:
    columns = ticket.c
    told = select(columns.est_low_min, columns.est_high_min, columns.issued_at, columns.called_at).join(queue_entry)
    query = told.where(
        columns.business_day > day - PROMISES_OF,
        columns.lane == lane.code,
        columns.est_low_min.is_not(None),
        columns.called_at.is_not(None),
        queue_entry.c.crosses_noon.is_(False),  # «có thể sang buổi chiều» promised no minutes
    )
    return tuple(
        Promise(low, high, (called - issued).total_seconds() / 60)
        for low, high, issued, called in connection.execute(query)
    )


def _counters_at_work(connection: Connection, day: date, lane: Lane, now: datetime) -> int:
    columns, lately = ticket.c, now - AT_WORK
    in_hand = columns.state.in_(AT_A_COUNTER) & (columns.called_at >= now - ONE_SERVICE)
    query = select(func.count(columns.counter.distinct())).where(
        columns.business_day == day,
        columns.counter.in_(lane.counters or (GUIDE_DESK,)),
        or_(in_hand, columns.called_at >= lately, columns.ended_at >= lately),
    )
    return connection.scalar(query) or 0
