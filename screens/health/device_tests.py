"""What the tests of «Kiểm tra máy» show: what was scanned, where fingers came down, how it ended. No Kivy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kiosk.dossiers.code_reading import CodeReading, PersonalCode, ProcedureCode, ReceiptCode, TicketCode, Unreadable
from kiosk.tickets.ticket import Ticket
from kiosk.words import Words

Stage: TypeAlias = Literal["running", "asking", "passed", "failed", "impossible"]
"""Under way · staff say whether it was right · đạt · không đạt · the device cannot be tested now."""
ScanKind: TypeAlias = Literal["receipt", "personal", "ticket", "procedure", "unreadable", "staff_card", "other"]

# Nine points, near every corner and edge and in the middle: parts of the field's width and height from its lower left.
NEAR = 0.07
POINTS: tuple[tuple[float, float], ...] = tuple((x, y) for y in (1 - NEAR, 0.5, NEAR) for x in (NEAR, 0.5, 1 - NEAR))
# A key is 20 mm and its hit area reaches 6 mm further: what is off by more presses the neighbour.
LARGEST_DEVIATION_MM = 8.0


@dataclass(frozen=True, slots=True)
class ScanSeen:
    """A code that was read: what kind and how long, never what stands in it."""

    kind: ScanKind
    length: int

    def line(self, words: Words) -> str:
        """«Mã hồ sơ, 18 ký tự»."""
        if self.kind == "unreadable":
            return words("Có mã nhưng không đọc được")
        count = words.many("{count} ký tự", count=self.length)
        return words("{kind}, {length}", kind=self._kind(words), length=count)

    def _kind(self, words: Words) -> str:
        match self.kind:
            case "receipt":
                return words("Mã hồ sơ")
            case "personal":
                return words("Mã cá nhân")
            case "ticket":
                return words("Phiếu số thứ tự")
            case "procedure":
                return words("Mã thủ tục")
            case "staff_card":
                return words("Thẻ cán bộ")
            case _:
                return words("Mã khác")


def kind_of(reading: CodeReading) -> ScanKind:
    """The kind staff are told."""
    match reading:
        case ReceiptCode():
            return "receipt"
        case PersonalCode():
            return "personal"
        case TicketCode():
            return "ticket"
        case ProcedureCode():
            return "procedure"
        case Unreadable():
            return "unreadable"
        case _:
            return "other"


@dataclass(frozen=True, slots=True)
class TouchTest:
    """Deviations in millimetres, point by point as far as the finger has come."""

    deviations_mm: tuple[float, ...] = ()

    @property
    def target(self) -> tuple[float, float]:
        """Where the next cross stands; the last one stays."""
        return POINTS[min(len(self.deviations_mm), len(POINTS) - 1)]

    @property
    def is_done(self) -> bool:
        """All nine."""
        return len(self.deviations_mm) == len(POINTS)

    @property
    def largest_mm(self) -> float:
        """The farthest miss."""
        return max(self.deviations_mm, default=0.0)

    @property
    def passed(self) -> bool:
        """Whether keys are hit where they are drawn."""
        return self.is_done and self.largest_mm <= LARGEST_DEVIATION_MM

    def touched(self, x: float, y: float, width_mm: float, height_mm: float) -> TouchTest:
        """One point more; x and y are parts of the field from its lower left."""
        at_x, at_y = self.target
        deviation = math.hypot((x - at_x) * width_mm, (y - at_y) * height_mm)
        return TouchTest((*self.deviations_mm, round(deviation, 1)))


@dataclass(frozen=True, slots=True)
class UnprintedRow:
    """A number without paper. at: local clock."""

    ticket: Ticket
    at: str
    lane: str

    @property
    def code(self) -> str:
        """A030."""
        return self.ticket.number

    def line(self, words: Words) -> str:
        """Since when, and what for."""
        return words("Lấy lúc {time} · {lane}", time=self.at, lane=self.lane)
