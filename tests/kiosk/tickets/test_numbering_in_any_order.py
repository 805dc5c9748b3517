"""Whatever happens in whatever order: two connections, repeated requests, crashes in mid-transaction, turned clocks."""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from contextlib import suppress
from datetime import date
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import event, select

from kiosk.database import open_store
from kiosk.tickets.lane import AnyTime, Lane
from kiosk.tickets.numbering import Numbering, Touch
from kiosk.tickets.tables import create_tables, ticket
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import TurnedTime
from tests.kiosk.tickets.lost_power import Cut, PowerCut

LANES = {code: Lane(code, code.upper(), code, code, (1,), "i") for code in ("a", "b")}
REQUESTS = st.integers(0, 30).map(str)
EXAMPLES = int(os.environ.get("KIOSK_SOAK_EXAMPLES", "15"))


class NumbersInAnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "tickets.db"
        self.clock = TurnedTime()
        self.stores = [open_store(path), open_store(path)]
        create_tables(self.stores[0])
        self.desks = [Numbering(store, time=self.clock, kiosk_no=1) for store in self.stores]
        self.cuts = [Cut(), Cut()]
        for store, cut in zip(self.stores, self.cuts, strict=True):
            event.listen(store.writing, "before_cursor_execute", cut.before)
        self.answers: dict[str, Ticket] = {}

    @rule(desk=st.integers(0, 1), lane=st.sampled_from("ab"), request=REQUESTS)
    def take(self, desk: int, lane: str, request: str) -> None:
        found = self.desks[desk].take(Touch(request, LANES[lane], AnyTime(), again=True))
        assert isinstance(found, Ticket)
        assert self.answers.setdefault(request, found) == found

    @rule(desk=st.integers(0, 1), lane=st.sampled_from("ab"), request=REQUESTS, statements=st.integers(1, 9))
    def lose_power_in_mid_transaction(self, desk: int, lane: str, request: str, statements: int) -> None:
        self.cuts[desk].statements_left = statements
        with suppress(PowerCut):
            self.take(desk, lane, request)
        self.cuts[desk].statements_left = None

    @rule(hours=st.integers(-30, 30))
    def turn_the_clock(self, hours: int) -> None:
        self.clock.turn(hours * 3600)

    @rule(trusted=st.booleans())
    def doubt_the_clock(self, trusted: bool) -> None:  # noqa: FBT001 - hypothesis calls it by name
        self.clock.trusted = trusted

    @invariant()
    def numbers_are_whole_and_everyones_own(self) -> None:
        by_series: dict[tuple[date, str], list[int]] = defaultdict(list)
        with self.stores[0].reading.connect() as connection:
            rows = connection.execute(select(ticket.c.business_day, ticket.c.series, ticket.c.n)).all()
        for day, series, n in rows:
            by_series[day, series].append(n)
        assert all(sorted(found) == list(range(1, len(found) + 1)) for found in by_series.values())
        assert len(rows) == len(self.answers)

    @invariant()
    def days_never_run_backwards(self) -> None:
        with self.stores[1].reading.connect() as connection:
            days = list(connection.scalars(select(ticket.c.business_day).order_by(ticket.c.id)))
        assert days == sorted(days)

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        self.folder.cleanup()


TestNumbersInAnyOrder = NumbersInAnyOrder.TestCase
TestNumbersInAnyOrder.settings = settings(max_examples=EXAMPLES, stateful_step_count=30, deadline=None, database=None)
