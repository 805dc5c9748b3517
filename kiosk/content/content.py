"""One content release, whole and checked: what every screen and the ticket desk are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.content.announcements import Announcement, Where, announcements_on
from kiosk.content.brand import Brand
from kiosk.content.office import Hours, Office, OnTimeFigures, SpecialDay
from kiosk.content.units import Units
from kiosk.procedures.catalogue import Catalogue
from kiosk.procedures.everyday_words import EverydayWords
from kiosk.procedures.life_events import LifeEvent
from kiosk.tickets.lane import Lane

# What a release consists of, in the order its problems are told.
FILES = (
    "office.json",
    "brand.json",
    "units.json",
    "announcements.json",
    "lanes.json",
    "fields.json",
    "agencies.json",
    "life_events.json",
    "everyday_words.json",
    "procedures.json",
    "artefacts.json",
)


@dataclass(frozen=True, slots=True)
class Artefact:
    """Tên hỏng: a national record whose name is an artefact of collecting, a bare heading or half a sentence."""

    code: str
    official_name: str
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Content:
    """Bản đang hiển thị.

    release         its number, rising · released_on  the day it was made («Cập nhật 20/11/2026»)
    is_sample       holds unconfirmed statements: for desks and tests, never for a lobby
    lanes           in the order of the tiles; one of them is the guide desk
    everyday_words  every phrase once
    artefacts       records for staff to repair; no citizen sees them
    on_time         sample figures of the public board; the gateway's replace them
    """

    release: int
    released_on: date
    is_sample: bool
    office: Office
    hours: tuple[Hours, ...]
    special_days: tuple[SpecialDay, ...]
    lanes: tuple[Lane, ...]
    catalogue: Catalogue
    brand: Brand
    units: Units
    announcements: tuple[Announcement, ...] = ()
    everyday_words: tuple[EverydayWords, ...] = ()
    artefacts: tuple[Artefact, ...] = ()
    on_time: OnTimeFigures | None = None

    @property
    def life_events(self) -> tuple[LifeEvent, ...]:
        """Việc của gia đình, in the order of the tiles."""
        return self.catalogue.life_events

    @property
    def guide_desk(self) -> Lane:
        """Bàn hướng dẫn; the checks promise that there is one."""
        return next(lane for lane in self.lanes if lane.is_guide_desk)

    def lane(self, code: str | None) -> Lane | None:
        """The lane under its code."""
        return next((lane for lane in self.lanes if lane.code == code), None)

    def announcements_on(self, day: date, where: Where) -> tuple[Announcement, ...]:
        """Thông báo of this day at this place."""
        return announcements_on(day, where, self.announcements)
