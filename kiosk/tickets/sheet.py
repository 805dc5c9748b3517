"""The paper a slip is drawn for: its width, its letters, its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

from kiosk.tickets.layout import named_values
from kiosk.tickets.lettering import Lettering

WHITE, BLACK = 255, 0
Align = Literal["left", "centre", "right"]
Anchor = Literal["ls", "ms", "rs"]
ANCHORS: dict[Align, Anchor] = {"left": "ls", "centre": "ms", "right": "rs"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper of one width, in dots, and what may be written on it."""

    width: int
    margin: int
    letters: Lettering
    values: Mapping[str, str | None]
    is_english: bool

    @property
    def inner(self) -> int:
        """Dots between the margins."""
        return self.width - 2 * self.margin

    @property
    def halved(self) -> Sheet:
        """The same paper in dots of twice the size."""
        return replace(self, width=self.width // 2, margin=self.margin // 2)

    def filled(self, template: str) -> str | None:
        """A text with its values; None when there is none of a named one."""
        values = {name: self.values.get(name) for name in named_values(template)}
        return None if None in values.values() else template.format(**values)

    def english(self, template: str) -> str | None:
        """The same for a line that only readers of English get."""
        return (self.filled(template) or None) if self.is_english else None

    def strip(self, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
        """White paper of this width, and the pen."""
        picture = Image.new("L", (self.width, height), WHITE)
        return picture, ImageDraw.Draw(picture)

    def x_of(self, align: Align) -> int:
        """Where a line begins, has its middle or ends."""
        return {"left": self.margin, "centre": self.width // 2, "right": self.width - self.margin}[align]


@dataclass(frozen=True, slots=True)
class Lines:
    """Wrapped lines of one font: `pitch` dots from one to the next."""

    texts: tuple[str, ...]
    font: FreeTypeFont
    pitch: int

    @property
    def height(self) -> int:
        """Dots of all lines together."""
        return len(self.texts) * self.pitch

    def draw(self, pen: ImageDraw.ImageDraw, x: int, y: int, *, align: Align = "left", ink: int = BLACK) -> None:
        """Write them from the upper edge `y`; each line's letters stand in the middle of its pitch."""
        ascent, descent = self.font.getmetrics()
        baseline = y + (self.pitch - ascent - descent) // 2 + ascent
        for nth, text in enumerate(self.texts):
            pen.text((x, baseline + nth * self.pitch), text, fill=ink, font=self.font, anchor=ANCHORS[align])
