"""Cuts a picture into the cheapest bands of raster rows; blank rows become a feed. Pure.

Measured on a 576 x 921 ticket: one raster of full width takes 66,328 bytes, these bands about 20,000.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

from devices.printers.raster import Raster

BAND_COST_BYTES = 8  # GS v 0 and its five parameters
FEED_COST_BYTES = 3  # ESC J n
LONGEST_FEED_ROWS = 255
# Never a multiple of 48 rows: POS-5890 loses step there (python-escpos #367, #424).
UNLUCKY_ROWS = 48
_DEAREST = sys.maxsize


@dataclass(frozen=True, slots=True)
class Band:
    """Rows `top` to `bottom` (exclusive), `width_bytes` of them around the paper's axis; none when blank.

    Symmetric, so that the printer's own centring puts every dot where the picture has it.
    is_doubled  every dot of it stands for four: the picture consists of exact 2 x 2 blocks here.
    """

    top: int
    bottom: int
    width_bytes: int
    is_doubled: bool = False

    @property
    def rows(self) -> int:
        """Height on paper in dots."""
        return self.bottom - self.top

    @property
    def sent_rows(self) -> int:
        """Height in the image that is sent."""
        return self.rows // 2 if self.is_doubled else self.rows

    @property
    def is_blank(self) -> bool:
        """Whether it is only fed."""
        return not self.width_bytes


@dataclass(slots=True)
class _Best:
    """The cheapest band that ends at one row; of two that cost the same the longer one, then the narrower."""

    cost: int
    start: int
    width_bytes: int
    is_doubled: bool = False


def cheapest_bands(raster: Raster, *, top: int, bottom: int, max_rows: int, doubles: bool = False) -> list[Band]:
    """Cut the rows from `top` to `bottom` (exclusive) into the bands that cost the fewest bytes.

    max_rows  of an inked band on paper: 1 to 128. Blank ones have up to 255.
    doubles   whether the printer can double dots both ways.
    returns   bands from top to bottom, without gap or overlap.
    """
    widths = [raster.width_bytes(number) for number in range(top, bottom)]
    halves = [raster.halved_width_bytes(number) if doubles else None for number in range(top, bottom - 1)]
    costs = [0]  # costs[n]: the fewest bytes for the first n rows
    last: list[Band] = []  # last[n - 1]: the band that ends there
    for end in range(1, bottom - top + 1):
        best = _plain(widths, costs, end, max_rows)
        if doubles:
            _doubled(halves, costs, end, max_rows, best)
        costs.append(best.cost)
        last.append(Band(best.start, end, best.width_bytes, best.is_doubled))
    return [replace(band, top=band.top + top, bottom=band.bottom + top) for band in _followed_back(last)]


# A citizen waits for the first byte while thousands of bands are weighed: both loops hold nothing but numbers, and end
# where no longer band can be the cheapest. One that begins further up costs costs[further] + BAND + wider * its rows,
# and costs[start] <= costs[further] + 2 * BAND + wider * (start - further): at most two bands lie between (48 rows are
# cut in two). So it costs no less than this one less 2 * BAND.


def _plain(widths: Sequence[int], costs: Sequence[int], end: int, max_rows: int) -> _Best:
    """The cheapest of the bands of rows as they are that may end here, and of the feeds."""
    least, first, widest = _DEAREST, 0, 0
    width_bytes = 0
    inked_from = end - max_rows
    for start in range(end - 1, max(end - LONGEST_FEED_ROWS, 0) - 1, -1):
        width_bytes = max(width_bytes, widths[start])
        if not width_bytes:
            cost = costs[start] + FEED_COST_BYTES
        elif start < inked_from:
            break
        elif (end - start) % UNLUCKY_ROWS:
            cost = costs[start] + BAND_COST_BYTES + width_bytes * (end - start)
        else:
            continue
        if cost <= least:
            least, first, widest = cost, start, width_bytes
        elif cost > least + 2 * BAND_COST_BYTES:
            break
    return _Best(least, first, widest)


def _doubled(halves: Sequence[int | None], costs: Sequence[int], end: int, max_rows: int, best: _Best) -> None:
    """Let bands of 2 x 2 blocks that may end here be the best, too."""
    least, first, widest = _DEAREST, 0, 0
    width_bytes = 0
    for rows, start in enumerate(range(end - 2, max(end - max_rows, 0) - 1, -2), 1):
        half = halves[start]
        if half is None:
            break
        width_bytes = max(width_bytes, half)
        if width_bytes and rows % UNLUCKY_ROWS and 2 * rows % UNLUCKY_ROWS:
            cost = costs[start] + BAND_COST_BYTES + width_bytes * rows
            if cost <= least:
                least, first, widest = cost, start, width_bytes
            elif cost > min(least, best.cost) + 2 * BAND_COST_BYTES:
                break
    if (least, first, widest) < (best.cost, best.start, best.width_bytes):
        best.cost, best.start, best.width_bytes, best.is_doubled = least, first, widest, True


def _followed_back(last: Sequence[Band]) -> list[Band]:
    bands: list[Band] = []
    end = len(last)
    while end:
        bands.append(last[end - 1])
        end = last[end - 1].top
    return bands[::-1]
