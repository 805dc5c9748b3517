"""A stopwatch for drivers on real lines, on which a machine that is busy elsewhere does not count."""

from __future__ import annotations

import threading
import time

LOOK_S = 0.1  # a driver waits for a line no longer than this at once


class SteadyTime:
    """Real time, but of a pause between two looks at it only a tenth of a second counts.

    So a deadline of half a second is five looks at the line with sleep in between, in which the other end had its turn,
    and not the half second in which this machine was doing something else.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seconds = 0.0
        self._looked_s = time.monotonic()

    def now_s(self) -> float:
        """Seconds since it was made, from any thread."""
        with self._lock:
            looked_s = time.monotonic()
            self._seconds += min(looked_s - self._looked_s, LOOK_S)
            self._looked_s = looked_s
            return self._seconds
