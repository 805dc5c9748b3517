"""How this citizen wants the terminal: language, letters, colours, reach, voice and time (lượt sử dụng)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from kiosk.words import Language

ThemeName: TypeAlias = Literal["light", "black_on_white", "light_on_black"]
TextStep: TypeAlias = Literal[1, 2, 3, 4]

LOUDEST = 10
# Whoever listens must hear something: a voice turned down to nothing looks like a broken loudspeaker.
QUIETEST_SPEECH = 2
MORE_TIME, SPEECH_TIME, BOTH_TIME = 3, 2, 4


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one person has chosen; the next one starts from the usual ones again.

    text_step  1 normal, 2 large, 3 very large, 4 largest
    low_reach  every control below the line a seated person reaches
    speech     everything is read aloud
    more_time  the terminal waits three times as long
    volume     0 to 10
    """

    language: Language = "vi"
    text_step: TextStep = 1
    theme: ThemeName = "light"
    low_reach: bool = False
    speech: bool = False
    more_time: bool = False
    volume: int = 6

    def __post_init__(self) -> None:
        """Volume stays within its steps, and can be heard while speech is on."""
        least = QUIETEST_SPEECH if self.speech else 0
        object.__setattr__(self, "volume", min(max(self.volume, least), LOUDEST))

    @property
    def patience(self) -> int:
        """By what every time-out is multiplied: who listens or asks for time needs it."""
        if self.more_time and self.speech:
            return BOTH_TIME
        return MORE_TIME if self.more_time else SPEECH_TIME if self.speech else 1
