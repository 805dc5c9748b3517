"""On-time rates for the public board (giải quyết đúng hạn): figures of an office, never of a person. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, TypeAlias

PeriodKind: TypeAlias = Literal["month", "quarter", "year"]
PERIOD_KINDS: tuple[PeriodKind, ...] = ("month", "quarter", "year")
Band: TypeAlias = Literal["good", "fair", "poor", "none"]
"""Từ 95 % · từ 90 % · dưới 90 % · chưa có hồ sơ."""
GOOD, FAIR = Decimal(95), Decimal(90)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One group of fields: dossiers finished, and how many of them late. name_en: "" where it has none."""

    name: str
    finished: int
    late: int
    name_en: str = ""

    @property
    def rate(self) -> Decimal | None:
        """See `on_time_rate`."""
        return on_time_rate(self.finished, self.late)

    @property
    def band(self) -> Band:
        """See `band_of`."""
        return band_of(self.rate)


@dataclass(frozen=True, slots=True)
class OnTimeBoard:
    """The figures of one period: "2026-11", "2026-Q4", "2026". as_of: local."""

    period: str
    as_of: datetime
    finished: int
    late: int
    in_progress: int
    in_progress_late: int = 0
    rows: tuple[BoardRow, ...] = ()

    @property
    def rate(self) -> Decimal | None:
        """See `on_time_rate`."""
        return on_time_rate(self.finished, self.late)

    @property
    def band(self) -> Band:
        """See `band_of`."""
        return band_of(self.rate)

    @property
    def adds_up(self) -> bool:
        """Whether its rows are together what the whole office is said to have done; no rows say nothing wrong."""
        if not self.rows:
            return True
        return (sum(row.finished for row in self.rows), sum(row.late for row in self.rows)) == (
            self.finished,
            self.late,
        )

    def shown(self) -> OnTimeBoard:
        """As it may be shown: the best rate first; the total alone where the rows do not add up to it."""
        if not self.adds_up:
            return replace(self, rows=())
        return replace(self, rows=tuple(sorted(self.rows, key=_best_first)))


def _best_first(row: BoardRow) -> tuple[Decimal, int, str]:
    return (Decimal(-1) if row.rate is None else row.rate) * -1, -row.finished, row.name


def on_time_rate(finished: int, late: int) -> Decimal | None:
    """Per cent on time with one decimal, half up; None without a finished dossier.

    Never 100,0 while one was late and never 0,0 while one was on time: the board must not round a person away.
    """
    if not finished:
        return None
    rate = (Decimal(100) * (finished - late) / finished).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if late and rate == 100:
        return Decimal("99.9")
    return Decimal("0.1") if late < finished and not rate else rate


def band_of(rate: Decimal | None) -> Band:
    """How good a rate is called; a word and a figure stand beside its colour."""
    if rate is None:
        return "none"
    return "good" if rate >= GOOD else "fair" if rate >= FAIR else "poor"


def period_of(kind: PeriodKind, day: date) -> str:
    """The period a day lies in, as it is asked for: "2026-11", "2026-Q4", "2026"."""
    match kind:
        case "month":
            return f"{day:%Y-%m}"
        case "quarter":
            return f"{day.year}-Q{(day.month + 2) // 3}"
        case "year":
            return f"{day.year}"
