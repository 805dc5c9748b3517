"""The same words in both languages of the kiosk."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in both languages of the kiosk."""

    vi: str
    en: str

    def in_(self, language: str) -> str:
        """The words for a language code; Vietnamese for any but `en`."""
        return self.en if language == "en" else self.vi
