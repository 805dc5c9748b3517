"""Cutting pictures into bands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from devices.printers.bands import BAND_COST_BYTES, FEED_COST_BYTES, UNLUCKY_ROWS, Band, cheapest_bands
from devices.printers.raster import Raster, packed
from tests.devices.slips import noise, ticket

ROW_BYTES = 6
rasters = st.lists(st.sampled_from([0, 0, 1, 1 << 20, 0b1100 << 20, (1 << 47) - 1]), min_size=1, max_size=320).map(
    lambda rows: Raster(b"".join(row.to_bytes(ROW_BYTES, "big") for row in rows), ROW_BYTES)
)


def cut(raster: Raster) -> list[Band]:
    return cheapest_bands(raster, top=0, bottom=raster.rows, max_rows=128)


def cost(raster: Raster, bands: list[Band]) -> int:
    return sum(
        FEED_COST_BYTES if band.is_blank else BAND_COST_BYTES + (raster.row_bytes - 2 * band.margin) * band.rows
        for band in bands
    )


@given(rasters)
def test_bands_follow_each_other_without_gap_and_hold_every_dot(raster: Raster) -> None:
    bands = cut(raster)
    assert [bands[0].top, bands[-1].bottom] == [0, raster.rows]
    assert all(before.bottom == after.top for before, after in pairwise(bands))
    for band in bands:
        whole = raster.part(band.top, band.bottom, 0)
        kept = raster.part(band.top, band.bottom, band.margin)
        assert sum(map(int.bit_count, kept)) == sum(map(int.bit_count, whole))
        assert not band.is_blank or not any(whole)


@given(rasters)
def test_no_image_is_taller_than_allowed_or_a_multiple_of_48_rows(raster: Raster) -> None:
    for band in cut(raster):
        assert band.rows <= (255 if band.is_blank else 128)
        assert band.is_blank or band.rows % UNLUCKY_ROWS


@given(rasters)
def test_bands_never_cost_more_than_one_band_for_each_row(raster: Raster) -> None:
    naive = [Band(row, row + 1, 0, not any(raster.row(row))) for row in range(raster.rows)]
    assert cost(raster, cut(raster)) <= cost(raster, naive)


def test_a_narrow_line_between_wide_ones_gets_its_own_band() -> None:
    wide, narrow = b"\xff" * 72, b"\0" * 35 + b"\xff\xff" + b"\0" * 35
    raster = Raster(wide * 10 + narrow * 10 + wide * 10, 72)
    assert cut(raster) == [Band(0, 10, 0), Band(10, 20, 35), Band(20, 30, 0)]


def test_a_few_blank_rows_are_cheaper_inside_a_narrow_band() -> None:
    raster = Raster(b"\x18" + b"\0" + b"\x18", 1)
    assert cut(raster) == [Band(0, 3, 0)]


def test_forty_eight_full_rows_become_two_bands() -> None:
    raster = Raster(b"\xff" * 72 * 48, 72)
    assert [band.rows % UNLUCKY_ROWS != 0 for band in cut(raster)] == [True, True]


def test_only_the_asked_rows_are_cut() -> None:
    raster = Raster(b"\xff" * 72 * 30, 72)
    assert cheapest_bands(raster, top=10, bottom=20, max_rows=128) == [Band(10, 20, 0)]


def test_black_is_one_and_the_leftmost_dot_the_highest_bit() -> None:
    picture = Image.new("1", (16, 2), 1)
    picture.putpixel((0, 0), 0)
    picture.putpixel((15, 1), 0)
    assert packed(picture).data == b"\x80\x00\x00\x01"


@pytest.mark.parametrize("width_dots", [384, 576])
def test_bands_of_a_ticket_cost_less_than_half_its_full_raster(width_dots: int) -> None:
    raster = packed(ticket(width_dots))
    assert cost(raster, cut(raster)) * 2 < len(raster.data)


def test_noise_costs_hardly_more_than_its_full_raster() -> None:
    raster = packed(noise(576, 300))
    assert cost(raster, cut(raster)) < len(raster.data)
