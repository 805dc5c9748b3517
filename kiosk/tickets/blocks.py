"""Each kind of block as a strip across the paper; None where a block has nothing to say."""

from __future__ import annotations

import segno
from barcode.codex import Code128
from PIL import Image, ImageDraw

from kiosk.tickets.layout import (
    Code,
    Counter,
    Feed,
    Head,
    Line,
    Number,
    Pair,
    Picture,
    Qr,
    TextBlock,
    Weight,
    pitch_of,
)
from kiosk.tickets.sheet import BLACK, WHITE, Align, Lines, Sheet

LINE_DOTS = 4
DASH_DOTS, GAP_DOTS = 12, 8
# Two dots a module let the printer layer send a code at half size without loss; ten modules of white belong to it.
MODULE_DOTS, QUIET_MODULES = 2, 10
QR_QUIET_MODULES = 4
HALF_SIZE_STEP = 16
ENGLISH_DOTS = 26
ENGLISH_ON_BLACK_DOTS = 32  # in dots of twice the size smaller letters fray
PADDING_DOTS = 16
# The mark: an arch on a threshold, in a square of 104 (screens.md 13). Drawn large, then shrunk: clean round edges.
MARK_SQUARE, MARK_SCALE = 104, 8
MARK_BELOW = 6
PAIR_GAP = 0.4
SEMIBOLD: Weight = "semibold"
EXTRABOLD: Weight = "extrabold"


def head(block: Head, sheet: Sheet) -> Image.Image | None:
    """The mark over the centre's name and its ward, all in the middle: beside them it would cost 2,500 bytes more."""
    name, place = sheet.filled(block.name), sheet.filled(block.place)
    if name is None or place is None:
        return None
    found = [
        _lines(sheet, words, block.size, weight, balanced=True, pitch=block.pitch)
        for words, weight in ((name, EXTRABOLD), (place, SEMIBOLD))
    ]
    top = block.mark + MARK_BELOW
    picture, pen = sheet.strip(top + sum(lines.height for lines in found))
    picture.paste(_doubled(mark(block.mark // 2)), (_on_bytes(sheet, block.mark), 0))
    _draw_stacked(pen, sheet, found, y=top, align="centre", ink=BLACK)
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
    """The number, as large as the paper allows; drawn at half size and doubled: a quarter of the bytes."""
    words = sheet.filled(block.text)
    if not words:
        return None
    half = sheet.halved
    largest = block.size // 2
    size = next(size for size in range(largest, 0, -1) if _width(half, words, size) <= half.inner)
    height = round(block.height / 2 * size / largest)
    picture, pen = half.strip(height)
    Lines((words,), half.letters.font(size, "extrabold"), height).draw(pen, half.x_of("centre"), 0, align="centre")
    return _doubled(picture)


def counter(block: Counter, sheet: Sheet) -> Image.Image | None:
    """White words in a black block with round corners; doubled like the number, for it is black all over."""
    words = sheet.filled(block.text)
    if not words:
        return None
    half = sheet.halved
    width = half.inner - PADDING_DOTS
    found = [_lines(half, words, block.size // 2, "extrabold", width=width, balanced=True)]
    if english := half.english(block.text_en):
        found.append(_lines(half, english, ENGLISH_ON_BLACK_DOTS // 2, "extrabold", width=width, balanced=True))
    letters = sum(lines.height for lines in found)
    height = block.height // 2 - pitch_of(block.size // 2) + letters
    picture, pen = half.strip(height)
    pen.rounded_rectangle((half.margin, 0, half.x_of("right") - 1, height - 1), block.radius // 2, fill=BLACK)
    _draw_stacked(pen, half, found, y=(height - letters) // 2, align="centre", ink=WHITE)
    return _doubled(picture)


def pair(block: Pair, sheet: Sheet) -> Image.Image | None:
    """Name and value side by side in the middle, read as one sentence; on two lines when both do not fit on one."""
    left, right = sheet.filled(block.left), sheet.filled(block.right)
    if left is None or right is None:
        return None
    pitch = block.size + 11
    name = _lines(sheet, left, block.size, "semibold", pitch=pitch)
    value = _lines(sheet, right, block.size, "extrabold", pitch=pitch)
    gap = round(block.size * PAIR_GAP)
    width = round(name.font.getlength(left) + gap + value.font.getlength(right))
    if width > sheet.inner:
        return _stacked(sheet, [name, value], align="centre")
    picture, pen = sheet.strip(name.height)
    start = (sheet.width - width) // 2
    name.draw(pen, start, 0)
    value.draw(pen, start + width, 0, align="right")
    return picture


def code(block: Code, sheet: Sheet) -> Image.Image | None:
    """Code 128; None also when the paper is too narrow for it: the id below stays readable."""
    modules = _bars(block.text, sheet) or _bars(block.narrow, sheet)
    if modules is None:
        return None
    bars = len(modules) * MODULE_DOTS
    x = _on_bytes(sheet, bars)
    picture, pen = sheet.strip(block.height)
    for nth, module in enumerate(modules):
        if module == "1":
            left = x + nth * MODULE_DOTS
            pen.rectangle((left, 0, left + MODULE_DOTS - 1, block.height), fill=BLACK)
    return picture


def _bars(template: str, sheet: Sheet) -> str | None:
    """The modules of a code that fits; the white beside the head, 4 mm and more on every roll, is quiet enough."""
    words = sheet.filled(template)
    modules = Code128(words).build()[0] if words else ""
    return modules if 0 < len(modules) * MODULE_DOTS <= sheet.width else None


def qr(block: Qr, sheet: Sheet) -> Image.Image | None:
    """A square code in the middle, with its quiet zone."""
    words = sheet.filled(block.text)
    if not words:
        return None
    found = segno.make(words, error="m", micro=False, boost_error=False)
    matrix = [list(row) for row in found.matrix_iter(border=QR_QUIET_MODULES)]
    module = min(block.module, sheet.width // len(matrix))
    side = module * len(matrix)
    picture, pen = sheet.strip(side)
    left = (sheet.width - side) // 2
    for y, row in enumerate(matrix):
        for x, is_dark in enumerate(row):
            if is_dark:
                corner = (left + x * module, y * module)
                pen.rectangle((*corner, corner[0] + module - 1, corner[1] + module - 1), fill=BLACK)
    return picture


def picture(block: Picture, sheet: Sheet) -> Image.Image:
    """The centre's own picture in the middle; what is transparent stays white."""
    with Image.open(block.file) as file:
        found = file.convert("RGBA")
    if found.width > sheet.inner:
        found = found.resize((sheet.inner, max(1, round(found.height * sheet.inner / found.width))))
    drawn, _pen = sheet.strip(found.height)
    drawn.paste(found.convert("L"), ((sheet.width - found.width) // 2, 0), found.getchannel("A"))
    return drawn


def feed(block: Feed, sheet: Sheet) -> Image.Image:
    """White paper."""
    return sheet.strip(block.rows)[0]


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


def _on_bytes(sheet: Sheet, width: int) -> int:
    """Where the printer itself centres what is sent at half size: on whole bytes, up to 14 dots left of the middle."""
    return (sheet.width - HALF_SIZE_STEP * -(-width // HALF_SIZE_STEP)) // 2


def _doubled(picture: Image.Image) -> Image.Image:
    """Every dot as four: the printer layer sends such a picture at half size, and the printer doubles it."""
    return picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.NEAREST)


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
