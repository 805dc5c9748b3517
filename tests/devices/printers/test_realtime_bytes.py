"""Dots that look like commands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from devices.printers.bands import Band
from devices.printers.escpos import job_commands
from devices.printers.models import known_models
from devices.printers.raster import Raster
from devices.printers.realtime_bytes import OBEYED, Stretch, columns, harmless, stretches
from tests.printed_paper import WirePrinter

MODEL = replace(known_models()["epson-tm-t82iii"], dots=384)
OPEN_DRAWER = b"\x10\x14\x01"
POWER_OFF = b"\x10\x14\x02"
CLEAR_BUFFER = b"\x10\x05\x02"


def picture_with(*placed: tuple[int, int, bytes], rows: int = 60) -> Image.Image:
    """A picture of black frames with these bytes at (row, byte column)."""
    lines = [bytearray(b"\x80" + b"\0" * 46 + b"\x01") for _ in range(rows)]
    for row, column, pattern in placed:
        flat = bytearray(b"".join(lines))
        flat[row * 48 + column : row * 48 + column + len(pattern)] = pattern
        lines = [flat[start : start + 48] for start in range(0, len(flat), 48)]
    return Image.frombytes("1", (384, rows), bytes(byte ^ 0xFF for byte in b"".join(lines)))


@pytest.mark.parametrize("way", ["gs_v_0", "gs_paren_l", "esc_star_33"])
@pytest.mark.parametrize("pattern", [OPEN_DRAWER, POWER_OFF, CLEAR_BUFFER])
@pytest.mark.parametrize(
    "places",
    [[(30, 20)], [(0, 0)], [(59, 30)], [(29, 47)], [(29, 46)], [(10, 5), (12, 5), (40, 7)], [(58, 46)]],
    ids=["within", "first", "last", "across rows", "across rows later", "several", "across the last rows"],
)
def test_a_picture_never_opens_the_drawer_or_switches_off(
    way: str, pattern: bytes, places: list[tuple[int, int]]
) -> None:
    picture = picture_with(*((row, column, pattern) for row, column in places))
    sent = b"".join(command.data for command in job_commands(picture, replace(MODEL, raster=way), job="0001"))
    printer = WirePrinter(384)
    printer.receive(sent)
    assert printer.paper.obeyed == []
    assert OBEYED.search(sent) is None
    assert printer.pictures()[0].crop((0, 0, 384, 60)).tobytes() == picture.tobytes()


def test_a_harmless_picture_is_one_stretch() -> None:
    assert list(stretches(Raster(bytes(48 * 60), 48))) == [Stretch(0, 60)]


def test_columns_are_three_bytes_from_top_to_bottom() -> None:
    raster = Raster(b"\x80" + b"\x00" * 22 + b"\x01", 1)
    assert columns(raster, 0, 1) == b"\x80\0\0" + b"\0" * 18 + b"\0\0\x01"


def test_a_piece_cut_off_a_band_is_no_multiple_of_48_rows_either() -> None:
    rows = [b"\xff"] * 98
    rows[47:50] = [b"\x10", b"\x14", b"\x01"]
    pieces = harmless(Raster(b"".join(rows), 1), Band(0, 98, 1))
    assert [piece.rows for piece in pieces] == [1, 47, 50]


def test_blocks_that_would_open_the_drawer_at_half_size_are_sent_in_full() -> None:
    half = b"\x81" + b"\0" * 10 + OPEN_DRAWER + b"\0" * 9 + b"\x81"
    wide = int("".join(bit * 2 for bit in f"{int.from_bytes(half):0192b}"), 2).to_bytes(48)
    picture = Image.frombytes("1", (384, 40), bytes(byte ^ 0xFF for byte in wide * 40))
    sent = b"".join(command.data for command in job_commands(picture, MODEL, job="0001"))
    printer = WirePrinter(384)
    printer.receive(sent)
    assert printer.paper.obeyed == []
    assert printer.pictures()[0].crop((0, 0, 384, 40)).tobytes() == picture.tobytes()


@pytest.mark.parametrize("column", [b"\x10\x14\x01", b"\x10\x05\x02"])
def test_columns_never_open_the_drawer_either(column: bytes) -> None:
    """Both within one column of dots, and from one into the next."""
    dots = [[*f"{int.from_bytes(part):024b}"] for part in (column, b"\0\x80" + column[:1], column[1:] + b"\x81")]
    rows = ["".join(strip[row] for strip in dots).center(384, "0") for row in range(24)]
    picture = Image.frombytes("1", (384, 24), bytes(byte ^ 0xFF for row in rows for byte in int(row, 2).to_bytes(48)))
    sent = b"".join(command.data for command in job_commands(picture, replace(MODEL, raster="esc_star_33"), job="0001"))
    assert OBEYED.search(sent) is None
    printer = WirePrinter(384)
    printer.receive(sent)
    assert picture.tobytes() in printer.pictures()[0].tobytes()
