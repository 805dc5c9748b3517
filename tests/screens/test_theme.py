"""Millimetres to pixels, text steps, roles."""

from __future__ import annotations

from dataclasses import fields

import pytest

from kiosk.session.preferences import ThemeName
from screens.theme import PALETTES, TEXT_PAIRS, Family, Palette, colour, contrast, theme


def test_reach_is_worn_like_colours_and_letters() -> None:
    low = theme("light_on_black", text_step=3, low_reach=True)
    assert (low.name, low.text_step, low.low_reach) == ("light_on_black", 3, True)
    assert low != theme("light_on_black", text_step=3)


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
