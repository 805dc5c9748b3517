"""Millimetres to pixels, text steps, roles."""

from __future__ import annotations

from dataclasses import fields

import pytest

from kiosk.session.preferences import ThemeName
from screens.theme import PALETTES, TEXT_PAIRS, Family, Palette, colour, contrast, theme

LAYOUTS = [(1080, 1920), (1920, 1080), (2160, 3840), (800, 1280), (1366, 768)]


def test_reach_is_worn_like_colours_and_letters() -> None:
    low = theme("light_on_black", text_step=3, low_reach=True)
    assert (low.name, low.text_step, low.low_reach) == ("light_on_black", 3, True)
    assert low != theme("light_on_black", text_step=3)


def test_on_the_panel_of_the_drawings_a_layout_pixel_is_a_pixel() -> None:
    assert theme().px(116) == 116
    assert theme(size_px=(1920, 1080)).px(116) == 116


def test_a_finer_panel_takes_more_pixels_for_the_same_box() -> None:
    assert theme(size_px=(2160, 3840)).px(116) == 232


@pytest.mark.parametrize("size", LAYOUTS)
def test_the_whole_canvas_fits_every_panel(size: tuple[int, int]) -> None:
    canvas = (1920, 1080) if size[0] > size[1] else (1080, 1920)
    there = theme(size_px=size)
    assert there.landscape == (size[0] > size[1])
    assert canvas[0] * there.scale <= size[0] + 0.001
    assert canvas[1] * there.scale <= size[1] + 0.001


def test_a_millimetre_is_a_millimetre_of_the_panel() -> None:
    assert theme(diagonal_in=21.5).px_per_mm == pytest.approx(4.034, abs=0.001)
    assert theme(diagonal_in=43).mm(20) == pytest.approx(theme(diagonal_in=21.5).mm(20) / 2)


def test_pixels_are_whole_so_that_edges_are_sharp() -> None:
    there = theme(size_px=(1366, 768))
    assert all(there.px(length).is_integer() for length in range(1, 500))


def test_texts_grow_by_step_headings_stop_and_figures_stay() -> None:
    steps = [theme(text_step=step) for step in (1, 2, 3, 4)]
    assert [step.text(32) for step in steps] == [32, 38, 45, 50]
    assert [step.text(60) for step in steps] == [60, 72, 76, 76]
    assert [step.text(290) for step in steps] == [290, 290, 290, 290]


def test_no_step_makes_a_text_smaller() -> None:
    for size in range(20, 300):
        sizes = [theme(text_step=step).text(size) for step in (1, 2, 3, 4)]
        assert sizes == sorted(sizes)


@pytest.mark.parametrize("name", list(PALETTES))
def test_a_theme_knows_every_role_and_its_own_name(name: ThemeName) -> None:
    there = theme(name)
    assert there.name == name
    for role in fields(Palette):
        assert getattr(there, role.name) == getattr(PALETTES[name], role.name)


@pytest.mark.parametrize("name", ["black_on_white", "light_on_black"])
def test_in_high_contrast_every_text_stands_out_sevenfold(name: ThemeName) -> None:
    palette = PALETTES[name]
    weak = [pair for pair in TEXT_PAIRS if contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) < 7]
    assert weak == []
    assert theme(name).high_contrast


def test_borders_are_twice_as_wide_in_high_contrast() -> None:
    assert (theme().edge_px, theme("light_on_black").edge_px) == (2, 4)


@pytest.mark.parametrize("family", ["red", "sunk", "act", "ok"])
def test_an_icon_stands_out_from_its_disc(family: Family) -> None:
    for name in PALETTES:
        there = theme(name)
        assert contrast(there.disc(family), there.disc_icon(family)) >= 4.5


def test_contrast_is_measured_as_the_web_measures_it() -> None:
    assert contrast(colour("#000000"), colour("#FFFFFF")) == pytest.approx(21)
    assert contrast(colour("#777777"), colour("#FFFFFF")) == pytest.approx(4.48, abs=0.01)
    assert contrast(colour("#173A6A"), colour("#173A6A")) == 1


def test_equal_panels_have_equal_themes_so_that_nothing_is_drawn_anew() -> None:
    assert theme() == theme()
    assert theme() != theme("light_on_black")
