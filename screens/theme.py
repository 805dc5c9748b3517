"""Millimetres to pixels, roles, contrasts and text steps: one frozen value, swapped as a whole.

kv files name roles (`app.theme.ink`), never colours, and sizes as layout pixels of the 1080 × 1920 or 1920 × 1080
canvas (`app.theme.px(116)`), never real pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Literal

from kiosk.session.preferences import ThemeName
from screens.panel_sizes import PanelSizes

if TYPE_CHECKING:
    from kiosk.content.brand import BrandColours

Colour = tuple[float, float, float, float]
Family = Literal["red", "sunk", "act", "ok"]


def colour(text: str) -> Colour:
    """A colour of Kivy's kind from #RRGGBB."""
    red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue, 1.0


@dataclass(frozen=True)
class Palette:
    """One colour a role. What each role is for: docs/screens.md."""

    paper: Colour
    surface: Colour
    sunk: Colour
    cream: Colour
    ink: Colour
    ink2: Colour
    line: Colour
    edge: Colour
    outline: Colour
    red: Colour
    red_deep: Colour
    red_soft: Colour
    gold: Colour
    gold_soft: Colour
    act: Colour
    act_pressed: Colour
    act_soft: Colour
    ok: Colour
    ok_soft: Colour
    ok_line: Colour
    warn: Colour
    warn_soft: Colour
    amber_edge: Colour
    bar_amber: Colour
    err: Colour
    err_soft: Colour
    grey_red: Colour
    on_act: Colour
    on_red: Colour
    info: Colour
    header: Colour
    header_text: Colour
    header_text2: Colour
    mark_ground: Colour
    mark: Colour
    crumb: Colour
    scan_edge: Colour
    door2: Colour
    door2_pressed: Colour
    door2_text: Colour
    door2_edge: Colour
    pressed: Colour
    priority: Colour
    key_bed: Colour


def _palette(**roles: str) -> Palette:
    return Palette(**{name: colour(text) for name, text in roles.items()})


LIGHT = _palette(
    paper="#F7F3EC", surface="#FFFFFF", sunk="#EFE8DC", cream="#FFFCF5", ink="#1F1A17", ink2="#463E37", line="#D8CDBB",
    edge="#8C8070", outline="#75695B", red="#8A1A1E", red_deep="#651014", red_soft="#F8E4DF", gold="#E3AA2E",
    gold_soft="#FAEBC8", act="#173A6A", act_pressed="#0E2747", act_soft="#E5ECF6", ok="#14592F", ok_soft="#E0F0E5",
    ok_line="#9CC7AA", warn="#6E3900", warn_soft="#FDEBC8", amber_edge="#C98A1B", bar_amber="#A05A00", err="#900F14", err_soft="#FBE5E2",
    grey_red="#C7A9A4", on_act="#FFFFFF", on_red="#FFFFFF", info="#173A6A", header="#8A1A1E", header_text="#FFFFFF",
    header_text2="#FAEBC8", mark_ground="#FAEBC8", mark="#8A1A1E", crumb="#8A1A1E", scan_edge="#E3AA2E", door2="#8A1A1E",
    door2_pressed="#651014", door2_text="#FFFFFF", door2_edge="#8A1A1E", pressed="#EFE8DC", priority="#FAEBC8",
    key_bed="#E4DBCC",
)  # fmt: skip
LIGHT_ON_BLACK = _palette(
    paper="#000000", surface="#000000", sunk="#000000", cream="#000000", ink="#FFFFFF", ink2="#E6E6E6", line="#4D4D4D",
    edge="#FFFFFF", outline="#FFFFFF", red="#FFE14D", red_deep="#FFE14D", red_soft="#FFE14D", gold="#FFE14D",
    gold_soft="#000000", act="#FFE14D", act_pressed="#D6BA33", act_soft="#000000", ok="#8CF5A8", ok_soft="#000000",
    ok_line="#4D4D4D", warn="#FFE14D", warn_soft="#000000", amber_edge="#FFE14D", bar_amber="#FFE14D", err="#FFB3AB", err_soft="#000000",
    grey_red="#FFB3AB", on_act="#000000", on_red="#000000", info="#9CD1FF", header="#000000", header_text="#FFFFFF",
    header_text2="#FFE14D", mark_ground="#FFE14D", mark="#000000", crumb="#FFE14D", scan_edge="#4D4D4D", door2="#000000",
    door2_pressed="#333333", door2_text="#FFE14D", door2_edge="#FFE14D", pressed="#333333", priority="#000000",
    key_bed="#000000",
)  # fmt: skip
BLACK_ON_WHITE = _palette(
    paper="#FFFFFF", surface="#FFFFFF", sunk="#FFFFFF", cream="#FFFFFF", ink="#000000", ink2="#000000", line="#A6A6A6",
    edge="#000000", outline="#000000", red="#0B2A55", red_deep="#000000", red_soft="#0B2A55", gold="#000000",
    gold_soft="#FFFFFF", act="#0B2A55", act_pressed="#061A36", act_soft="#FFFFFF", ok="#0E4A25", ok_soft="#FFFFFF",
    ok_line="#A6A6A6", warn="#5C3000", warn_soft="#FFFFFF", amber_edge="#5C3000", bar_amber="#5C3000", err="#7A0C10", err_soft="#FFFFFF",
    grey_red="#7A0C10", on_act="#FFFFFF", on_red="#FFFFFF", info="#0B2A55", header="#FFFFFF", header_text="#000000",
    header_text2="#000000", mark_ground="#000000", mark="#FFFFFF", crumb="#0B2A55", scan_edge="#A6A6A6", door2="#FFFFFF",
    door2_pressed="#D9D9D9", door2_text="#0B2A55", door2_edge="#0B2A55", pressed="#D9D9D9", priority="#FFFFFF",
    key_bed="#FFFFFF",
)  # fmt: skip
PALETTES: dict[ThemeName, Palette] = {
    "light": LIGHT,
    "black_on_white": BLACK_ON_WHITE,
    "light_on_black": LIGHT_ON_BLACK,
}
# Two colours that stand upon each other as text; large figures are marked, for they may have less.
TEXT_PAIRS = (
    ("ink", "paper"), ("ink", "surface"), ("ink", "sunk"), ("ink", "cream"), ("ink2", "paper"), ("ink2", "surface"),
    ("ink2", "sunk"), ("act", "surface"), ("act", "paper"), ("act", "act_soft"), ("on_act", "act"), ("on_act", "act_pressed"),
    ("header_text", "header"), ("header_text2", "header"), ("door2_text", "door2"), ("door2_text", "door2_pressed"),
    ("crumb", "paper"), ("ok", "paper"), ("ok", "surface"), ("ok", "ok_soft"), ("ink2", "ok_soft"), ("ink", "ok_soft"),
    ("warn", "warn_soft"), ("ink", "warn_soft"), ("err", "surface"), ("err", "paper"), ("err", "err_soft"), ("ink", "err_soft"),
    ("warn", "priority"), ("ink", "priority"), ("ink2", "priority"), ("info", "act_soft"), ("ink", "act_soft"), ("ink2", "act_soft"),
    ("ink2", "warn_soft"), ("ink2", "err_soft"), ("ink", "pressed"), ("act", "pressed"),
)  # fmt: skip


