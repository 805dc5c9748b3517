"""What stands in the files of a content release, and of which kind it must be.

    office.json        Opening: release, office, hours, special days, on-time figures
    lanes.json         a list of LaneEntry
    life_events.json   a list of LifeEventEntry
    procedures.json    a list of ProcedureEntry

Only shapes are judged here; whether the parts fit together is the business of `checks.py`.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kiosk.content.office import DayKind
from kiosk.procedures.life_events import Family
from kiosk.procedures.procedure import Flag, Handling

ProcedureCode = Annotated[str, Field(pattern=r"^[0-9]\.[0-9]{6}$")]
LaneCode = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
UnitPrefix = Annotated[str, Field(pattern=r"^[0-9A-Z.]+$")]
Weekday = Annotated[int, Field(ge=1, le=7)]
Count = Annotated[int, Field(ge=0)]


class Entry(BaseModel):
    """A part of a release: nothing is converted and no key is ignored."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class TextEntry(Entry):
    """Words in both languages."""

    vi: str
    en: str


class PaperEntry(Entry):
    """Giấy tờ."""

    name: TextEntry
    note: TextEntry | None = None
    handling: Handling


class NoteEntry(Entry):
    """Lưu ý."""

    lead: TextEntry
    body: TextEntry


class ProcedureEntry(Entry):
    """Thủ tục hành chính, see `kiosk.procedures.procedure.Procedure`."""

    code: ProcedureCode
    title: TextEntry
    official_name: str
    field: TextEntry
    telling_line: TextEntry
    source: str
    as_of: Annotated[str, Field(pattern=r"^20[0-9]{2}(-(0[1-9]|1[0-2]))?$")]
    icon: str
    lane: LaneCode | None = None
    counter: TextEntry | None = None
    counter_long: TextEntry | None = None
    time: TextEntry | None = None
    fee: TextEntry | None = None
    fee_long: TextEntry | None = None
    footnote: TextEntry | None = None
    papers: tuple[PaperEntry, ...] = ()
    notes: tuple[NoteEntry, ...] = ()
    url: Annotated[str, Field(pattern=r"^https://")] | None = None
    is_here: bool
    place: TextEntry | None = None
    flags: tuple[Flag, ...] = ()


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


class OfficeEntry(Entry):
    """Trung tâm Phục vụ hành chính công."""

    name: TextEntry
    ward: TextEntry
    slip_ward: TextEntry
    short_code: Annotated[str, Field(pattern=r"^[A-Z0-9]{2,6}$")]
    unit_prefixes: tuple[UnitPrefix, ...]
    telephone: str | None = None


class SpecialDayEntry(Entry):
    """Ngày nghỉ lễ, ngày làm bù."""

    on: date
    name: TextEntry
    kind: DayKind


class OnTimeRowEntry(Entry):
    """One row of the public board."""

    name: TextEntry
    finished: Count
    late: Count


class OnTimeEntry(Entry):
    """Giải quyết đúng hạn."""

    period: str
    as_of: datetime
    finished: Count
    late: Count
    in_progress: Count
    in_progress_late: Count
    rows: tuple[OnTimeRowEntry, ...]


class Opening(Entry):
    """The first page of a release: which one it is and whose.

    format     how to read the files; this program reads 1
    is_sample  made-up or unconfirmed statements inside: never for a real lobby
    """

    format: Annotated[int, Field(ge=1, le=1)]
    release: Annotated[int, Field(ge=1)]
    released_on: date
    is_sample: bool
    office: OfficeEntry
    hours: tuple[HoursEntry, ...]
    special_days: tuple[SpecialDayEntry, ...]
    on_time: OnTimeEntry | None = None
