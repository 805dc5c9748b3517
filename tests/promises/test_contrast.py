"""Words can be read and buttons can be seen, in all three themes (WCAG 2.2, relative luminance)."""

from __future__ import annotations

import pytest

from kiosk.session.preferences import ThemeName
from screens.theme import PALETTES, TEXT_PAIRS, Colour, contrast, theme

BODY = 7.0
HIGH = 10.0
PRESSABLE = 3.0
# What a pressed control shows for the length of a touch may have less than the rest of its theme, never less than BODY.
WHILE_PRESSED = frozenset({"pressed", "act_pressed", "door2_pressed"})
GROUNDS = ("paper", "surface")
THEMES: tuple[ThemeName, ...] = tuple(PALETTES)
HIGH_CONTRAST: tuple[ThemeName, ...] = tuple(name for name in THEMES if theme(name).high_contrast)


def role(name: ThemeName, of: str) -> Colour:
    """The colour a role has in a theme."""
    colour: Colour = getattr(PALETTES[name], of)
    return colour


def ratio(name: ThemeName, first: str, second: str) -> float:
    """The contrast of two roles in a theme."""
    return contrast(role(name, first), role(name, second))


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_stands_out_from_its_ground(name: ThemeName, text: str, ground: str) -> None:
    assert ratio(name, text, ground) >= BODY


@pytest.mark.parametrize("name", HIGH_CONTRAST)
@pytest.mark.parametrize(("text", "ground"), [pair for pair in TEXT_PAIRS if not WHILE_PRESSED & set(pair)])
def test_high_contrast_is_higher_still(name: ThemeName, text: str, ground: str) -> None:
    assert ratio(name, text, ground) >= HIGH


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("border", ["edge", "outline", "act"])
def test_what_can_be_pressed_has_a_border_to_be_seen(name: ThemeName, ground: str, border: str) -> None:
    assert ratio(name, border, ground) >= PRESSABLE


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_what_cannot_be_pressed_does_not_look_like_it(name: ThemeName, ground: str) -> None:
    assert ratio(name, "line", ground) < PRESSABLE


def test_there_are_two_high_contrast_themes_beside_the_usual_one() -> None:
    assert len(THEMES) == 1 + len(HIGH_CONTRAST) == 3


def test_black_and_white_are_as_far_apart_as_can_be() -> None:
    assert contrast((0, 0, 0, 1), (1, 1, 1, 1)) == pytest.approx(21)
