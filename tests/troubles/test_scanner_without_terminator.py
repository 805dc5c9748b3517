"""The scanner has lost its terminator: receipts are read all the same, and the technician hears of it once."""

from __future__ import annotations

from pathlib import Path

from tests.at_the_kiosk import AtTheKiosk
from tests.devices.real_lines import wait_until
from tests.devices.scanners.scanner_plays import Stage

CODES = [f"H24.15-261124-{number:04}" for number in range(37, 47)]


class Terminal:
    """A whole terminal that hears a real scanner on a real line."""

    def __init__(self, kiosk: AtTheKiosk, stage: Stage) -> None:
        self.kiosk = kiosk
        self._stage = stage
        self._heard = 0

    def scan(self, code: str, end: str = "") -> None:
        """Hold a code to the scanner, and nothing more for a while."""
        found = self._stage.listener
        before = len(found.scans) + len(found.troubles)
        self._stage.play([f"{code}{end}".encode(), 0.6])
        wait_until(lambda: len(found.scans) + len(found.troubles) > before, code)
        wait_until(lambda: self._stage.framer.is_calm, "silence")
        self._hear()

    def _hear(self) -> None:
        for scan in self._stage.listener.scans[self._heard :]:
            self.kiosk.kiosk.on_scan(scan)
        self._heard = len(self._stage.listener.scans)
        for trouble in self._stage.listener.troubles:
            self.kiosk.kiosk._unreadable(trouble)
        self._stage.listener.troubles.clear()
        self.kiosk.deliver()


def test_a_scanner_that_never_sends_one_is_read_by_its_pauses(kiosk: AtTheKiosk, tmp_path: Path) -> None:
    with Stage(tmp_path) as stage:
        terminal = Terminal(kiosk, stage)
        for code in CODES[:5]:
            terminal.scan(code)
    assert kiosk.events("scanned") == [{"kind": "ReceiptCode"}] * 5
    assert kiosk.events("scanner-behaviour-changed") == []


def test_one_that_loses_it_is_reported_once_and_read_again(kiosk: AtTheKiosk, tmp_path: Path) -> None:
    with Stage(tmp_path) as stage:
        terminal = Terminal(kiosk, stage)
        for code in CODES[:4]:
            terminal.scan(code, "\r")
        for code in CODES[4:]:
            terminal.scan(code)
    assert kiosk.events("scanned") == [{"kind": "ReceiptCode"}] * (len(CODES) - 2)
    assert kiosk.events("scanner-behaviour-changed") == [{"what": "terminator-gone"}]
    # Two codes were taken for torn ones; their owners were told to hold them again.
    assert kiosk.events("scan-unreadable") == [{"kind": "Unreadable"}] * 2
