"""What a slip costs on the line, and that nothing of it is lost there: at every width that any model has."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from devices.printers.dialect import dialect_of
from devices.printers.models import Model, known_models
from kiosk.tickets.compose import compose
from kiosk.tickets.layout import COMPACT_FILE, LAYOUT_FILE, read_layout
from tests.printed_paper import PrintedPaper
from tests.star_paper import StarPrinter

SOMETIMES = {"priority", "notice", "reprinted"}
# One model for each way in which a picture is sent.
MODELS: Mapping[tuple[str, int, str, bool], Model] = {
    (model.dialect, model.dots, model.raster, model.doubles_dots): model
    for model in reversed(list(known_models().values()))  # the first one named counts
}
USUAL_DOTS = 576  # on wider paper the same lines are wider
AIMS = {LAYOUT_FILE: 20_000, COMPACT_FILE: 9_000}
ROWS_ONLY = "gs_v_0"  # old heads that know nothing but columns take more


def drawn(file: Path, width_dots: int) -> Image.Image:
    layout = read_layout(file)
    values: dict[str, str | None] = {**layout.sample, **dict.fromkeys(SOMETIMES)}
    return compose(layout, values, width_dots=width_dots)


def on_paper(data: bytes, model: Model) -> Image.Image:
    """The piece an independent interpreter cuts off."""
    if model.dialect == "star-raster":
        star = StarPrinter(model.dots)
        star.receive(data)
        return star.slips[0]
    paper = PrintedPaper(model.dots)
    paper.feed(data)
    return paper.slips[0]


@pytest.mark.parametrize("file", AIMS, ids=["full", "compact"])
@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: f"{model.dots} {model.key}")
def test_a_slip_takes_few_bytes_and_not_one_dot_is_lost_on_the_way_to_the_paper(file: Path, model: Model) -> None:
    picture = drawn(file, model.dots)
    sent = b"".join(command.data for command in dialect_of(model).job_commands(picture, model, job="0001"))
    assert on_paper(sent, model).crop((0, 0, *picture.size)).tobytes() == picture.tobytes()
    if (model.dialect, model.raster) == ("escpos", ROWS_ONLY):
        assert len(sent) <= AIMS[file] * max(model.dots / USUAL_DOTS, 1)


def test_every_width_a_model_has_is_among_them() -> None:
    assert {model.dots for model in MODELS.values()} == {model.dots for model in known_models().values()}
    assert {384, 512, 544, 576, 640, 832} <= {model.dots for model in MODELS.values()}


@pytest.mark.parametrize("width", [384, 512, 576, 640])
def test_the_compact_slip_still_says_number_lane_counter_and_time(width: int) -> None:
    layout = read_layout(COMPACT_FILE)
    said = " ".join(str(block) for block in layout.block)
    assert all(f"{{{value}}}" in said for value in ("number", "lane", "counters", "ahead", "issued", "reprinted"))
    assert drawn(COMPACT_FILE, width).height < drawn(LAYOUT_FILE, width).height
