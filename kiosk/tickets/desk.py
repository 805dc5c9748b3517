"""The whole act of taking a ticket: the touch, the number, the slip. Runs on the printer's thread.

From the commit of the number on the citizen has it: what happens to the paper is told, never a reason to take it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from PIL import Image
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from devices.printers.contract import Printer, PrinterStatus
from kiosk.database import Store
from kiosk.journal import Journal
from kiosk.tickets import ticket_store
from kiosk.tickets.compose import compose
from kiosk.tickets.lane import AnyTime, Lane, OpeningNow
from kiosk.tickets.lane_orders import ClosedByStaff, LaneOrders, read_orders, write_orders
from kiosk.tickets.layout import Layout, read_layout
from kiosk.tickets.lettering import GlyphMissing, Lettering
from kiosk.tickets.numbering import Numbering, Numbers, Touch
from kiosk.tickets.outcome import NoNumber, Recovered, Taken, TicketOutcome
from kiosk.tickets.pending import Pending, PendingRequests
from kiosk.tickets.policy import Policy
from kiosk.tickets.print_queue import PrintQueue, Unfinished
from kiosk.tickets.recovery import look_back
from kiosk.tickets.rush import Rush
from kiosk.tickets.slip import OfficeOnSlip, Slip, slip_values
from kiosk.tickets.ticket import Ticket
from kiosk.tickets.unprinted import unprinted
from kiosk.tickets.waiting import LaneNow, lanes_at
from kiosk.time_source import HERE, TimeSource
from kiosk.words import Language

# Longer than this nobody shall wait for a number because the printer thinks.
PRINTER_ASKED_S = 0.15
# At a start nobody waits yet, and a printer may have to be opened first.
PRINTER_OPENED_S = 1.0
OpeningOf = Callable[[Lane, datetime], OpeningNow]


@dataclass(frozen=True, slots=True)
class DeskRelease:
    """What the desk takes from a content release; a new release makes a new desk.

    policy  by which numbers are called; None: not through this program, and slips say nothing about turns
    """

    lanes: tuple[Lane, ...]
    office: OfficeOnSlip
    number: int = 0
    policy: Policy | None = None


class LaneGone(LookupError):
    """The lane of an older ticket is not in this release; its slip cannot be drawn."""


def in_short(error: Exception) -> str:
    """What the journal says about an error: the driver's own words, never a statement with its values."""
    return f"{type(error).__name__}: {error.orig if isinstance(error, DBAPIError) else error}"


def nobody_told(_what: object) -> None:
    """For callers who wait for the outcome."""


