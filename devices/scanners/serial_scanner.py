"""A scanner on a serial line or USB-CDC: read by one thread, searched again with patience when lost."""

from __future__ import annotations

from collections.abc import Callable

from devices.errors import DeviceLost
from devices.patience import Patience
from devices.scanners.contract import OnScan, OnState, OnTrouble, ScannerState
from devices.scanners.framing import Framer
from devices.scanners.telling import Telling
from devices.scanners.wake import Wake
from devices.transports.serial_port import SerialPort

TICK_S = 1.0
# Short beside the 80 ms that end a scan without a terminator.
OPEN_TICK_S = 0.02


class SerialScanner:
    """See Scanner. A device that is missing at the start is OFFLINE, and found when it comes.

    open_port  opens the line or raises DeviceLost.
    framer     takes what arrives.
    now_s      stopwatch seconds.
    """

    def __init__(self, open_port: Callable[[], SerialPort], framer: Framer, now_s: Callable[[], float]) -> None:
        self._open_port = open_port
        self._framer = framer
        self._now_s = now_s
        self._wake = Wake()

    def listen(self, on_scan: OnScan, on_state: OnState, on_trouble: OnTrouble) -> None:
        """See Scanner."""
        telling = Telling(on_scan, on_state, on_trouble)
        patience = Patience()
        with self._wake:
            while not self._wake.rung:
                if self._heard_out(telling):
                    patience.reset()
                self._wake.sleep(patience.next_s())

    def close(self) -> None:
        """See Scanner."""
        self._wake.ring()

    def _heard_out(self, telling: Telling) -> bool:
        """Open the line and listen until it is lost or we are closed; returns whether it could be opened."""
        try:
            port = self._open_port()
        except DeviceLost:
            telling.state(ScannerState.OFFLINE)
            return False
        try:
            telling.state(ScannerState.READY)
            self._hear(port, telling)
        except DeviceLost:
            self._framer.forget()
            telling.state(ScannerState.OFFLINE)
        finally:
            port.close()
        return True

    def _hear(self, port: SerialPort, telling: Telling) -> None:
        while not self._wake.rung:
            tick_s = OPEN_TICK_S if self._framer.is_open else TICK_S
            ready = self._wake.sleep(tick_s, device=port.fileno())
            data = port.read(timeout_s=0) if ready else b""
            telling.found(self._framer.feed(data, self._now_s()))
