"""What stands in the files of a content release, and of which kind it must be.

    office.json          Opening (`release_office.py`): release, office, hours, special days, on-time figures
    brand.json           BrandEntry (`release_office.py`)
    units.json           UnitsEntry (`release_office.py`)
    announcements.json   a list of AnnouncementEntry (`release_office.py`)
    lanes.json           a list of LaneEntry
    fields.json          a list of FieldEntry
    agencies.json        a list of AgencyEntry
    life_events.json     a list of LifeEventEntry
    everyday_words.json  a list of EverydayWordsEntry
    procedures.json      a list of ProcedureEntry
    artefacts.json       a list of ArtefactEntry

Only shapes are judged here; whether the parts fit together is the business of `checks.py`.
"""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from kiosk.procedures.life_events import Family
from kiosk.procedures.procedure import Flag, Handling, WayKind

FORMAT = 2
ProcedureCode = Annotated[str, Field(pattern=r"^[0-9]\.[0-9]{6}$")]
PlainCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
LaneCode = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
Weekday = Annotated[int, Field(ge=1, le=7)]
Count = Annotated[int, Field(ge=0)]
Share = Annotated[int, Field(ge=0, le=100)]
SourceDate = Annotated[str, Field(pattern=r"^20[0-9]{2}(-(0[1-9]|1[0-2]))?$")]
WebAddress = Annotated[str, Field(pattern=r"^https://[^\s]+$")]
When: TypeAlias = dict[PlainCode, bool]
"""Question key -> the answer that must have been given."""


class Entry(BaseModel):
    """A part of a release: nothing is converted and no key is ignored."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class TextEntry(Entry):
    """Words in both languages."""

    vi: str
    en: str


class PaperEntry(Entry):
    """Giấy tờ in plain words, see `kiosk.procedures.procedure.Paper`."""

    name: TextEntry
    note: TextEntry | None = None
    handling: Handling
    originals: Count | None = None
    copies: Count | None = None
    when: When = Field(default_factory=dict)


class PublishedPaperEntry(Entry):
    """Giấy tờ as the national record words it, in Vietnamese only; `case` is the case it belongs to."""

    wording: str
    case: str | None = None
    handling: Handling = "unknown"
    originals: Count | None = None
    copies: Count | None = None


class NoteEntry(Entry):
    """Lưu ý."""

    lead: TextEntry
    body: TextEntry
    when: When = Field(default_factory=dict)


class QuestionEntry(Entry):
    """Câu hỏi có/không, see `kiosk.procedures.procedure.Question`."""

    key: PlainCode
    text: TextEntry
    note: TextEntry | None = None
    asked_when: When = Field(default_factory=dict)
    yes_leads_to: ProcedureCode | None = None
    no_leads_to: ProcedureCode | None = None


class WayEntry(Entry):
    """Cách nộp, see `kiosk.procedures.procedure.Way`."""

    kind: WayKind
    time: TextEntry | None = None
    fee: TextEntry | None = None


class ProcedureEntry(Entry):
    """Thủ tục hành chính, see `kiosk.procedures.procedure.Procedure`.

    field, agency        codes of fields.json and agencies.json
    papers_as_published  shown before `papers`, in the words of the record
    """

    code: ProcedureCode
    title: TextEntry
    official_name: str
    field: PlainCode
    telling_line: TextEntry
    source: str
    as_of: SourceDate
    decision: str | None = None
    icon: str
    lane: LaneCode | None = None
    counter: TextEntry | None = None
    counter_long: TextEntry | None = None
    time: TextEntry | None = None
    fee: TextEntry | None = None
    fee_long: TextEntry | None = None
    footnote: TextEntry | None = None
    papers: tuple[PaperEntry, ...] = ()
    papers_as_published: tuple[PublishedPaperEntry, ...] = ()
    notes: tuple[NoteEntry, ...] = ()
    questions: tuple[QuestionEntry, ...] = ()
    ways: tuple[WayEntry, ...] = ()
    agency: PlainCode | None = None
    popularity: Share = 0
    url: WebAddress | None = None
    is_here: bool
    place: TextEntry | None = None
    flags: tuple[Flag, ...] = ()


class ArtefactEntry(Entry):
    """Tên hỏng: a record whose official name is an artefact of collecting; listed for staff, never shown."""

    code: ProcedureCode
    official_name: str
    source: str
    as_of: SourceDate


class FieldEntry(Entry):
    """Lĩnh vực, see `kiosk.procedures.catalogue.Field`."""

    code: PlainCode
    name: TextEntry
    icon: str


class AgencyEntry(Entry):
    """Cơ quan giải quyết, see `kiosk.procedures.catalogue.Agency`."""

    code: PlainCode
    name: TextEntry


class EverydayWordsEntry(Entry):
    """Từ thường ngày, see `kiosk.procedures.everyday_words.EverydayWords`."""

    say: tuple[str, ...]
    codes: tuple[ProcedureCode, ...]
    remark: TextEntry | None = None


class LifeEventEntry(Entry):
    """Việc của gia đình, see `kiosk.procedures.life_events.LifeEvent`."""

    code: LaneCode
    name: TextEntry
    icon: str
    family: Family
    procedures: tuple[ProcedureCode, ...]


class PeriodEntry(Entry):
    """Buổi."""

    opens: time
    closes: time


class HoursEntry(Entry):
    """Giờ làm việc."""

    weekdays: tuple[Weekday, ...]
    periods: tuple[PeriodEntry, ...]


class LaneEntry(Entry):
    """Hàng chờ, see `kiosk.tickets.lane.Lane`."""

    code: LaneCode
    prefix: str
    name: TextEntry
    counters: tuple[int, ...]
    icon: str
    family: Family
    hours: tuple[HoursEntry, ...] = ()
    daily_limit: int | None = None
    is_guide_desk: bool = False
    last_call_min: int = 0
    closed_on: tuple[date, ...] = ()
