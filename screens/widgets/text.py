"""Written words and icons, in the project's own fonts."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from kivy.core.text import Label as CoreLabel
from kivy.core.text import LabelBase
from kivy.graphics.texture import Texture
from kivy.properties import BooleanProperty, ListProperty, NumericProperty, StringProperty
from kivy.resources import resource_find
from kivy.uix.label import Label
from kivy.utils import escape_markup

from screens.fonts import ASSETS, faces
from screens.widgets.round_texture import sample_once
from screens.widgets.said import Said

BOLD = re.compile(r"\*\*(.+?)\*\*")


def register_fonts(assets: Path = ASSETS) -> tuple[str, ...]:
    """Name each face for Kivy: sans400 … sans800, icons, iconsOutline. Returns the files that are missing."""
    found = faces(assets, Path(resource_find("data/fonts/Roboto-Regular.ttf")))
    for name, file in found.files.items():
        LabelBase.register(name, str(file))
    return found.missing


@cache
def icon_codes(assets: Path = ASSETS) -> dict[str, int]:
    """Code point of every icon by its name."""
    try:
        codes: dict[str, int] = json.loads((assets / "icons" / "icons.json").read_text("utf-8"))
    except OSError:
        return {}
    return codes


class Sharp(Label):
    """Letters whose picture stands on whole dots, as Kivy's labels place it."""

    def on_texture(self, _widget: object, texture: Texture | None) -> None:
        """See sample_once."""
        sample_once(texture)


class Lettered(Said, Sharp):
    """Words in one of the house's weights.

    base     size in layout pixels at text step 1.
    weight   400 to 800.
    ink      its colour; empty means the theme's ink. Pages set this and never `color`, which follows theme and ink
             alike: set from two places, it would keep whichever spoke last.
    """

    weight = NumericProperty(400)
    base = NumericProperty(32)
    ink = ListProperty([])

    def forget(self) -> None:
        """A text that became empty leaves nothing behind: Kivy would keep its last lines and their picture."""
        if not self.text:
            self._label.texture = None
            self._label._cached_lines = []  # noqa: SLF001 -- Kivy has no way to ask for it


class Text(Lettered):
    """Words that wrap in their width and are as high as they need."""


class OneLine(Lettered):
    """Words on one line, as wide as they are."""


class Fitting(Lettered):
    """Words on one line where there is room for them, otherwise on several, and as large as they are.

    room           how wide they may become, in real pixels; 0: as wide as they are
    natural_width  on one line; longest_word: of that alone
    """

    room = NumericProperty(0)
    natural_width = NumericProperty(0)
    longest_word = NumericProperty(0)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for name in ("text", "font_name", "font_size", "room"):
            self.fbind(name, self._fit)
        self._fit()

    def _fit(self, *_: object) -> None:
        label = CoreLabel(font_name=self.font_name, font_size=self.font_size)
        self.natural_width = label.get_extents(self.text)[0] if self.text else 0
        self.longest_word = max((label.get_extents(word)[0] for word in self.text.split()), default=0)
        self.text_size = (self.room, None) if 0 < self.room < self.natural_width else (None, None)


class BigNumber(Lettered):
    """A number on one line, as large as its width lets it be, and no larger than `largest` real pixels."""

    largest = NumericProperty(100)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for name in ("text", "font_name", "width", "largest"):
            self.fbind(name, self._fit)
        self._fit()

    def _fit(self, *_: object) -> None:
        wide = CoreLabel(font_name=self.font_name, font_size=100).get_extents(self.text)[0] if self.text else 0
        self.font_size = int(min(self.largest, 100 * self.width / wide)) if wide and self.width > 0 else self.largest


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


class Icon(Sharp):
    """One picture of the icon font."""

    icon = StringProperty("")
    base = NumericProperty(52)
    ink = ListProperty([])
    outline = BooleanProperty(False)

    def glyph(self, name: str) -> str:
        """The character of this icon; none where the table of icons is missing."""
        codes = icon_codes()
        return chr(codes[name]) if name and codes else ""
