"""Taking a queue ticket: the right lane in one touch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar, assert_never
from uuid import uuid4

from devices.printers.contract import PrinterStatus
from kiosk.tickets.lane import Lane
from kiosk.tickets.outcome import JustTaken, LaneClosed, NoMoreToday, NoNumber, Taken, TicketOutcome
from kiosk.tickets.policy import NORMAL_CLASS
from kiosk.tickets.ticket import Ticket
from kiosk.tickets.waiting import LaneNow
from kiosk.words import Words
from screens.presenter import Presenter
from screens.sheet import SheetState
from screens.tickets.issued import Issued
from screens.tickets.printer_causes import BARRED
from screens.tickets.take_ticket_state import (
    LANES_A_PAGE,
    LANES_FLOWING,
    LaneTile,
    LongQueue,
    Refusal,
    TakeTicketState,
)

Told = TypeVar("Told")
# What is declared with a touch where no policy names its classes, and the one chosen first where it does.
PRIORITY = "priority"
# Nobody declares this one: it comes with an appointment.
BY_APPOINTMENT = "appointment"


class TakeTicketPresenter(Presenter[TakeTicketState]):
    """Takes one number; a second touch on the way is not a second ticket."""

    def first(self) -> TakeTicketState:
        """The lanes of this office, nothing touched."""
        self._procedure = ""
        content = self.terminal.kiosk.content
        hours = tuple(
            (f"{period.opens:%H:%M}", f"{period.closes:%H:%M}")
            for some in (content.hours[:1] if content else ())
            for period in some.periods
        )
        state = TakeTicketState(
            guide=content.guide_desk if content else None,
            hours=hours,
            always_open=self.terminal.kiosk.always_open,
            portal=content.brand.portal_url if content else "",
        )
        return self._with_facts(state)

    def enter(self, about: tuple[str, str] | str | None) -> None:
        """From a procedure, or with a lane that is known: take its number at once. Otherwise wait for a touch.

        about  a lane, with the procedure it is wanted for where there is one
        """
        if about is None:
            return
        lane, self._procedure = (about, "") if isinstance(about, str) else about
        self.choose(lane)

    def facts_changed(self) -> None:
        """Counts follow the queue."""
        self.show(self._with_facts(self.state))

    def turn(self, by: int) -> None:
        """To the next or the previous lanes."""
        self.show(replace(self.state, page=min(max(self.state.page + by, 1), self.state.pages)))

    def flow(self, *, flows: bool) -> None:
        """All lanes at once where the page turns over by itself."""
        if flows != (self.state.per_page == LANES_FLOWING):
            per_page = LANES_FLOWING if flows else LANES_A_PAGE
            self.show(replace(self.state, per_page=per_page, page=1, shows_hours=True))

    def squeeze(self) -> bool:
        """The page is too tall: fewer lanes on it."""
        before = self.state
        self.show(before.squeezed())
        return self.state != before

    def toggle_priority(self) -> None:
        """Self-declared; the counter checks."""
        if self.state.issuing:
            return
        usual = next((each.code for each in self.state.classes if each.code == PRIORITY), None)
        flows = self.state.per_page == LANES_FLOWING
        per_page = LANES_FLOWING if flows else LANES_A_PAGE  # what gave way to the chips comes back
        klass = usual or (self.state.classes[-1].code if self.state.classes else PRIORITY)
        self.show(replace(self.state, klass="" if self.state.priority else klass, per_page=per_page, page=1))

    def choose_class(self, code: str) -> None:
        """Another of the classes."""
        if not self.state.issuing:
            self.show(replace(self.state, klass=code))

    def guide(self) -> None:
        """To the desk that asks what is needed, never to a wrong lane."""
        if self.state.guide is not None:
            self.choose(self.state.guide.code)

    def choose(self, lane: str) -> None:
        """A lane was touched: its number, or a question first where many wait."""
        if self.state.issuing:
            return
        people = self._waiting(lane)
        if people is not None and people > self.terminal.kiosk.settings.queue.ask_waiting:
            self.show(replace(self.state, answer=LongQueue(people), lane=lane))
        else:
            self._take(lane)

    def sheet(self, words: Words) -> SheetState | None:
        """The answer that came instead of a number, or the question before one."""
        return self.state.sheet(words)

    def sheet_primary(self) -> None:
        """The citizen has read it; or wants to wait all the same."""
        waits = isinstance(self.state.answer, LongQueue)
        self.show(replace(self.state, answer=None))
        if waits:
            self._take(self.state.lane)

    def sheet_secondary(self) -> None:
        """One more number, after being asked; or rather none."""
        wants_more = isinstance(self.state.answer, JustTaken)
        self.show(replace(self.state, answer=None))
        if wants_more:
            self._take(self.state.lane, again=True)

    def _take(self, lane: str, *, again: bool = False) -> None:
        if self.state.issuing:
            return
        self.show(replace(self.state, issuing=lane, answer=None, lane=lane))
        kiosk = self.terminal.kiosk
        request = str(uuid4())  # made at the touch: whatever is repeated, it is one number
        numbered, sent = self._posted(partial(self._numbered, lane)), self._posted_to_all(self.terminal.slip_sent)
        printer = self._posted(self._printer_said)
        ended = partial(self._ended, self.for_this_visit(self._refused))
        klass = self.state.klass or NORMAL_CLASS
        language = self.words.language  # of the touch: the printer may come to it later
        take = lambda: kiosk.at_printer.take(  # noqa: E731 -- the work, handed to the printer's thread
            lane,
            request,
            language=language,
            on_number=numbered,
            on_printer=printer,
            on_sent=sent,
            again=again,
            klass=klass,
        )
        if not kiosk.printer.do(take, ended):
            self._refused(NoNumber())

    def _posted(self, then: Callable[[Told], None]) -> Callable[[Told], None]:
        return self._posted_to_all(self.for_this_visit(then))

    def _posted_to_all(self, then: Callable[[Told], None]) -> Callable[[Told], None]:
        post = self.terminal.kiosk.mailbox.post
        return lambda told: post(lambda: then(told))

    def _printer_said(self, status: PrinterStatus) -> None:
        self.show(replace(self.state, printer_ready=status.state not in BARRED))

    def _numbered(self, lane: str, ticket: Ticket) -> None:
        self.go("ticket_issued", Issued(ticket, self._lane(lane), self._procedure))

    def _ended(self, refused: Callable[[Refusal], None], outcome: TicketOutcome) -> None:
        match outcome:
            case Taken():  # the page of the number is in front already; it hears what became of the paper
                self.terminal.paper_came(outcome)
            case LaneClosed() | NoMoreToday() | JustTaken() | NoNumber():
                refused(outcome)
            case _:
                assert_never(outcome)

    def _refused(self, outcome: Refusal) -> None:
        self.show(replace(self.state, issuing="", answer=outcome, now=self.now))
        self.terminal.watch()  # a sheet lies over the page now

    def _lane(self, code: str) -> Lane:
        content = self.terminal.kiosk.content
        lane = content.lane(code) if content else None
        if lane is None:
            raise KeyError(code)
        return lane

    def _waiting(self, code: str) -> int | None:
        return next((each.waiting for each in self.terminal.facts.lanes if each.lane.code == code and each.gives), None)

    def _with_facts(self, state: TakeTicketState) -> TakeTicketState:
        facts = self.terminal.facts
        lanes: tuple[LaneNow, ...] = tuple(lane for lane in facts.lanes if not lane.lane.is_guide_desk)
        tiles = tuple(LaneTile(now.lane, now.waiting, now.why, is_full=now.is_full) for now in lanes)
        if not tiles and self.terminal.kiosk.content is not None:
            tiles = tuple(LaneTile(lane) for lane in self.terminal.kiosk.content.lanes if not lane.is_guide_desk)
        policy = facts.policy
        classes = tuple(each for each in policy.classes if each.code != BY_APPOINTMENT) if policy else ()
        ready = facts.printer.state not in BARRED
        return replace(state, tiles=tiles, printer_ready=ready, is_alone=facts.is_alone, classes=classes)