@dataclass(frozen=True)
class Theme(PanelSizes, Palette):
    """Roles and sizes of one panel."""

    name: ThemeName = "light"

    @property
    def high_contrast(self) -> bool:
        """Whether this is one of the two themes with black and white grounds."""
        return self.name != "light"

    def sample(self, name: ThemeName) -> Palette:
        """The colours of another theme, to show what it would look like."""
        return PALETTES[name]

    def sample_ink(self, name: ThemeName) -> Colour:
        """What its letters look like; on black the colour of what can be pressed tells it best from its opposite."""
        return PALETTES[name].act if name == "light_on_black" else PALETTES[name].ink

    @property
    def edge_px(self) -> float:
        """Width of the border of pressable cards: 2, or 4 in high contrast."""
        return self.px(4 if self.high_contrast else 2)

    def disc(self, family: Family) -> Colour:
        """Ground of a round icon of this family."""
        if self.high_contrast:
            return self.act
        return {"red": self.red_soft, "sunk": self.sunk, "act": self.act_soft, "ok": self.ok_soft}[family]

    def disc_icon(self, family: Family) -> Colour:
        """Colour of the icon on that ground."""
        if self.high_contrast:
            return self.on_act
        return {"red": self.red, "sunk": self.ink2, "act": self.act, "ok": self.ok}[family]


def branded(house: Palette, colours: BrandColours) -> Palette:
    """A palette in the colours of an agency; what it has not chosen stays the house's."""
    if colours.ground is not None:
        base, pressed, soft = map(colour, (colours.ground.base, colours.ground.pressed, colours.ground.soft))
        house = replace(house, red=base, header=base, mark=base, crumb=base, door2=base, door2_edge=base)
        house = replace(house, red_deep=pressed, door2_pressed=pressed, red_soft=soft)
    if colours.action is not None:
        base, pressed, soft = map(colour, (colours.action.base, colours.action.pressed, colours.action.soft))
        house = replace(house, act=base, info=base, act_pressed=pressed, act_soft=soft)
    return house


def theme(
    name: ThemeName = "light",
    *,
    brand: BrandColours | None = None,
    size_px: tuple[int, int] = (1080, 1920),
    diagonal_in: float = 21.5,
    text_step: int = 1,
    low_reach: bool = False,
    panel_bottom_mm: float = 800,
    reach_limit_mm: float = 1200,
) -> Theme:
    """The theme of that name for a panel; only the usual one wears the colours of a brand."""
    palette = PALETTES[name] if brand is None or name != "light" else branded(PALETTES[name], brand)
    roles = {role.name: getattr(palette, role.name) for role in fields(Palette)}
    sizes = PanelSizes(size_px, diagonal_in, text_step, low_reach, panel_bottom_mm, reach_limit_mm)
    return Theme(**roles, name=name, **{size.name: getattr(sizes, size.name) for size in fields(PanelSizes)})


def contrast(first: Colour, second: Colour) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(of: Colour) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in of[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
