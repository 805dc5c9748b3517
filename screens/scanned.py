"""What was held to the scanner, until its page is in front: whose it is, whether it waits, where it leads. No Kivy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.scanners.contract import Noise, Scan, Trouble
from kiosk.session.situation import STAFF_PAGES
from screens.scan_turn import Notice, ScanTurn

if TYPE_CHECKING:
    from kiosk.dossiers.receipt_code import CodeReading
    from screens.terminal import Terminal


class Scanned:
    """Hears the scanner for one visit after another; the code that waits is somebody's."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._turn = ScanTurn()

    @property
    def notice(self) -> Notice:
        """The line about the scanner in the header just now."""
        return self._turn.notice(self._now_s)

    def forget(self) -> None:
        """The visit is over."""
        self._turn.forget()

    def came(self, scan: Scan) -> None:
        """A code was held to the scanner: from every page to the dossier, or to what it was instead."""
        terminal = self._terminal
        if terminal.situation.faulty or terminal.situation.is_display:
            return
        terminal.still_here()
        if terminal.situation.place.screen in STAFF_PAGES:
            self._came_on_staff_page(scan)
        elif terminal.kiosk.staff.door.is_card(scan.text):
            terminal.staff_wish_in()
        else:
            self.read(scan.text)

    def _came_on_staff_page(self, scan: Scan) -> None:
        """R15: on staff pages a scan belongs to «Quét thử» only, or to the page that wants a staff card."""
        from screens.health.device_tests import kind_of  # noqa: PLC0415 -- not before the first picture
        from screens.scans import reading_of  # noqa: PLC0415

        terminal = self._terminal
        is_card = terminal.kiosk.staff.door.is_card(scan.text)
        kind = "staff_card" if is_card else kind_of(reading_of(scan.text, terminal.kiosk))
        terminal.presenter.staff_scanned(scan, kind)
        terminal.watch()

    def unreadable(self, trouble: Trouble) -> None:
        """What was held to the scanner cannot be read: say how to hold it. Noise is nobody's code."""
        terminal = self._terminal
        if terminal.situation.faulty or isinstance(trouble, Noise):
            return
        terminal.still_here()
        if terminal.situation.place.screen in STAFF_PAGES:
            terminal.presenter.staff_unreadable(trouble)
            terminal.watch()
            return
        self._unread()

    def read(self, text: str) -> None:
        """Go where a scanned text leads, or let it wait. Personal codes end here, as a value without content."""
        from kiosk.dossiers.receipt_code import PersonalCode, Unreadable  # noqa: PLC0415 -- not before the first picture
        from screens.scans import reading_of  # noqa: PLC0415

        terminal = self._terminal
        reading = reading_of(text, terminal.kiosk)
        terminal.kiosk.journal.write("scanned", kind=type(reading).__name__)
        typing = terminal.presenters["type_receipt_code"]
        if isinstance(reading, PersonalCode) and typing.take_card(text):  # type: ignore[attr-defined]
            return
        if isinstance(reading, Unreadable):
            self._unread()
        else:
            self._read(reading)

    def tick(self) -> None:
        """A second has passed: the code that waits may have its turn."""
        turn = self._turn.next(self._now_s, is_at_work=self._terminal.presenter.is_at_work)
        if turn is not None:
            self._follow(turn)

    def _read(self, reading: CodeReading) -> None:
        from kiosk.dossiers.receipt_code import ReceiptCode  # noqa: PLC0415 -- not before the first picture
        from screens.scans import is_other_code_of  # noqa: PLC0415

        now_s = self._now_s
        if self._turn.is_same_paper(now_s) and is_other_code_of(self._code_in_hand, reading):
            return
        if isinstance(reading, ReceiptCode):
            self._turn.receipt_came(now_s)
        self._turn.was_read()
        if self._terminal.presenter.is_at_work or self._turn.waiting is not None:
            self._turn.hold(reading, now_s)
            self._terminal.watch()
        else:
            self._follow(reading)

    @property
    def _code_in_hand(self) -> str:
        """The receipt that was read last: the one that waits, or the one asked about."""
        waiting = self._turn.waiting or self._terminal.presenters["dossier_status"].state
        return getattr(waiting, "text", "") or getattr(waiting, "code", "")

    def _follow(self, reading: CodeReading) -> None:
        from screens.scans import place_for  # noqa: PLC0415 -- not before the first picture

        terminal = self._terminal
        place = place_for(reading, terminal.kiosk)
        asks_for_a_fact = terminal.presenters["type_receipt_code"].state.kind is not None
        drops_fact = place.screen == "dossier_status" and asks_for_a_fact  # it was asked for the receipt before
        if drops_fact:
            terminal.situation = terminal.situation.without("type_receipt_code")
        # A page that only answers the scan before is no place anybody wants to come back to.
        if terminal.page == "not_a_receipt" or (drops_fact and terminal.page == "type_receipt_code"):
            terminal.go_instead(place.screen, place.about)
        else:
            terminal.go(place)

    def _unread(self) -> None:
        from screens.scans import UNREADABLE  # noqa: PLC0415 -- not before the first picture

        is_again = self._turn.is_unread_again(self._now_s)
        if is_again and not self._terminal.presenter.is_at_work:
            self._terminal.go(UNREADABLE)
        else:
            self._terminal.watch()

    @property
    def _now_s(self) -> float:
        return self._terminal.kiosk.time.stopwatch_s()
