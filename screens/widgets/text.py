"""Written words and icons, in the project's own fonts."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from kivy.core.text import LabelBase
from kivy.properties import BooleanProperty, ListProperty, NumericProperty, StringProperty
from kivy.uix.label import Label
from kivy.utils import escape_markup

from screens.widgets.said import Said

ASSETS = Path(__file__).parent.parent.parent / "assets"
WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold", 800: "ExtraBold"}
BOLD = re.compile(r"\*\*(.+?)\*\*")


def register_fonts(assets: Path = ASSETS) -> None:
    """Name each weight for Kivy: sans400 … sans800, icons, iconsOutline."""
    for weight, name in WEIGHTS.items():
        LabelBase.register(f"sans{weight}", str(assets / "fonts" / f"NotoSans-{name}.vi.ttf"))
    LabelBase.register("icons", str(assets / "icons" / "KioskIcons-filled.ttf"))
    LabelBase.register("iconsOutline", str(assets / "icons" / "KioskIcons-outline.ttf"))


@cache
def icon_codes(assets: Path = ASSETS) -> dict[str, int]:
    """Code point of every icon by its name."""
    codes: dict[str, int] = json.loads((assets / "icons" / "icons.json").read_text("utf-8"))
    return codes


class Lettered(Said, Label):
    """Words in one of the house's weights.

    base     size in layout pixels at text step 1.
    weight   400 to 800.
    ink      its colour; empty means the theme's ink. Pages set this and never `color`, which follows theme and ink
             alike: set from two places, it would keep whichever spoke last.
    """

    weight = NumericProperty(400)
    base = NumericProperty(32)
    ink = ListProperty([])


class Text(Lettered):
    """Words that wrap in their width and are as high as they need."""


class OneLine(Lettered):
    """Words on one line, as wide as they are."""


class RichText(Text):
    """Text in which **such words** stand out in bold."""

    rich = StringProperty("")
    bold_weight = NumericProperty(700)

    def on_rich(self, _widget: object, rich: str) -> None:
        """Turn the marks into the bold face."""
        marked = BOLD.sub(rf"[font=sans{int(self.bold_weight)}]\1[/font]", escape_markup(rich))
        self.text = marked

    def plain(self) -> str:
        """The words without marks, as they are said."""
        return str(self.rich).replace("**", "")


class Icon(Label):
    """One picture of the icon font."""

    icon = StringProperty("")
    base = NumericProperty(52)
    ink = ListProperty([])
    outline = BooleanProperty(False)

    def glyph(self, name: str) -> str:
        """The character of this icon; an unknown name is a mistake of ours or of the content checks."""
        return chr(icon_codes()[name]) if name else ""
