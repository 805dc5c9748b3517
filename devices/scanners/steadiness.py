"""A device's comings and goings -> the state worth telling: a loose plug is one loss, not fifty. Pure."""

from __future__ import annotations

from collections import deque

from devices.scanners.contract import ScannerState

GRACE_S = 1.0  # a loss that is over sooner is not told
FLAPS = 4  # so many losses …
FLAPPING_S = 10.0  # … within this time are a loose contact: offline until it holds
HOLDS_AFTER_S = 2.0


class Steadiness:
    """Told when the device was opened and lost; a device that was never there is offline at once."""

    def __init__(self) -> None:
        self._told = ScannerState.UNKNOWN
        self._is_open = False
        self._since_s = 0.0
        self._losses_s: deque[float] = deque(maxlen=FLAPS)

    def opened(self, now_s: float) -> None:
        """The device answers."""
        self._is_open, self._since_s = True, now_s

    def lost(self, now_s: float) -> None:
        """It does not, or not any more; may be said again for every vain try."""
        if self._is_open:
            self._losses_s.append(now_s)
        if self._is_open or self._told is ScannerState.UNKNOWN:
            self._since_s = now_s
        self._is_open = False

    def state(self, now_s: float) -> ScannerState:
        """What to tell now."""
        held_s = now_s - self._since_s
        if self._is_open:
            if not self._is_flapping(now_s) or held_s >= HOLDS_AFTER_S:
                self._told = ScannerState.READY
        elif self._told is not ScannerState.READY or held_s >= GRACE_S or self._is_flapping(now_s):
            self._told = ScannerState.OFFLINE
        return self._told

    def _is_flapping(self, now_s: float) -> bool:
        return len(self._losses_s) == FLAPS and now_s - self._losses_s[0] < FLAPPING_S
