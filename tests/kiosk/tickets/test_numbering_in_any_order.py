"""Whatever happens in whatever order: two connections, repeated requests, crashes in mid-transaction, turned clocks."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import event, select

from kiosk.database import open_store
from kiosk.tickets.lane import AnyTime, Lane
from kiosk.tickets.numbering import Numbering, Touch
from kiosk.tickets.outcome import JustTaken, NoMoreToday, Refusal
from kiosk.tickets.tables import create_tables, ticket
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import HERE, TurnedTime
from tests.kiosk.tickets.lost_power import Cut, PowerCut

LIMIT = 4
LANES = {
    "a": Lane("a", "A", "a", "a", (1,), "i"),
    "b": Lane("b", "B", "b", "b", (1,), "i", daily_limit=LIMIT),
}
REQUESTS = st.integers(0, 30).map(str)
EXAMPLES = int(os.environ.get("KIOSK_SOAK_EXAMPLES", "30"))


class NumbersInAnyOrder(RuleBasedStateMachine):
    """What ought to be is reckoned here a second time, from nothing but the answers given so far."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "tickets.db"
        self.clock = TurnedTime()
        self.stores = [open_store(path), open_store(path)]
        create_tables(self.stores[0])
        self.desks = [Numbering(store, time=self.clock, kiosk_no=nth) for nth, store in enumerate(self.stores, 1)]
        self.cuts = [Cut(), Cut()]
        for store, cut in zip(self.stores, self.cuts, strict=True):
            event.listen(store.writing, "before_cursor_execute", cut.before)
        self.answers: dict[str, Ticket] = {}

    @rule(desk=st.integers(0, 1), lane=st.sampled_from("ab"), request=REQUESTS, again=st.booleans())
    def take(self, desk: int, lane: str, request: str, again: bool) -> None:  # noqa: FBT001 -- called by name
        found = self.desks[desk].take(Touch(request, LANES[lane], AnyTime(), again=again))
        if request in self.answers:
            assert found == self.answers[request]
            return
        refusal = self.refusal(desk + 1, lane, again=again)
        if refusal is not None or not isinstance(found, Ticket):
            assert found == refusal
            return
        of_day = self.of_day(lane)
        given = (found.business_day, found.number, found.n, found.ahead, found.issued_at, found.kiosk_no)
        n = len(of_day) + 1
        assert given == (self.day(), f"{lane.upper()}{n:03d}", n, len(of_day), self.clock.now(), desk + 1)
        self.answers[request] = found

    @rule(desk=st.integers(0, 1), lane=st.sampled_from("ab"), request=REQUESTS, statements=st.integers(1, 9))
    def lose_power_in_mid_transaction(self, desk: int, lane: str, request: str, statements: int) -> None:
        self.cuts[desk].statements_left = statements
        with suppress(PowerCut):
            self.take(desk, lane, request, again=True)
        self.cuts[desk].statements_left = None

    @rule(hours=st.integers(-30, 30))
    def turn_the_clock(self, hours: int) -> None:
        self.clock.turn(hours * 3600)

    @rule(seconds=st.sampled_from([1, 15, 20, 21]))
    def let_a_moment_pass(self, seconds: int) -> None:
        self.clock.turn(seconds)

    @rule(trusted=st.booleans())
    def doubt_the_clock(self, trusted: bool) -> None:  # noqa: FBT001 - hypothesis calls it by name
        self.clock.trusted = trusted

    def day(self) -> date:
        """The day of a number given now: here's, not Greenwich's; never an earlier one, none begun in doubt."""
        today = self.clock.now().astimezone(HERE).date()
        newest = max((each.business_day for each in self.answers.values()), default=None)
        if newest is None:
            return today
        return max(newest, today) if self.clock.trusted else newest

    def of_day(self, lane: str) -> list[Ticket]:
        day = self.day()
        return [each for each in self.answers.values() if each.lane == lane and each.business_day == day]

    def refusal(self, kiosk_no: int, lane: str, *, again: bool) -> Refusal | None:
        of_day, now = self.of_day(lane), self.clock.now()
        if lane == "b" and len(of_day) >= LIMIT:
            return NoMoreToday(AnyTime().next_day_opens_at)
        mine = [each for each in of_day if each.kiosk_no == kiosk_no]
        lately = [each.number for each in mine if now - timedelta(seconds=20) < each.issued_at <= now]
        return JustTaken(lately[-1]) if lately and not again else None

    @invariant()
    def the_store_holds_what_was_answered_and_nothing_else(self) -> None:
        columns = (ticket.c.request_id, ticket.c.business_day, ticket.c.series, ticket.c.n, ticket.c.lane)
        with self.stores[0].reading.connect() as connection:
            rows = connection.execute(select(*columns).order_by(ticket.c.id)).all()
        answers = self.answers.values()
        assert rows == [(each.request_id, each.business_day, each.series, each.n, each.lane) for each in answers]

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        self.folder.cleanup()


TestNumbersInAnyOrder = NumbersInAnyOrder.TestCase
TestNumbersInAnyOrder.settings = settings(max_examples=EXAMPLES, stateful_step_count=30, deadline=None, database=None)
