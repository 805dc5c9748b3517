"""The files of one release as they were read, whole records only: what the checks look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from kiosk.content.content import FILES
from kiosk.content.problems import shape_problems
from kiosk.content.release import Entry, LaneEntry, LifeEventEntry, Opening, ProcedureEntry
from kiosk.errors import Problem

OFFICE, LANES, LIFE_EVENTS, PROCEDURES = FILES
AnyEntry = TypeVar("AnyEntry", bound=Entry)


@dataclass(frozen=True, slots=True)
class Part(Generic[AnyEntry]):
    """What could be read of one file.

    codes  every code that stands in the file, also of records that could not be read: one mistake in a procedure
           must not be reported again by each event that names it. None: the file could not be read at all.
    """

    file: str
    entries: tuple[AnyEntry, ...] = ()
    codes: frozenset[str] | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Bản đang soạn: the four files of a release, before anything is known about how they fit together."""

    opening: Part[Opening]
    lanes: Part[LaneEntry]
    life_events: Part[LifeEventEntry]
    procedures: Part[ProcedureEntry]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What kept a file or a record from being read."""
        return self.opening.problems + self.lanes.problems + self.life_events.problems + self.procedures.problems

    def records(self) -> Iterator[tuple[str, str, Entry]]:
        """Every record that could be read, with its file and its code."""
        for opening in self.opening.entries:
            yield OFFICE, "", opening
        for part in (self.lanes, self.life_events, self.procedures):
            yield from ((part.file, entry.code, entry) for entry in part.entries)


def read_draft(folder: Path) -> Draft:
    """Read a release folder as far as it can be read."""
    return Draft(
        opening=_read(folder / OFFICE, Opening, is_list=False),
        lanes=_read(folder / LANES, LaneEntry),
        life_events=_read(folder / LIFE_EVENTS, LifeEventEntry),
        procedures=_read(folder / PROCEDURES, ProcedureEntry),
    )


def _read(path: Path, kind: type[AnyEntry], *, is_list: bool = True) -> Part[AnyEntry]:
    try:
        content = path.read_bytes()
    except OSError as silent:
        return _unread(path, "this file cannot be opened", silent.strerror or "")
    entries = _at_once(content, kind, is_list=is_list)
    if entries is None:
        return _with_mistakes(path, content, kind, is_list=is_list)
    return Part(path.name, entries, frozenset(str(getattr(entry, "code", "")) for entry in entries))


def _with_mistakes(path: Path, content: bytes, kind: type[AnyEntry], *, is_list: bool) -> Part[AnyEntry]:
    try:
        raw = from_json(content)
    except ValueError as broken:
        return _unread(path, "this is not a JSON file", str(broken))
    records = raw if is_list else [raw]
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        return _unread(path, "this is not the expected file", "records are missing")
    return _one_by_one(path.name, records, kind)


def _unread(path: Path, meaning: str, detail: str) -> Part[Any]:
    cure = "Fetch or make the release again."
    return Part(path.name, problems=(Problem(path.name, "", f"{meaning} ({detail}).", cure),))


def _at_once(content: bytes, kind: type[AnyEntry], *, is_list: bool) -> tuple[AnyEntry, ...] | None:
    """Every record of a file without a mistake, the usual case; None sends it the slow way."""
    try:
        if is_list:
            return _tuple_of(kind).validate_json(content)
        return (kind.model_validate_json(content),)
    except ValidationError:
        return None


@cache
def _tuple_of(kind: type[AnyEntry]) -> TypeAdapter[tuple[AnyEntry, ...]]:
    return TypeAdapter(tuple[kind, ...])  # type: ignore[valid-type]


def _one_by_one(file: str, records: list[dict[str, Any]], kind: type[AnyEntry]) -> Part[AnyEntry]:
    whole: list[AnyEntry] = []
    problems: list[Problem] = []
    for position, record in enumerate(records, start=1):
        try:
            # Through JSON once more: strict pydantic takes dates and tuples from JSON only.
            whole.append(kind.model_validate_json(to_json(record)))
        except ValidationError as refused:
            name = _code_of(record) or (f"record {position}" if kind is not Opening else "")
            problems += shape_problems(file, name, refused)
    return Part(file, tuple(whole), frozenset(filter(None, map(_code_of, records))), tuple(problems))


def _code_of(record: dict[str, Any]) -> str:
    return str(record.get("code", ""))
