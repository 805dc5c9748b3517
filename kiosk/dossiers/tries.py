"""How often may be asked: codes are running numbers without a check digit, so guessing them has to be slow."""

from __future__ import annotations

import hashlib
import math
import os
from collections import OrderedDict, deque
from dataclasses import dataclass, field

HOUR_S = 3600
# Four digits are guessed in 5,000 tries on average: with these pauses that takes years.
FREE_MISSES_A_CODE = 3
FIRST_PAUSE_S = 30
LONGEST_PAUSE_S = HOUR_S
CODES_REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class TryLimits:
    """After `misses_allowed` misses within `window_s` nobody asks for `wait_s`, then twice as long, up to an hour.

    usual_in_an_hour   more look-ups than this are a soft alarm
    not_found_after_s  «Chưa thấy hồ sơ» always takes this long: a wrong second fact looks like an unknown code
    """

    misses_allowed: int = 5
    window_s: float = 300
    wait_s: float = 300
    usual_in_an_hour: int = 30
    not_found_after_s: float = 1.0


@dataclass(slots=True)
class Tries:
    """What this terminal has tried lately. Times are stopwatch seconds; a hit does not forgive the misses before it."""

    limits: TryLimits
    _misses: deque[float] = field(default_factory=deque)
    _asked: deque[float] = field(default_factory=deque)
    _held_until: float = -math.inf
    _alarmed_until: float = -math.inf
    _pauses: int = 0
    _paused_s: float = -math.inf

    def wait_left_s(self, now_s: float) -> int:
        """Whole seconds until somebody may ask again; 0 when they may now."""
        return math.ceil(max(0.0, self._held_until - now_s))

    def missed(self, now_s: float) -> None:
        """Count a code that was not found; the last one allowed starts the pause."""
        _keep_recent(self._misses, now_s, self.limits.window_s)
        if len(self._misses) >= self.limits.misses_allowed:
            self._misses.clear()
            self.hold(now_s, self._next_pause_s(now_s))

    def hold(self, now_s: float, seconds: float) -> None:
        """Nobody asks for so long; a longer pause already begun stays."""
        self._held_until = max(self._held_until, now_s + seconds)

    def _next_pause_s(self, now_s: float) -> float:
        """Twice as long as the pause before it when that is less than an hour ago."""
        self._pauses = self._pauses + 1 if now_s - self._paused_s <= HOUR_S else 1
        pause_s = min(self.limits.wait_s * 2.0 ** (self._pauses - 1), max(HOUR_S, self.limits.wait_s))
        self._paused_s = now_s + pause_s
        return pause_s

    def is_unusual(self, now_s: float) -> bool:
        """Count a question; True once an hour, when there have been more than usual."""
        _keep_recent(self._asked, now_s, HOUR_S)
        if len(self._asked) <= self.limits.usual_in_an_hour or now_s < self._alarmed_until:
            return False
        self._alarmed_until = now_s + HOUR_S
        return True


@dataclass(slots=True)
class CodeTries:
    """Vain tries of one code: a wrong second fact makes the next one wait, longer each time.

    Codes are remembered as keyed hashes of this run only; the key never leaves the process.
    """

    _key: bytes = field(default_factory=lambda: os.urandom(16), repr=False)
    _seen: OrderedDict[bytes, tuple[int, float]] = field(default_factory=OrderedDict, repr=False)

    def wait_left_s(self, code: str, now_s: float) -> int:
        """Whole seconds until this code may be asked about again; 0 when it may now."""
        _, held_until_s = self._seen.get(self._slot(code), (0, -math.inf))
        return math.ceil(max(0.0, held_until_s - now_s))

    def missed(self, code: str, now_s: float) -> None:
        """Count a vain try."""
        slot = self._slot(code)
        misses = self._seen.pop(slot, (0, 0.0))[0] + 1
        over = misses - FREE_MISSES_A_CODE
        pause_s = min(FIRST_PAUSE_S * 4.0**over, LONGEST_PAUSE_S) if over >= 0 else -math.inf
        self._seen[slot] = (misses, now_s + pause_s)
        if len(self._seen) > CODES_REMEMBERED:
            self._seen.popitem(last=False)

    def found(self, code: str) -> None:
        """The right one came: the tries before it are forgiven."""
        self._seen.pop(self._slot(code), None)

    def _slot(self, code: str) -> bytes:
        return hashlib.blake2b(code.encode(), key=self._key, digest_size=16).digest()


def _keep_recent(times: deque[float], now_s: float, window_s: float) -> None:
    times.append(now_s)
    while now_s - times[0] > window_s:
        times.popleft()
