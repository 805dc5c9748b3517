"""Several numbers within minutes at one terminal: somebody plays, or a queue is being sold. Nobody is refused."""

from __future__ import annotations

from collections import deque

from kiosk.journal import Journal
from kiosk.time_source import TimeSource

# More than this many numbers in this time are told to staff (tickets.md 4), once until it is calm again.
MANY = 3
WITHIN_S = 120.0


class Rush:
    """Counts what one terminal gives; a busy morning has a citizen every half minute at most."""

    def __init__(self, time: TimeSource, journal: Journal) -> None:
        self._time = time
        self._journal = journal
        self._given_at_s: deque[float] = deque(maxlen=MANY + 1)
        self._is_told = False

    def given(self) -> None:
        """One number more."""
        now_s = self._time.stopwatch_s()
        self._given_at_s.append(now_s)
        is_many = len(self._given_at_s) > MANY and now_s - self._given_at_s[0] <= WITHIN_S
        if is_many and not self._is_told:
            self._journal.write("tickets-many", count=len(self._given_at_s), minutes=round(WITHIN_S / 60))
        self._is_told = is_many
