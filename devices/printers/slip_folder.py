"""Slips as files: NNN.png beside NNN.json in one folder, the last hundred kept."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

KEPT = 100


class SlipFolder:
    """Numbered slips. The names carry a running number and nothing else.

    raises  OSError from every method when the folder cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def prepare(self) -> None:
        """Make sure that the folder exists and takes files."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise PermissionError(f"{self.folder} cannot be written")

    def numbers(self) -> list[int]:
        """The numbers of the slips that lie here, oldest first."""
        return sorted(int(path.stem) for path in self.folder.glob("*.png") if path.stem.isdecimal())

    def add(self, picture: Image.Image, facts: Mapping[str, object]) -> int:
        """Put one slip down whole, picture before facts, and forget the oldest.

        picture  mode "1"; kept dot for dot.
        returns  its number.
        """
        self.prepare()
        numbers = self.numbers()
        number = numbers[-1] + 1 if numbers else 1
        unfinished = self.folder / ".unfinished"
        picture.save(unfinished, format="PNG")
        unfinished.replace(self._path(number, "png"))
        unfinished.write_text(json.dumps(facts, ensure_ascii=False) + "\n", encoding="utf-8")
        unfinished.replace(self._path(number, "json"))
        for old in [*numbers, number][:-KEPT]:
            self._path(old, "png").unlink(missing_ok=True)
            self._path(old, "json").unlink(missing_ok=True)
        return number

    def _path(self, number: int, ending: str) -> Path:
        return self.folder / f"{number:03d}.{ending}"
