"""A lane (hàng chờ): what a citizen chooses to wait for, the letter of its numbers and when it is open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, Protocol, TypeAlias

from kiosk.errors import Problem

WhyClosed: TypeAlias = Literal["day_off", "before_hours", "lunch", "after_hours", "by_staff"]
"""Ngày nghỉ · chưa đến giờ · nghỉ trưa · hết giờ · cán bộ tạm đóng."""
Session: TypeAlias = Literal["morning", "afternoon", "day"]
"""Buổi sáng · buổi chiều · cả ngày: what a slip promises to be good for."""

# I, O and Q are mistaken for 1 and 0, read aloud and on thermal paper.
PREFIX = re.compile(r"[A-HJ-NPR-Z]{1,2}")
# A lane that gives no numbers for a whole half day has other hours instead.
LATEST_LAST_CALL_MIN = 180


@dataclass(frozen=True, slots=True)
class LanePeriod:
    """Buổi: from opening to closing, the end excluded."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class LaneHours:
    """Giờ phát số riêng: weekdays (1 = thứ Hai … 7 = Chủ nhật) and their periods, in order."""

    weekdays: tuple[int, ...]
    periods: tuple[LanePeriod, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """Hàng chờ: one queue of the office.

    prefix         one or two letters before each number, never I, O, Q; unique in a release
    counters       in rising order; empty: no numbered counter (the guide desk)
    family         colour family of its tile
    hours          own hours; empty: those of the office
    daily_limit    numbers a business day; None: as many as come
    is_guide_desk  «Chưa biết chọn ô nào?»
    last_call_min  numbers end so many minutes before the lane closes for the day: who takes one is still served
    closed_on      days of this lane alone without numbers, beside those of the office
    """

    code: str
    prefix: str
    name: str
    name_en: str
    counters: tuple[int, ...]
    icon: str
    family: str = ""
    hours: tuple[LaneHours, ...] = ()
    daily_limit: int | None = None
    is_guide_desk: bool = False
    last_call_min: int = 0
    closed_on: tuple[date, ...] = ()

    @property
    def counters_text(self) -> str:
        """«1 – 2» when consecutive, «1, 4» otherwise, "" without a counter."""
        return counters_text(self.counters)


class OpeningNow(Protocol):
    """What the desk must know about a lane's hours; `kiosk.session.opening_hours.Opening` is one."""

    @property
    def is_open(self) -> bool:
        """Whether numbers are given now."""

    @property
    def why(self) -> WhyClosed | None:
        """Why not; None when open."""

    @property
    def opens_at(self) -> datetime | None:
        """When numbers are given next, local; None when open or when no day is known."""

    @property
    def next_day_opens_at(self) -> datetime | None:
        """The first opening after today, local."""

    @property
    def session(self) -> Session:
        """Which half of the day it is; `day` where the office makes no noon break."""

    @property
    def session_end(self) -> datetime | None:
        """When this half of the day ends, local; None when closed or when that is not known."""


@dataclass(frozen=True, slots=True)
class AnyTime:
    """Open without looking at a clock that may be wrong: whoever stands here was let in by people."""

    is_open: bool = True
    why: WhyClosed | None = None
    opens_at: datetime | None = None
    next_day_opens_at: datetime | None = None
    session: Session = "day"
    session_end: datetime | None = None


def counters_text(counters: Sequence[int]) -> str:
    """«1 – 2» for consecutive counters, «1, 4» for others, "4" for one, "" for none."""
    if len(counters) > 1 and list(counters) == list(range(counters[0], counters[-1] + 1)):
        return f"{counters[0]} – {counters[-1]}"
    return ", ".join(str(counter) for counter in counters)


def lane_problems(lanes: Sequence[Lane], *, place: str = "lanes") -> tuple[Problem, ...]:
    """Everything that forbids these lanes to give numbers, each with its cure; empty when all is well."""
    found = [problem for lane in lanes for problem in _own_problems(lane, f"{place}, {lane.code}")]
    found += _shared(place, "code", [lane.code for lane in lanes])
    found += _shared(place, "prefix", [lane.prefix for lane in lanes])
    if not lanes:
        found.append(Problem(place, "", "There is no lane.", "Add at least one, or citizens cannot take a number."))
    return tuple(found)


def _own_problems(lane: Lane, place: str) -> Iterator[Problem]:
    if not PREFIX.fullmatch(lane.prefix):
        yield Problem(
            f"{place}, prefix", lane.prefix, "Not a prefix.", "Use one or two letters A–Z without I, O and Q."
        )
    for key, name in (("name", lane.name), ("name_en", lane.name_en)):
        if not name.strip():
            yield Problem(f"{place}, {key}", "", "A lane without a name cannot be chosen.", "Write the name.")
    if list(lane.counters) != sorted(set(lane.counters)) or any(counter < 1 for counter in lane.counters):
        yield Problem(
            f"{place}, counters", str(lane.counters), "Not counters in rising order.", "Write each once, from 1."
        )
    if not lane.counters and not lane.is_guide_desk:
        yield Problem(f"{place}, counters", "", "Nobody serves this lane.", "Name its counters.")
    if not 0 <= lane.last_call_min <= LATEST_LAST_CALL_MIN:
        meaning = f"Not between 0 and {LATEST_LAST_CALL_MIN} minutes."
        yield Problem(f"{place}, last_call_min", str(lane.last_call_min), meaning, "Write minutes before closing.")
    if lane.daily_limit is not None and lane.daily_limit < 1:
        yield Problem(
            f"{place}, daily_limit", str(lane.daily_limit), "Not a limit.", "Leave it out, or write 1 or more."
        )


def _shared(place: str, key: str, values: Sequence[str]) -> Iterator[Problem]:
    for value, count in Counter(values).items():
        if count > 1:
            yield Problem(f"{place}, {key}", value, f"{count} lanes have it.", "Give each lane its own.")
