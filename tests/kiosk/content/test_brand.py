"""Colours of a brand: worn when letters can be read on them, otherwise refused as a whole with place, meaning, cure."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.content.brand import (
    GOOD_CONTRAST,
    LEAST_CONTRAST,
    Brand,
    BrandColours,
    colour_problems,
    colours_of,
    least_contrast,
    shades,
)
from kiosk.content.shelf import SAMPLE, read_pack, read_shown
from kiosk.errors import ContentRefused
from kiosk.procedures.text import Text

HOUSE = Brand(Text("Phường", "Ward"), "https://example.vn")
RED, BLUE, GREEN, PALE = "#8A1A1E", "#173A6A", "#0B5D1E", "#D9534F"


def test_an_agency_that_chose_nothing_wears_the_program_s_colours() -> None:
    assert colours_of(HOUSE) == BrandColours()


def test_colours_that_can_be_read_are_worn_with_their_shades() -> None:
    worn = colours_of(replace(HOUSE, ground=GREEN))
    assert worn == BrandColours(ground=shades(GREEN))
    assert shades("#804020") == replace(shades("#804020"), base="#804020", pressed="#5A2D16")


@pytest.mark.parametrize(
    ("colour", "meaning"),
    [
        (PALE, "letters need 4.5"),
        ("#FFFFFF", "letters need 4.5"),
        ("red", "this is not a colour"),
        ("#8a1a1e", "this is not a colour"),
        ("#8A1A1E; {}", "this is not a colour"),
        ("", "this is not a colour"),
    ],
)
@pytest.mark.parametrize("field", ["ground", "action"])
def test_a_refused_colour_is_told_with_file_field_meaning_and_cure_and_takes_the_other_one_along(
    colour: str, meaning: str, field: str
) -> None:
    brand = replace(HOUSE, **{"ground": RED, "action": BLUE, field: colour})  # type: ignore[arg-type]
    (problem,) = colour_problems(brand.ground, brand.action)
    assert (problem.place, problem.value) == (f"brand.json, colours.{field}", colour)
    assert meaning in problem.meaning
    assert problem.cure
    assert colours_of(brand) == BrandColours()


def test_the_program_s_own_colours_hold_what_is_asked_of_others() -> None:
    for colour in (RED, BLUE):
        assert least_contrast(colour) >= GOOD_CONTRAST - 0.5


def test_whatever_is_accepted_can_be_read_everywhere() -> None:
    chance = random.Random(7)  # noqa: S311 -- the same colours every time
    drawn = [f"#{chance.randrange(1 << 24):06X}" for _ in range(400)]
    accepted = [each for each in drawn if not any(colour_problems(each, None))]
    assert 20 < len(accepted) < 300
    assert all(least_contrast(each) >= LEAST_CONTRAST for each in accepted)


def with_colours(folder: Path, colours: object) -> Path:
    """The sample release with these colours in its brand file."""
    shutil.copytree(SAMPLE, folder)
    file = folder / "brand.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "colours": colours}), encoding="utf-8")
    return folder


def test_a_lobby_keeps_its_release_when_only_the_colours_are_refused(tmp_path: Path) -> None:
    release = with_colours(tmp_path / "release", {"ground": PALE, "action": "blue"})
    content = read_shown(release)
    assert colours_of(content.brand) == BrandColours()
    assert len(list(colour_problems(content.brand.ground, content.brand.action))) == 2
    with pytest.raises(ContentRefused) as refused:
        read_pack(release)
    assert [each.place for each in refused.value.problems] == [
        "brand.json, colours.ground",
        "brand.json, colours.action",
    ]


@pytest.mark.parametrize("colours", [7, {"ground": 7}, {"header": RED}, [RED]])
def test_a_brand_file_of_another_shape_is_refused_as_any_file_of_a_release(tmp_path: Path, colours: object) -> None:
    with pytest.raises(ContentRefused) as refused:
        read_shown(with_colours(tmp_path / "release", colours))
    assert refused.value.problems[0].place.startswith("brand.json")
