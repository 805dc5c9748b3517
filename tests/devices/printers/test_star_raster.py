"""Pictures as Star raster, read back by an interpreter that shares nothing with the encoder."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from devices.printers.models import Model, known_models
from devices.printers.star_raster import clearing, ends_after, job_commands, recovery_commands
from tests.devices.slips import noise, small, ticket
from tests.star_paper import StarPrinter

STAR = known_models()["star-tsp100"]


def sent(picture: Image.Image, model: Model, ends: int = 0) -> bytes:
    return b"".join(command.data for command in job_commands(picture, model, job="0001", ends=ends))


@pytest.mark.parametrize("width_dots", [384, 512, 576, 640, 832])
@pytest.mark.parametrize("draw", [ticket, lambda dots: noise(dots, 200)], ids=["ticket", "noise"])
def test_a_picture_comes_out_dot_for_dot(width_dots: int, draw: object) -> None:
    picture = draw(width_dots)  # type: ignore[operator]
    device = StarPrinter(width_dots)
    device.receive(sent(picture, replace(STAR, dots=width_dots)))
    (slip,) = device.slips
    assert slip.crop((0, 0, width_dots, picture.height)).tobytes() == picture.tobytes()
    assert not device.unknown


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(min_size=6, max_size=6), min_size=1, max_size=80))
def test_any_rows_come_out_dot_for_dot(rows: list[bytes]) -> None:
    picture = Image.frombytes("1", (48, len(rows)), b"".join(rows))
    device = StarPrinter(48)
    device.receive(sent(picture, replace(STAR, dots=48)))
    assert device.slips[0].crop((0, 0, 48, len(rows))).tobytes() == picture.tobytes()


def test_what_is_blank_at_the_right_of_a_row_is_not_sent() -> None:
    assert len(sent(small(), STAR)) < 1_800  # measured: 1,720; the whole raster takes 4,608 and its commands


@pytest.mark.parametrize("before", range(32))
def test_a_job_counts_to_a_sum_that_a_printer_just_switched_on_never_shows(before: int) -> None:
    device = StarPrinter()
    device.ends = before
    device.receive(sent(small(), STAR, ends=before))
    assert device.ends == ends_after(before)
    assert device.ends not in {0, 1}


@pytest.mark.parametrize("cut_at", [40, 700, 1500])
def test_after_a_torn_job_the_next_comes_out_whole(cut_at: int) -> None:
    device = StarPrinter()
    device.receive(sent(small(), STAR)[:cut_at])
    device.receive(b"".join(command.data for command in recovery_commands(STAR, longest_bytes=1800)))
    device.receive(sent(small(), STAR))
    stump, whole = device.slips
    assert stump.height < whole.height
    assert whole.crop((0, 0, 576, 64)).tobytes() == small().tobytes()


def test_a_row_that_was_torn_does_not_swallow_the_clearing() -> None:
    device = StarPrinter()
    device.receive(sent(ticket(576), STAR)[:700])
    device.receive(clearing(STAR))
    assert device.cleared == 1


def test_a_model_without_a_knife_is_only_fed_and_one_with_a_presenter_hands_out() -> None:
    assert b"\x1b\x0c\x04" not in sent(small(), replace(STAR, cut="none"))
    tup = known_models()["star-tup500"]
    assert tup.commands["present"] in sent(small(), tup)
