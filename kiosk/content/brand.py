"""How the agency appears: its name, two colours, the addresses behind its QR codes."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.procedures.text import Text

LIGHT_LETTERS = ("#FFFFFF", "#FAEBC8")
PAGES = ("#F7F3EC", "#FFFFFF")
# WCAG 2.1, 1.4.3: letters of any size.
LEAST_CONTRAST = 4.5


@dataclass(frozen=True, slots=True)
class Brand:
    """Nhận diện.

    ground, action  "#RRGGBB" of the light theme; None: the program's own. Both carry light letters and stand as
                    letters on a page, so `contrast` to LIGHT_LETTERS and PAGES is at least LEAST_CONTRAST
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


def contrast(one: str, other: str) -> float:
    """The contrast of two colours «#RRGGBB», 1 to 21, as WCAG 2.1 reckons it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
