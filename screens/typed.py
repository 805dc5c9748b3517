"""What was typed on the screen's own keyboard, and what each key does to it: one frozen value. No Kivy.

Text comes from these keys only: a key that is not drawn cannot be typed, so there is nothing here to refuse.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, get_args

from kiosk.procedures.vietnamese_text import Tone, last_syllable, with_tone

LayerName: TypeAlias = Literal["letters", "accents", "digits"]
LAYERS: tuple[LayerName, ...] = get_args(LayerName)
TONES = {"huyền": Tone.HUYEN, "sắc": Tone.SAC, "hỏi": Tone.HOI, "ngã": Tone.NGA, "nặng": Tone.NANG}


@dataclass(frozen=True, slots=True)
class Typed:
    """Text as far as it has been typed, NFC, without blanks in front or two in a row; the caret stands at its end.

    layer    which keys are shown
    longest  letters it may have; a full text takes no more
    """

    text: str = ""
    layer: LayerName = "letters"
    longest: int = 48

    def pressed(self, key: str) -> Typed:
        """The text after a key: a layer's name shows that layer, a tone's name re-tones the last syllable."""
        if key in LAYERS:
            return replace(self, layer=key)
        if key in TONES:
            return replace(self, text=with_tone(self.text, TONES[key]))
        match key:
            case "back":
                return replace(self, text=self.text[:-1])
            case "space":
                return self if not self.text or self.text.endswith(" ") else self._longer(" ")
            case "go":
                return replace(self, layer="letters")
            case _:
                return self._longer(key)

    @property
    def last_syllable(self) -> str:
        """What a tone key changes; empty after a blank."""
        return last_syllable(self.text)[1]

    def with_last(self, syllable: str) -> Typed:
        """The same text with another last syllable, such as a candidate word."""
        longer = last_syllable(self.text)[0] + syllable
        return replace(self, text=longer) if len(longer) <= self.longest else self

    def cleared(self) -> Typed:
        """Nothing typed, on the keys that are shown first."""
        return replace(self, text="", layer="letters")

    def _longer(self, by: str) -> Typed:
        return replace(self, text=self.text + by) if len(self.text) < self.longest else self
