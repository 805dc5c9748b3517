"""Finds dots that a printer would take for a real-time command. Pure.

Printers obey DLE DC4 (drawer, power off, clear) and DLE ENQ (recover) even inside image data (Epson, Citizen, Sewoo),
and 10 14 01 is a perfectly good pattern of dots. DLE EOT only asks; its answer is dropped by the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from devices.printers.bands import UNLUCKY_ROWS, Band
from devices.printers.raster import Raster

OBEYED = re.compile(rb"\x10(?:\x14[\x00-\x08]|\x05[\x00-\x02])")
STRIP_ROWS = 24  # ESC * 33 burns columns of 24 dots


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows `top` to `bottom` (exclusive); a strip is sent by columns instead of rows."""

    top: int
    bottom: int
    is_strip: bool = False


def stretches(raster: Raster) -> Iterator[Stretch]:
    """Cut a picture so that every row holding such a pattern lies in a strip of 24 rows. The last may overhang."""
    top = 0
    for row in _risky_rows(raster):
        if row < top:
            continue
        start = safest_strip(raster, top, row)
        if start > top:
            yield Stretch(top, start)
        top = start + STRIP_ROWS
        yield Stretch(start, top, is_strip=True)
    if top < raster.rows:
        yield Stretch(top, raster.rows)


def safest_strip(raster: Raster, top: int, row: int) -> int:
    """Where, not above `top`, a strip that holds `row` begins so that its columns look least like commands.

    A pattern within one column cannot be cut apart; between 24 beginnings there is always one without, but for noise.
    """
    starts = range(row, max(top, row - STRIP_ROWS + 1) - 1, -1)
    return min(starts, key=lambda start: _patterns(raster, start))


def columns(raster: Raster, top: int, width_bytes: int) -> bytes:
    """24 rows by columns, left to right: three bytes each, topmost dot = highest bit.

    source  Epson ESC/POS command reference, ESC * with m = 33.
    """
    rows = [raster.part(number, number + 1, width_bytes) for number in range(top, top + STRIP_ROWS)]
    dots = [f"{int.from_bytes(row):0{len(row) * 8}b}" for row in rows]
    return b"".join(int("".join(column), 2).to_bytes(STRIP_ROWS // 8) for column in zip(*dots, strict=True))


def image_data(raster: Raster, band: Band) -> bytes:
    """The bytes of an inked band, without the command before them."""
    cut_out = raster.halved if band.is_doubled else raster.part
    return cut_out(band.top, band.bottom, band.width_bytes)


def harmless(raster: Raster, band: Band) -> list[Band]:
    """Cut a band between rows where the end of one and the start of the next would form such a pattern."""
    found = None if band.is_blank else OBEYED.search(image_data(raster, band))
    if found is not None and band.is_doubled:
        return harmless(raster, _rows(raster, band.top, band.bottom))  # in full size the bytes are others
    if found is not None:
        row = band.top + found.start() // band.width_bytes
        pieces = _rows(raster, band.top, row + 1), _rows(raster, row + 1, band.bottom)
        return [part for piece in pieces for part in harmless(raster, piece)]
    if band.is_blank or band.is_doubled or band.rows % UNLUCKY_ROWS:
        return [band]
    return [_rows(raster, band.top, band.top + 1), _rows(raster, band.top + 1, band.bottom)]


def _rows(raster: Raster, top: int, bottom: int) -> Band:
    return Band(top, bottom, max(raster.width_bytes(number) for number in range(top, bottom)))


def _risky_rows(raster: Raster) -> Iterator[int]:
    if OBEYED.search(raster.data) is not None:
        yield from (number for number in range(raster.rows) if OBEYED.search(raster.row(number)))


def _patterns(raster: Raster, start: int) -> int:
    return len(OBEYED.findall(columns(raster, start, raster.row_bytes)))
