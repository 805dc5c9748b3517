"""Whatever three counters do in whatever order, over days: each number is in one place, and nobody is forgotten."""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import select

from kiosk.database import open_store
from kiosk.tickets import overnight, queue_reading
from kiosk.tickets.calling_outcome import CallOutcome, Changed, CounterBusy, NobodyWaiting, Repeated, StoreSilent, Who
from kiosk.tickets.policy import next_of, takes_a_turn
from kiosk.tickets.queue_states import AT_A_COUNTER, OPEN, TicketState, after
from kiosk.tickets.queue_tables import queue_step
from kiosk.tickets.tables import create_tables, ticket, ticket_event
from kiosk.time_source import TurnedTime
from tests.kiosk.tickets.counter_hall import LANES, POLICY, Hall

COUNTERS = st.integers(1, 3)
NUMBERS = st.one_of(st.none(), st.tuples(st.sampled_from("AB"), st.integers(1, 4)).map(lambda n: f"{n[0]}{n[1]:03d}"))
EXAMPLES = int(os.environ.get("KIOSK_SOAK_EXAMPLES", "20"))


@dataclass(frozen=True)
class Stands:
    """How a number ought to stand. `number` is what is on its slip, and never changes."""

    number: str
    day: date
    lane: str
    state: TicketState = "waiting"


class CallingInAnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name) / "tickets.db")
        create_tables(self.store)
        self.hall = Hall(self.store, TurnedTime())
        self.calling = self.hall.calling
        self.stand: dict[int, Stands] = {}
        self.counted: dict[tuple[date, str], int] = defaultdict(int)
        self.turns: dict[tuple[date, str], int] = defaultdict(int)
        self.kept: date | None = None

    @property
    def day(self) -> date:
        return self.hall.clock.now().date()

    @rule(lane=st.sampled_from(["civil", "land"]), klass=st.sampled_from(["normal", "priority", "urgent80"]))
    def take(self, lane: str, klass: str) -> None:
        found = self.hall.one_takes(lane, klass=klass)
        self.carry_over()
        self.counted[self.day, lane] += 1
        number = f"{LANES[lane].prefix}{self.counted[self.day, lane]:03d}"
        assert (found.number, found.business_day) == (number, self.day)
        self.stand[found.id] = Stands(number, self.day, lane)

    @rule(counter=COUNTERS, by_hand=st.booleans())
    def call(self, counter: int, by_hand: bool) -> None:  # noqa: FBT001 -- hypothesis calls it by name
        self.begin(by_hand=by_hand)
        lanes = self.calling.lanes_of(counter)
        with self.store.reading.connect() as connection:
            waiting = queue_reading.waiting_of(connection, self.day, lanes)
        mine = {id_ for id_, each in self.stand.items() if each.state == "waiting" and each.lane in lanes}
        assert {each.id for each in waiting} == {id_ for id_ in mine if self.stand[id_].day == self.day}
        turns = {lane: self.turns[self.day, lane] for lane in lanes}
        expected = next_of(waiting, POLICY, turns=turns, now=self.hall.clock.now())
        outcome = self.calling.call_next(Who(counter))
        match outcome:
            case Changed(_, found):
                assert expected
                assert (found.id, found.rule) == (expected.who.id, expected.rule)
                self.turns[self.day, found.lane] += takes_a_turn(expected.rule)
                self.judge(outcome)
            case NobodyWaiting():
                assert expected is None
            case _:
                assert isinstance(outcome, CounterBusy)

    @rule(counter=COUNTERS, number=NUMBERS, act=st.sampled_from(["recall", "serve", "absent", "put_back", "done"]))
    def act(self, counter: int, number: str | None, act: str) -> None:
        self.judge(getattr(self.calling, act)(Who(counter), number))

    @rule(counter=COUNTERS, act=st.sampled_from(["recall", "recall", "serve", "absent", "put_back", "done"]))
    def act_on_the_number_in_hand(self, counter: int, act: str) -> None:
        self.hall.clock.turn(11)  # later than a second press of the same button
        self.judge(getattr(self.calling, act)(Who(counter)))

    @rule(number=NUMBERS.filter(bool), counter=st.one_of(st.none(), COUNTERS))
    def come_back(self, number: str, counter: int | None) -> None:
        self.judge(self.calling.back(Who(counter, "desk"), number))

    @rule(number=NUMBERS, counter=COUNTERS, lane=st.sampled_from(["civil", "land", "guide"]))
    def transfer(self, number: str | None, counter: int, lane: str) -> None:
        self.judge(self.calling.transfer(Who(counter), number, lane), lane)

    @rule(number=NUMBERS, counter=COUNTERS)
    def void(self, number: str | None, counter: int) -> None:
        self.judge(self.calling.void(Who(counter), number, "mistake"))

    @rule(minutes=st.sampled_from([1, 20, 60, 24 * 60]))
    def wait(self, minutes: int) -> None:
        self.hall.clock.turn(minutes * 60)

    @rule()
    def keep_the_queue_overnight(self) -> None:
        self.begin(by_hand=False)
        self.kept = self.day
        with self.store.writing.begin() as connection:
            overnight.keep_overnight(connection, self.kept)

    def begin(self, *, by_hand: bool) -> None:
        """By the hand of staff, or as every act does."""
        begun = self.calling.begin_day(Who()) if by_hand else self.calling.close_day(Who())
        assert not isinstance(begun, StoreSilent), begun
        self.a_day_may_begin()

    def judge(self, outcome: CallOutcome, lane: str | None = None) -> None:
        """Only what was asked for has changed, and only in the number it was asked for."""
        assert not isinstance(outcome, StoreSilent), outcome
        self.a_day_may_begin()
        if not isinstance(outcome, Changed | Repeated):
            return
        assert self.hall.now(outcome.ticket.number) == outcome.ticket
        before = self.stand[outcome.ticket.id]
        assert outcome.ticket.number == before.number
        if isinstance(outcome, Changed):
            state = after(outcome.act, before.state)
            assert state is not None
            self.stand[outcome.ticket.id] = replace(before, state=state, lane=lane or before.lane)

    def a_day_may_begin(self) -> None:
        """The first act of a day closes what older days left open; a kept queue has come along before."""
        self.carry_over()
        for id_, each in self.stand.items():
            if each.day < self.day and each.state in OPEN:
                self.stand[id_] = replace(each, state="expired")

    def carry_over(self) -> None:
        if self.kept is None or self.kept >= self.day:
            return
        for id_, each in self.stand.items():
            if each.day == self.kept and each.state == "waiting":
                self.stand[id_] = replace(each, day=self.day)
                lane = next(code for code in LANES if LANES[code].prefix == each.number[0])
                self.counted[self.day, lane] = max(self.counted[self.day, lane], int(each.number[1:]))
        self.kept = None

    @invariant()
    def every_number_stands_where_the_acts_have_put_it(self) -> None:
        query = select(ticket.c.id, ticket.c.business_day, ticket.c.lane, ticket.c.state, ticket.c.series, ticket.c.n)
        with self.store.reading.connect() as connection:
            rows = connection.execute(query).all()
        found = {row.id: Stands(f"{row.series}{row.n:03d}", row.business_day, row.lane, row.state) for row in rows}
        assert found == self.stand

    @invariant()
    def a_counter_holds_one_number_at_most(self) -> None:
        held = select(ticket.c.counter).where(ticket.c.state.in_(AT_A_COUNTER))
        with self.store.reading.connect() as connection:
            counters = list(connection.scalars(held))
        assert len(counters) == len(set(counters))

    @invariant()
    def who_waits_or_is_absent_is_on_the_list(self) -> None:
        listed = {each.id for each in self.calling.tickets()}
        assert listed == {id_ for id_, each in self.stand.items() if each.day == self.day and each.state in OPEN}

    def teardown(self) -> None:
        """The audit, to its last row: every step was one the table of states allows."""
        acts = {"called": "call", "restored": "back", "moved": "transfer", "recalled": "recall", "serving": "serve"}
        acts |= {"expired": "close", **{same: same for same in ("absent", "put_back", "done", "void")}}
        trace = select(ticket_event.c.kind, queue_step.c.from_state, queue_step.c.to_state).join(queue_step)
        with self.store.reading.connect() as connection:
            for kind, before, then in connection.execute(trace):
                assert after(acts[kind], before) == then  # type: ignore[arg-type]
        self.store.close()
        self.folder.cleanup()


TestCallingInAnyOrder = CallingInAnyOrder.TestCase
TestCallingInAnyOrder.settings = settings(max_examples=EXAMPLES, stateful_step_count=30, deadline=None, database=None)
