"""How long somebody will wait, as a range that is kept more often than not; nothing at all when it is not known.

Pure. What one counter needs from one call to its next is drawn from what this lane's counters have needed here, so
that counters opened or closed since then change the answer (tickets.md 9).
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Literal, TypeAlias

Silence: TypeAlias = Literal["few_services", "nobody_calls", "too_vague", "not_kept", "closing"]
"""Chưa đủ số liệu · không quầy nào đang gọi · khoảng quá rộng · hay sai · sắp hết giờ."""

FEWEST_SERVICES = 30
FEWEST_CYCLES = 20
TODAY_AT_MOST = 20
ENOUGH = 60
DRAWS = 200
# Four of five shall end inside: with less, an honest office would be silenced by its own count of kept ranges.
LOW, HIGH = 0.1, 0.9
STEP_MIN = 5
LONG_MIN = 60
# Wider than this says nothing: «khoảng 10–60 phút».
WIDEST, WIDEST_MORE_MIN = 2.5, 10
# Below this share of ranges kept, over at least so many tickets, an estimate is hidden.
KEPT_AT_LEAST, KEPT_OF = 0.6, 20
A_DAY_S = 8 * 3600
SAME_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class WaitRange:
    """«15–25 phút», in minutes rounded outward to five.

    crosses_noon  the office pauses before this turn: «có thể sang buổi chiều»
    """

    low_min: int
    high_min: int
    crosses_noon: bool = False

    @property
    def is_long(self) -> bool:
        """«hơn 60 phút»: more cannot be planned with."""
        return self.low_min >= LONG_MIN


@dataclass(frozen=True, slots=True)
class PastCall:
    """One call of this lane: by which counter, when, and since when that citizen had waited."""

    counter: int
    at: datetime
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class Cycle:
    """What a counter needed from one call of this lane to its next, while somebody waited."""

    at: datetime
    seconds: float


@dataclass(frozen=True, slots=True)
class Promise:
    """A range that was told, and how long it took."""

    low_min: int
    high_min: int
    waited_min: float

    @property
    def is_kept(self) -> bool:
        """Whether the wait ended inside; «hơn 60 phút» has no upper end."""
        return self.low_min <= self.waited_min and (self.waited_min <= self.high_min or self.low_min >= LONG_MIN)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a lane at one moment.

    services       finished in the last four weeks
    counters_open  counters of the lane that are at work
    session_end    when this half of the day ends; None where that is not known
    later_min      minutes the office is open after that today; 0: it does not open again
    """

    cycles: tuple[Cycle, ...]
    services: int
    promises: tuple[Promise, ...]
    counters_open: int
    session_end: datetime | None = None
    later_min: float = 0


def cycles_of(calls: Iterable[PastCall], *, same_session: Callable[[datetime, datetime], bool]) -> tuple[Cycle, ...]:
    """Calls of one lane -> what its counters needed; pauses without anybody waiting, and nights, are left out."""
    ordered = sorted(calls, key=lambda call: (call.counter, call.at))
    return tuple(
        Cycle(later.at, (later.at - earlier.at).total_seconds())
        for earlier, later in pairwise(ordered)
        if earlier.counter == later.counter
        and later.issued_at <= earlier.at < later.at
        and same_session(earlier.at, later.at)
    )


def wait_range(ahead: int, known: Known, *, now: datetime, seed: int) -> WaitRange | Silence:
    """What can honestly be told to somebody with so many people ahead, or why nothing can.

    seed  the same ticket is always told the same
    """
    seconds = fitting(known.cycles, now)
    if known.services < FEWEST_SERVICES or len(seconds) < FEWEST_CYCLES:
        return "few_services"
    if known.counters_open < 1:
        return "nobody_calls"
    if len(known.promises) >= KEPT_OF and _kept(known.promises) < KEPT_AT_LEAST:
        return "not_kept"
    waits = sorted(_draws(ahead, seconds, known.counters_open, Random(seed)))  # noqa: S311 -- chance, not secrecy
    low, high = waits[int(LOW * DRAWS)] / 60, waits[int(HIGH * DRAWS)] / 60
    if high > WIDEST * low + WIDEST_MORE_MIN:
        return "too_vague"
    return _within_hours(_rounded(low, high), known, now)


def fitting(cycles: Sequence[Cycle], now: datetime) -> tuple[float, ...]:
    """The most telling cycles, in seconds: today's last, then the same weekday and hour, then the newest others."""
    newest = sorted(cycles, key=lambda each: each.at, reverse=True)
    today = [each for each in newest if each.at.date() == now.date()][:TODAY_AT_MOST]
    before = [each for each in newest if each.at.date() != now.date()]
    alike = [each for each in before if _is_alike(each.at, now)]
    others = [each for each in before if not _is_alike(each.at, now)]
    return tuple(each.seconds for each in (today + alike + others)[:ENOUGH])


def _is_alike(at: datetime, now: datetime) -> bool:
    same_day = now.replace(hour=at.hour, minute=at.minute, second=at.second)
    return at.weekday() == now.weekday() and abs(same_day - now) <= SAME_HOUR


def _kept(promises: Sequence[Promise]) -> float:
    return sum(each.is_kept for each in promises) / len(promises)


def _draws(ahead: int, seconds: Sequence[float], counters: int, chance: Random) -> list[float]:
    """Seconds until the call of whoever has `ahead` people before, played through many times."""
    return [_played(ahead, seconds, counters, chance) for _ in range(DRAWS)]


def _played(ahead: int, seconds: Sequence[float], counters: int, chance: Random) -> float:
    # Every counter is somewhere in the middle of a service; nobody knows where.
    free_at = [chance.choice(seconds) * chance.random() for _ in range(counters)]
    heapq.heapify(free_at)
    for _ in range(ahead):
        if free_at[0] > A_DAY_S:  # nobody is told more than that
            break
        heapq.heapreplace(free_at, free_at[0] + chance.choice(seconds))
    return free_at[0]


def _rounded(low: float, high: float) -> tuple[int, int]:
    least = math.floor(low / STEP_MIN) * STEP_MIN
    return least, max(math.ceil(high / STEP_MIN) * STEP_MIN, least + STEP_MIN)


def _within_hours(minutes: tuple[int, int], known: Known, now: datetime) -> WaitRange | Silence:
    low, high = minutes
    left_min = math.inf if known.session_end is None else (known.session_end - now).total_seconds() / 60
    if high <= left_min:
        return WaitRange(low, high)
    return WaitRange(low, high, crosses_noon=True) if high <= left_min + known.later_min else "closing"
