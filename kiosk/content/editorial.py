"""What staff write beside the national records: plain words, papers, questions, lanes, life events.

Papers and notes are written once under a key and named by many procedures, so that one paper has one name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from kiosk.content.release import (
    AgencyEntry,
    Count,
    Entry,
    FieldEntry,
    LaneCode,
    LaneEntry,
    LifeEventEntry,
    PlainCode,
    ProcedureCode,
    QuestionEntry,
    Share,
    TextEntry,
    When,
)
from kiosk.content.release_office import AnnouncementEntry, BrandEntry, Opening, ProvinceCode, UnitCode
from kiosk.procedures.procedure import Handling


class PaperWords(Entry):
    """One paper in plain words; how many of it are needed, unless a procedure says otherwise."""

    name: TextEntry
    note: TextEntry | None = None
    handling: Handling
    originals: Count | None = None
    copies: Count | None = None


class NoteWords(Entry):
    """One remark in plain words."""

    lead: TextEntry
    body: TextEntry


class PaperUse(Entry):
    """A paper as one procedure needs it: in which case, and how many where that differs."""

    paper: str
    when: When = Field(default_factory=dict)
    originals: Count | None = None
    copies: Count | None = None


class NoteUse(Entry):
    """A remark as one procedure makes it."""

    note: str
    when: When = Field(default_factory=dict)


# A bare key stands for a use without any condition.
AnyPaper: TypeAlias = Annotated[PaperUse, BeforeValidator(lambda use: {"paper": use} if isinstance(use, str) else use)]
AnyNote: TypeAlias = Annotated[NoteUse, BeforeValidator(lambda use: {"note": use} if isinstance(use, str) else use)]


class PlainWords(Entry):
    """One procedure in plain words.

    title               everything but an artefact has one
    telling_line        may be left out where time or fee are known: they are the line then
    place               where it is done, for what is not done here; else its agency's name
    said                everyday phrases that mean this procedure
    papers_as_published no plain papers were written: the record's own rows are shown
    is_artefact         the official name is an artefact of collecting: listed for staff, never shown
    sample_statement    the fields from `time` on state facts which the national record does not hold;
                        each centre replaces or confirms them before a citizen sees them
    """

    title: TextEntry | None = None
    telling_line: TextEntry | None = None
    icon: str = "description"
    popularity: Share = 0
    said: tuple[str, ...] = ()
    papers: tuple[AnyPaper, ...] = ()
    papers_as_published: bool = False
    notes: tuple[AnyNote, ...] = ()
    questions: tuple[QuestionEntry, ...] = ()
    lane: LaneCode | None = None
    place: TextEntry | None = None
    is_artefact: bool = False
    sample_statement: bool = False
    time: TextEntry | None = None
    fee: TextEntry | None = None
    fee_long: TextEntry | None = None
    counter: TextEntry | None = None
    counter_long: TextEntry | None = None
    footnote: TextEntry | None = None


class EditorialWords(Entry):
    """Everyday phrases that mean several procedures, most likely first."""

    say: Annotated[tuple[str, ...], Field(min_length=1)]
    codes: Annotated[tuple[ProcedureCode, ...], Field(min_length=1)]
    remark: TextEntry | None = None


class EditorialLane(LaneEntry):
    """A lane and the national fields (lĩnh vực) it serves; what no lane serves goes to the guide desk."""

    fields: tuple[str, ...] = ()

    def entry(self) -> LaneEntry:
        """The lane as a release holds it."""
        return LaneEntry.model_validate(self.model_dump(exclude={"fields"}))


class EditorialField(FieldEntry):
    """A field as citizens read it, and the national fields that are gathered in it."""

    national: Annotated[tuple[str, ...], Field(min_length=1)]

    def entry(self) -> FieldEntry:
        """The field as a release holds it."""
        return FieldEntry.model_validate(self.model_dump(exclude={"national"}))


class EditorialAgency(AgencyEntry):
    """An agency, and how the national records spell it; `together`: several that share the work, by their codes."""

    spelt: tuple[str, ...] = ()
    together: tuple[PlainCode, ...] = ()

    def entry(self) -> AgencyEntry:
        """The agency as a release holds it."""
        return AgencyEntry.model_validate(self.model_dump(exclude={"spelt", "together"}))


class EditorialUnits(Entry):
    """Where this office stands; the units themselves come from the national tables."""

    own_province: ProvinceCode
    own_unit: UnitCode | None = None


@dataclass(frozen=True, slots=True)
class Editorial:
    """Everything staff wrote for one release; papers, notes and procedures by their keys."""

    opening: Opening
    brand: BrandEntry
    units: EditorialUnits
    announcements: tuple[AnnouncementEntry, ...]
    lanes: tuple[EditorialLane, ...]
    fields: tuple[EditorialField, ...]
    agencies: tuple[EditorialAgency, ...]
    life_events: tuple[LifeEventEntry, ...]
    everyday_words: tuple[EditorialWords, ...]
    papers: Mapping[str, PaperWords]
    notes: Mapping[str, NoteWords]
    procedures: Mapping[str, PlainWords]

    @property
    def artefacts(self) -> frozenset[str]:
        """Codes of the procedures that are never shown."""
        return frozenset(code for code, words in self.procedures.items() if words.is_artefact)
