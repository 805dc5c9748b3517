"""What is done on the printer's thread: numbers, lists and statuses on paper, and a look around every few seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from kiosk.errors import KioskError
from kiosk.facts import Facts
from kiosk.session.staff_coming import coming_since
from kiosk.session.updating import is_updating
from kiosk.tickets.outcome import NoNumber, Taken, TicketOutcome

if TYPE_CHECKING:
    from devices.printers.contract import PrinterStatus
    from kiosk.assembly import Kiosk
    from kiosk.tickets.board import Board
    from kiosk.tickets.checklist import Checklist
    from kiosk.tickets.checklist_print import ListOutcome, ListPrinter
    from kiosk.tickets.desk import Desk
    from kiosk.tickets.status_slip import StatusSlip
    from kiosk.tickets.status_slip_print import StatusOutcome, StatusPrinter
    from kiosk.tickets.ticket import Ticket
    from kiosk.words import Language

# Whoever waits longer for a list has walked away: it must not surprise the next one.
LIST_AWAITED_S = 15.0


@dataclass
class PrinterSide:
    """Desk and slip printers, each made when it is first needed. Only for the printer's thread."""

    kiosk: Kiosk
    _desk: Desk | None = field(default=None, init=False)
    _lists: ListPrinter | None = field(default=None, init=False)
    _statuses: StatusPrinter | None = field(default=None, init=False)

    # Numbers

    def desk(self) -> Desk:
        """Where numbers are taken. Raises StoreBroken."""
        if self._desk is None:
            from kiosk.late_parts import make_desk  # noqa: PLC0415 -- SQLAlchemy costs 200 ms and 28 MB: after the first picture

            self._desk = make_desk(self.kiosk)
        return self._desk

    def take(
        self,
        lane: str,
        request_id: str,
        *,
        language: Language,
        on_number: Callable[[Ticket], None],
        again: bool,
        klass: str,
        on_printer: Callable[[PrinterStatus], None] = lambda _status: None,
        on_sent: Callable[[Ticket], None] = lambda _ticket: None,
    ) -> TicketOutcome:
        """One number and its slip; a store that cannot be opened gives none, and says so."""
        try:
            outcome = self.desk().take(
                lane,
                request_id,
                language=language,
                on_number=on_number,
                on_printer=on_printer,
                on_sent=on_sent,
                again=again,
                klass=klass,
            )
        except KioskError:
            outcome = NoNumber()
        self.look_around(asks=False)  # a slip asked the printer all there is to ask, and people are waiting
        return outcome

    def print_again(self, ticket: Ticket, *, language: Language) -> Taken:
        """Another slip of the same number."""
        return self.desk().print_again(ticket, language=language)

    def unprinted(self) -> tuple[Ticket, ...]:
        """Numbers that wait without paper, the oldest first."""
        return self._desk.unprinted() if self._desk is not None else ()

    def ahead_of(self, number: str, day: date) -> int | None:
        """How many people are before a number of this day now; None when that is not known."""
        kiosk = self.kiosk
        if kiosk.store is None or not kiosk.counts_waiting:
            return None
        if kiosk.lobby is not None:
            return kiosk.lobby.people_before(number, day)
        from kiosk.tickets.place_in_lane import people_before  # noqa: PLC0415 -- SQLAlchemy: not before the store is open

        return people_before(kiosk.store, number, day)

    # Lists and statuses

    def print_list(self, checklist: Checklist, *, language: Language, asked_at_s: float) -> ListOutcome:
        """A list of papers, now or not at all.

        asked_at_s  stopwatch at the touch; a printer that comes to it much later leaves it.
        """
        content = self.kiosk.content
        if content is None or self._is_too_late(asked_at_s):
            return "unprinted"
        if self._lists is None:
            from kiosk.late_parts import make_list_printer  # noqa: PLC0415 -- Pillow, pydantic: only when asked

            self._lists = make_list_printer(self.kiosk, content)
        outcome = self._lists.print_list(checklist, is_english=language == "en")
        self.look_around()
        return outcome

    def print_status(self, slip: StatusSlip, *, language: Language, asked_at_s: float) -> StatusOutcome:
        """A status of a dossier, now or not at all; `asked_at_s` as for a list."""
        content = self.kiosk.content
        if content is None or self._is_too_late(asked_at_s):
            return "unprinted"
        if self._statuses is None:
            from kiosk.late_parts import make_status_printer  # noqa: PLC0415 -- Pillow, pydantic: only when asked

            self._statuses = make_status_printer(self.kiosk, content)
        outcome = self._statuses.print_status(slip, is_english=language == "en")
        self.look_around()
        return outcome

    def _is_too_late(self, asked_at_s: float) -> bool:
        return self.kiosk.time.stopwatch_s() - asked_at_s > LIST_AWAITED_S

    # Looking around

    def open_desk(self) -> Facts:
        """What printer and queue say first; why a store cannot be opened is written down."""
        if self.kiosk.content is None:  # no lanes, no numbers; why has been written down already
            return Facts(printer=self.kiosk.printer_device.check(timeout_s=1.0))
        try:
            self.desk().recover()
        except KioskError as error:
            for problem in error.problems:
                self.kiosk.journal.write("store-refused", problem=str(problem))
            return Facts(printer=self.kiosk.printer_device.check(timeout_s=1.0), store_is_broken=True)
        return self._facts_now(asks=True)

    def look_around(self, *, asks: bool = True) -> None:
        """Look at printer and queue; what they say comes as facts, and slips that waited for paper are printed.

        asks  whether the printer is asked; if not, what it said last counts.
        """
        kiosk = self.kiosk
        could = kiosk.printer_device.status().may_print
        facts = self._facts_now(asks=asks)
        kiosk.mailbox.post(lambda: kiosk.facts_are(facts))
        kiosk.journal.flush()
        if self._desk is None:
            return
        if facts.printer.may_print and not could:
            self._print_stuck(self._desk)
        from kiosk.late_parts import look_after_store  # noqa: PLC0415 -- as for the desk

        look_after_store(kiosk, facts.lanes)

    def _print_stuck(self, desk: Desk) -> None:
        kiosk, post = self.kiosk, self.kiosk.mailbox.post
        for taken in desk.print_stuck(lambda ticket: post(partial(kiosk.on_paper_back, ticket))):
            post(partial(kiosk.on_paper, taken))

    def _facts_now(self, *, asks: bool) -> Facts:
        kiosk, desk = self.kiosk, self._desk
        status = kiosk.printer_device.check(timeout_s=1.0) if asks else kiosk.printer_device.status()
        lanes = desk.lanes_now() if desk is not None else ()
        if not kiosk.counts_waiting:
            lanes = tuple(replace(lane, waiting=None) for lane in lanes)
        return Facts(
            printer=status,
            lanes=lanes,
            store_is_broken=desk is None,
            orders=desk.orders() if desk is not None else None,
            board=self._board_now(),
            policy=kiosk.policy,
            is_alone=kiosk.lobby is not None and kiosk.lobby.is_alone,
            staff_coming_at=coming_since(kiosk.folder),
            is_updating=is_updating(kiosk.folder, kiosk.time.now()),
        )

    def _board_now(self) -> Board | None:
        if self.kiosk.read_board is None:
            return None
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 -- as for the desk

        try:
            return self.kiosk.read_board()
        except SQLAlchemyError:  # the desk has written it down: it asks the same store
            return None
