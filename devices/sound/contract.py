"""What a terminal can be heard through: a player, and whoever knows where its sound comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


class SoundState(Enum):
    """Where sound would come out now; silence is UNKNOWN."""

    UNKNOWN = "unknown"
    NONE = "none"
    LOUDSPEAKER = "loudspeaker"
    HEADPHONES = "headphones"

    @property
    def can_be_heard(self) -> bool:
        """Whether anybody would hear anything."""
        return self in (SoundState.LOUDSPEAKER, SoundState.HEADPHONES)


@dataclass(frozen=True, slots=True)
class Sound:
    """Some seconds of sound. samples: 16 bits, signed, little-endian, one channel; what they say may be personal."""

    samples: bytes = field(repr=False)
    rate_hz: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / 2 / self.rate_hz


class Player(Protocol):
    """One loudspeaker. Every call but `hush` belongs to one thread."""

    def state(self) -> SoundState:
        """Where sound would come out now; at once, never raises."""

    def play(self, sound: Sound, volume: int, is_wanted: Callable[[], bool]) -> bool:
        """Play until it ends, is hushed, is no longer wanted (asked every 50 ms), or its deadline is over.

        volume   0, silence, to 10, as it is.
        returns  whether it was heard to its end.
        """

    def hush(self) -> None:
        """Fall silent within 200 ms; from any thread, never waits."""


class Synthesizer(Protocol):
    """Turns words into sound. Belongs to one thread."""

    def languages(self) -> frozenset[str]:
        """Which languages it can speak, "vi" and "en" among them where it has the voices; at once, never raises."""

    def voiced(self, text: str, language: str) -> Sound | None:
        """This text as it is said; None when it cannot be, or takes longer than the deadline."""
