"""A line that has failed again and again is not asked for a while, so that a dead one never makes a citizen wait."""

from __future__ import annotations

import math
from dataclasses import dataclass

FAILURES = 3
REST_S = 15.0
LONGEST_REST_S = 120.0


@dataclass(slots=True)
class Circuit:
    """Mạch ngắt: open (the line rests) after `FAILURES` failures in a row. Times are stopwatch seconds.

    After a rest one question may try the line; when it fails too, the next rest is twice as long.
    """

    _failures: int = 0
    _rest_s: float = REST_S
    _open_until_s: float = -math.inf

    def may_ask(self, now_s: float) -> bool:
        """Whether the line may be tried now."""
        return now_s >= self._open_until_s

    def rests_for_s(self, now_s: float) -> float:
        """Seconds until it may be tried again; 0 when it may now."""
        return max(0.0, self._open_until_s - now_s)

    def answered(self) -> None:
        """Somebody answered, whatever it was: all is forgotten."""
        self._failures, self._rest_s, self._open_until_s = 0, REST_S, -math.inf

    def failed(self, now_s: float) -> None:
        """Nobody answered in time."""
        self._failures += 1
        if self._failures >= FAILURES:
            self._open_until_s = now_s + self._rest_s
            self._rest_s = min(2 * self._rest_s, LONGEST_REST_S)

    def rest(self, now_s: float, seconds: float) -> None:
        """The other side asked for a pause (Retry-After); at most the longest rest."""
        self._open_until_s = max(self._open_until_s, now_s + min(seconds, LONGEST_REST_S))
