"""How often may be asked: codes are running numbers without a check digit, so guessing them has to be slow."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class TryLimits:
    """After `misses_allowed` misses within `window_s` nobody asks for `wait_s`; `usual_in_an_hour`: a soft alarm."""

    misses_allowed: int = 5
    window_s: float = 300
    wait_s: float = 300
    usual_in_an_hour: int = 30


@dataclass(slots=True)
class Tries:
    """What this terminal has tried lately. Times are stopwatch seconds; a hit does not forgive the misses before it."""

    limits: TryLimits
    _misses: deque[float] = field(default_factory=deque)
    _asked: deque[float] = field(default_factory=deque)
    _held_until: float = -math.inf
    _alarmed_until: float = -math.inf

    def wait_left_s(self, now_s: float) -> int:
        """Whole seconds until somebody may ask again; 0 when they may now."""
        return math.ceil(max(0.0, self._held_until - now_s))

    def missed(self, now_s: float) -> None:
        """Count a code that was not found; the last one allowed starts the pause."""
        _keep_recent(self._misses, now_s, self.limits.window_s)
        if len(self._misses) >= self.limits.misses_allowed:
            self._misses.clear()
            self.hold(now_s, self.limits.wait_s)

    def hold(self, now_s: float, seconds: float) -> None:
        """Nobody asks for so long; a longer pause already begun stays."""
        self._held_until = max(self._held_until, now_s + seconds)

    def is_unusual(self, now_s: float) -> bool:
        """Count a question; True once an hour, when there have been more than usual."""
        _keep_recent(self._asked, now_s, HOUR_S)
        if len(self._asked) <= self.limits.usual_in_an_hour or now_s < self._alarmed_until:
            return False
        self._alarmed_until = now_s + HOUR_S
        return True


def _keep_recent(times: deque[float], now_s: float, window_s: float) -> None:
    times.append(now_s)
    while now_s - times[0] > window_s:
        times.popleft()
