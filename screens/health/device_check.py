"""«Kiểm tra máy»: every part with its remedy, the tests of devices, paper, numbers without paper, restart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from devices.printers.contract import PrintOutcome, PrintResult
from kiosk import VERSION
from kiosk.health.device_checks import PrinterCheck
from kiosk.health.part import PartCheck
from kiosk.time_source import HERE
from kiosk.words import Words
from screens.frame import OF_STAFF, STAFF_BAR, BarKey
from screens.health.check_state import NO_TOUCH, ROWS_A_PAGE, ROWS_LYING, DeviceCheckState, View
from screens.health.device_tests import ScanKind, ScanSeen, UnprintedRow
from screens.panel_sizes import panel_sizes_of
from screens.presenter import Presenter
from screens.sheet import SheetState

if TYPE_CHECKING:
    from devices.scanners.contract import Scan, Trouble
    from kiosk.content.on_shelf import OnShelf
    from kiosk.staff import Looked
    from kiosk.tickets.outcome import Taken
    from kiosk.tickets.ticket import Ticket

SCANS_SHOWN = 4
PANEL, SPEAKER = "panel", "speaker"


class DeviceCheckPresenter(Presenter[DeviceCheckState]):
    """Looks at everything when somebody comes, and again on «Kiểm tra lại»."""

    def first(self) -> DeviceCheckState:
        """What is known without asking."""
        self._looked: Looked | None = None
        self._without_paper: tuple[Ticket, ...] = ()
        settings = self.terminal.kiosk.settings
        per_page = ROWS_A_PAGE if settings.panel.orientation == "portrait" else ROWS_LYING
        is_too_high = panel_sizes_of(settings.panel).is_too_high
        number = settings.terminal.number
        return DeviceCheckState(self._checks(), number, VERSION, per_page=per_page, is_too_high=is_too_high)

    def enter(self, about: object) -> None:  # noqa: ARG002 -- there is only one terminal
        """Ask machine, gateway and printer."""
        self.look_again()

    def facts_changed(self) -> None:
        """A device has told something."""
        self.show(replace(self.state, checks=self._checks()))

    def keys(self) -> tuple[BarKey, ...]:
        """Pages behind the bar; during a test only the ways out of it."""
        return STAFF_BAR if self.state.view == "parts" else OF_STAFF

    # The parts

    def look_again(self) -> None:
        """«Kiểm tra lại»."""
        kiosk = self.terminal.kiosk
        is_asked = self.later(kiosk.staff.worker, kiosk.staff.look, self._has_looked)
        self.later(kiosk.printer, self._ask_printer, self._has_unprinted)
        self.show(replace(self.state, is_looking=is_asked, note=""))

    def _ask_printer(self) -> tuple[Ticket, ...]:
        kiosk = self.terminal.kiosk
        kiosk.at_printer.look_around()
        return kiosk.at_printer.unprinted()

    def _has_looked(self, looked: Looked) -> None:
        self._looked = looked
        self.show(replace(self.state, is_looking=False, checks=self._checks()))

    def _has_unprinted(self, tickets: tuple[Ticket, ...]) -> None:
        self._without_paper = tickets
        rows = tuple(self._row(ticket) for ticket in tickets)
        self.show(replace(self.state, unprinted=rows, checks=self._checks()))

    def _row(self, ticket: Ticket) -> UnprintedRow:
        content = self.terminal.kiosk.content
        lanes = {lane.code: lane.name for lane in content.lanes} if content else {}
        at = ticket.issued_at.astimezone(HERE)
        return UnprintedRow(ticket, f"{at:%H:%M}" if ticket.clock_trusted else "–", lanes.get(ticket.lane, ticket.lane))

    def _checks(self) -> tuple[PartCheck, ...]:
        return self.terminal.checks(self._looked, len(self._without_paper))

    def leave(self) -> None:
        """«Thoát»."""
        self.terminal.home()

    def journal(self) -> None:
        """«Nhật ký»."""
        self.go("journal_page")

    def reload(self) -> None:
        """«Tải dữ liệu»: look whether a newer release lies in its folder."""
        kiosk = self.terminal.kiosk
        self.show(replace(self.state, is_looking=True, note=""))
        self.later(kiosk.staff.worker, kiosk.staff_acts.look_at_shelf, self._has_reloaded)

    def _has_reloaded(self, shelf: OnShelf) -> None:
        self.terminal.kiosk.staff_acts.shelf_is(shelf)
        known = replace(self.state, is_looking=False, checks=self._checks())
        if shelf.waiting is not None:
            self.show(replace(known, note="reloaded", asked="reload"))
        else:
            self.show(replace(known, note="" if shelf.problems else "nothing_new"))

    # Tests

    def step_back(self) -> bool:
        """From a test to the parts."""
        if self.state.view == "parts":
            return False
        self.close()
        return True

    def close(self) -> None:
        """Back to the parts."""
        self._view("parts")

    def _view(self, view: View) -> None:
        self.show(
            replace(self.state, view=view, stage="running", trouble=None, scans=(), touch=NO_TOUCH, page=1, note="")
        )

    def test_print(self) -> None:
        """«In thử»."""
        self._view("print")
        kiosk = self.terminal.kiosk
        if not self.later(kiosk.printer, kiosk.staff_acts.print_trial, self._was_printed):
            self.show(replace(self.state, stage="impossible"))

    def _was_printed(self, result: PrintResult) -> None:
        if result.outcome in {PrintOutcome.PRINTED, PrintOutcome.ASSUMED}:
            self.show(replace(self.state, stage="asking", checks=self._checks()))
            return
        printer = next((check for check in self._checks() if isinstance(check, PrinterCheck)), None)
        trouble = printer if printer is not None and printer.result == "bad" else None
        self.show(replace(self.state, stage="failed", trouble=trouble, checks=self._checks()))
        self._keep("print-test", passed=False, finding=f"{result.outcome.value}: {result.evidence}")

    def test_scan(self) -> None:
        """«Quét thử»: from now on scans are shown here."""
        self._view("scan")

    def staff_scanned(self, scan: Scan, kind: ScanKind) -> None:
        """A code was held to the scanner while staff are here; outside «Quét thử» it belongs to nobody."""
        if self.state.view == "scan":
            if self.state.stage == "running":
                self._keep("scan-test", passed=True, finding=f"{kind}, {len(scan.text)} characters")
            self._seen(ScanSeen(kind, len(scan.text)))

    def staff_unreadable(self, trouble: Trouble) -> None:  # noqa: ARG002 -- whatever it was, it could not be read
        """Something was held to the scanner that it could not read."""
        if self.state.view == "scan":
            self._seen(ScanSeen("unreadable", 0))

    def _seen(self, scan: ScanSeen) -> None:
        self.show(replace(self.state, scans=(*self.state.scans, scan)[-SCANS_SHOWN:]))

    def test_touch(self) -> None:
        """«Thử chạm»."""
        self._view("touch")

    def touch_point(self, x: float, y: float, width_mm: float, height_mm: float) -> None:
        """A finger came down in the field; see `TouchTest.touched`."""
        touch = self.state.touch.touched(x, y, width_mm, height_mm)
        if not touch.is_done:
            self.show(replace(self.state, touch=touch))
            return
        self.show(replace(self.state, touch=touch, stage="passed" if touch.passed else "failed"))
        self._keep("touch-test", passed=touch.passed, finding=f"{touch.largest_mm:.1f} mm at most")

    def test_sound(self) -> None:
        """«Thử loa»."""
        self._view("sound")
        staff = self.terminal.kiosk.staff
        if not self.later(staff.worker, staff.sound.play_test, self._was_heard):
            self.show(replace(self.state, stage="impossible"))

    def _was_heard(self, was_played: bool) -> None:  # noqa: FBT001 -- a letter's answer
        if not was_played:
            self._keep("sound-test", passed=False, finding="nothing could be played")
        self.show(replace(self.state, stage="asking" if was_played else "impossible"))

    def say_yes(self) -> None:
        """Staff have looked or listened: it was right."""
        self._judged(passed=True)

    def say_no(self) -> None:
        """It was not."""
        self._judged(passed=False)

    def _judged(self, *, passed: bool) -> None:
        if self.state.asks:
            self._keep(f"{self.state.view}-test", passed=passed, finding="as staff saw it")
            self.show(replace(self.state, stage="passed" if passed else "failed"))

    def _keep(self, test: str, *, passed: bool, finding: str) -> None:
        staff, settings = self.terminal.kiosk.staff, self.terminal.kiosk.settings
        addresses = {"print-test": settings.printer.address, "scan-test": settings.scanner.address}
        address = addresses.get(test, PANEL if test == "touch-test" else SPEAKER)
        staff.worker.do(lambda: staff.keep(test, address, passed=passed, finding=finding), lambda _trial: None)

    # Paper and numbers without it

    def roll_changed(self) -> None:
        """«Đã thay giấy»: count anew, and offer what is still without paper."""
        kiosk = self.terminal.kiosk
        self.later(kiosk.printer, kiosk.staff_acts.roll_changed, self._roll_was_changed)

    def _roll_was_changed(self, tickets: tuple[Ticket, ...]) -> None:
        self._has_unprinted(tickets)
        if tickets:
            self._view("unprinted")
        else:
            self.show(replace(self.state, note="roll_changed"))

    def list_unprinted(self) -> None:
        """«Số chưa in»."""
        self._view("unprinted")
        kiosk = self.terminal.kiosk
        self.later(kiosk.printer, kiosk.at_printer.unprinted, self._has_unprinted)

    def print_all(self) -> None:
        """«In tất cả»: one after the other, as long as the printer goes on."""
        self._print(tuple(row.ticket for row in self.state.unprinted))

    def print_one(self, number: str) -> None:
        """«In»: this number."""
        self._print(tuple(row.ticket for row in self.state.unprinted if row.code == number))

    def _print(self, tickets: tuple[Ticket, ...]) -> None:
        if not tickets or self.state.is_looking:
            return
        kiosk = self.terminal.kiosk
        is_asked = self.later(kiosk.printer, lambda: kiosk.staff_acts.print_these(tickets), self._were_printed)
        self.show(replace(self.state, is_looking=is_asked, trouble=None))

    def _were_printed(self, printed: tuple[tuple[Taken, ...], tuple[Ticket, ...]]) -> None:
        taken, left = printed
        self.show(replace(self.state, is_looking=False))
        self._has_unprinted(left)
        if taken and taken[-1].paper not in {"confirmed", "assumed"}:
            printer = next(check for check in self._checks() if isinstance(check, PrinterCheck))
            self.show(replace(self.state, trouble=printer if printer.result == "bad" else None))

    def turn(self, by: int) -> None:
        """To the next or previous numbers."""
        page = min(max(self.state.page + by, 1), self.state.pages)
        self.show(replace(self.state, page=page))

    def ask_void(self, number: str) -> None:
        """«Huỷ»: ask once more."""
        self.show(replace(self.state, asked="void", chosen=number))

    # Dialogs

    def ask_restart(self) -> None:
        """«Khởi động lại»: ask once more."""
        self.show(replace(self.state, asked="restart"))

    def sheet(self, words: Words) -> SheetState | None:
        """The dialog over the page."""
        return self.state.dialog(words)

    def sheet_primary(self) -> None:
        """The harmless button."""
        self.show(replace(self.state, asked=""))

    def sheet_secondary(self) -> None:
        """What was asked about."""
        asked, number = self.state.asked, self.state.chosen
        self.show(replace(self.state, asked="", chosen=""))
        if asked in {"restart", "reload"}:
            self.terminal.restart()
        elif asked == "void":
            self._void(number)

    def _void(self, number: str) -> None:
        kiosk = self.terminal.kiosk
        ticket = next((row.ticket for row in self.state.unprinted if row.code == number), None)
        if ticket is not None:
            self.later(kiosk.printer, lambda: kiosk.staff_acts.void(ticket), self._has_unprinted)
