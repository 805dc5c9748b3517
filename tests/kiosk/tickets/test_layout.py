"""The slip's layout: whoever changes it hears every mistake at once, with its line and the cure."""

from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageOps

from kiosk.errors import Problem
from kiosk.tickets.compose import compose
from kiosk.tickets.layout import LAYOUT_FILE, SMALLEST_DOTS, LayoutRefused, named_values, read_layout, templates_of

SHIPPED = LAYOUT_FILE.read_text("utf-8")


def problems(folder: Path, old: str, new: str) -> tuple[Problem, ...]:
    assert old in SHIPPED
    changed = folder / "ticket_layout.toml"
    changed.write_text(SHIPPED.replace(old, new, 1), "utf-8")
    with pytest.raises(LayoutRefused) as refused:
        read_layout(changed)
    return refused.value.problems


def line_of(text: str, content: str = SHIPPED) -> int:
    return next(number for number, line in enumerate(content.splitlines(), 1) if text in line)


def test_the_shipped_layout_is_whole_and_has_a_sample_of_every_value() -> None:
    layout = read_layout()
    named = {name for block in layout.block for template in templates_of(block) for name in named_values(template)}
    assert named <= layout.sample.keys()
    assert {"number", "lane", "slip_id", "reprinted"} <= named


def test_a_misspelt_key_is_named_with_its_line_and_the_one_that_was_meant(tmp_path: Path) -> None:
    found = problems(tmp_path, "radius  = 14", "raduis  = 14")
    assert any(each.place.endswith("block.6.raduis") and each.cure == "Did you mean radius?" for each in found)
    assert any(f"line {line_of('radius  = 14')}," in each.place for each in found)


def test_an_unknown_value_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, '"{number}"', '"{numbre}"')
    assert "Did you mean number?" in problem.meaning
    assert f"line {line_of(chr(34) + '{number}' + chr(34))}," in problem.place


def test_type_smaller_than_3_mm_is_refused(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "size  = 24", "size  = 23")
    assert problem.value == "23"
    assert f"greater than or equal to {SMALLEST_DOTS}" in problem.meaning


def test_a_missing_key_is_asked_for_at_the_head_of_its_block(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "size   = 220\n", "")
    head = line_of('kind   = "number"') - 1
    assert (problem.place, problem.cure) == (f"ticket_layout.toml, line {head}, block.4.size", "Add size = …")


def test_an_unknown_kind_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, 'kind   = "code"', 'kind   = "bars"')
    assert "head, line, text, number, counter, pair, code, qr, picture, feed" in problem.cure


MORE = """
[[block]]
kind = "qr"
text = "https://example.vn/{slip_id}"
module = 6
[[block]]
kind = "feed"
rows = 40
[[block]]
kind = "picture"
file = "emblem.png"
"""


@pytest.mark.parametrize("width", [384, 576])
def test_a_centre_adds_a_square_code_white_paper_and_its_own_picture(width: int, tmp_path: Path) -> None:
    Image.new("1", (400, 60), 0).save(tmp_path / "emblem.png")
    file = tmp_path / "own.toml"
    file.write_text(SHIPPED + MORE, "utf-8")
    before, layout = read_layout(), read_layout(file)
    plain = compose(before, before.sample, width_dots=width)
    paper = compose(layout, layout.sample, width_dots=width)
    added = paper.crop((0, plain.height - before.page.bottom, width, paper.height))
    codes = zxingcpp.read_barcodes(added.convert("L"))
    assert [code.text for code in codes] == ["https://example.vn/NQ1-261125-A030"]
    foot = paper.crop((0, paper.height - 60 - before.page.bottom - 40, width, paper.height)).convert("L")
    ink = ImageOps.invert(foot).getbbox()
    shown = min(400, width - 2 * before.page.margin)
    assert ink is not None
    assert (ink[1], ink[2] - ink[0]) == (40 + 60 - round(60 * shown / 400), shown)


def test_a_picture_that_is_not_there_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(SHIPPED + MORE, "utf-8")
    with pytest.raises(LayoutRefused) as refused:
        read_layout(file)
    (problem,) = refused.value.problems
    assert problem.value == "emblem.png"
    assert f"line {len((SHIPPED + MORE).splitlines())}," in problem.place
    assert "cannot be read (No such file or directory)" in problem.meaning


def test_a_value_without_a_sample_is_refused(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, 'lane_en   = "Civil status, certification"\n', "")
    assert "lane_en" in problem.meaning


def test_two_mistakes_are_told_together(tmp_path: Path) -> None:
    found = problems(tmp_path, "size   = 220\nheight = 238", "size   = 3\nheight = 999")
    assert [each.value for each in found] == ["3", "999"]


def test_what_is_not_toml_or_not_there_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "ticket_layout.toml"
    broken.write_text("[page\n")
    for path in (broken, tmp_path / "nowhere.toml"):
        with pytest.raises(LayoutRefused):
            read_layout(path)
