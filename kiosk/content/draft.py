"""The files of one release as they were read, whole records only: what the checks look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from kiosk.content.content import FILES
from kiosk.content.files import read_file
from kiosk.content.problems import place, shape_problems, shown
from kiosk.content.release import (
    FORMAT,
    AgencyEntry,
    ArtefactEntry,
    Entry,
    EverydayWordsEntry,
    FieldEntry,
    LaneEntry,
    LifeEventEntry,
    ProcedureEntry,
)
from kiosk.content.release_office import AnnouncementEntry, BrandEntry, Opening, UnitsEntry
from kiosk.errors import Problem

(
    OFFICE,
    BRAND,
    UNITS,
    ANNOUNCEMENTS,
    LANES,
    FIELDS,
    AGENCIES,
    LIFE_EVENTS,
    EVERYDAY_WORDS,
    PROCEDURES,
    ARTEFACTS,
) = FILES
# The whole country has 7,000 procedures.
MOST_RECORDS = 10_000
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
    """Bản đang soạn: the files of a release, before anything is known about how they fit together."""

    opening: Part[Opening]
    brand: Part[BrandEntry]
    units: Part[UnitsEntry]
    announcements: Part[AnnouncementEntry]
    lanes: Part[LaneEntry]
    fields: Part[FieldEntry]
    agencies: Part[AgencyEntry]
    life_events: Part[LifeEventEntry]
    everyday_words: Part[EverydayWordsEntry]
    procedures: Part[ProcedureEntry]
    artefacts: Part[ArtefactEntry]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What kept a file or a record from being read."""
        return tuple(problem for part in self._parts() for problem in part.problems)

    def records(self) -> Iterator[tuple[str, str, Entry]]:
        """Every record that could be read, with its file and its code."""
        for part in self._parts():
            for entry in part.entries:
                yield part.file, name_of(entry), entry

    def _parts(self) -> Iterator[Part[Any]]:
        return (getattr(self, each.name) for each in fields(self))


def name_of(entry: Entry) -> str:
    """What a record is called in a report: its code, the first phrase of everyday words, nothing for a whole file."""
    if isinstance(entry, EverydayWordsEntry):
        return shown(entry.say[0]) if entry.say else ""
    return str(getattr(entry, "code", ""))


def read_draft(folder: Path) -> Draft:
    """Read a release folder as far as it can be read."""
    return Draft(
        opening=_read(folder / OFFICE, Opening, is_list=False),
        brand=_read(folder / BRAND, BrandEntry, is_list=False),
        units=_read(folder / UNITS, UnitsEntry, is_list=False),
        announcements=_read(folder / ANNOUNCEMENTS, AnnouncementEntry),
        lanes=_read(folder / LANES, LaneEntry),
        fields=_read(folder / FIELDS, FieldEntry),
        agencies=_read(folder / AGENCIES, AgencyEntry),
        life_events=_read(folder / LIFE_EVENTS, LifeEventEntry),
        everyday_words=_read(folder / EVERYDAY_WORDS, EverydayWordsEntry),
        procedures=_read(folder / PROCEDURES, ProcedureEntry),
        artefacts=_read(folder / ARTEFACTS, ArtefactEntry),
    )


def format_problem(folder: Path) -> Problem | None:
    """Whether the release was made for another program: then nothing else about it is worth telling."""
    content = read_file(folder / OFFICE)
    try:
        opening = from_json(content) if isinstance(content, bytes) else None
    except ValueError:
        return None
    written = opening.get("format") if isinstance(opening, dict) else None
    if type(written) is not int or written == FORMAT:
        return None
    cure = (
        "Make it again from its editorial folder with this program's packaging/make_sample_content.py."
        if written < FORMAT
        else "Bring this program up to date, or ask for a release of its format."
    )
    meaning = f"this release is of format {written}; this program reads format {FORMAT}."
    return Problem(place(OFFICE, "", "format"), str(written), meaning, cure)


def _read(path: Path, kind: type[AnyEntry], *, is_list: bool = True) -> Part[AnyEntry]:
    content = read_file(path)
    if isinstance(content, Problem):
        return Part(path.name, problems=(content,))
    try:
        raw = from_json(content)
    except ValueError as broken:
        return _unread(path, "this is not a JSON file", str(broken))
    records = raw if is_list else [raw]
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        return _unread(path, "this is not the expected file", "records are missing")
    if len(records) > MOST_RECORDS:  # before their shapes: a million mistakes would be collected first
        return _unread(path, f"it holds {len(records)} records", f"at most {MOST_RECORDS} are read")
    entries = _at_once(content, kind, is_list=is_list)
    if entries is None:
        return _one_by_one(path.name, records, kind, is_list=is_list)
    return Part(path.name, entries, frozenset(map(name_of, entries)))


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


def _one_by_one(file: str, records: list[dict[str, Any]], kind: type[AnyEntry], *, is_list: bool) -> Part[AnyEntry]:
    whole: list[AnyEntry] = []
    problems: list[Problem] = []
    for position, record in enumerate(records, start=1):
        try:
            # Through JSON once more: strict pydantic takes dates and tuples from JSON only.
            whole.append(kind.model_validate_json(to_json(record)))
        except ValidationError as refused:
            name = _code_of(record) or (f"record {position}" if is_list else "")
            problems += shape_problems(file, name, refused)
    return Part(file, tuple(whole), frozenset(filter(None, map(_code_of, records))), tuple(problems))


def _code_of(record: dict[str, Any]) -> str:
    return shown(record.get("code", ""))
