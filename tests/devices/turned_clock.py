"""A stopwatch that stands still until it is turned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class TurnedClock:
    """Seconds as the devices count them."""

    seconds: float = 100.0

    def now_s(self) -> float:
        return self.seconds

    def turn(self, seconds: float) -> None:
        self.seconds += seconds
