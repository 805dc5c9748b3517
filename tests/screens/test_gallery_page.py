"""The gallery's page: pictures chosen by how they are worn, every drawing beside the screen it was drawn for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PIL import Image

from screens.gallery import Choice, Shot, everything, shots
from screens.gallery_page import DRAWINGS, drawings, write_page
from screens.gallery_slips import DRAWINGS as DRAWN_SLIPS
from screens.gallery_slips import WIDTHS, write_slips
from screens.registry import SCREENS
from screens.start import TEXT_STEPS, THEMES


def pictures_in(page: Path) -> list[dict[str, object]]:
    found = re.search(r"const pictures = (\[.*\]);", page.read_text("utf-8"))
    assert found
    pictures: list[dict[str, object]] = json.loads(found[1])
    return pictures


def test_a_picture_stands_beside_the_drawing_it_was_drawn_after(tmp_path: Path) -> None:
    home, other = (Shot("home", sample, "vi", "light", "portrait") for sample in ("normal", "closed"))
    first, second = pictures_in(write_page([home, other], tmp_path))
    assert (first["file"], first["drawing"]) == ("home-normal-vi-portrait.webp", "drawings/01-home-vi.webp")
    assert (tmp_path / "drawings" / "01-home-vi.webp").read_bytes() == (DRAWINGS / "01-home-vi.webp").read_bytes()
    assert "drawing" not in second


def test_the_same_state_otherwise_worn_is_another_picture(tmp_path: Path) -> None:
    worn = (
        Shot("home", "normal", "vi", "light_on_black", "portrait"),
        Shot("home", "normal", "vi", "light", "landscape"),
    )
    drawn = [picture["drawing"] for picture in pictures_in(write_page(worn, tmp_path))]
    assert drawn == ["drawings/14-home-high-contrast.webp", "drawings/19-home-landscape.webp"]


def test_the_page_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    page = write_page([Shot("home", "normal", "vi", "light", "portrait")], tmp_path).read_text("utf-8")
    assert "http" not in page
    assert "/*PICTURES*/" not in page


def test_everything_is_every_state_in_both_languages_three_colours_and_four_letter_sizes() -> None:
    choice = Choice.of(["home"], themes=THEMES, text_steps=TEXT_STEPS, orientations=["portrait"])
    worn = {(shot.language, shot.theme, shot.text_step, shot.low_reach) for shot in everything(choice)}
    assert len(worn) == 2 * 3 * 4 + 2
    assert {shot.sample for shot in everything(choice)} >= set(SCREENS["home"].samples)
    assert len(everything(choice)) == len(set(everything(choice)))


@pytest.mark.parametrize("name", sorted(drawings()))
def test_every_drawing_belongs_to_a_state_that_exists(name: str) -> None:
    drawn = drawings()[name]
    assert (DRAWINGS / f"{name}.webp").exists()
    assert drawn["screen"] in SCREENS
    assert drawn["sample"] in SCREENS[drawn["screen"]].samples  # type: ignore[index]


def test_every_drawing_of_a_screen_is_held_beside_one() -> None:
    assert {path.stem for path in DRAWINGS.glob("*.webp")} == {*drawings(), *DRAWN_SLIPS.values()}


def test_slips_stand_there_as_the_printers_get_them_two_beside_their_drawings(tmp_path: Path) -> None:
    pictures = pictures_in(write_page([], tmp_path, slips=write_slips(tmp_path)))
    assert {picture["language"] for picture in pictures} == {"vi", "en"}
    assert len(pictures) == 4 * len(WIDTHS) * 2
    for picture in pictures:
        with Image.open(tmp_path / str(picture["file"])) as slip:
            assert f"{slip.width} dots" in str(picture["sample"])
            assert slip.convert("L").getextrema() == (0, 255)
    beside = {picture["sample"]: picture["drawing"] for picture in pictures if "drawing" in picture}
    assert beside == {
        "ticket, 576 dots": "drawings/23-print-ticket-80mm.webp",
        "checklist, 576 dots": "drawings/24-print-checklist-80mm.webp",
    }
    assert all((tmp_path / drawing).is_file() for drawing in map(str, beside.values()))


def test_names_of_pictures_are_used_once() -> None:
    names = [shot.name for shot in shots(Choice.of(themes=["light", "light_on_black"], text_steps=[1, 4]), "portrait")]
    assert len(names) == len(set(names))
