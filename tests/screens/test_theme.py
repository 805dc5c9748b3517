"""Millimetres to pixels, text steps, roles."""

from __future__ import annotations

import random
from dataclasses import fields
from itertools import pairwise

import pytest

from kiosk.content.brand import LEAST_CONTRAST, Brand, BrandColours, colour_problems, colours_of, shades
from kiosk.procedures.text import Text
from kiosk.session.preferences import ThemeName
from screens.theme import LIGHT, PALETTES, TEXT_PAIRS, Family, Palette, branded, colour, contrast, theme


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


def test_a_brand_s_colours_are_worn_by_the_usual_theme_only() -> None:
    colours = BrandColours(shades("#0B5D1E"), shades("#5A2D16"))
    worn = theme(brand=colours)
    assert (worn.header, worn.door2, worn.crumb) == (colour("#0B5D1E"),) * 3
    assert (worn.act, worn.act_soft) == (colour("#5A2D16"), colour(shades("#5A2D16").soft))
    assert (worn.ink, worn.ok, worn.err) == (LIGHT.ink, LIGHT.ok, LIGHT.err)
    assert theme("light_on_black", brand=colours) == theme("light_on_black")
    assert theme(brand=colours_of(Brand(Text("Phường", "Ward"), "https://example.vn", ground="#D9534F"))) == theme()


def test_every_brand_that_is_accepted_can_be_read_in_every_pair_of_roles() -> None:
    """The contrast of every pair of text and ground, for colours at the edge of what is accepted and inside."""
    accepted: list[str] = []
    chance = random.Random(11)  # noqa: S311 -- the same colours every time
    while len(accepted) < 60:
        drawn = f"#{chance.randrange(1 << 24):06X}"
        if not any(colour_problems(drawn, drawn)):
            accepted.append(drawn)
    for ground, action in pairwise(accepted):
        worn = branded(LIGHT, BrandColours(shades(ground), shades(action)))
        pale = [pair for pair in TEXT_PAIRS if contrast(*(getattr(worn, role) for role in pair)) < LEAST_CONTRAST]
        assert not pale, (ground, action)
