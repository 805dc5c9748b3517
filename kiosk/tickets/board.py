"""What a public display shows: numbers, counters, counts; never a person (bảng gọi số)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BoardCall:
    """One number at one counter.

    lane        code of the lane it waited in last
    counter     quầy; 0: the guide desk
    called_at   UTC; the last time it was called aloud
    calls       how often it was called
    is_serving  the citizen has come
    """

    number: str
    lane: str
    counter: int
    called_at: datetime
    calls: int = 1
    is_serving: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """Bảng gọi số at one moment; equal while nothing has happened.

    calls    numbers at counters now, at most one a counter, newest call first
    recent   up to five numbers finished or absent, newest call first
    waiting  people by lane code; lanes without anybody are missing
    cursor   the store's newest event: a display that knows it has nothing to draw
    """

    calls: tuple[BoardCall, ...] = ()
    recent: tuple[BoardCall, ...] = ()
    waiting: tuple[tuple[str, int], ...] = ()
    cursor: int = 0

    @property
    def latest(self) -> BoardCall | None:
        """«Đang mời số»: the newest call; None while no counter holds a number."""
        return self.calls[0] if self.calls else None

    def at_counter(self, counter: int) -> BoardCall | None:
        """What one counter holds."""
        return next((each for each in self.calls if each.counter == counter), None)
