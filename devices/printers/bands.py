"""Cuts a picture into the cheapest bands of raster rows; blank rows become a feed. Pure.

Measured on a 576 x 921 ticket: one raster of full width takes 66,328 bytes, these bands about 20,000.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from devices.printers.raster import Raster

BAND_COST_BYTES = 8  # GS v 0 and its five parameters
FEED_COST_BYTES = 3  # ESC J n
LONGEST_FEED_ROWS = 255
# Never a multiple of 48 rows: POS-5890 loses step there (python-escpos #367, #424).
UNLUCKY_ROWS = 48


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


# Bytes, start, width and doubling of a band: bare, because 100,000 of them are weighed for one ticket.
Choice = tuple[int, int, int, bool]


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
        choices = chain(_plain(widths, end, max_rows), _doubled(halves, end, max_rows))
        cost, start, width_bytes, is_doubled = min((costs[choice[1]] + choice[0], *choice[1:]) for choice in choices)
        costs.append(cost)
        last.append(Band(start, end, width_bytes, is_doubled))
    return [replace(band, top=band.top + top, bottom=band.bottom + top) for band in _followed_back(last)]


def _plain(widths: Sequence[int], end: int, max_rows: int) -> Iterator[Choice]:
    """Every band of rows as they are that may end here, and every feed."""
    width_bytes = 0
    for start in range(end - 1, max(end - LONGEST_FEED_ROWS, 0) - 1, -1):
        width_bytes = max(width_bytes, widths[start])
        rows = end - start
        if not width_bytes:
            yield FEED_COST_BYTES, start, 0, False
        elif rows > max_rows:
            return
        elif rows % UNLUCKY_ROWS:
            yield BAND_COST_BYTES + width_bytes * rows, start, width_bytes, False


def _doubled(halves: Sequence[int | None], end: int, max_rows: int) -> Iterator[Choice]:
    """Every band of 2 x 2 blocks that may end here."""
    width_bytes = 0
    for start in range(end - 2, max(end - max_rows, 0) - 1, -2):
        half = halves[start]
        if half is None:
            return
        width_bytes = max(width_bytes, half)
        rows = (end - start) // 2
        if width_bytes and rows % UNLUCKY_ROWS and 2 * rows % UNLUCKY_ROWS:
            yield BAND_COST_BYTES + width_bytes * rows, start, width_bytes, True


def _followed_back(last: Sequence[Band]) -> list[Band]:
    bands: list[Band] = []
    end = len(last)
    while end:
        bands.append(last[end - 1])
        end = last[end - 1].top
    return bands[::-1]
