"""What staff write beside the national records: plain words, papers, lanes, life events.

Papers and notes are written once under a key and named by many procedures, so that one paper has one name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.content.release import (
    Entry,
    LaneCode,
    LaneEntry,
    LifeEventEntry,
    NoteEntry,
    Opening,
    PaperEntry,
    TextEntry,
)


class PlainWords(Entry):
    """One procedure in plain words.

    telling_line      may be left out where time or fee are known: they are the line then
    place             where it is done, for what is not done here
    sample_statement  the fields from `time` on state facts which the national record does not hold;
                      each centre replaces or confirms them before a citizen sees them
    """

    title: TextEntry
    telling_line: TextEntry | None = None
    icon: str = "description"
    papers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    lane: LaneCode | None = None
    place: TextEntry | None = None
    sample_statement: bool = False
    time: TextEntry | None = None
    fee: TextEntry | None = None
    fee_long: TextEntry | None = None
    counter: TextEntry | None = None
    counter_long: TextEntry | None = None
    footnote: TextEntry | None = None


class EditorialLane(LaneEntry):
    """A lane and the fields (lĩnh vực) it serves; what no lane serves goes to the guide desk."""

    fields: tuple[str, ...] = ()

    def entry(self) -> LaneEntry:
        """The lane as a release holds it."""
        return LaneEntry.model_validate(self.model_dump(exclude={"fields"}))


@dataclass(frozen=True, slots=True)
class Editorial:
    """Everything staff wrote for one release; field names Vietnamese -> English."""

    opening: Opening
    lanes: tuple[EditorialLane, ...]
    life_events: tuple[LifeEventEntry, ...]
    fields: Mapping[str, str]
    papers: Mapping[str, PaperEntry]
    notes: Mapping[str, NoteEntry]
    procedures: Mapping[str, PlainWords]
