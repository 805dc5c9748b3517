"""One status of a dossier onto paper, now or not at all. Runs on the printer's thread.

The slip is about a person: it is written down nowhere, so that no restart and no new roll can bring it out for
somebody else, and the journal knows only what became of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from PIL import Image

from devices.printers.contract import Printer
from kiosk.journal import Journal
from kiosk.tickets import blocks
from kiosk.tickets.compose import one_below_the_other
from kiosk.tickets.layout import SMALLEST_DOTS, Head, Line, pitch_of
from kiosk.tickets.lettering import GlyphMissing, Lettering
from kiosk.tickets.print_queue import BASE_36, JobKey, paper_state
from kiosk.tickets.sheet import Lines, Sheet
from kiosk.tickets.slip import OfficeOnSlip
from kiosk.tickets.status_slip import StatusSlip, status_values
from kiosk.tickets.status_slip_layout import StatusBlock, StatusCode, StatusCounter, StatusLayout, read_status_layout
from kiosk.tickets.ticket import PaperState
from kiosk.time_source import TimeSource

StatusOutcome: TypeAlias = PaperState
"""Confirmed · assumed · unprinted · unknown, as for a ticket's slip."""

# A ticket's job counts from 0001 each day; a status's begins with a letter that no day's tickets reach.
STATUS_JOBS: Literal["S"] = "S"
JOBS = len(BASE_36) ** 3


def composed(
    layout: StatusLayout,
    values: Mapping[str, str | None],
    *,
    width_dots: int,
    letters: Lettering | None = None,
    is_english: bool = False,
) -> Image.Image:
    """Draw a status.

    returns  mode "1", width_dots wide, black burns.
    raises   GlyphMissing.
    """
    sheet = Sheet(width_dots, layout.page.margin, letters or Lettering(), values, is_english)
    drawn = [(block.above, strip) for block in layout.block if (strip := _strip(block, sheet))]
    return one_below_the_other(drawn, width_dots=width_dots, bottom=layout.page.bottom)


def _strip(block: StatusBlock, sheet: Sheet) -> Image.Image | None:
    match block:
        case Head():
            return blocks.head(block, sheet)
        case Line():
            return blocks.line(block, sheet)
        case StatusCode():
            return _fitted(block, sheet)
        case StatusCounter():
            return blocks.counter(block, sheet)
        case _:
            return blocks.text(block, sheet)


def _fitted(block: StatusCode, sheet: Sheet) -> Image.Image | None:
    words = sheet.filled(block.text)
    if not words:
        return None
    sizes = range(block.size, SMALLEST_DOTS, -1)
    fonts = ((size, sheet.letters.font(size, "extrabold")) for size in sizes)
    smallest = SMALLEST_DOTS, sheet.letters.font(SMALLEST_DOTS, "extrabold")
    size, font = next((each for each in fonts if each[1].getlength(words) <= sheet.inner), smallest)
    lines = Lines(sheet.letters.lines(words, font, sheet.inner), font, pitch_of(size))
    picture, pen = sheet.strip(lines.height)
    lines.draw(pen, sheet.x_of("centre"), 0, align="centre")
    return picture


@dataclass
class StatusPrinter:
    """Prints statuses on the terminal's printer; belongs to its thread."""

    printer: Printer
    office: OfficeOnSlip
    time: TimeSource
    journal: Journal
    layout: StatusLayout = field(default_factory=read_status_layout)
    letters: Lettering = field(default_factory=Lettering)
    _last_job: int = 0

    def print_status(self, slip: StatusSlip, *, is_english: bool) -> StatusOutcome:
        """One slip; what became of it."""
        values = status_values(slip, self.office, self.layout.words)
        try:
            picture = composed(
                self.layout, values, width_dots=self.printer.width_dots, letters=self.letters, is_english=is_english
            )
        except (GlyphMissing, OSError) as error:  # OSError: a font file is gone
            self.journal.write("status-not-drawn", reason=type(error).__name__)
            return "unprinted"
        result = self.printer.print_picture(picture, job=self._next_job(self.time.now()))
        outcome = paper_state(result.outcome)
        self.journal.write("status-ended", paper=outcome)
        return outcome

    def _next_job(self, now: datetime) -> str:
        """Unique within the day, after a restart too: at most one job in two seconds."""
        half_seconds = (now.hour * 3600 + now.minute * 60 + now.second) // 2
        self._last_job = max(self._last_job + 1, half_seconds) % JOBS
        return STATUS_JOBS + JobKey(now.date(), self._last_job, 1).text[1:]
