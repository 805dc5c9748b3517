"""What a slip costs on the line, and that nothing of it is lost there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from devices.printers.escpos import job_commands
from devices.printers.models import Model, known_models
from kiosk.tickets.compose import compose
from kiosk.tickets.layout import COMPACT_FILE, LAYOUT_FILE, read_layout
from tests.printed_paper import PrintedPaper

EPSON = known_models()["epson-tm-t82iii"]
SOMETIMES = {"priority", "notice", "reprinted"}
OTHER_WIDTHS = [known_models()[key] for key in ("generic-58", "generic-80")]


def drawn(file: Path, width_dots: int) -> Image.Image:
    layout = read_layout(file)
    values: dict[str, str | None] = {**layout.sample, **dict.fromkeys(SOMETIMES)}
    return compose(layout, values, width_dots=width_dots)


def sent(picture: Image.Image, model: Model) -> bytes:
    return b"".join(command.data for command in job_commands(picture, model, job="0001"))


def test_a_whole_ticket_takes_at_most_twenty_thousand_bytes() -> None:
    assert len(sent(drawn(LAYOUT_FILE, EPSON.dots), EPSON)) <= 20_000


def test_a_compact_ticket_takes_at_most_nine_thousand_bytes() -> None:
    assert len(sent(drawn(COMPACT_FILE, EPSON.dots), EPSON)) <= 9_000


@pytest.mark.parametrize("file", [LAYOUT_FILE, COMPACT_FILE], ids=["full", "compact"])
@pytest.mark.parametrize("model", [EPSON, *OTHER_WIDTHS], ids=lambda model: model.key)
def test_not_one_dot_is_lost_on_the_way_to_the_paper(file: Path, model: Model) -> None:
    picture = drawn(file, model.dots)
    paper = PrintedPaper(model.dots)
    paper.feed(sent(picture, model))
    assert paper.slips[0].crop((0, 0, *picture.size)).tobytes() == picture.tobytes()


@pytest.mark.parametrize("width", [384, 512, 576, 640])
def test_the_compact_slip_still_says_number_lane_counter_and_time(width: int) -> None:
    layout = read_layout(COMPACT_FILE)
    said = " ".join(str(block) for block in layout.block)
    assert all(f"{{{value}}}" in said for value in ("number", "lane", "counters", "ahead", "issued", "reprinted"))
    assert drawn(COMPACT_FILE, width).height < drawn(LAYOUT_FILE, width).height
