"""One list of papers onto paper, now or not at all. Runs on the printer's thread.

A list has no number: it is written down nowhere, so that no restart and no new roll can bring it out later by surprise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from PIL import Image

from devices.printers.contract import Printer
from kiosk.journal import Journal
from kiosk.tickets import blocks, checklist_blocks
from kiosk.tickets.checklist import Checklist, PrintedHere, list_values, paper_values, remark_values
from kiosk.tickets.checklist_layout import (
    ChecklistLayout,
    Fact,
    ListBlock,
    Qr,
    RemarkBlock,
    TickBox,
    read_checklist_layout,
)
from kiosk.tickets.compose import one_below_the_other
from kiosk.tickets.layout import Head, Line
from kiosk.tickets.lettering import GlyphMissing, Lettering
from kiosk.tickets.print_queue import BASE_36, paper_state
from kiosk.tickets.sheet import Sheet
from kiosk.tickets.slip import OfficeOnSlip
from kiosk.tickets.ticket import PaperState
from kiosk.time_source import TimeSource

ListOutcome: TypeAlias = PaperState | Literal["too_long"]
"""Confirmed · assumed · unprinted · unknown, as for a ticket's slip; too_long: nobody would carry it."""

# A ticket's job counts from 0001 each day; a list's begins with a letter that no day's tickets reach.
LIST_JOBS: Literal["L"] = "L"
JOBS = len(BASE_36) ** 3
# A metre of paper. Longer ones are those of the national records with every case written out: better read on a phone.
LONGEST_DOTS = 8_000
LINE_ABOVE_REMARKS = Line(kind="line", above=18, dashed=True)


def composed(
    layout: ChecklistLayout,
    checklist: Checklist,
    here: PrintedHere,
    *,
    width_dots: int,
    letters: Lettering | None = None,
    is_english: bool = False,
) -> Image.Image:
    """Draw a list.

    returns  mode "1", width_dots wide, black burns.
    raises   GlyphMissing.
    """
    values = list_values(checklist, here, layout.words)
    sheet = Sheet(width_dots, layout.page.margin, letters or Lettering(), values, is_english)
    drawn = [strip for block in layout.block for strip in _strips(block, sheet, checklist, layout)]
    return one_below_the_other(drawn, width_dots=width_dots, bottom=layout.page.bottom)


def _strips(
    block: ListBlock, sheet: Sheet, checklist: Checklist, layout: ChecklistLayout
) -> Iterator[tuple[int, Image.Image]]:
    match block:
        case TickBox():
            for values in paper_values(checklist, layout.words):
                yield block.above, checklist_blocks.paper(block, sheet, values)
        case RemarkBlock():
            said = remark_values(checklist)
            if said:
                yield LINE_ABOVE_REMARKS.above, blocks.line(LINE_ABOVE_REMARKS, sheet)
            for values in said:
                yield block.above, checklist_blocks.remark(block, sheet, values)
        case _:
            strip = _strip(block, sheet)
            if strip is not None:
                yield block.above, strip


def _strip(block: ListBlock, sheet: Sheet) -> Image.Image | None:
    match block:
        case Head():
            return blocks.head(block, sheet)
        case Line():
            return blocks.line(block, sheet)
        case Fact():
            return checklist_blocks.fact(block, sheet)
        case Qr():
            return checklist_blocks.qr(block, sheet)
        case TickBox() | RemarkBlock():
            return None
        case _:
            return blocks.text(block, sheet)


@dataclass
class ListPrinter:
    """Prints lists on the terminal's printer; belongs to its thread."""

    printer: Printer
    office: OfficeOnSlip
    kiosk_no: int
    time: TimeSource
    journal: Journal
    layout: ChecklistLayout = field(default_factory=read_checklist_layout)
    letters: Lettering = field(default_factory=Lettering)
    _last_job: int = 0

    def print_list(self, checklist: Checklist, *, is_english: bool) -> ListOutcome:
        """One list; what became of it."""
        now = self.time.now()
        here = PrintedHere(self.office, self.kiosk_no, now if self.time.is_trusted() else None)
        try:
            picture = composed(
                self.layout,
                checklist,
                here,
                width_dots=self.printer.width_dots,
                letters=self.letters,
                is_english=is_english,
            )
        except (GlyphMissing, OSError) as error:  # OSError: a font file is gone
            self.journal.write("list-not-drawn", reason=type(error).__name__)
            return "unprinted"
        if picture.height > LONGEST_DOTS:
            return self._ended("too_long")
        result = self.printer.print_picture(picture, job=self._next_job(now))
        return self._ended(paper_state(result.outcome))

    def _ended(self, outcome: ListOutcome) -> ListOutcome:
        self.journal.write("list-ended", paper=outcome)
        return outcome

    def _next_job(self, now: datetime) -> str:
        """Unique within the day, after a restart too: at most one job in two seconds."""
        half_seconds = (now.hour * 3600 + now.minute * 60 + now.second) // 2
        self._last_job = max(self._last_job + 1, half_seconds) % JOBS
        digits, rest = "", self._last_job
        for _ in range(3):
            rest, digit = divmod(rest, len(BASE_36))
            digits = BASE_36[digit] + digits
        return LIST_JOBS + digits
