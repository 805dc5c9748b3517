"""How often a wrong PIN may be tried: five times, then a lock that doubles each time (số lần thử mã PIN). Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

TRIES = 5
FIRST_LOCK = timedelta(minutes=5)
LONGEST_LOCK = timedelta(minutes=80)


@dataclass(frozen=True, slots=True)
class StaffTries:
    """What is remembered over restarts: pulling the plug gives no further try.

    wrong         tries since the last lock or the last right PIN
    locks         locks since the last right PIN
    locked_until  end of the present lock
    """

    wrong: int = 0
    locks: int = 0
    locked_until: datetime | None = None

    @property
    def left(self) -> int:
        """Tries before the next lock."""
        return TRIES - self.wrong

    def waits(self, now: datetime) -> timedelta:
        """How long the door stays locked; zero when it may be tried.

        Never longer than the lock was made for: a clock that fell back by years must not keep staff out for years.
        """
        if self.locked_until is None:
            return timedelta()
        return min(max(self.locked_until - now, timedelta()), lock_after(self.locks))

    def after_wrong(self, now: datetime) -> StaffTries:
        """One more wrong PIN."""
        if self.wrong + 1 < TRIES:
            return replace(self, wrong=self.wrong + 1)
        return StaffTries(0, self.locks + 1, now + lock_after(self.locks + 1))


def lock_after(locks: int) -> timedelta:
    """How long the first, second … lock lasts: 5, 10, 20, 40 and then always 80 minutes."""
    doublings: int = min(max(locks - 1, 0), 8)
    return min(FIRST_LOCK * int(2**doublings), LONGEST_LOCK)
