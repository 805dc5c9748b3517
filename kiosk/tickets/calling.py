"""Calling numbers (gọi số): every act of a counter is one transaction, with who and when, and ends as a value.

The guarded update is the judge: WHERE state = the state that was seen. Whoever comes second is told how it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from kiosk.database import Store, upsert
from kiosk.tickets import queue_reading, ticket_store
from kiosk.tickets.board import Board
from kiosk.tickets.calling_outcome import (
    GUIDE_DESK,
    CallOutcome,
    Changed,
    CounterBusy,
    NobodyWaiting,
    NoSuchCounter,
    NoSuchLane,
    NoSuchTicket,
    NothingCalled,
    NotNow,
    QueueTicket,
    Repeated,
    StoreSilent,
    TooFewCalls,
    Who,
)
from kiosk.tickets.lane import Lane
from kiosk.tickets.next_call import next_call, use_turn
from kiosk.tickets.numbering import note, remember_day
from kiosk.tickets.overnight import carry_over
from kiosk.tickets.policy import Choice, Policy, lane_order
from kiosk.tickets.queue_reading import Step
from kiosk.tickets.queue_states import OPEN, Act, TicketState, VoidReason
from kiosk.tickets.queue_tables import lock_queue, queue_day
from kiosk.tickets.queue_writing import change, is_allowed, is_repeated
from kiosk.tickets.tables import ticket
from kiosk.time_source import HERE, TimeSource

DAY_END = "day_end"
BEGUN_BY = "day_begun_by_hand"


class Calling:
    """The counters' side of the queue. Every method answers with a value; a silent store is one of them."""

    def __init__(
        self,
        lanes: Sequence[Lane],
        store: Store,
        policy: Policy,
        *,
        time: TimeSource,
        absent_after_calls: int = 3,
        office: str = "",
    ) -> None:
        self._lanes = {lane.code: lane for lane in lanes}
        self._store = store
        self._policy = policy
        self._time = time
        self._absent_after_calls = absent_after_calls
        self._office = office

    @property
    def counters(self) -> tuple[int, ...]:
        """Every counter of the release; GUIDE_DESK where a lane has none."""
        return tuple(sorted({counter for lane in self._lanes.values() for counter in lane.counters or (GUIDE_DESK,)}))

    @property
    def lanes(self) -> tuple[str, ...]:
        """Every lane of the release."""
        return tuple(self._lanes)

    def lanes_of(self, counter: int) -> tuple[str, ...]:
        """The lanes a counter serves."""
        return tuple(lane.code for lane in self._lanes.values() if counter in (lane.counters or (GUIDE_DESK,)))

    # What a counter does

    def call_next(self, who: Who) -> CallOutcome:
        """Gọi tiếp: the next number for this counter, by the policy."""
        return self._acting(who, "call", lambda connection, day, now: self._call_next(connection, day, now, who))

    def recall(self, who: Who, number: str | None = None) -> CallOutcome:
        """Gọi lại: once more, aloud; within 10 s of the last call it is the same press."""
        return self._for_one("recall", who, number)

    def serve(self, who: Who, number: str | None = None) -> CallOutcome:
        """Đang phục vụ: the citizen has come."""
        return self._for_one("serve", who, number)

    def absent(self, who: Who, number: str | None = None) -> CallOutcome:
        """Vắng mặt: nobody came after the calls the centre asks for."""
        return self._for_one("absent", who, number)

    def put_back(self, who: Who, number: str | None = None) -> CallOutcome:
        """Trả về hàng: called by mistake; goes first again."""
        return self._for_one("put_back", who, number)

    def done(self, who: Who, number: str | None = None) -> CallOutcome:
        """Xong."""
        return self._for_one("done", who, number)

    def back(self, who: Who, number: str) -> CallOutcome:
        """Trở lại: who was absent is called next, the first time; after that by the time on the slip."""
        return self._for_one("back", who, number)

    def transfer(self, who: Who, number: str | None, lane: str) -> CallOutcome:
        """Chuyển: to another lane, at the place its time of issue gives it; the number stays as printed."""
        if lane not in self._lanes:
            return NoSuchLane(lane, tuple(self._lanes))
        return self._for_one("transfer", who, number, lane=lane)

    def void(self, who: Who, number: str | None, reason: VoidReason) -> CallOutcome:
        """Huỷ: the row and its trace stay."""
        return self._for_one("void", who, number, reason=reason)

    def close_day(self, who: Who, *, today: bool = False) -> tuple[QueueTicket, ...] | StoreSilent:
        """What is left open expires: of the days before, and of today when the office goes home."""
        closed: list[QueueTicket] = []

        def close(connection: Connection, day: date, now: datetime) -> CallOutcome:
            which = ticket.c.business_day <= day if today else ticket.c.business_day < day
            closed.extend(self._expire(connection, which, who, now))
            return NobodyWaiting(())

        outcome = self._acting(who, "close", close)
        return outcome if isinstance(outcome, StoreSilent) else tuple(closed)

    def begin_day(self, who: Who) -> date | StoreSilent:
        """Bắt đầu ngày mới: by people, where the program does not believe its clock (see `business_day`).

        A day never runs backwards: with a clock that is behind, the day that goes on stays. The day that goes on now.
        """
        try:
            with self._store.writing.begin() as connection:
                lock_queue(connection)
                now = self._time.now()
                remember_day(connection, now.astimezone(HERE).date())
                day = ticket_store.last_business_day(connection) or now.astimezone(HERE).date()
                note(connection, BEGUN_BY, f"{day.isoformat()} {who.staff}".strip())
                carry_over(connection, day, now)
                self._begin_day(connection, day, now)
                return day
        except SQLAlchemyError as error:
            return _silent(error)

    # What is seen; raises SQLAlchemyError when the store is silent

    def tickets(
        self, *, lane: str | None = None, states: Sequence[TicketState] | None = OPEN
    ) -> tuple[QueueTicket, ...]:
        """Today's numbers, oldest first; those who wait stand in the order of their calls."""
        with self._store.reading.connect() as connection:
            day = self._today(connection)
            found = queue_reading.tickets_of(connection, day, lane=lane, states=states)
            order = {choice.who.id: nth for nth, choice in enumerate(self._order(connection, day))}
        return tuple(sorted(found, key=lambda each: (each.state != "waiting", order.get(each.id, 0))))

    def find(self, number: str) -> tuple[QueueTicket, tuple[Step, ...]] | None:
        """One number of today and everything that happened to it."""
        with self._store.reading.connect() as connection:
            found = queue_reading.ticket_of_number(connection, self._today(connection), number, office=self._office)
            return None if found is None else (found, queue_reading.trace_of(connection, found.id))

    def board(self) -> Board:
        """What a public display shows."""
        return queue_reading.board_now(self._store, self._time)

    def _order(self, connection: Connection, day: date) -> list[Choice]:
        waiting = queue_reading.waiting_of(connection, day, tuple(self._lanes))
        turns, now = queue_reading.turns_of(connection, day), self._time.now()
        by_lane = [[each for each in waiting if each.lane == lane] for lane in self._lanes]
        return [
            choice
            for lane, people in zip(self._lanes, by_lane, strict=True)
            for choice in lane_order(people, self._policy, turns=turns.get(lane, 0), now=now)
        ]

    # One transaction

    def _acting(self, who: Who, act: Act, work: Callable[[Connection, date, datetime], CallOutcome]) -> CallOutcome:
        try:
            with self._store.writing.begin() as connection:
                lock_queue(connection)
                now, day = self._time.now(), self._today(connection)
                if who.press and (found := queue_reading.ticket_of_press(connection, who.press)):
                    return Repeated(act, found)
                carry_over(connection, day, now)
                self._begin_day(connection, day, now)
                return work(connection, day, now)
        except SQLAlchemyError as error:
            return _silent(error)

    def _for_one(
        self, act: Act, who: Who, number: str | None, *, lane: str | None = None, reason: VoidReason | None = None
    ) -> CallOutcome:
        def work(connection: Connection, day: date, now: datetime) -> CallOutcome:
            found = self._meant(connection, day, who, number)
            if not isinstance(found, QueueTicket):
                return found
            if is_repeated(act, found, who, now, lane):
                return Repeated(act, found)
            return self._refused(act, found, who) or change(connection, act, found, who, now, lane=lane, reason=reason)

        return self._acting(who, act, work)

    def _meant(
        self, connection: Connection, day: date, who: Who, number: str | None
    ) -> QueueTicket | NoSuchTicket | NothingCalled:
        if number is not None:
            return queue_reading.ticket_of_number(connection, day, number, office=self._office) or NoSuchTicket()
        held = None if who.counter is None else queue_reading.held_by(connection, day, who.counter)
        return held or NothingCalled(who.counter)

    def _refused(self, act: Act, found: QueueTicket, who: Who) -> NotNow | TooFewCalls | None:
        if not is_allowed(act, found, who):
            return NotNow(act, found)
        if act == "absent" and found.calls < self._absent_after_calls:
            return TooFewCalls(found, self._absent_after_calls)
        return None

    def _call_next(self, connection: Connection, day: date, now: datetime, who: Who) -> CallOutcome:
        counter = GUIDE_DESK if who.counter is None else who.counter
        lanes = self.lanes_of(counter)
        if not lanes:
            return NoSuchCounter(counter, self.counters)
        if held := queue_reading.held_by(connection, day, counter):
            return CounterBusy(held)
        chosen = next_call(connection, day, lanes, self._policy, now)
        if chosen is None:
            return NobodyWaiting(lanes)
        found = queue_reading.ticket_at(connection, ticket.c.id == chosen.ticket_id)
        if found is None:  # the lock is ours: nobody can have taken the row away
            raise AssertionError(chosen)
        use_turn(connection, day, chosen.lane, chosen.rule)
        return change(connection, "call", found, who, now, rule=chosen.rule)

    # Days

    def _today(self, connection: Connection) -> date:
        return ticket_store.business_day_now(connection, self._time)

    def _begin_day(self, connection: Connection, day: date, now: datetime) -> None:
        """The first act of a day closes what older days left open: a counter must not hold yesterday's number."""
        begun = upsert(connection, queue_day).values(business_day=day, begun_at=now)
        fresh = begun.on_conflict_do_nothing().returning(queue_day.c.business_day)
        if connection.scalar(fresh) is not None:
            self._expire(connection, ticket.c.business_day < day, Who(), now)

    def _expire(self, connection: Connection, which: ColumnElement[bool], who: Who, now: datetime) -> list[QueueTicket]:
        left = queue_reading.tickets_where(connection, which & ticket.c.state.in_(OPEN))
        acting = Who(who.counter, who.staff)  # one press may close many
        closed = [change(connection, "close", each, acting, now, reason=DAY_END) for each in left]
        return [each.ticket for each in closed if isinstance(each, Changed)]


def _silent(error: SQLAlchemyError) -> StoreSilent:
    said = error.orig if isinstance(error, DBAPIError) else error
    # The first line only: PostgreSQL's others repeat values.
    return StoreSilent(f"{type(error).__name__}: {said}".splitlines()[0])
