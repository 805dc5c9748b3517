"""Each kind of block as a strip across the paper; None where a block has nothing to say."""

from __future__ import annotations

from barcode.codex import Code128
from PIL import Image, ImageDraw

from kiosk.tickets.layout import Code, Counter, Head, Line, Number, Pair, TextBlock, Weight, pitch_of
from kiosk.tickets.sheet import BLACK, WHITE, Align, Lines, Sheet

LINE_DOTS = 4
DASH_DOTS, GAP_DOTS = 12, 8
# Two dots a module let the printer layer send a code at half size without loss; ten modules of white belong to it.
MODULE_DOTS, QUIET_MODULES = 2, 10
HALF_SIZE_STEP = 16
ENGLISH_DOTS = 26
PADDING_DOTS = 16
# The mark: an arch on a threshold, in a square of 104 (screens.md 13). Drawn large, then shrunk: clean round edges.
MARK_SQUARE, MARK_SCALE = 104, 8
MARK_BESIDE, MARK_BELOW = 100, 9


def head(block: Head, sheet: Sheet) -> Image.Image | None:
    """The mark; beside it the centre's name and its ward."""
    name, place = sheet.filled(block.name), sheet.filled(block.place)
    if name is None or place is None:
        return None
    upper = _lines(
        sheet, name, block.size, "extrabold", width=sheet.inner - MARK_BESIDE, balanced=True, pitch=block.pitch
    )
    lower = _lines(
        sheet, place, block.size, "semibold", width=sheet.inner - MARK_BESIDE, balanced=True, pitch=block.pitch
    )
    picture, pen = sheet.strip(max(upper.height + lower.height, MARK_BELOW + block.mark))
    picture.paste(mark(block.mark), (sheet.margin, MARK_BELOW))
    upper.draw(pen, sheet.margin + MARK_BESIDE, 0)
    lower.draw(pen, sheet.margin + MARK_BESIDE, upper.height)
    return picture


def line(block: Line, sheet: Sheet) -> Image.Image:
    """A solid or dashed line."""
    picture, pen = sheet.strip(LINE_DOTS)
    end = sheet.x_of("right")
    dash, step = (DASH_DOTS, DASH_DOTS + GAP_DOTS) if block.dashed else (sheet.inner, sheet.inner)
    for x in range(sheet.margin, end, step):
        pen.rectangle((x, 0, min(x + dash, end) - 1, LINE_DOTS), fill=BLACK)
    return picture


def text(block: TextBlock, sheet: Sheet) -> Image.Image | None:
    """Words that wrap; titles in lines of equal width, sentences as they come."""
    words = sheet.filled(block.text)
    if not words:
        return None
    balanced = block.align == "centre"
    found = [_lines(sheet, words, block.size, block.weight, balanced=balanced)]
    if english := sheet.english(block.text_en):
        found.append(_lines(sheet, english, ENGLISH_DOTS, "semibold", balanced=balanced))
    return _stacked(sheet, found, align=block.align)


def number(block: Number, sheet: Sheet) -> Image.Image | None:
    """The number, as large as the paper allows."""
    words = sheet.filled(block.text)
    if not words:
        return None
    sizes = range(block.size, 0, -1)
    size = next(size for size in sizes if _width(sheet, words, size) <= sheet.inner)
    height = round(block.height * size / block.size)
    picture, pen = sheet.strip(height)
    Lines((words,), sheet.letters.font(size, "extrabold"), height).draw(pen, sheet.x_of("centre"), 0, align="centre")
    return picture


