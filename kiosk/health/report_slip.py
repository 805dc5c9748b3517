"""The readiness report as a slip of the terminal's own printer."""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image

from kiosk.health.readiness_report import ReportLine, Weight
from kiosk.tickets.layout import Weight as Boldness
from kiosk.tickets.lettering import Lettering
from kiosk.tickets.sheet import BLACK, WHITE, Lines, Sheet

MARGIN, GAP, LINE_DOTS, FOOT = 16, 10, 4, 34
SIZES: dict[Weight, tuple[int, Boldness]] = {
    "title": (42, "extrabold"),
    "lead": (30, "extrabold"),
    "text": (26, "semibold"),
}
LEADING = 1.36


def report_slip(lines: Iterable[ReportLine], width_dots: int, letters: Lettering | None = None) -> Image.Image:
    """Draw it; mode "1", `width_dots` wide, black burns. Raises GlyphMissing."""
    sheet = Sheet(width_dots, MARGIN, letters or Lettering(), {}, is_english=False)
    strips = [_strip(line, sheet) for line in lines]
    paper = Image.new("L", (width_dots, sum(strip.height + GAP for strip in strips) + FOOT), WHITE)
    y = 0
    for strip in strips:
        paper.paste(strip, (0, y))
        y += strip.height + GAP
    return paper.point(lambda grey: WHITE if grey > WHITE // 2 else BLACK, "1")


def _strip(line: ReportLine, sheet: Sheet) -> Image.Image:
    if line.weight == "line":
        picture, pen = sheet.strip(LINE_DOTS)
        pen.rectangle((sheet.margin, 0, sheet.x_of("right") - 1, LINE_DOTS), fill=BLACK)
        return picture
    size, boldness = SIZES[line.weight]
    font = sheet.letters.font(size, boldness)
    words = sheet.letters.lines(line.text, font, sheet.inner)
    lines = Lines(words, font, round(size * LEADING))
    picture, pen = sheet.strip(lines.height)
    lines.draw(pen, sheet.margin, 0)
    return picture