class Desk:
    """Bàn lấy số of one terminal.

    store    this terminal's own file: touches, slips, and every ticket given here
    numbers  where tickets come from; None: from that file too
    """

    def __init__(  # noqa: PLR0913 -- the parts of a desk, each by its name
        self,
        release: DeskRelease,
        store: Store,
        printer: Printer,
        *,
        opening: OpeningOf,
        kiosk_no: int,
        time: TimeSource,
        journal: Journal,
        layout: Layout | None = None,
        numbers: Numbers | None = None,
    ) -> None:
        self._release = release
        self._store = store
        self._kiosk_no = kiosk_no
        self._lanes = {lane.code: lane for lane in release.lanes}
        self._printer = printer
        self._opening = opening
        self._time = time
        self._journal = journal
        self._layout = layout or read_layout()
        self._letters = Lettering()
        self._numbering = numbers or Numbering(store, time=time, kiosk_no=kiosk_no)
        self._pending = PendingRequests(store)
        self._queue = PrintQueue(store, printer, time=time, journal=journal)
        self._rush = Rush(time, journal)
        self._is_silent = False
        self._orders: LaneOrders | None = None

    def take(
        self,
        lane_code: str,
        request_id: str,
        *,
        language: Language = "vi",
        on_number: Callable[[Ticket], None] = nobody_told,
        on_printer: Callable[[PrinterStatus], None] = nobody_told,
        on_sent: Callable[[Ticket], None] = nobody_told,
        again: bool = False,
        klass: str = "normal",
    ) -> TicketOutcome:
        """One number and its slip; the same request id gets the same number and no second slip.

        on_number   called as soon as the number exists, before any paper moves
        on_printer  called before that with what the printer answered: «Máy in chưa sẵn sàng…» may be said first
        on_sent     called when all of the slip has been sent: «Phiếu đang ra…»
        again       the citizen was asked about the number just taken and wants one more
        klass       diện the citizen has declared
        """
        lane = self._lanes.get(lane_code)
        if lane is None:  # a new release has taken it away between the screen and the touch
            return self._no_number(lane_code, "no such lane")
        try:
            request = Pending(request_id, lane_code, klass, self._time.now())
            self._pending.write_down(request)
            on_printer(self._printer.check(timeout_s=PRINTER_ASKED_S))
            given = self._numbering.take(self._touch(lane, request, again=again))
        except SQLAlchemyError as error:
            self._forget(request_id)
            return self._no_number(lane_code, in_short(error))
        outcome: TicketOutcome
        if isinstance(given, Ticket):
            on_number(given)
            self._rush.given()
            outcome = self.slip_of(given, language=language, on_sent=on_sent)
        else:
            outcome = given
        self._forget(request_id)
        return outcome

    def slip_of(
        self, ticket: Ticket, *, language: Language = "vi", on_sent: Callable[[Ticket], None] = nobody_told
    ) -> Taken:
        """The ticket with its first slip, printed now unless it was begun before."""
        try:
            paper = self._queue.paper_of(ticket)
        except SQLAlchemyError as error:
            return self._without_slip(ticket, in_short(error))
        if paper is not None:
            return Taken(ticket, paper.state, paper.conditions, paper.is_reprint)
        self._journal.write("ticket-issued", number=ticket.number, lane=ticket.lane)
        return self._print(ticket, language, is_reprint=False, on_sent=on_sent)

    def print_again(self, ticket: Ticket, *, language: Language = "vi") -> Taken:
        """Another slip of the same number, marked «In lại» unless nothing of it can be on paper yet."""
        try:
            is_reprint = self._queue.is_maybe_on_paper(ticket)
        except SQLAlchemyError as error:
            return self._without_slip(ticket, type(error).__name__)
        return self._print(ticket, language, is_reprint=is_reprint)

    def print_stuck(self, on_begin: Callable[[Ticket], None] = nobody_told) -> Iterator[Taken]:
        """Slips that failed, now that the printer can again: each once, and only while its owner is near.

        Ends at the first that fails again; the others wait for the next time.
        on_begin  called before each
        source  tickets.md 7, rule 2
        """
        try:
            stuck = self._still_waiting(self._queue.stuck())
        except SQLAlchemyError as error:
            self._store_is_silent(in_short(error))
            return
        for each in stuck:
            on_begin(each.ticket)
            taken = self._print(each.ticket, "vi", is_reprint=each.is_marked)
            yield taken
            if taken.paper not in {"confirmed", "assumed"}:
                return

    def orders(self) -> LaneOrders:
        """What staff have ordered for today."""
        if self._orders is None:
            try:
                self._orders = read_orders(self._store)
            except SQLAlchemyError as error:
                self._store_is_silent(in_short(error))
                return LaneOrders()
        # A clock nobody trusts does not end a day: what was ordered goes on.
        today = self._time.now().astimezone(HERE).date()
        return self._orders.on(today) if self._time.is_trusted() else self._orders

    def order(self, orders: LaneOrders) -> bool:
        """Let this hold for today, over a restart too; False when it cannot be written down, and then it does not."""
        try:
            write_orders(self._store, orders)
        except SQLAlchemyError as error:
            self._store_is_silent(in_short(error))
            return False
        self._orders = orders
        return True

    def unprinted(self) -> tuple[Ticket, ...]:
        """Numbers of this day that wait without paper («Số chưa in»); none while the store is silent."""
        try:
            with self._store.reading.connect() as connection:
                day = ticket_store.business_day_now(connection, self._time)
                return unprinted(connection, day, self._kiosk_no)
        except SQLAlchemyError as error:
            self._store_is_silent(in_short(error))
            return ()

    def lanes_now(self) -> tuple[LaneNow, ...]:
        """Every lane: open or why not, and how many wait."""
        now, waiting, given = self._time.now(), None, None
        try:
            waiting = self._numbering.waiting()
            if any(lane.daily_limit is not None for lane in self._release.lanes):
                given = self._numbering.given()
            self._store_answers()
        except SQLAlchemyError as error:
            self._store_is_silent(in_short(error))
        lanes = self.orders().applied(self._release.lanes)
        return lanes_at(now, lanes, opening=self._opening_at, waiting=waiting, given=given)

    def recover(self) -> Recovered:
        """Finish what an earlier run has begun; once, at the start.

        A touch younger than 2 minutes gets its number and slip after all; a slip of that age that may have stuck is
        printed again, marked. Older ones are for staff: nothing comes out of a printer hours later.
        """
        try:
            find, give, now = self._numbering.ticket_of, self._give_after_all, self._time.now()
            found = look_back(self._pending, self._queue, find=find, give=give, now=now)
            torn = self._still_waiting(found.torn)
        except SQLAlchemyError as error:
            self._store_is_silent(in_short(error))
            return Recovered()
        for dropped in found.dropped:
            age_s = round((self._time.now() - dropped.created_at).total_seconds())
            self._journal.write("ticket-request-dropped", lane=dropped.lane, age_s=age_s)
        if found.unprinted or torn:
            self._printer.check(timeout_s=PRINTER_OPENED_S)
        first = [self.slip_of(ticket) for ticket in found.unprinted]
        again = [self._print(slip.ticket, "vi", is_reprint=slip.is_marked) for slip in torn]
        return self._told(Recovered((*first, *again), found.for_staff, len(found.dropped)))

    def _still_waiting(self, slips: tuple[Unfinished, ...]) -> tuple[Unfinished, ...]:
        return tuple(slip for slip in slips if self._numbering.still_waits(slip.ticket.request_id))

    def _give_after_all(self, pending: Pending) -> Ticket | None:
        lane = self._lanes.get(pending.lane)
        given = lane and self._numbering.take(self._touch(lane, pending, again=True))
        return given if isinstance(given, Ticket) else None

    def _told(self, recovered: Recovered) -> Recovered:
        if recovered != Recovered():
            printed, for_staff = len(recovered.printed), len(recovered.for_staff)
            self._journal.write("tickets-recovered", printed=printed, for_staff=for_staff, dropped=recovered.dropped)
        return recovered

    def _touch(self, lane: Lane, request: Pending, *, again: bool) -> Touch:
        opening = self._opening_at(lane, self._time.now())
        (lane,) = self.orders().applied((lane,))
        return Touch(request.request_id, lane, opening, request.klass, self._release.number, again)

    def _opening_at(self, lane: Lane, at: datetime) -> OpeningNow:
        hours = self._opening(lane, at) if self._time.is_trusted() else AnyTime()
        return ClosedByStaff(hours.next_day_opens_at) if hours.is_open and lane.code in self.orders().closed else hours

    def _print(
        self,
        ticket: Ticket,
        language: Language,
        *,
        is_reprint: bool,
        on_sent: Callable[[Ticket], None] = nobody_told,
    ) -> Taken:
        try:
            picture = self._picture(ticket, language, is_reprint=is_reprint)
            sent = lambda: on_sent(ticket)  # noqa: E731 -- the queue knows jobs, whoever listens knows tickets
            paper = self._queue.print_ticket(ticket, picture, is_reprint=is_reprint, on_sent=sent)
        except (SQLAlchemyError, GlyphMissing, LaneGone, OSError) as error:  # OSError: a font file is gone
            return self._without_slip(ticket, in_short(error), is_reprint=is_reprint)
        self._journal.write("ticket-slip-ended", number=ticket.number, paper=paper.state, is_reprint=is_reprint)
        return Taken(ticket, paper.state, paper.conditions, is_reprint)

    def _picture(self, ticket: Ticket, language: Language, *, is_reprint: bool) -> Image.Image:
        lane = self._lanes.get(ticket.lane)
        if lane is None:
            raise LaneGone(ticket.lane)
        now, trusted = self._time.now(), self._time.is_trusted()
        session = self._opening(lane, ticket.issued_at.astimezone(HERE)).session
        at, policy = now if is_reprint else None, self._release.policy
        slip = Slip(ticket, lane, self._release.office, session, at, trusted, policy)
        values = slip_values(slip, self._layout.words)
        width, english = self._printer.width_dots, language == "en"
        return compose(self._layout, values, width_dots=width, letters=self._letters, is_english=english)

    def _without_slip(self, ticket: Ticket, reason: str, *, is_reprint: bool = False) -> Taken:
        self._journal.write("ticket-slip-not-drawn", number=ticket.number, reason=reason)
        return Taken(ticket, "unprinted", self._printer.status().conditions, is_reprint)

    def _no_number(self, lane_code: str, reason: str) -> NoNumber:
        self._journal.write("ticket-not-issued", lane=lane_code, reason=reason)
        return NoNumber()

    def _forget(self, request_id: str) -> None:
        try:
            self._pending.forget(request_id)
        except SQLAlchemyError as error:
            self._store_is_silent(in_short(error))

    def _store_is_silent(self, reason: str) -> None:
        if not self._is_silent:
            self._journal.write("ticket-store-silent", reason=reason)
        self._is_silent = True

    def _store_answers(self) -> None:
        if self._is_silent:
            self._journal.write("ticket-store-back")
        self._is_silent = False
