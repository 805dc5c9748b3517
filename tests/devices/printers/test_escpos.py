"""Pictures as ESC/POS, read back by an interpreter that shares nothing with the encoder."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from devices.printers.command import Command
from devices.printers.escpos import job_commands, question, recovery_commands
from devices.printers.models import Model, known_models
from tests.devices.slips import TICKET_ROWS, noise, small, ticket
from tests.printed_paper import PrintedPaper

EPSON = known_models()["epson-tm-t82iii"]
GENERIC = known_models()["generic-80"]
CLONE = known_models()["xprinter-xp80"]
MARK = b"\x1d(k\x03\x001R0"  # GS ( k, function 182
WIDTHS = [384, 512, 544, 576, 640, 832]
RASTERS = ["gs_v_0", "gs_paren_l", "esc_star_33"]


def as_bytes(commands: list[Command]) -> bytes:
    return b"".join(command.data for command in commands)


def printed(picture: Image.Image, model: Model) -> Image.Image:
    """What comes out of a printer of this model, without the feed to the knife."""
    paper = PrintedPaper(model.dots)
    paper.feed(as_bytes(job_commands(picture, model, job="00A1")))
    assert not paper.unknown
    (slip,) = paper.slips
    below = slip.crop((0, picture.height, slip.width, slip.height))
    assert below.getextrema() == (255, 255)
    assert below.height >= model.feed_to_cutter_dots
    return slip.crop((0, 0, picture.width, picture.height))


@pytest.mark.parametrize("width_dots", WIDTHS)
@pytest.mark.parametrize("way", RASTERS)
@pytest.mark.parametrize("base", [EPSON, GENERIC], ids=["epson", "generic"])
def test_a_ticket_comes_out_dot_for_dot(width_dots: int, way: str, base: Model) -> None:
    picture = ticket(width_dots)
    assert printed(picture, replace(base, dots=width_dots, raster=way)).tobytes() == picture.tobytes()


@pytest.mark.parametrize("width_dots", WIDTHS)
@pytest.mark.parametrize("way", RASTERS)
@pytest.mark.parametrize("seed", range(2))
def test_noise_comes_out_dot_for_dot(width_dots: int, way: str, seed: int) -> None:
    picture = noise(width_dots, 200 + seed * 37, seed)
    assert printed(picture, replace(EPSON, dots=width_dots, raster=way)).tobytes() == picture.tobytes()


# One of each kind: what a slip is made of, and not how it is confirmed.
KINDS = {
    (model.dots, model.dpi, model.raster, model.doubles_dots, model.cut, model.present, model.quirks): key
    for key, model in known_models().items()
    if model.dialect == "escpos"
}


@pytest.mark.parametrize("key", KINDS.values())
def test_each_model_prints_a_ticket_dot_for_dot(key: str) -> None:
    model = known_models()[key]
    paper = PrintedPaper(model.dots)
    paper.feed(as_bytes([*job_commands(ticket(model.dots), model, job="00A1"), Command("cut", b"\x1dV\x00")]))
    assert not paper.unknown
    assert paper.slips[0].crop((0, 0, model.dots, TICKET_ROWS)).tobytes() == ticket(model.dots).tobytes()


@settings(max_examples=60, deadline=None)
@given(st.integers(), st.integers(1, 12), st.integers(1, 150), st.integers(0, 1))
def test_any_picture_of_blocks_comes_out_dot_for_dot(seed: int, byte_columns: int, rows: int, shift: int) -> None:
    random = Random(seed)  # noqa: S311 - dots, not a secret
    small_size = (byte_columns * 4, rows)
    blocks = Image.frombytes(
        "L", small_size, bytes(random.choice((0, 255, 255)) for _ in range(byte_columns * 4 * rows))
    )
    picture = Image.new("1", (byte_columns * 8, 2 * rows + shift), 1)
    picture.paste(blocks.resize((byte_columns * 8, 2 * rows), Image.Resampling.NEAREST).convert("1"), (0, shift))
    assert printed(picture, replace(EPSON, dots=byte_columns * 8)).tobytes() == picture.tobytes()


@settings(max_examples=60, deadline=None)
@given(st.integers(), st.sampled_from([0.001, 0.02, 0.3, 0.97]), st.integers(1, 300), st.integers(1, 128))
def test_any_picture_comes_out_dot_for_dot(seed: int, ink: float, rows: int, max_rows: int) -> None:
    random = Random(seed)  # noqa: S311 - dots, not a secret
    data = bytes(255 if random.random() > ink else random.randrange(256) for _ in range(rows * 6))
    picture = Image.frombytes("1", (48, rows), data)
    for way in RASTERS:
        model = replace(EPSON, dots=48, max_band_rows=max_rows, raster=way)
        assert printed(picture, model).tobytes() == picture.tobytes()


def test_a_ticket_costs_a_third_of_its_full_raster() -> None:
    sent = len(as_bytes(job_commands(ticket(576), EPSON, job="0001")))
    assert sent < 23_000  # measured: 22,518; the plain raster takes 74,520
    assert TICKET_ROWS * 576 // 8 == 74_520


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert job_commands(ticket(576), EPSON, job="0001") == job_commands(ticket(576), EPSON, job="0001")


def test_a_job_begins_by_initialising_and_ends_by_asking_for_its_process_id() -> None:
    names = [command.name for command in job_commands(small(), EPSON, job="00A1")]
    assert names[:5] == ["ESC @", "GS a", "GS P", "ESC a", "GS ( k"]
    assert names[-2:] == ["cut", "GS ( H"]
    sent = as_bytes(job_commands(small(), EPSON, job="00A1"))
    assert b"\x1d(k\x04\x001P00" + MARK in sent
    assert sent.endswith(b"\x1d(H\x06\x000000A1" + MARK)


def test_a_clone_is_asked_for_an_id_at_the_beginning_too() -> None:
    sent = as_bytes(job_commands(small(), CLONE, job="00A1"))
    assert sent.index(b"\x1d(H\x06\x0000~0A1") < sent.index(b"\x1dv0")
    assert sent.endswith(b"\x1d(H\x06\x000000A1")


@pytest.mark.parametrize("key", ["citizen-ct-s651", "epson-tm-t88iii", "custom-kpm"])
def test_a_model_that_is_asked_in_order_is_asked_after_each_portion(key: str) -> None:
    model = known_models()[key]
    commands = job_commands(ticket(model.dots), model, job="0001")
    longest = max(len(command.data) for command in commands)
    portions = as_bytes(commands).split(b"\x1dr\x01")
    assert len(portions) > 10
    assert all(len(portion) < 512 + longest for portion in portions)
    assert sum(command.asks for command in commands) == len(portions) - 1


@pytest.mark.parametrize("key", ["generic-80", "xprinter-r200", "epson-tm-t82iii"])
def test_the_others_are_not(key: str) -> None:
    assert not any(command.asks for command in job_commands(ticket(576), known_models()[key], job="0001"))


def test_a_generic_printer_is_fed_to_the_knife_and_asked_nothing() -> None:
    assert as_bytes(job_commands(small(), GENERIC, job="0001")).endswith(b"\x1bJ\x78\x1dV\x01")


def test_a_printer_without_the_motion_unit_command_is_spared_it() -> None:
    model = replace(GENERIC, quirks=frozenset({"no_gs_p"}))
    assert "GS P" not in [command.name for command in job_commands(small(), model, job="0001")]


def test_a_printer_without_a_knife_is_only_fed() -> None:
    assert as_bytes(job_commands(small(), replace(GENERIC, cut="none"), job="0001")).endswith(b"\x1bJ\x78")


def test_a_long_way_to_the_knife_takes_several_feeds() -> None:
    model = replace(GENERIC, feed_to_cutter_dots=600)
    assert as_bytes(job_commands(small(), model, job="0001")).endswith(b"\x1bJ\xff\x1bJ\xff\x1bJ\x5a\x1dV\x01")


def test_questions_are_three_bytes() -> None:
    assert [question(number).data for number in (1, 2, 3, 4)] == [
        b"\x10\x04\x01",
        b"\x10\x04\x02",
        b"\x10\x04\x03",
        b"\x10\x04\x04",
    ]


@pytest.mark.parametrize("clear", ["dle_dc4_8", "dle_enq_2", "esc_at"])
def test_after_a_torn_job_the_next_comes_out_whole(clear: str) -> None:
    model = replace(EPSON, clear=clear)
    commands = job_commands(ticket(576), model, job="0001")
    torn = as_bytes(commands)[:9000]
    longest = max(len(command.data) for command in commands)
    paper = PrintedPaper(576)
    paper.feed(torn + as_bytes(recovery_commands(model, longest_bytes=longest)) + as_bytes(commands))
    assert len(paper.slips) == 2
    assert paper.slips[1].crop((0, 0, 576, TICKET_ROWS)).tobytes() == ticket(576).tobytes()


@pytest.mark.parametrize(("cut", "data"), [("esc_i", b"\x1bi"), ("esc_m", b"\x1bm")])
def test_an_obsolete_knife_is_fed_to_and_told(cut: str, data: bytes) -> None:
    assert as_bytes(job_commands(small(), replace(GENERIC, cut=cut), job="0001")).endswith(b"\x1bJ\x78" + data)


def test_margins_are_never_set() -> None:
    for key, model in known_models().items():
        if model.dialect == "escpos":
            names = {command.data[:2] for command in job_commands(small(model.dots), model, job="0001")}
            assert not names & {b"\x1dL", b"\x1dW"}, key


def test_a_presenter_hands_the_slip_out_and_does_away_with_a_stump() -> None:
    model = known_models()["custom-kpm"]
    paper = PrintedPaper(model.dots)
    paper.feed(as_bytes(recovery_commands(model, longest_bytes=100)))
    paper.feed(as_bytes(job_commands(small(model.dots), model, job="0001")))
    assert paper.presented == ["retracted", "presented"]
    assert as_bytes(job_commands(small(model.dots), model, job="0001")).endswith(b"\x1dV\x00\x1de\x03\x64")


@pytest.mark.parametrize(("dpi", "unit"), [(203, b"\x1dP\xcb\xcb"), (180, b"\x1dP\xb4\xb4")])
def test_one_unit_of_motion_is_one_dot_of_the_head(dpi: int, unit: bytes) -> None:
    assert unit in as_bytes(job_commands(small(512), replace(EPSON, dots=512, dpi=dpi), job="0001"))


def test_columns_cost_half_of_the_full_raster_and_are_no_taller_than_the_picture_needs() -> None:
    model = replace(EPSON, raster="esc_star_33")
    commands = job_commands(ticket(576), model, job="0001")
    assert len(as_bytes(commands)) < 45_000
    assert sum(command.rows for command in commands) < TICKET_ROWS + 24 + 121
