"""Cuts a picture into the cheapest bands of raster rows; blank rows become a feed. Pure.

Measured on a 576 x 921 ticket: one raster of full width takes 66,328 bytes, these bands about 21,000.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from devices.printers.raster import Raster

BAND_COST_BYTES = 8  # GS v 0 and its five parameters
FEED_COST_BYTES = 3  # ESC J n
LONGEST_FEED_ROWS = 255
# Never a multiple of 48 rows: POS-5890 loses step there (python-escpos #367, #424).
UNLUCKY_ROWS = 48


@dataclass(frozen=True, slots=True)
class Band:
    """Rows `top` to `bottom` (exclusive) without `margin` byte columns on either side; blank ones are only fed.

    Symmetric about the paper's axis, so that the printer's own centring puts every dot where the picture has it.
    """

    top: int
    bottom: int
    margin: int
    is_blank: bool = False

    @property
    def rows(self) -> int:
        """Height in dots."""
        return self.bottom - self.top


def cheapest_bands(raster: Raster, *, top: int, bottom: int, max_rows: int) -> list[Band]:
    """Cut the rows from `top` to `bottom` (exclusive) into the bands that cost the fewest bytes.

    max_rows  of an inked band: 1 to 128. Blank ones have up to 255.
    returns   bands from top to bottom, without gap or overlap.
    """
    margins = [raster.margin(number) for number in range(top, bottom)]
    costs = [0]  # costs[n]: the fewest bytes for the first n rows
    last: list[Band] = []  # last[n - 1]: the band that ends there
    for end in range(1, len(margins) + 1):
        cost, band = _cheapest_last(margins, costs, end, max_rows, raster.row_bytes)
        costs.append(cost)
        last.append(band)
    return _moved(_followed_back(last), top)


def _cheapest_last(
    margins: Sequence[int], costs: Sequence[int], end: int, max_rows: int, row_bytes: int
) -> tuple[int, Band]:
    """The band that ends at `end` after which the first `end` rows have cost least, and that cost."""
    cheapest, best = BAND_COST_BYTES * end + row_bytes * end, Band(end - 1, end, 0)
    margin = row_bytes
    for start in range(end - 1, max(end - LONGEST_FEED_ROWS, 0) - 1, -1):
        margin = min(margin, margins[start])
        rows = end - start
        is_blank = margin == row_bytes
        if not is_blank and rows > max_rows:
            break
        if not is_blank and rows % UNLUCKY_ROWS == 0:
            continue
        own = FEED_COST_BYTES if is_blank else BAND_COST_BYTES + (row_bytes - 2 * margin) * rows
        if costs[start] + own <= cheapest:
            cheapest, best = costs[start] + own, Band(start, end, 0 if is_blank else margin, is_blank)
    return cheapest, best


def _followed_back(last: Sequence[Band]) -> list[Band]:
    bands: list[Band] = []
    end = len(last)
    while end:
        bands.append(last[end - 1])
        end = last[end - 1].top
    return bands[::-1]


def _moved(bands: Sequence[Band], down: int) -> list[Band]:
    return [Band(band.top + down, band.bottom + down, band.margin, band.is_blank) for band in bands]
