"""What is to be said."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.words import Language


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is to be said.

    sentences  as they stand on the screen, one after the other
    volume     0 to 10
    private    only into headphones: pulled out, it falls silent
    sign       a tone before the words
    """

    sentences: tuple[str, ...]
    language: Language
    volume: int
    private: bool = False
    sign: str = ""

    def __repr__(self) -> str:
        return f"Utterance({len(self.sentences)} sentences)"
