"""Recordings of fixed sentences, where an office has made them: a human voice says them better than any program.

A folder a language, such as assets/voices/vi, with WAV files and `clips.json`: {"Kính chào Ông/Bà.": "welcome.wav"}.
"""

from __future__ import annotations

import json
from pathlib import Path

LARGEST_CLIP = 5_000_000


class RecordedVoice:
    """Which file says a sentence. A folder that is missing or damaged has no recordings: something else speaks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._clips: dict[str, dict[str, str]] = {}

    def sentences(self, language: str) -> tuple[str, ...]:
        """The sentences that are said to be recorded."""
        return tuple(self._of(language))

    def clip(self, sentence: str, language: str) -> bytes | None:
        """The recording of exactly this sentence; None when there is none that can be read."""
        name = self._of(language).get(sentence)
        if name is None or Path(name).name != name:  # nothing outside the folder
            return None
        try:
            data = (self._folder / language / name).read_bytes()
        except OSError:
            return None
        return data if len(data) <= LARGEST_CLIP else None

    def _of(self, language: str) -> dict[str, str]:
        if language not in self._clips:
            self._clips[language] = self._listed(language)
        return self._clips[language]

    def _listed(self, language: str) -> dict[str, str]:
        try:
            listed = json.loads((self._folder / language / "clips.json").read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(listed, dict):
            return {}
        return {str(sentence): str(name) for sentence, name in listed.items()}
