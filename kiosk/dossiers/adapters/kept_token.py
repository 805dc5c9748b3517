"""A token or session (phiên): fetched once, kept until shortly before it ends, and never asked for in a storm."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.dossiers.private_value import PrivateValue
from kiosk.dossiers.provider import NoAnswer
from kiosk.time_source import TimeSource

# Fetched anew so long before it ends: a question may take this long.
BEFORE_ITS_END_S = 30.0
# A refused password is not sent again so soon: many systems lock an account after a few.
AFTER_A_REFUSAL_S = 60.0


@dataclass(frozen=True, slots=True, repr=False)
class Fresh(PrivateValue):
    """A token just given, and how many seconds it is good for."""

    value: str
    lasts_s: float


class KeptToken:
    """One token; belongs to one thread."""

    def __init__(self, time: TimeSource) -> None:
        self._time = time
        self._value: str | None = None
        self._until_s = -math.inf
        self._refused_until_s = -math.inf

    @property
    def is_kept(self) -> bool:
        """Whether the next one is an old one."""
        return self._value is not None and self._time.stopwatch_s() < self._until_s

    def value(self, fetch: Callable[[], Fresh | NoAnswer]) -> str | NoAnswer:
        """The kept token, or a fresh one; why not, if there is none."""
        if self._value is not None and self.is_kept:
            return self._value
        if self._time.stopwatch_s() < self._refused_until_s:
            return NoAnswer("refused_device")
        fresh = fetch()
        if isinstance(fresh, NoAnswer):
            if fresh.why == "refused_device":
                self._refused_until_s = self._time.stopwatch_s() + AFTER_A_REFUSAL_S
            return fresh
        self._value = fresh.value
        self._until_s = self._time.stopwatch_s() + max(0.0, fresh.lasts_s - BEFORE_ITS_END_S)
        return fresh.value

    def forget(self) -> None:
        """The other side does not take it any more."""
        self._value = None
