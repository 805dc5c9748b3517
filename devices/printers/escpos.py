"""ESC/POS commands -> bytes, and a picture -> commands. Pure.

source  Epson ESC/POS Command Reference, download4.epson.biz/sec_pubs/pos/reference_en/escpos/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from devices.printers.bands import LONGEST_FEED_ROWS, Band, cheapest_bands
from devices.printers.models import Model
from devices.printers.raster import Raster, packed
from devices.printers.realtime_bytes import STRIP_ROWS, columns, harmless, image_data, stretches

INITIALISE = b"\x1b@"
PLAIN, DOUBLED = b"\x00", b"\x03"  # GS v 0: as it is, or every dot two wide and two high
CENTRE = b"\x1ba\x01"
# Online/offline, errors, roll paper, panel: the printer tells each change by itself.
TELL_CHANGES = b"\x1da\x4e"
ASK_PAPER_IN_ORDER = b"\x1dr\x01"
CLEAR = {
    "dle_dc4_8": b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08",
    "dle_enq_2": b"\x10\x05\x02",
    "esc_at": b"",
}
CUT = {
    "gs_v_0": b"\x1dV\x00",
    "gs_v_1": b"\x1dV\x01",
    "gs_v_65": b"\x1dV\x41\x00",
    "gs_v_66": b"\x1dV\x42\x00",
    "none": b"",
}
CUTS_AFTER_ITS_OWN_FEED = {"gs_v_65", "gs_v_66"}


@dataclass(frozen=True, slots=True)
class Command:
    """One whole command.

    rows        dots the paper moves.
    poll_after  whether real-time questions may follow it.
    """

    name: str
    data: bytes
    rows: int = 0
    poll_after: bool = True


def question(number: int) -> bytes:
    """DLE EOT 1 printer, 2 why offline, 3 errors, 4 paper: one byte back, at once."""
    return bytes((0x10, 0x04, number))


def job_commands(picture: Image.Image, model: Model, *, job: str) -> list[Command]:
    """Everything for one slip: initialise, burn, cut, and the question that confirms it.

    picture  mode "1", `model.dots` wide; black burns.
    job      four characters of 0-9 A-Z: the process id.
    """
    return [*_beginning(model), *_burning(packed(picture), model), *cutting(model), *_asking(model, job)]


def recovery_commands(model: Model, *, longest_bytes: int) -> list[Command]:
    """What a printer needs after a torn job, before the next: nothing of it may come out later.

    longest_bytes  of any command of that job. A printer without a clear command may still wait for the rest of an
                   image; zeros complete it with white rows, and mean nothing to a printer that does not.
    """
    clear = Command("clear", CLEAR[model.clear] + bytes(longest_bytes))
    return [clear, Command("ESC @", INITIALISE), *cutting(model)]


def cutting(model: Model) -> list[Command]:
    """Move the last row past the knife and cut."""
    fed = [] if model.cut in CUTS_AFTER_ITS_OWN_FEED else list(_feeding(model.feed_to_cutter_dots))
    cut = Command("cut", CUT[model.cut], rows=0 if fed else model.feed_to_cutter_dots)
    return [*fed, cut] if cut.data else fed


def _beginning(model: Model) -> Iterator[Command]:
    yield Command("ESC @", INITIALISE)
    if model.sends_status_by_itself:
        yield Command("GS a", TELL_CHANGES)
    if "no_gs_p" not in model.quirks:
        # One unit = one dot; by default ESC J counts 1/360 inch on 180-dpi heads.
        yield Command("GS P", bytes((0x1D, 0x50, model.dpi, model.dpi)))
    yield Command("ESC a", CENTRE)


def _burning(raster: Raster, model: Model) -> Iterator[Command]:
    for stretch in stretches(raster):
        if stretch.is_strip:
            yield _strip(raster, stretch.top)
            continue
        bands = cheapest_bands(
            raster, top=stretch.top, bottom=stretch.bottom, max_rows=model.max_band_rows, doubles=model.doubles_dots
        )
        for band in bands:
            yield from (_image(raster, part) for part in harmless(raster, band))


def _image(raster: Raster, band: Band) -> Command:
    if band.is_blank:
        return Command("ESC J", bytes((0x1B, 0x4A, band.rows)), rows=band.rows)
    size = band.width_bytes.to_bytes(2, "little") + band.sent_rows.to_bytes(2, "little")
    head = b"\x1dv0" + (DOUBLED if band.is_doubled else PLAIN) + size
    return Command("GS v 0", head + image_data(raster, band), rows=band.rows)


def _strip(raster: Raster, top: int) -> Command:
    width_bytes = max(raster.width_bytes(number) for number in range(top, top + STRIP_ROWS))
    line = b"\x1b*\x21" + (8 * width_bytes).to_bytes(2, "little") + columns(raster, top, width_bytes)
    return Command("ESC *", line + bytes((0x1B, 0x4A, STRIP_ROWS)), rows=STRIP_ROWS)


def _feeding(rows: int) -> Iterator[Command]:
    for done in range(0, rows, LONGEST_FEED_ROWS):
        step = min(LONGEST_FEED_ROWS, rows - done)
        yield Command("ESC J", bytes((0x1B, 0x4A, step)), rows=step)


def _asking(model: Model, job: str) -> Iterator[Command]:
    if model.confirm == "process-id":
        yield Command("GS ( H", b"\x1d(H\x06\x0000" + job.encode("ascii"))
