"""A number a citizen has, as the two last pages of the journey tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from kiosk.tickets.lane import Lane
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import HERE
from kiosk.words import Words

# Widths of a number in layout pixels at 290 px, measured in Noto Sans ExtraBold: letters and digits by their class.
WIDTH_AT_290 = {"letter": 203.0, "digit": 168.5, "-": 93.0}
LARGEST_PX = 290
SMALLEST_PX = 150


@dataclass(frozen=True, slots=True)
class Issued:
    """Ticket and lane together: what it is for and where it is called.

    procedure  the code of the procedure it was taken from; "": a lane was chosen
    """

    ticket: Ticket
    lane: Lane
    procedure: str = ""

    @property
    def is_alone(self) -> bool:
        """Whether it is this terminal's own number, given while the lobby's store was silent."""
        return self.ticket.origin == "alone"

    @property
    def number(self) -> str:
        """A030."""
        return self.ticket.number

    def lane_name(self, words: Words) -> str:
        """What the citizen waits for."""
        return (self.lane.name_en if words.language == "en" else self.lane.name).replace("\u00a0", " ")

    def counters(self, words: Words) -> str:
        """Quầy 1 – 2, or the guide desk."""
        if not self.lane.counters:
            return words("Bàn hướng dẫn")
        counters = self.lane.counters_text.replace(" – ", "\u00a0–\u00a0")  # a range is not torn apart at a line's end
        return words("Quầy\u00a0{counter}", counter=counters)

    def lane_and_counters(self, words: Words) -> str:
        """Hộ tịch, chứng thực · Quầy 1 – 2."""
        if not self.lane.counters:
            return self.counters(words)
        return f"{self.lane_name(words)} · {self.counters(words)}"

    def to_keep(self, words: Words) -> str:
        """What the QR code holds: plain text, no link, nothing personal."""
        at = self.ticket.issued_at.astimezone(HERE)
        when = f"{words.clock(at)} {words.full_date(at)}" if self.ticket.clock_trusted else ""
        return " · ".join(part for part in (self.number, self.lane_and_counters(words), when) if part).replace(
            "\u00a0", " "
        )


def number_px(number: str, *, room_px: float, largest_px: float = LARGEST_PX) -> int:
    """The largest size at which a number fits its room, in layout pixels."""
    widths = (WIDTH_AT_290["-" if c == "-" else "digit" if c.isdigit() else "letter"] for c in number)
    return int(max(SMALLEST_PX, min(largest_px, room_px / sum(widths) * LARGEST_PX)))


def sample_ticket(number: int = 30, *, ahead: int = 5, klass: str = "normal", alone: bool = False) -> Ticket:
    """The ticket of the pictures: A030, taken on Wednesday 25/11/2026 at 09:42."""
    at = datetime(2026, 11, 25, 2, 42, tzinfo=UTC)
    return Ticket(
        id=30,
        business_day=at.date(),
        series="K2" if alone else "A",
        n=number,
        lane="A",
        klass=klass,
        request_id="00000000-0000-4000-8000-000000000030",
        kiosk_no=1,
        issued_at=at,
        clock_trusted=True,
        ahead=ahead,
        valid_until=at,
        origin="alone" if alone else "lobby",
    )
