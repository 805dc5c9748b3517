"""The folder of plain words -> one value; every mistake of every file at once.

office.toml  brand.toml  units.toml  announcements.toml  lanes.toml  fields.toml  agencies.toml  life_events.toml
papers/*.toml  notes/*.toml  procedures/*.toml  everyday_words/*.toml    keys are unique over all files of a folder
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from kiosk.content.editorial import (
    Editorial,
    EditorialAgency,
    EditorialField,
    EditorialLane,
    EditorialUnits,
    EditorialWords,
    NoteWords,
    PaperWords,
    PlainWords,
)
from kiosk.content.files import read_file
from kiosk.content.problems import shape_problems, told
from kiosk.content.release import LifeEventEntry, ProcedureCode
from kiosk.content.release_office import AnnouncementEntry, BrandEntry, Opening
from kiosk.errors import ContentRefused, Problem

Anything = TypeVar("Anything")


def read_editorial(folder: Path) -> Editorial:
    """The plain words of a folder; raises ContentRefused with what is wrong in any file of it."""
    reading = _Reading(folder)
    editorial = {
        "opening": reading.one("office.toml", Opening),
        "brand": reading.one("brand.toml", BrandEntry),
        "units": reading.one("units.toml", EditorialUnits),
        "announcements": reading.one("announcements.toml", tuple[AnnouncementEntry, ...], "announcements"),
        "lanes": reading.one("lanes.toml", tuple[EditorialLane, ...], "lanes"),
        "fields": reading.one("fields.toml", tuple[EditorialField, ...], "fields"),
        "agencies": reading.one("agencies.toml", tuple[EditorialAgency, ...], "agencies"),
        "life_events": reading.one("life_events.toml", tuple[LifeEventEntry, ...], "life_events"),
        "everyday_words": tuple(reading.rows("everyday_words", EditorialWords, "words")),
        "papers": reading.tables("papers", PaperWords),
        "notes": reading.tables("notes", NoteWords),
        "procedures": reading.tables("procedures", PlainWords, ProcedureCode),
    }
    if reading.problems:
        raise ContentRefused(*told(reading.problems))
    return Editorial(**editorial)


class _Reading:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.problems: list[Problem] = []

    def one(self, name: str, kind: Any, key: str = "") -> Any:
        content = self._toml(self._folder / name)
        if content is not None:
            return self._shaped(name, content.get(key, []) if key else content, kind)
        return None

    def rows(self, name: str, kind: type[Anything], key: str) -> Iterator[Anything]:
        for file, content in self._all(name):
            yield from self._shaped(file, content.get(key, []), tuple[kind, ...]) or ()  # type: ignore[valid-type]

    def tables(self, name: str, kind: Any, key: Any = str) -> dict[str, Any]:
        everything: dict[str, Any] = {}
        for file, content in self._all(name):
            found = self._shaped(file, content, dict[key, kind]) or {}
            for twice in sorted(everything.keys() & found.keys()):
                self.problems.append(Problem(file, twice, "this stands in another file already.", "Keep one of each."))
            everything |= found
        return everything

    def _all(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for path in sorted((self._folder / name).glob("*.toml")):
            content = self._toml(path)
            if content is not None:
                yield f"{name}/{path.name}", content

    def _toml(self, path: Path) -> dict[str, Any] | None:
        content = read_file(path)
        if isinstance(content, Problem):
            self.problems.append(content)
            return None
        try:
            return tomllib.loads(content.decode())
        except (tomllib.TOMLDecodeError, RecursionError) as broken:
            self.problems.append(Problem(path.name, "", f"this is not a TOML file ({broken}).", "Repair it."))
            return None

    def _shaped(self, file: str, content: Any, kind: Any) -> Any:
        try:
            return TypeAdapter(kind).validate_json(to_json(content))
        except ValidationError as refused:
            self.problems += shape_problems(file, "", refused)
            return None
