"""The office a content release describes: its name, its hours, its holidays, its on-time figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal, TypeAlias

from kiosk.dossiers.on_time import BoardRow, OnTimeBoard, on_time_rate
from kiosk.procedures.text import Text

DayKind: TypeAlias = Literal["off", "working"]
"""Ngày nghỉ · ngày làm bù."""


@dataclass(frozen=True, slots=True)
class Office:
    """Trung tâm Phục vụ hành chính công: the lobby this terminal stands in.

    slip_ward      the ward as it fits on a slip, without «thành phố»
    short_code     stands before a ticket's number in a readable id: NQ1-261125-A030
    unit_prefixes  beginnings of the receipt codes issued here
    telephone      of the guide desk; None: not shown
    """

    name: Text
    ward: Text
    slip_ward: Text
    short_code: str
    unit_prefixes: tuple[str, ...]
    telephone: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Buổi: from opening to closing, the end excluded."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Hours:
    """Giờ làm việc: some weekdays (1 = thứ Hai … 7 = Chủ nhật) and their periods, in order."""

    weekdays: tuple[int, ...]
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """Ngày nghỉ lễ or ngày làm bù: a date that differs from its weekday.

    periods  its own hours; empty: none on a day off, those of a weekday on a working day
    """

    on: date
    name: Text
    kind: DayKind
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class OnTimeRow:
    """One group of fields on the public board: dossiers finished, and how many of them late."""

    name: Text
    finished: int
    late: int

    @property
    def rate(self) -> Decimal | None:
        """See `on_time_rate`."""
        return on_time_rate(self.finished, self.late)


@dataclass(frozen=True, slots=True)
class OnTimeFigures:
    """Giải quyết đúng hạn: the figures of one period ("2026-11", "2026-Q4", "2026")."""

    period: str
    as_of: datetime
    finished: int
    late: int
    in_progress: int
    in_progress_late: int
    rows: tuple[OnTimeRow, ...]

    @property
    def rate(self) -> Decimal | None:
        """See `on_time_rate`."""
        return on_time_rate(self.finished, self.late)

    @property
    def board(self) -> OnTimeBoard:
        """The same as the gateway's would come."""
        rows = tuple(BoardRow(row.name.vi, row.finished, row.late, row.name.en) for row in self.rows)
        return OnTimeBoard(
            self.period, self.as_of, self.finished, self.late, self.in_progress, self.in_progress_late, rows
        )
