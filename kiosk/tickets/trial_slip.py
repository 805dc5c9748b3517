"""Phiếu thử: what a technician prints to see whether a printer draws every dot, and to read where it does not.

From top to bottom: who and when; a ruler over the whole head; beside a line of 100 mm the whole Vietnamese alphabet;
bands of full and half ink; both codes; and a last line that is missing when bytes were lost on the way.
"""

from __future__ import annotations

from collections.abc import Iterator

import segno
from barcode.codex import Code128
from PIL import Image, ImageDraw

from kiosk.tickets.blocks import MODULE_DOTS, QUIET_MODULES
from kiosk.tickets.lettering import Lettering
from kiosk.tickets.sheet import BLACK, WHITE, Align, Lines, Sheet

MM_AN_INCH = 25.4
LINE_DOTS = 4
GAP_DOTS = 18
TEXT_DOTS, TITLE_DOTS = 26, 40
LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
FIGURES = "0 1 2 3 4 5 6 7 8 9"
CODE = "TEST-0123456789"
QR_MODULE_DOTS = 6
LAST_LINE = "Dòng cuối. Nếu thiếu dòng này: máy in mất dữ liệu, xem lại điều khiển luồng (flow)."


def trial_slip(width_dots: int, dpi: int, facts: tuple[str, ...], letters: Lettering | None = None) -> Image.Image:
    """Draw it; mode "1", `width_dots` wide, black burns.

    dpi    dots an inch, so that the ruler is true.
    facts  lines under the title: when, which model, which address.
    """
    sheet = Sheet(width_dots, 16, letters or Lettering(), {}, is_english=False)
    strips = list(_strips(sheet, dpi / MM_AN_INCH, facts))
    paper = Image.new("L", (width_dots, sum(strip.height + GAP_DOTS for strip in strips)), WHITE)
    y = 0
    for strip in strips:
        paper.paste(strip, (0, y))
        y += strip.height + GAP_DOTS
    return paper.point(lambda grey: WHITE if grey > WHITE // 2 else BLACK, "1")


def _strips(sheet: Sheet, dots_a_mm: float, facts: tuple[str, ...]) -> Iterator[Image.Image]:
    yield _text(sheet, "Phiếu thử máy in", TITLE_DOTS, "centre")
    for fact in facts:
        yield _text(sheet, fact, TEXT_DOTS - 2, "left")
    yield _ruler(sheet, dots_a_mm)
    yield _line_and_letters(sheet, round(100 * dots_a_mm))
    yield _bands(sheet)
    yield from _codes(sheet)
    yield _text(sheet, LAST_LINE, TEXT_DOTS, "left")


def _text(sheet: Sheet, words: str, size: int, align: Align, *, left: int = 0) -> Image.Image:
    font = sheet.letters.font(size, "semibold")
    lines = Lines(sheet.letters.lines(words, font, sheet.inner - left), font, round(size * 1.36))
    picture, pen = sheet.strip(lines.height)
    lines.draw(pen, sheet.x_of(align) + left, 0, align=align)
    return picture


def _ruler(sheet: Sheet, dots_a_mm: float) -> Image.Image:
    """From the first dot of the head to the last: ticks every 5 mm, figures every 10, the edges drawn."""
    font = sheet.letters.font(24, "semibold")
    picture, pen = sheet.strip(86)
    pen.rectangle((0, 0, sheet.width - 1, LINE_DOTS - 1), fill=BLACK)
    for mm in range(0, int(sheet.width / dots_a_mm) + 1, 5):
        x = round(mm * dots_a_mm)
        pen.rectangle((x, 0, x + 1, 44 if mm % 10 == 0 else 26), fill=BLACK)
        if mm % 10 == 0 and 0 < mm < sheet.width / dots_a_mm - 3:
            pen.text((x, 80), str(mm), fill=BLACK, font=font, anchor="ms")
    for x in (0, sheet.width - 1):
        pen.rectangle((x, 0, x, 85), fill=BLACK)
    return picture


def _line_and_letters(sheet: Sheet, rows: int) -> Image.Image:
    """A line of 100 mm with its ends, and the alphabet beside it as far as it reaches."""
    picture, pen = sheet.strip(rows)
    x = sheet.margin + 12
    pen.rectangle((x, 0, x + LINE_DOTS - 1, rows - 1), fill=BLACK)
    for y in (0, rows - LINE_DOTS):
        pen.rectangle((sheet.margin, y, x + 12 + LINE_DOTS - 1, y + LINE_DOTS - 1), fill=BLACK)
    words = f"100 mm · {LETTERS} {LETTERS.upper()} {FIGURES}"
    beside = _text(sheet, " ".join(_groups(words)), TEXT_DOTS, "left", left=48)
    picture.paste(beside.crop((x + 24, 0, sheet.width, min(beside.height, rows))), (x + 24, 0))
    return picture


def _groups(words: str) -> Iterator[str]:
    """Long rows of letters in pieces that wrap."""
    for word in words.split(" "):
        yield from (word[at : at + 12] for at in range(0, len(word), 12))


def _bands(sheet: Sheet) -> Image.Image:
    """Full ink (does the supply hold?), squares of two dots, lines of one: what a worn head shows first."""
    picture, pen = sheet.strip(96)
    pen.rectangle((0, 0, sheet.width - 1, 31), fill=BLACK)
    for y in range(32, 64, 2):
        for x in range((y // 2 % 2) * 2, sheet.width, 4):
            pen.rectangle((x, y, x + 1, y + 1), fill=BLACK)
    for x in range(0, sheet.width, 4):
        pen.line((x, 64, x, 95), fill=BLACK)
    return picture


def _codes(sheet: Sheet) -> Iterator[Image.Image]:
    modules = Code128(CODE).build()[0]
    if (len(modules) + 2 * QUIET_MODULES) * MODULE_DOTS <= sheet.width:
        picture, pen = sheet.strip(70)
        left = (sheet.width - len(modules) * MODULE_DOTS) // 2
        for nth, module in enumerate(modules):
            if module == "1":
                x = left + nth * MODULE_DOTS
                pen.rectangle((x, 0, x + MODULE_DOTS - 1, 69), fill=BLACK)
        yield picture
    rows = [list(row) for row in segno.make_qr(CODE, error="m", boost_error=False).matrix_iter(border=4)]
    picture, pen = sheet.strip(len(rows) * QR_MODULE_DOTS)
    left = (sheet.width - len(rows) * QR_MODULE_DOTS) // 2
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                _square(pen, left + x * QR_MODULE_DOTS, y * QR_MODULE_DOTS)
    yield picture


def _square(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    pen.rectangle((x, y, x + QR_MODULE_DOTS - 1, y + QR_MODULE_DOTS - 1), fill=BLACK)
