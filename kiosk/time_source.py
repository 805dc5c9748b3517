"""Wall clock and stopwatch as one object that tests can turn; says whether the clock can be trusted."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
# No terminal can be older than its own program: an earlier clock is an empty battery.
BUILT = datetime(2026, 11, 1, tzinfo=UTC)
# What systemd-timesyncd and systemd-time-wait-sync leave behind; the kernel's own flag is out of the service's reach.
SYNCHRONISED = (Path("/run/systemd/timesync/synchronized"),)


class TimeSource(Protocol):
    """What every part that asks the time is given."""

    def now(self) -> datetime:
        """The local time of the office, with its zone (Asia/Ho_Chi_Minh)."""

    def stopwatch_s(self) -> float:
        """Seconds that only ever grow, for deadlines and durations; the zero means nothing."""

    def is_trusted(self) -> bool:
        """Whether `now` may be printed on paper and start a new business day."""

    def is_synchronised(self) -> bool:
        """Whether a time server has set the clock since this machine was switched on; False also when unknown."""


class SystemTime:
    """The clock of this machine."""

    def now(self) -> datetime:
        """See TimeSource."""
        return datetime.now(HERE)

    def stopwatch_s(self) -> float:
        """See TimeSource."""
        return time.monotonic()

    def is_trusted(self) -> bool:
        """See TimeSource."""
        return self.now() >= BUILT

    def is_synchronised(self) -> bool:
        """See TimeSource."""
        return any(sign.exists() for sign in SYNCHRONISED)


@dataclass
class TurnedTime:
    """A clock that stands still until it is turned: for tests, the gallery and the pictures."""

    at: datetime = datetime(2026, 11, 25, 9, 42, tzinfo=HERE)
    trusted: bool = True
    synchronised: bool = True
    elapsed_s: float = field(default=0.0)

    def now(self) -> datetime:
        """See TimeSource."""
        return self.at

    def stopwatch_s(self) -> float:
        """See TimeSource."""
        return self.elapsed_s

    def is_trusted(self) -> bool:
        """See TimeSource."""
        return self.trusted

    def is_synchronised(self) -> bool:
        """See TimeSource."""
        return self.synchronised

    def turn(self, seconds: float) -> None:
        """Let this many seconds pass at once."""
        self.at += timedelta(seconds=seconds)
        self.elapsed_s += seconds
