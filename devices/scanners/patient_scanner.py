"""A scanner that may be pulled out: read by one thread, searched again with patience, told once when lost and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from devices.errors import DeviceLost
from devices.patience import Patience
from devices.scanners.contract import OnScan, OnState, OnTrouble, Trouble
from devices.scanners.framing import Framer
from devices.scanners.steadiness import Steadiness
from devices.scanners.telling import Telling
from devices.scanners.wake import Wake
from devices.watch import Watch

TICK_S = 1.0
# Short beside the 80 ms that end a scan without a terminator.
OPEN_TICK_S = 0.02
LOOK_EVERY_S = 0.25


class OpenLine(Protocol):
    """A scanner that is there. Whoever opens one raises DeviceLost when it is not.

    troubles  what went wrong while it was opened, without making it useless.
    """

    troubles: Sequence[Trouble]

    def descriptors(self) -> Sequence[int]:
        """What to sleep on."""

    def read(self) -> bytes:
        """What it has sent, b"" when nothing; never waits. Raises DeviceLost."""

    def close(self) -> None:
        """Let go of it; twice without harm."""


class PatientScanner:
    """See Scanner. A device that is missing at the start is OFFLINE, and found when it comes.

    open_line  opens the device or raises DeviceLost.
    framer     takes what arrives.
    now_s      stopwatch seconds.
    watch      notices that the device was plugged in, which ends a pause at once; None: pauses are waited out.
    """

    def __init__(
        self,
        open_line: Callable[[], OpenLine],
        framer: Framer,
        now_s: Callable[[], float],
        *,
        watch: Watch | None = None,
    ) -> None:
        self._open_line = open_line
        self._framer = framer
        self._now_s = now_s
        self._watch = watch
        self._wake = Wake()
        self._steadiness = Steadiness()

    def listen(self, on_scan: OnScan, on_state: OnState, on_trouble: OnTrouble) -> None:
        """See Scanner."""
        telling = Telling(on_scan, on_state, on_trouble)
        patience = Patience()
        with self._wake:
            while not self._wake.rung:
                if self._heard_out(telling):
                    patience.reset()
                if self._paused(patience.next_s(), telling):
                    patience.reset()  # a node may come, and may be opened, a little later than it was noticed

    def close(self) -> None:
        """See Scanner."""
        self._wake.ring()

    def _heard_out(self, telling: Telling) -> bool:
        """Open the line and listen until it is lost or we are closed; returns whether it could be opened."""
        try:
            line = self._open_line()
        except DeviceLost:
            self._lost(telling)
            return False
        try:
            self._steadiness.opened(self._now_s())
            self._tell_state(telling)
            telling.found(line.troubles)
            self._hear(line, telling)
        except DeviceLost:
            self._framer.forget()
            self._lost(telling)
        finally:
            line.close()
        return True

    def _lost(self, telling: Telling) -> None:
        self._steadiness.lost(self._now_s())
        self._tell_state(telling)

    def _tell_state(self, telling: Telling) -> None:
        telling.state(self._steadiness.state(self._now_s()))

    def _hear(self, line: OpenLine, telling: Telling) -> None:
        while not self._wake.rung:
            tick_s = OPEN_TICK_S if self._framer.is_open else TICK_S
            ready = self._wake.sleep(tick_s, *line.descriptors())
            telling.found(self._framer.feed(line.read() if ready else b"", self._now_s()))
            self._tell_state(telling)

    def _paused(self, pause_s: float, telling: Telling) -> bool:
        """Wait before the next try; returns whether something was plugged in meanwhile, which ends the waiting."""
        for _ in range(round(pause_s / LOOK_EVERY_S)):
            self._wake.sleep(LOOK_EVERY_S)
            self._tell_state(telling)
            if self._wake.rung:
                return False
            if self._watch is not None and self._watch.changed():
                return True
        return False
