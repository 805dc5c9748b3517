"""The blocks only a printed list has, as strips across the paper; None where a block has nothing to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import segno
from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

from kiosk.tickets.checklist_layout import Fact, Qr, RemarkBlock, TickBox
from kiosk.tickets.layout import Weight, pitch_of
from kiosk.tickets.sheet import BLACK, WHITE, Align, Lines, Sheet

BORDER_DOTS, CORNER_DOTS = 5, 8
APART_DOTS = 16
OVERHANG_DOTS = 3  # an accent leans over its letter's own width: «Miễn phí»
ENGLISH_DOTS = 26
# Narrower than this a paper's name would break at every word: the tag goes to a line of its own.
LEAST_NAME_DOTS = 230
QUIET_MODULES, LEAST_MODULE_DOTS = 4, 4
LEAST_BESIDE_DOTS = 220


def paper(block: TickBox, sheet: Sheet, values: Mapping[str, str | None]) -> Image.Image:
    """A box to tick; beside it the name, then what to know; on the right what happens to it."""
    sheet = replace(sheet, values={**sheet.values, **values})
    tag = _said(sheet, "tag")
    tag_font = sheet.letters.font(block.note_size, "extrabold")
    tag_width = max((round(tag_font.getlength(each)) for each in tag), default=0)
    width = sheet.inner - block.beside
    is_beside = not tag or width - tag_width - APART_DOTS >= LEAST_NAME_DOTS
    name_width = width - (tag_width + APART_DOTS if tag and is_beside else 0)
    found = _wrapped(sheet, "paper", block.size, "extrabold", name_width)
    if not is_beside:
        found += [_lines(sheet, each, block.note_size, "extrabold", width) for each in tag]
    found += _wrapped(sheet, "note", block.note_size, "semibold", width)
    picture, pen = sheet.strip(max(block.box, sum(lines.height for lines in found)))
    _box(pen, sheet.margin, block.box)
    _draw(pen, found, sheet.margin + block.beside, 0)
    if is_beside:
        tags = [Lines((each,), tag_font, pitch_of(block.note_size)) for each in tag]
        _draw(pen, tags, _right(sheet), (pitch_of(block.size) - pitch_of(block.note_size)) // 2, align="right")
    return picture


def remark(block: RemarkBlock, sheet: Sheet, values: Mapping[str, str | None]) -> Image.Image:
    """Lead words on a line of their own, then the sentence; the English ones after both."""
    sheet = replace(sheet, values={**sheet.values, **values})
    found: list[Lines] = []
    for suffix, size in (("", block.size), *((("_en", ENGLISH_DOTS),) if sheet.is_english else ())):
        for name, weight in (("lead", _EXTRABOLD), ("body", _SEMIBOLD)):
            if words := sheet.values.get(name + suffix):
                found.append(_lines(sheet, words, size, weight, sheet.inner))
    picture, pen = sheet.strip(sum(lines.height for lines in found))
    _draw(pen, found, sheet.margin, 0)
    return picture


def fact(block: Fact, sheet: Sheet) -> Image.Image | None:
    """Name and value on one line; the value goes below where both do not fit."""
    left, right = sheet.filled(block.left), sheet.filled(block.right)
    if left is None or right is None:
        return None
    rows = [(left, right, block.size)]
    left_en, right_en = sheet.english(block.left_en), sheet.english(block.right_en)
    if left_en and right_en:
        rows.append((left_en, right_en, ENGLISH_DOTS))
    strips = [_fact_row(sheet, *row) for row in rows]
    picture, _ = sheet.strip(sum(strip.height for strip in strips))
    y = 0
    for strip in strips:
        picture.paste(strip, (0, y))
        y += strip.height
    return picture


def qr(block: Qr, sheet: Sheet) -> Image.Image | None:
    """The code with its white on all sides, and what it is for."""
    content = sheet.filled(block.content)
    if not content:
        return None
    matrix = [list(row) for row in segno.make(content, error="m", micro=False, boost_error=False).matrix]
    module = min(block.module, sheet.width // (len(matrix) + 2 * QUIET_MODULES))
    if module < LEAST_MODULE_DOTS:
        return None
    side, quiet = len(matrix) * module, QUIET_MODULES * module
    beside = side + 2 * quiet
    width = sheet.x_of("right") - beside
    is_beside = width >= LEAST_BESIDE_DOTS
    found = _explained(block, sheet, width if is_beside else sheet.inner)
    letters = sum(lines.height for lines in found)
    picture, pen = sheet.strip(max(beside, letters) if is_beside else beside + letters)
    _modules(pen, matrix, module, (quiet, quiet))
    if is_beside:
        _draw(pen, found, beside, max((beside - letters) // 2, 0))
    else:
        _draw(pen, found, sheet.margin, beside)
    return picture


_EXTRABOLD: Weight = "extrabold"
_SEMIBOLD: Weight = "semibold"


def _said(sheet: Sheet, name: str) -> list[str]:
    """A value in Vietnamese, and in English for those who read it."""
    names = (name, f"{name}_en") if sheet.is_english else (name,)
    return [words for each in names if (words := sheet.values.get(each))]


def _wrapped(sheet: Sheet, name: str, size: int, weight: Weight, width: int) -> list[Lines]:
    sizes = (size, min(size, ENGLISH_DOTS))
    weights = (weight, _SEMIBOLD)
    said = zip(_said(sheet, name), sizes, weights, strict=False)
    return [_lines(sheet, words, each_size, each_weight, width) for words, each_size, each_weight in said]


def _lines(sheet: Sheet, words: str, size: int, weight: Weight, width: int) -> Lines:
    font = sheet.letters.font(size, weight)
    return Lines(sheet.letters.lines(words, font, width), font, pitch_of(size))


def _fact_row(sheet: Sheet, left: str, right: str, size: int) -> Image.Image:
    name = _lines(sheet, left, size, _SEMIBOLD, sheet.inner)
    value = _lines(sheet, right, size, _EXTRABOLD, sheet.inner)
    side_by_side = _length(name.font, left) + _length(value.font, right) + APART_DOTS <= sheet.inner
    picture, pen = sheet.strip(name.height if side_by_side else name.height + value.height)
    name.draw(pen, sheet.margin, 0)
    value.draw(pen, _right(sheet), 0 if side_by_side else name.height, align="right")
    return picture


def _right(sheet: Sheet) -> int:
    return sheet.x_of("right") - OVERHANG_DOTS


def _explained(block: Qr, sheet: Sheet, width: int) -> list[Lines]:
    words = ((block.heading, 30, _EXTRABOLD), (block.text, ENGLISH_DOTS, _SEMIBOLD))
    english = ((block.heading_en, ENGLISH_DOTS, _EXTRABOLD), (block.text_en, ENGLISH_DOTS, _SEMIBOLD))
    shown = [*words, *(english if sheet.is_english else ())]
    return [
        _lines(sheet, filled, size, weight, width) for text, size, weight in shown if (filled := sheet.filled(text))
    ]


def _length(font: FreeTypeFont, words: str) -> int:
    return round(font.getlength(words))


def _draw(pen: ImageDraw.ImageDraw, found: list[Lines], x: int, y: int, *, align: Align = "left") -> None:
    for lines in found:
        lines.draw(pen, x, y, align=align)
        y += lines.height


def _box(pen: ImageDraw.ImageDraw, x: int, side: int) -> None:
    pen.rounded_rectangle((x, 0, x + side - 1, side - 1), CORNER_DOTS, fill=BLACK)
    inner = (x + BORDER_DOTS, BORDER_DOTS, x + side - 1 - BORDER_DOTS, side - 1 - BORDER_DOTS)
    pen.rounded_rectangle(inner, CORNER_DOTS - BORDER_DOTS, fill=WHITE)


def _modules(pen: ImageDraw.ImageDraw, matrix: list[list[int]], module: int, corner: tuple[int, int]) -> None:
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                left, top = corner[0] + x * module, corner[1] + y * module
                pen.rectangle((left, top, left + module - 1, top + module - 1), fill=BLACK)
