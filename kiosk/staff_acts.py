"""What staff do at the terminal that may take time: numbers without paper, lanes and days, test slips, the shelf."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kiosk.parts import dpi_of, make_calling

if TYPE_CHECKING:
    from devices.printers.contract import PrintResult
    from kiosk.assembly import Kiosk
    from kiosk.content.content import Content
    from kiosk.content.on_shelf import OnShelf
    from kiosk.database import Store
    from kiosk.health.readiness_report import ReadinessReport
    from kiosk.staff_days import Days
    from kiosk.tickets.lane_orders import LaneOrders
    from kiosk.tickets.outcome import Taken
    from kiosk.tickets.ticket import Ticket
    from kiosk.words import Words

TEST_JOB, REPORT_JOB = "TEST", "READ"


@dataclass(frozen=True)
class StaffActs:
    """The acts behind the staff pages. On the printer's thread, where nothing else is said."""

    kiosk: Kiosk

    # Paper and the numbers without it

    def roll_changed(self) -> tuple[Ticket, ...]:
        """Staff have laid in a new roll: count anew; slips that may print by themselves do so first.

        returns  the numbers still without paper.
        """
        self.kiosk.staff.paper.new_roll()
        self.kiosk.journal.write("paper-changed")
        self.kiosk.at_printer.look_around()
        return self.kiosk.at_printer.unprinted()

    def print_these(self, tickets: tuple[Ticket, ...]) -> tuple[tuple[Taken, ...], tuple[Ticket, ...]]:
        """Slips of these numbers until one fails, and the numbers still without paper."""
        at_printer = self.kiosk.at_printer
        taken: list[Taken] = []
        for ticket in tickets:
            taken.append(at_printer.desk().print_again(ticket))
            if taken[-1].paper not in {"confirmed", "assumed"}:
                break
        at_printer.look_around()
        return tuple(taken), at_printer.unprinted()

    def void(self, ticket: Ticket) -> tuple[Ticket, ...]:
        """Take a number out of the queue, here and in the lobby: its citizen has gone.

        returns  the numbers still without paper.
        """
        content, at_printer = self.kiosk.content, self.kiosk.at_printer
        if content is None or self.kiosk.store is None:
            return ()
        self._in_every_store(partial(self._void_in, content, ticket))
        self.kiosk.journal.write("ticket-voided", number=ticket.number)
        at_printer.look_around(asks=False)
        return at_printer.unprinted()

    def _void_in(self, content: Content, ticket: Ticket, store: Store) -> None:
        """In one store; what stands otherwise by now stays as it is."""
        from kiosk.tickets.calling_outcome import Who  # noqa: PLC0415 -- SQLAlchemy, pydantic: only when asked
        from kiosk.tickets.policy_file import read_policy  # noqa: PLC0415

        calling = make_calling(self.kiosk.settings, content, store, read_policy(), time=self.kiosk.time)
        calling.void(Who(), ticket.number, "left")

    # Lanes and days

    def order(self, orders: LaneOrders) -> bool:
        """What staff want of the lanes today; False when it could not be written down."""
        is_kept = self.kiosk.at_printer.desk().order(orders)
        self.kiosk.at_printer.look_around(asks=False)
        return is_kept

    def days(self) -> Days:
        """Which business day goes on, and whether its queue is to be kept overnight."""
        from kiosk.staff_days import days_of  # noqa: PLC0415 -- SQLAlchemy: as for the desk

        return days_of(self.kiosk.store, time=self.kiosk.time)

    def begin_day(self) -> Days:
        """«Bắt đầu ngày mới», here and in the lobby."""
        from kiosk.staff_days import begin_day  # noqa: PLC0415 -- as above

        self._in_every_store(partial(begin_day, time=self.kiosk.time, journal=self.kiosk.journal))
        self.kiosk.at_printer.look_around(asks=False)
        return self.days()

    def keep_overnight(self, *, is_kept: bool) -> Days:
        """«Giữ hàng đợi qua đêm», here and in the lobby."""
        from kiosk.staff_days import keep_queue  # noqa: PLC0415 -- as above

        self._in_every_store(partial(keep_queue, time=self.kiosk.time, is_kept=is_kept))
        self.kiosk.at_printer.look_around(asks=False)
        self.kiosk.journal.write("queue-kept-overnight", is_kept=is_kept)
        return self.days()

    def _in_every_store(self, act: Callable[[Store], object]) -> None:
        if self.kiosk.store is not None:
            act(self.kiosk.store)
        if self.kiosk.lobby is not None:
            self.kiosk.lobby.in_lobby(act)

    # Slips for staff

    def print_trial(self) -> PrintResult:
        """The slip a technician reads a printer from; counted, not journalled: it is nobody's."""
        from kiosk.tickets.trial_slip import trial_slip  # noqa: PLC0415 -- Pillow: only when asked

        printer, settings, now = self.kiosk.printer_device, self.kiosk.settings, self.kiosk.time.now()
        facts = (f"{now:%H:%M, %d/%m/%Y}", printer.status().model, settings.printer.address)
        picture = trial_slip(printer.width_dots, dpi_of(settings), tuple(fact for fact in facts if fact))
        result = printer.print_picture(picture, job=TEST_JOB)
        self.kiosk.at_printer.look_around()
        return result

    def print_report(self, report: ReadinessReport, words: Words) -> PrintResult:
        """The readiness report on paper."""
        from kiosk.health.report_slip import report_slip  # noqa: PLC0415 -- as above

        printer = self.kiosk.printer_device
        result = printer.print_picture(report_slip(report.lines(words), printer.width_dots), job=REPORT_JOB)
        self.kiosk.at_printer.look_around()
        return result

    # The shelf

    def look_at_shelf(self) -> OnShelf:
        """What lies in the folder of the releases now; a newer one is shown by the next start. Staff's thread."""
        from kiosk.content.on_shelf import look_at_shelf  # noqa: PLC0415 -- only when asked
        from kiosk.content.shelf import SAMPLE  # noqa: PLC0415
        from kiosk.procedures.catalogue import is_stale  # noqa: PLC0415

        kiosk, rules = self.kiosk, self.kiosk.settings.content
        is_old = partial(is_stale, today=kiosk.time.now().date(), days=rules.stale_after_days)
        return look_at_shelf(rules.folder or SAMPLE, kiosk.content, kept_in=kiosk.folder, is_old=is_old)

    def shelf_is(self, shelf: OnShelf) -> None:
        """What is in the way of the release on the shelf now, for whoever looks at the parts. Screen's thread."""
        self.kiosk.troubles = shelf.problems
