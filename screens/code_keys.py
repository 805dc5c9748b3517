"""The keys for codes that are more than digits: everything a code may hold at one glance, no layer to change. No Kivy.

Places are layout pixels from the upper left corner of the keys. H and G stand beside the signs: receipts begin with
them, and a key that stood twice would look like two letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from screens.keyboard import GAP_PX, Key

WIDTH_PX, HEIGHT_PX = 1000, 94
SIGN_PX, BACK_PX = 120, 220
ROWS = ("1234567890", "QWERTYUIOP", "ASDFJKL", "ZXCVBNM")
SIGNS = ".-/_HG"
BED_HEIGHT_PX = (len(ROWS) + 1) * (HEIGHT_PX + GAP_PX) - GAP_PX


@cache
def code_keys() -> tuple[Key, ...]:
    """All keys, row by row; «back» takes the last sign back."""
    first = [*((sign, SIGN_PX) for sign in SIGNS), ("back", BACK_PX)]
    rows = [first, *([(sign, _share_px(len(row))) for sign in row] for row in ROWS)]
    return tuple(key for nth, row in enumerate(rows) for key in _placed(row, nth * (HEIGHT_PX + GAP_PX)))


def _share_px(count: int) -> int:
    return (WIDTH_PX - GAP_PX * (count - 1)) // count


def _placed(row: list[tuple[str, int]], y: int) -> Iterator[Key]:
    x = (WIDTH_PX - sum(width for _, width in row) - GAP_PX * (len(row) - 1)) // 2
    for code, width in row:
        yield Key(code, x, y, width, HEIGHT_PX, "digits", "function" if code == "back" else "letter")
        x += width + GAP_PX
