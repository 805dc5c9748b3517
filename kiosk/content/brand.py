"""How the agency appears: its name, two colours, the addresses behind its QR codes.

A brand's colours never cost a lobby its release: those that cannot be read, or nobody could read letters on, stand
aside for the program's own, and whoever keeps the release is told why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.errors import Problem
from kiosk.procedures.text import Text

FILE = "brand.json"
COLOURS = f"{FILE}, colours."
LIGHT_LETTERS = ("#FFFFFF", "#FAEBC8")
PAGES = ("#F7F3EC", "#FFFFFF", "#EFE8DC")
# WCAG 2.2, 1.4.3: letters of any size; 1.4.6: what the program's own themes hold.
LEAST_CONTRAST, GOOD_CONTRAST = 4.5, 7.0
# How much of a colour is left while it is pressed, and how much of it a quiet ground takes.
PRESSED_SHARE, SOFT_SHARE = 0.7, 0.11
A_COLOUR = re.compile(r"#[0-9A-F]{6}")


@dataclass(frozen=True, slots=True)
class Brand:
    """Nhận diện.

    ground, action  as the release has them; `colours_of` tells what of them may be shown. None: the program's own
    zalo_url        the office's Zalo page, a fixed address without any code of a dossier; None: it has none
    portal_url      the national portal
    filing_url      where a procedure can be filed: `{code}` and `{unit}` stand for its code and this unit's
    hotlines        telephone numbers as people read them, «1800 1096»
    """

    name: Text
    portal_url: str
    ground: str | None = None
    action: str | None = None
    zalo_url: str | None = None
    filing_url: str | None = None
    hotlines: tuple[str, ...] = ()

    @property
    def has_colours(self) -> bool:
        """Whether it has chosen any, readable or not."""
        return self.ground is not None or self.action is not None


@dataclass(frozen=True, slots=True)
class Shades:
    """One colour «#RRGGBB» of a brand: itself, while it is pressed, and as a quiet ground."""

    base: str
    pressed: str
    soft: str


@dataclass(frozen=True, slots=True)
class BrandColours:
    """What of a brand is shown; None: the program's own."""

    ground: Shades | None = None
    action: Shades | None = None


def colours_of(brand: Brand) -> BrandColours:
    """The colours of a brand; the program's own when any of them is refused, for half a brand is none."""
    if any(colour_problems(brand.ground, brand.action)):
        return BrandColours()
    return BrandColours(*(shades(each) if each else None for each in (brand.ground, brand.action)))


def colour_problems(ground: str | None, action: str | None, *, least: float = LEAST_CONTRAST) -> Iterator[Problem]:
    """What is wrong with the colours of a brand: file and field, the colour, what it means, the cure."""
    for name, colour in (("ground", ground), ("action", action)):
        if colour is None:
            continue
        spot = f"{COLOURS}{name}"
        if not A_COLOUR.fullmatch(colour):
            yield Problem(spot, colour, "this is not a colour.", "Write it as #RRGGBB, such as #8A1A1E.")
        elif (worst := least_contrast(colour)) < least:
            yield Problem(spot, colour, f"its contrast is {worst:.1f}; letters need {least}.", "Take a darker colour.")


def least_contrast(colour: str) -> float:
    """The least contrast of what stands on a colour, pressed or not, and of the colour as letters on a page."""
    its = shades(colour)
    on_it = [contrast(ground, letters) for ground in (its.base, its.pressed) for letters in LIGHT_LETTERS]
    return min(*on_it, *(contrast(colour, page) for page in (*PAGES, its.soft)))


def shades(colour: str) -> Shades:
    """What is derived from a colour «#RRGGBB»."""
    parts = _parts(colour)
    pressed = _hex(round(part * PRESSED_SHARE) for part in parts)
    return Shades(colour, pressed, _hex(round(255 - (255 - part) * SOFT_SHARE) for part in parts))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours «#RRGGBB», 1 to 21, as WCAG 2.2 reckons it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _hex(parts: Iterator[int]) -> str:
    return "#" + "".join(f"{part:02X}" for part in parts)


def _luminance(colour: str) -> float:
    parts = (part / 255 for part in _parts(colour))
    red, green, blue = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
