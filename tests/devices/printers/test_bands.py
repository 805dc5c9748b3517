"""Cutting pictures into bands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from devices.printers.bands import BAND_COST_BYTES, FEED_COST_BYTES, UNLUCKY_ROWS, Band, cheapest_bands
from devices.printers.raster import Raster, packed
from tests.devices.slips import noise, ticket

ROW_BYTES = 6
rasters = st.lists(st.sampled_from([0, 0, 1, 1 << 20, 0b1100 << 20, (1 << 47) - 1]), min_size=1, max_size=320).map(
    lambda rows: Raster(b"".join(row.to_bytes(ROW_BYTES, "big") for row in rows), ROW_BYTES)
)


def cut(raster: Raster, *, doubles: bool = False) -> list[Band]:
    return cheapest_bands(raster, top=0, bottom=raster.rows, max_rows=128, doubles=doubles)


def cost(bands: list[Band]) -> int:
    return sum(
        FEED_COST_BYTES if band.is_blank else BAND_COST_BYTES + band.width_bytes * band.sent_rows for band in bands
    )


@given(rasters)
def test_bands_follow_each_other_without_gap_and_hold_every_dot(raster: Raster) -> None:
    bands = cut(raster)
    assert [bands[0].top, bands[-1].bottom] == [0, raster.rows]
    assert all(before.bottom == after.top for before, after in pairwise(bands))
    for band in bands:
        whole = raster.part(band.top, band.bottom, ROW_BYTES)
        kept = raster.part(band.top, band.bottom, band.width_bytes)
        assert sum(map(int.bit_count, kept)) == sum(map(int.bit_count, whole))
        assert not band.is_blank or not any(whole)


@given(rasters)
def test_no_image_is_taller_than_allowed_or_a_multiple_of_48_rows(raster: Raster) -> None:
    for band in cut(raster):
        assert band.rows <= (255 if band.is_blank else 128)
        assert band.is_blank or band.rows % UNLUCKY_ROWS


@given(rasters)
def test_bands_never_cost_more_than_one_band_for_each_row(raster: Raster) -> None:
    naive = [Band(row, row + 1, ROW_BYTES * any(raster.row(row))) for row in range(raster.rows)]
    assert cost(cut(raster)) <= cost(naive)


@given(rasters, st.sampled_from([1, 7, 50, 128]), st.booleans())
@settings(max_examples=20, deadline=None)
def test_no_other_cutting_costs_less(raster: Raster, max_rows: int, doubles: bool) -> None:  # noqa: FBT001
    rows = min(raster.rows, 130)
    cheapest = [0]
    for end in range(1, rows + 1):
        bands = (band for start in range(end) for band in possible(raster, start, end, max_rows, doubles=doubles))
        cheapest.append(min(cheapest[band.top] + cost([band]) for band in bands))
    assert cost(cheapest_bands(raster, top=0, bottom=rows, max_rows=max_rows, doubles=doubles)) == cheapest[-1]


def possible(raster: Raster, start: int, end: int, max_rows: int, *, doubles: bool) -> Iterator[Band]:
    """Every single band these rows may be sent as; by hand, and slowly."""
    rows, width_bytes = end - start, max(raster.width_bytes(number) for number in range(start, end))
    if not width_bytes:
        yield Band(start, end, 0)
    elif rows <= max_rows and rows % UNLUCKY_ROWS:
        yield Band(start, end, width_bytes)
    halves = [raster.halved_width_bytes(number) for number in range(start, end, 2)]
    is_lucky = rows % UNLUCKY_ROWS and rows // 2 % UNLUCKY_ROWS
    if doubles and width_bytes and rows % 2 == 0 and rows <= max_rows and None not in halves and is_lucky:
        yield Band(start, end, max(half or 0 for half in halves), is_doubled=True)


def test_a_narrow_line_between_wide_ones_gets_its_own_band() -> None:
    wide, narrow = b"\xff" * 72, b"\0" * 35 + b"\xff\xff" + b"\0" * 35
    raster = Raster(wide * 10 + narrow * 10 + wide * 10, 72)
    assert cut(raster) == [Band(0, 10, 72), Band(10, 20, 2), Band(20, 30, 72)]


def test_a_few_blank_rows_are_cheaper_inside_a_narrow_band() -> None:
    raster = Raster(b"\x18" + b"\0" + b"\x18", 1)
    assert cut(raster) == [Band(0, 3, 1)]


def test_forty_eight_full_rows_become_two_bands() -> None:
    raster = Raster(b"\xff" * 72 * 48, 72)
    assert [band.rows % UNLUCKY_ROWS != 0 for band in cut(raster)] == [True, True]


def test_only_the_asked_rows_are_cut() -> None:
    raster = Raster(b"\xff" * 72 * 30, 72)
    assert cheapest_bands(raster, top=10, bottom=20, max_rows=128) == [Band(10, 20, 72)]


def test_black_is_one_and_the_leftmost_dot_the_highest_bit() -> None:
    picture = Image.new("1", (16, 2), 1)
    picture.putpixel((0, 0), 0)
    picture.putpixel((15, 1), 0)
    assert packed(picture).data == b"\x80\x00\x00\x01"


@pytest.mark.parametrize("width_dots", [384, 576])
def test_bands_of_a_ticket_cost_less_than_half_its_full_raster(width_dots: int) -> None:
    raster = packed(ticket(width_dots))
    assert cost(cut(raster)) * 2 < len(raster.data)


def test_noise_costs_hardly_more_than_its_full_raster() -> None:
    raster = packed(noise(576, 300))
    assert cost(cut(raster)) < len(raster.data)


def test_exact_blocks_of_two_by_two_are_sent_at_half_size() -> None:
    row = bytes.fromhex("00 00 33 0c cc 30 00 00")
    assert cut(Raster(row * 40, 8), doubles=True) == [Band(0, 40, 2, is_doubled=True)]
    assert Raster(row * 4, 8).halved(0, 4, 2) == bytes.fromhex("52 a4 52 a4")


def test_dots_that_are_no_exact_blocks_are_never_doubled() -> None:
    beside = bytes.fromhex("00 00 19 86 66 18 00 00")  # the same blocks, one dot to the right
    assert not any(band.is_doubled for band in cut(Raster(beside * 40, 8), doubles=True))
    assert not any(band.is_doubled for band in cut(packed(noise(576, 60)), doubles=True))


def test_a_printer_that_cannot_double_is_never_asked_to() -> None:
    assert not any(band.is_doubled for band in cut(packed(ticket(576))))


@given(rasters)
def test_doubling_never_costs_more_and_keeps_clear_of_48_rows(raster: Raster) -> None:
    bands = cut(raster, doubles=True)
    assert cost(bands) <= cost(cut(raster))
    assert all(band.is_blank or (band.rows % UNLUCKY_ROWS and band.sent_rows % UNLUCKY_ROWS) for band in bands)
