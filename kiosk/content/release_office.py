"""What a release says of the office itself: who it is, when it serves, how it looks, who its neighbours are."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from kiosk.content.announcements import Where
from kiosk.content.office import DayKind
from kiosk.content.release import FORMAT, Count, Entry, HoursEntry, PeriodEntry, PlainCode, TextEntry, WebAddress

UnitPrefix = Annotated[str, Field(pattern=r"^[0-9A-Z.]+$")]
# What is no colour is told by `brand.colour_problems`: it costs the brand its colours, not the lobby its release.
Colour = Annotated[str, Field(max_length=60)]
Telephone = Annotated[str, Field(pattern=r"^[0-9][0-9 ]{2,14}$")]
UnitCode = Annotated[str, Field(pattern=r"^[0-9]{5}$")]
ProvinceCode = Annotated[str, Field(pattern=r"^[0-9]{2}$")]
LevelOneCode = Annotated[str, Field(pattern=r"^[GH][0-9]{2}$")]


class OfficeEntry(Entry):
    """Trung tâm Phục vụ hành chính công."""

    name: TextEntry
    ward: TextEntry
    slip_ward: TextEntry
    short_code: Annotated[str, Field(pattern=r"^[A-Z0-9]{2,6}$")]
    unit_prefixes: tuple[UnitPrefix, ...]
    telephone: str | None = None


class SpecialDayEntry(Entry):
    """Ngày nghỉ lễ, ngày làm bù; `periods` where a working day has hours of its own («chỉ làm buổi sáng»)."""

    on: date
    name: TextEntry
    kind: DayKind
    periods: tuple[PeriodEntry, ...] = ()


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

    format     how to read the files; this program reads 2, `draft.py` says what to do about others
    is_sample  made-up or unconfirmed statements inside: never for a real lobby
    """

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)]
    release: Annotated[int, Field(ge=1)]
    released_on: date
    is_sample: bool
    office: OfficeEntry
    hours: tuple[HoursEntry, ...]
    special_days: tuple[SpecialDayEntry, ...]
    on_time: OnTimeEntry | None = None


class BrandColours(Entry):
    """Màu: the two colours an agency may choose, of the light theme only; None: the program's own.

    ground  header and second door, with light letters upon it · action  buttons and what can be pressed
    """

    ground: Colour | None = None
    action: Colour | None = None


class BrandEntry(Entry):
    """Nhận diện, see `kiosk.content.brand.Brand`."""

    name: TextEntry
    colours: BrandColours = BrandColours()
    zalo_url: WebAddress | None = None
    portal_url: WebAddress
    filing_url: WebAddress | None = None
    hotlines: tuple[Telephone, ...] = ()


class AnnouncementEntry(Entry):
    """Thông báo, see `kiosk.content.announcements.Announcement`."""

    code: PlainCode
    text: TextEntry
    shown_from: date
    shown_until: date
    where: Where


class UnitEntry(Entry):
    """Đơn vị cấp xã."""

    code: UnitCode
    name: str
    predecessors: tuple[str, ...] = ()


class ProvinceEntry(Entry):
    """Tỉnh, thành phố, with the level-1 identifiers its dossiers may begin with."""

    code: ProvinceCode
    name: str
    identifiers: tuple[LevelOneCode, ...] = ()


class UnitsEntry(Entry):
    """Đơn vị hành chính, see `kiosk.content.units.Units`."""

    own_province: ProvinceCode
    own_unit: UnitCode | None = None
    units: tuple[UnitEntry, ...]
    provinces: tuple[ProvinceEntry, ...]
