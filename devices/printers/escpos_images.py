"""A raster -> ESC/POS image commands, in the way a model can take them. Pure.

source  Epson ESC/POS Command Reference: gs_lv_0, gs_lparen_cl_fn112, gs_lparen_cl_fn50, esc_asterisk, esc_cj.
"""

from __future__ import annotations

from collections.abc import Iterator

from devices.printers.bands import LONGEST_FEED_ROWS, Band, cheapest_bands
from devices.printers.command import Command
from devices.printers.models import Model
from devices.printers.raster import Raster
from devices.printers.realtime_bytes import OBEYED, STRIP_ROWS, columns, harmless, image_data, safest_strip, stretches

PLAIN, DOUBLED = 1, 2  # how often each dot is burnt, across and down
COLUMN_BYTES = STRIP_ROWS // 8
PRINT_STORED = b"\x1d(L\x02\x00\x30\x32"


def burning(raster: Raster, model: Model) -> Iterator[Command]:
    """The commands that burn a whole picture, top to bottom; the paper stands centred."""
    if model.raster == "esc_star_33":
        return _strips(raster)
    return _bands(raster, model)


def feeding(rows: int) -> Iterator[Command]:
    """Blank rows."""
    for done in range(0, rows, LONGEST_FEED_ROWS):
        step = min(LONGEST_FEED_ROWS, rows - done)
        yield Command("ESC J", bytes((0x1B, 0x4A, step)), rows=step)


def _bands(raster: Raster, model: Model) -> Iterator[Command]:
    for stretch in stretches(raster):
        if stretch.is_strip:
            yield _strip(raster, stretch.top)
            continue
        bands = cheapest_bands(
            raster, top=stretch.top, bottom=stretch.bottom, max_rows=model.max_band_rows, doubles=model.doubles_dots
        )
        for band in bands:
            yield from (_image(raster, part, model) for part in harmless(raster, band))


def _image(raster: Raster, band: Band, model: Model) -> Command:
    if band.is_blank:
        return Command("ESC J", bytes((0x1B, 0x4A, band.rows)), rows=band.rows)
    data = image_data(raster, band)
    times = DOUBLED if band.is_doubled else PLAIN
    if model.raster == "gs_paren_l":
        return Command("GS ( L", _stored(data, band, times), rows=band.rows)
    size = band.width_bytes.to_bytes(2, "little") + band.sent_rows.to_bytes(2, "little")
    mode = b"\x03" if band.is_doubled else b"\x00"
    return Command("GS v 0", b"\x1dv0" + mode + size + data, rows=band.rows)


def _stored(data: bytes, band: Band, times: int) -> bytes:
    """Function 112 puts the image into the print buffer, function 50 prints it."""
    dots = (8 * band.width_bytes).to_bytes(2, "little") + band.sent_rows.to_bytes(2, "little")
    stored = bytes((0x30, 0x70, 0x30, times, times, 0x31)) + dots + data
    return b"\x1d(L" + len(stored).to_bytes(2, "little") + stored + PRINT_STORED


def _strips(raster: Raster) -> Iterator[Command]:
    """The whole picture by columns; blank rows between strips are fed."""
    done = 0
    for row in range(raster.rows):
        if row < done or not raster.width_bytes(row):
            continue
        top = safest_strip(raster, done, row)
        yield from feeding(top - done)
        yield _strip(raster, top)
        done = top + STRIP_ROWS
    yield from feeding(raster.rows - done)


def _strip(raster: Raster, top: int) -> Command:
    width_bytes = max(raster.width_bytes(number) for number in range(top, top + STRIP_ROWS))
    line = b"".join(_column_line(part) for part in _parted(columns(raster, top, width_bytes)))
    return Command("ESC *", line + bytes((0x1B, 0x4A, STRIP_ROWS)), rows=STRIP_ROWS)


def _column_line(data: bytes) -> bytes:
    return b"\x1b*\x21" + (len(data) // COLUMN_BYTES).to_bytes(2, "little") + data


def _parted(data: bytes) -> Iterator[bytes]:
    """The columns, cut where two of them would together be a real-time command; the line goes on in the next part."""
    while (found := OBEYED.search(data)) is not None:
        cut = COLUMN_BYTES * (found.start() // COLUMN_BYTES + 1)
        yield data[:cut]
        data = data[cut:]
    yield data
