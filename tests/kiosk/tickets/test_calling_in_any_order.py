"""Whatever three counters do in whatever order, over days: each number is in one place, and nobody is forgotten."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import func, select

from kiosk.database import open_store
from kiosk.tickets import queue_reading
from kiosk.tickets.calling_outcome import CallOutcome, Changed, CounterBusy, NobodyWaiting, Repeated, StoreSilent, Who
from kiosk.tickets.policy import next_of
from kiosk.tickets.queue_states import AT_A_COUNTER, after
from kiosk.tickets.queue_tables import queue_step
from kiosk.tickets.tables import create_tables, ticket, ticket_event
from kiosk.time_source import TurnedTime
from tests.kiosk.tickets.counter_hall import POLICY, Hall

COUNTERS = st.integers(1, 3)
NUMBERS = st.one_of(st.none(), st.tuples(st.sampled_from("AB"), st.integers(1, 8)).map(lambda n: f"{n[0]}{n[1]:03d}"))
EXAMPLES = int(os.environ.get("KIOSK_SOAK_EXAMPLES", "25"))


class CallingInAnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name) / "tickets.db")
        create_tables(self.store)
        self.hall = Hall(self.store, TurnedTime())
        self.calling = self.hall.calling

    @rule(lane=st.sampled_from(["civil", "land"]), klass=st.sampled_from(["normal", "priority", "urgent80"]))
    def take(self, lane: str, klass: str) -> None:
        self.hall.takes(lane, klass=klass)

    @rule(counter=COUNTERS)
    def call(self, counter: int) -> None:
        with self.store.reading.connect() as connection:
            day, lanes = self.hall.clock.now().date(), self.calling.lanes_of(counter)
            waiting = queue_reading.waiting_of(connection, day, lanes)
            turns = queue_reading.turns_of(connection, day)
        expected = next_of(waiting, POLICY, turns=turns, now=self.hall.clock.now())
        outcome = self.calling.call_next(Who(counter))
        match outcome:
            case Changed(_, found):
                assert expected
                assert (found.id, found.rule) == (expected.who.id, expected.rule)
            case NobodyWaiting():
                assert expected is None
            case _:
                assert isinstance(outcome, CounterBusy)

    @rule(counter=COUNTERS, number=NUMBERS, act=st.sampled_from(["recall", "serve", "absent", "put_back", "done"]))
    def act(self, counter: int, number: str | None, act: str) -> None:
        self.judge(getattr(self.calling, act)(Who(counter), number))

    @rule(number=NUMBERS.filter(bool), counter=st.one_of(st.none(), COUNTERS))
    def come_back(self, number: str, counter: int | None) -> None:
        self.judge(self.calling.back(Who(counter, "desk"), number))

    @rule(number=NUMBERS, counter=COUNTERS, lane=st.sampled_from(["civil", "land", "guide"]))
    def transfer(self, number: str | None, counter: int, lane: str) -> None:
        self.judge(self.calling.transfer(Who(counter), number, lane))

    @rule(number=NUMBERS, counter=COUNTERS)
    def void(self, number: str | None, counter: int) -> None:
        self.judge(self.calling.void(Who(counter), number, "mistake"))

    @rule(minutes=st.sampled_from([1, 20, 60, 24 * 60]))
    def wait(self, minutes: int) -> None:
        self.hall.clock.turn(minutes * 60)

    def judge(self, outcome: CallOutcome) -> None:
        assert not isinstance(outcome, StoreSilent), outcome
        if isinstance(outcome, Changed | Repeated):
            assert self.hall.now(outcome.ticket.number) == outcome.ticket

    @invariant()
    def a_counter_holds_one_number_at_most(self) -> None:
        held = select(ticket.c.counter).where(ticket.c.state.in_(AT_A_COUNTER))
        with self.store.reading.connect() as connection:
            counters = list(connection.scalars(held))
        assert len(counters) == len(set(counters))

    @invariant()
    def no_number_is_lost_and_every_step_was_allowed(self) -> None:
        acts = {"called": "call", "restored": "back", "moved": "transfer", "recalled": "recall", "serving": "serve"}
        acts |= {"expired": "close", **{same: same for same in ("absent", "put_back", "done", "void")}}
        trace = select(ticket_event.c.kind, queue_step.c.from_state, queue_step.c.to_state).join(queue_step)
        with self.store.reading.connect() as connection:
            assert connection.scalar(select(func.count()).select_from(ticket)) == self.hall.taken
            for kind, before, then in connection.execute(trace):
                assert after(acts[kind], before) == then  # type: ignore[arg-type]

    @invariant()
    def who_waits_or_is_absent_is_on_the_list(self) -> None:
        listed = {each.id for each in self.calling.tickets()}
        with self.store.reading.connect() as connection:
            day = self.hall.clock.now().date()
            open_now = select(ticket.c.id).where(ticket.c.business_day == day, ticket.c.ended_at.is_(None))
            assert set(connection.scalars(open_now)) == listed

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


TestCallingInAnyOrder = CallingInAnyOrder.TestCase
TestCallingInAnyOrder.settings = settings(max_examples=EXAMPLES, stateful_step_count=30, deadline=None, database=None)
