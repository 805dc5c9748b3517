"""A layout and a ticket's values -> the black-and-white picture a thermal head burns.

Drawn in grey and cut at half: no dithering, no hairlines, the same dots for the same ticket every time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from PIL import Image

from kiosk.tickets import blocks
from kiosk.tickets.layout import (
    Block,
    Code,
    Counter,
    Feed,
    Head,
    Layout,
    Line,
    Number,
    Pair,
    Picture,
    Qr,
    TextBlock,
    named_values,
    templates_of,
)
from kiosk.tickets.lettering import Lettering
from kiosk.tickets.sheet import BLACK, WHITE, Sheet


def compose(
    layout: Layout,
    values: Mapping[str, str | None],
    *,
    width_dots: int,
    letters: Lettering | None = None,
    is_english: bool = False,
) -> Image.Image:
    """Draw a slip.

    width_dots  384, 512, 576 or 640: blocks re-flow, text sizes stay.
    returns     mode "1", width_dots wide, black burns; the same dots for the same arguments.
    raises      GlyphMissing.
    """
    paper = _Paper(width_dots, layout.page.margin, letters or Lettering(), is_english)
    drawn = [(block.above, strip) for block in layout.block if (strip := _drawn(block, paper, _said(block, values)))]
    return one_below_the_other(drawn, width_dots=width_dots, bottom=layout.page.bottom)


def one_below_the_other(drawn: Sequence[tuple[int, Image.Image]], *, width_dots: int, bottom: int) -> Image.Image:
    """Strips, each with the white above it, as one black-and-white picture."""
    height = sum(above + strip.height for above, strip in drawn) + bottom
    paper, y = Image.new("L", (width_dots, height), WHITE), 0
    for above, strip in drawn:
        paper.paste(strip, (0, y + above))
        y += above + strip.height
    return paper.point(_burns, "1")


def _burns(grey: int) -> int:
    return WHITE if grey > WHITE // 2 else BLACK


@dataclass(frozen=True, slots=True)
class _Paper:
    width: int
    margin: int
    letters: Lettering
    is_english: bool


def _said(block: Block, values: Mapping[str, str | None]) -> tuple[tuple[str, str | None], ...]:
    """What a block names, with its values."""
    named = (name for template in templates_of(block) for name in named_values(template))
    return tuple((name, values.get(name)) for name in dict.fromkeys(named))


# Most of a slip says the same all day, and drawing letters is what takes the time: of the last few slips every strip is
# kept. Nothing on a ticket's slip is about a person.
@lru_cache(maxsize=64)
def _drawn(block: Block, paper: _Paper, said: tuple[tuple[str, str | None], ...]) -> Image.Image | None:
    return _strip(block, Sheet(paper.width, paper.margin, paper.letters, dict(said), paper.is_english))


def _strip(block: Block, sheet: Sheet) -> Image.Image | None:
    """The block across the whole width; None when it is left out."""
    strip: Image.Image | None
    match block:
        case Head():
            strip = blocks.head(block, sheet)
        case Line():
            strip = blocks.line(block, sheet)
        case TextBlock():
            strip = blocks.text(block, sheet)
        case Number():
            strip = blocks.number(block, sheet)
        case Counter():
            strip = blocks.counter(block, sheet)
        case Pair():
            strip = blocks.pair(block, sheet)
        case Code():
            strip = blocks.code(block, sheet)
        case Qr():
            strip = blocks.qr(block, sheet)
        case Picture():
            strip = blocks.picture(block, sheet)
        case Feed():
            strip = blocks.feed(block, sheet)
        case _:
            assert_never(block)
    return strip
