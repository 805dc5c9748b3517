"""Two terminals of a lobby and its counters, in any order: touches, slips, calls, days, cut cables and lost power.

Whatever happens: a number somebody has seen is theirs in the terminal's store and, when the cable is whole again, in
the lobby's; none is given twice or left out; nobody gets two slips of which the second does not say so.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Literal

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from PIL import Image
from sqlalchemy import Connection, event, select
from sqlalchemy.exc import OperationalError

from devices.printers.contract import Paper, PrinterStatus, PrintOutcome, PrintResult, Progress, State, unheard
from kiosk.database import Store
from kiosk.tickets.calling import Calling
from kiosk.tickets.calling_outcome import StoreSilent, Who
from kiosk.tickets.desk import Desk, DeskRelease
from kiosk.tickets.lane import AnyTime
from kiosk.tickets.layout import Layout
from kiosk.tickets.outcome import Taken
from kiosk.tickets.queue_states import OPEN
from kiosk.tickets.slip import OfficeOnSlip
from kiosk.tickets.tables import print_job, ticket
from kiosk.tickets.ticket import number_text
from kiosk.time_source import TurnedTime
from kiosk.workers import AtOnce
from tests.kiosk.tickets.counter_hall import POLICY
from tests.kiosk.tickets.lobby import LANE, TerminalOfLobby, open_lobby, series_are_whole, tickets_in
from tests.kiosk.tickets.lost_power import Cut, PowerCut
from tests.troubles.printing_desk import short_layout

EXAMPLES = int(os.environ.get("KIOSK_SOAK_EXAMPLES", "8"))
Printing = Literal["works", "absent", "tears", "loses power", "loses power behind the knife"]
PRINTING: tuple[Printing, ...] = ("works", "absent", "tears", "loses power", "loses power behind the knife")
ENDS = {"works": PrintOutcome.PRINTED, "absent": PrintOutcome.NOT_PRINTED, "tears": PrintOutcome.UNKNOWN}
# How old a number may be whose slip comes by itself: after a restart, marked for it may be torn, nothing was on paper.
RESTARTED, TORN, ABSENT = timedelta(minutes=2), timedelta(minutes=2), timedelta(minutes=15)
TERMINALS = st.integers(0, 1)


@dataclass
class ScriptedPrinter:
    """Does what it is told; `begun` are the jobs of which something lies in the tray, whole or torn."""

    printing: Printing = "works"
    begun: list[str] = field(default_factory=list)
    width_dots: int = 384

    def status(self) -> PrinterStatus:
        return PrinterStatus(State.READY, frozenset(), Paper.OK, 0, "scripted")

    def check(self, *, timeout_s: float) -> PrinterStatus:
        assert timeout_s
        return self.status()

    def print_picture(self, picture: Image.Image, *, job: str, progress: Progress = unheard) -> PrintResult:
        assert picture.width == self.width_dots
        if self.printing != "absent":
            progress(0, 100)
            self.begun.append(job)
        if self.printing == "loses power":
            raise PowerCut
        if self.printing != "absent":
            progress(100, 100)
        if self.printing not in ENDS:
            raise PowerCut
        return PrintResult(ENDS[self.printing], "told", 0 if self.printing == "absent" else 100, 100, frozenset())

    def expect_stump(self) -> None:
        """A page this test does not look at."""

    def close(self) -> None:
        """Nothing to let go of."""


class DeskOfLobby(TerminalOfLobby):
    """A terminal with its desk; `shown` is what somebody has seen or held, by touch."""

    def begin(self, layout: Layout, clock: TurnedTime, lobby: Store) -> None:
        self.clock, self.layout, self.lobby = clock, layout, lobby
        self.is_cut = self.cuts_at_commit = False
        self.power, self.printer = Cut(), ScriptedPrinter()
        self.make_worker = AtOnce
        self.opened = self.opened_lobby
        self.shown: dict[str, str] = {}
        self.paper: list[tuple[str, bool]] = []
        self.switch_on()

    def switch_on(self) -> None:
        self.start()
        event.listen(self.local.writing, "before_cursor_execute", self.power.before)
        release = DeskRelease((LANE,), OfficeOnSlip("Trung tâm", "Phường"))
        self.desk = Desk(
            release,
            self.local,
            self.printer,
            opening=lambda _lane, _at: AnyTime(),
            kiosk_no=self.kiosk_no,
            time=self.clock,
            journal=self.journal,
            layout=self.layout,
            numbers=self.numbers,
        )

    def act(self, work: Callable[[], object]) -> None:
        """Something that may end with the power; then the program begins anew and finishes what it finds."""
        try:
            work()
        except PowerCut:
            self.power.statements_left, self.printer.printing = None, "works"
            self.collect()
            self.stop()
            self.switch_on()
            for taken in self.desk.recover().printed:
                self.see(taken.ticket.request_id, taken.ticket.number)
                self.judge(taken, limit=RESTARTED)
        self.power.statements_left = None
        self.collect()

    def touched(self) -> None:
        request = f"{self.kiosk_no}-{next(self.touches)}"
        self.desk.take(LANE.code, request, again=True, on_number=lambda given: self.see(request, given.number))

    def mend(self) -> None:
        """The printer can again: what has failed comes out by itself, as far as it may."""
        for taken in self.desk.print_stuck():
            self.judge(taken, limit=TORN if taken.is_reprinted else ABSENT)

    def judge(self, taken: Taken, *, limit: timedelta) -> None:
        """A slip that comes by itself comes soon, on its day, and only while its number still waits."""
        ticket, now = taken.ticket, self.clock.now()
        assert now - ticket.issued_at < limit
        assert ticket.business_day == now.date()
        if not self.numbers.is_alone:
            number, state = tickets_in(self.lobby).get(ticket.request_id, (ticket.number, "waiting"))
            assert (number, state) == (ticket.number, "waiting")

    def see(self, request: str, number: str) -> None:
        assert self.shown.setdefault(request, number) == number, "one touch, two numbers"

    def collect(self) -> None:
        """The citizens take their slips out of the tray; each job is the newest attempt of its number."""
        for job in self.printer.begun:
            with self.local.reading.connect() as connection:
                columns = (ticket.c.business_day, ticket.c.series, ticket.c.n, print_job.c.reprint)
                query = select(*columns).join(ticket, ticket.c.id == print_job.c.ticket_id)
                newest = query.order_by(print_job.c.business_day.desc(), print_job.c.attempt.desc())
                row = connection.execute(newest.where(print_job.c.job == int(job, 36)).limit(1)).one()
            day, series, n, is_marked = row
            self.paper.append((f"{day} {number_text(series, n)}", is_marked))
        self.printer.begun.clear()

    def opened_lobby(self, place: str) -> Store:
        self._pass()
        store = open_lobby(place)
        for engine in (store.writing, store.reading):
            event.listen(engine, "before_cursor_execute", self._pass)
        event.listen(store.writing, "commit", self._lose_the_answer)
        return store

    def _lose_the_answer(self, connection: Connection) -> None:
        """The lobby does as it was asked, and its answer is the first that no longer comes."""
        if self.cuts_at_commit:
            self.cuts_at_commit, self.is_cut = False, True
            connection.connection.commit()
            raise no_route()

    def _pass(self, *_statement: object) -> None:
        if self.is_cut:
            raise no_route()
        self.power.before()


def no_route() -> OperationalError:
    return OperationalError(None, None, OSError("no route to host"))


class LobbyInAnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        folder, self.clock = Path(self.folder.name), TurnedTime()
        place = str(folder / "lobby.db")
        self.lobby = open_lobby(place)
        self.calling = Calling((LANE,), self.lobby, POLICY, time=self.clock, absent_after_calls=1)
        self.desks = [DeskOfLobby(folder, place, number) for number in (1, 2)]
        layout = short_layout(folder)
        for desk in self.desks:
            desk.begin(layout, self.clock, self.lobby)

    @rule(at=TERMINALS, printing=st.sampled_from(PRINTING))
    def take(self, at: int, printing: Printing) -> None:
        self.desks[at].printer.printing = printing
        self.desks[at].act(self.desks[at].touched)

    @rule(at=TERMINALS, statements=st.integers(0, 25))
    def lose_power(self, at: int, statements: int) -> None:
        self.desks[at].power.statements_left = statements
        self.desks[at].act(self.desks[at].touched)

    @rule(at=TERMINALS)
    def lose_the_answer(self, at: int) -> None:
        self.desks[at].cuts_at_commit = True
        self.desks[at].act(self.desks[at].touched)
        self.desks[at].cuts_at_commit = False

    @rule(at=TERMINALS, printing=st.sampled_from(PRINTING))
    def mend_the_printer(self, at: int, printing: Printing) -> None:
        self.desks[at].printer.printing = printing
        self.desks[at].act(self.desks[at].mend)

    @rule(at=TERMINALS, is_cut=st.booleans())
    def cut_or_mend_the_cable(self, at: int, is_cut: bool) -> None:  # noqa: FBT001 -- hypothesis calls it by name
        self.desks[at].is_cut = is_cut

    @rule(at=TERMINALS, beats=st.integers(1, 4))
    def go_on(self, at: int, beats: int) -> None:
        for _ in range(beats):
            self.desks[at].act(self.desks[at].heartbeat)

    @rule(act=st.sampled_from(["call_next", "done", "absent"]))
    def serve(self, act: str) -> None:
        assert not isinstance(getattr(self.calling, act)(Who(1)), StoreSilent)

    @rule(nth=st.integers(0, 40))
    def void(self, nth: int) -> None:
        waiting = self.calling.tickets(states=("waiting",))
        if waiting:
            self.calling.void(Who(None, "desk"), waiting[nth % len(waiting)].number, "mistake")

    @rule(minutes=st.sampled_from([1, 3, 16, 24 * 60]))
    def let_time_pass(self, minutes: int) -> None:
        self.clock.turn(minutes * 60)

    @rule()
    def let_midnight_come_near(self) -> None:
        now = self.clock.now()
        self.clock.turn((now.replace(hour=23, minute=59) - now) % timedelta(days=1) / timedelta(seconds=1))

    @invariant()
    def what_was_seen_stands_in_the_terminals_own_store(self) -> None:
        for desk in self.desks:
            kept = tickets_in(desk.local)
            assert {request: kept.get(request, ("",))[0] for request in desk.shown} == desk.shown

    @invariant()
    def nobody_gets_a_second_slip_that_does_not_say_so(self) -> None:
        unmarked = [number for desk in self.desks for number, is_marked in desk.paper if not is_marked]
        assert len(unmarked) == len(set(unmarked))

    @invariant()
    def the_lobbys_numbers_are_whole(self) -> None:
        with self.lobby.reading.connect() as connection:
            rows = connection.execute(select(ticket.c.business_day, ticket.c.series, ticket.c.n)).all()
        by_day = {str(index): (f"{day}-{series}-{n:03d}", "") for index, (day, series, n) in enumerate(rows)}
        assert series_are_whole(by_day)

    def teardown(self) -> None:
        for desk in self.desks:
            desk.is_cut = False
            for _ in range(5):
                desk.heartbeat()
        kept = tickets_in(self.lobby)
        made = [f"{desk.kiosk_no}-{nth}" for desk in self.desks for nth in range(next(desk.touches))]
        assert {request for request, (_, state) in kept.items() if state in OPEN} <= set(made), (
            "a number nobody has asked for may be called"
        )
        for desk in self.desks:
            assert {request: kept.get(request, ("",))[0] for request in desk.shown} == desk.shown
            desk.stop()
        self.lobby.close()
        self.folder.cleanup()


TestLobbyInAnyOrder = LobbyInAnyOrder.TestCase
TestLobbyInAnyOrder.settings = settings(max_examples=EXAMPLES, stateful_step_count=25, deadline=None, database=None)