def counter(block: Counter, sheet: Sheet) -> Image.Image | None:
    """White words in a black block with round corners."""
    words = sheet.filled(block.text)
    if not words:
        return None
    width = sheet.inner - 2 * PADDING_DOTS
    found = [_lines(sheet, words, block.size, "extrabold", width=width, balanced=True)]
    if english := sheet.english(block.text_en):
        found.append(_lines(sheet, english, ENGLISH_DOTS, "extrabold", width=width, balanced=True))
    letters = sum(lines.height for lines in found)
    height = block.height - pitch_of(block.size) + letters
    picture, pen = sheet.strip(height)
    pen.rounded_rectangle((sheet.margin, 0, sheet.x_of("right") - 1, height - 1), block.radius, fill=BLACK)
    _draw_stacked(pen, sheet, found, y=(height - letters) // 2, align="centre", ink=WHITE)
    return picture


def pair(block: Pair, sheet: Sheet) -> Image.Image | None:
    """Name and value on one line; the value goes to its own when both do not fit."""
    left, right = sheet.filled(block.left), sheet.filled(block.right)
    if left is None or right is None:
        return None
    pitch = block.size + 11
    name = _lines(sheet, left, block.size, "semibold", pitch=pitch)
    value = _lines(sheet, right, block.size, "extrabold", pitch=pitch)
    side_by_side = name.font.getlength(left) + value.font.getlength(right) + PADDING_DOTS <= sheet.inner
    picture, pen = sheet.strip(name.height if side_by_side else name.height + value.height)
    name.draw(pen, sheet.margin, 0)
    value.draw(pen, sheet.x_of("right"), 0 if side_by_side else name.height, align="right")
    return picture


def code(block: Code, sheet: Sheet) -> Image.Image | None:
    """Code 128; None also when the paper is too narrow for it with its quiet zones: the id below stays readable."""
    words = sheet.filled(block.text)
    if not words:
        return None
    modules = Code128(words).build()[0]
    bars = len(modules) * MODULE_DOTS
    if bars + 2 * QUIET_MODULES * MODULE_DOTS > sheet.width:
        return None
    # Where the printer's own centring puts a code sent at half size: whole bytes, so up to 14 dots left of the middle.
    x = (sheet.width - HALF_SIZE_STEP * -(-bars // HALF_SIZE_STEP)) // 2
    picture, pen = sheet.strip(block.height)
    for nth, module in enumerate(modules):
        if module == "1":
            left = x + nth * MODULE_DOTS
            pen.rectangle((left, 0, left + MODULE_DOTS - 1, block.height), fill=BLACK)
    return picture


def mark(size: int) -> Image.Image:
    """The neutral mark of the terminal: an arch, until the agency fills the slot with its own."""
    scale = size * MARK_SCALE / MARK_SQUARE
    large = Image.new("L", (size * MARK_SCALE, size * MARK_SCALE), WHITE)
    pen = ImageDraw.Draw(large)

    def arch(left: int, right: int, ink: int) -> None:
        radius = (right - left) / 2
        pen.ellipse(_scaled(scale, left, 46 - radius, right, 46 + radius), fill=ink)
        pen.rectangle(_scaled(scale, left, 46, right, 84), fill=ink)

    arch(20, 84, BLACK)
    pen.ellipse(_scaled(scale, 36, 32, 68, 64), fill=WHITE)
    pen.rectangle(_scaled(scale, 36, 48, 68, 84), fill=WHITE)
    pen.rounded_rectangle(_scaled(scale, 10, 82, 94, 92), 4 * scale, fill=BLACK)
    return large.resize((size, size), Image.Resampling.BOX)


def _scaled(scale: float, *corners: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = (corner * scale for corner in corners)
    return left, top, right - 1, bottom - 1


def _lines(
    sheet: Sheet, words: str, size: int, weight: Weight, *, width: int = 0, balanced: bool = False, pitch: int = 0
) -> Lines:
    font = sheet.letters.font(size, weight)
    return Lines(
        sheet.letters.lines(words, font, width or sheet.inner, balanced=balanced), font, pitch or pitch_of(size)
    )


def _width(sheet: Sheet, words: str, size: int) -> float:
    font = sheet.letters.font(size, "extrabold")
    left, _, right, _ = font.getbbox(words)
    return max(font.getlength(words), right - left)


def _stacked(sheet: Sheet, found: list[Lines], *, align: Align) -> Image.Image:
    picture, pen = sheet.strip(sum(lines.height for lines in found))
    _draw_stacked(pen, sheet, found, y=0, align=align, ink=BLACK)
    return picture


def _draw_stacked(
    pen: ImageDraw.ImageDraw, sheet: Sheet, found: list[Lines], *, y: int, align: Align, ink: int
) -> None:
    for lines in found:
        lines.draw(pen, sheet.x_of(align), y, align=align, ink=ink)
        y += lines.height
