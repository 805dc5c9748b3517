"""A QR code, drawn module by module so that it is sharp at every size."""

from __future__ import annotations

import math
from typing import Any

from kivy.graphics import Color, Rectangle
from kivy.properties import StringProperty
from kivy.uix.widget import Widget

QUIET_MODULES = 4


def modules(content: str) -> list[list[bool]]:
    """Rows of dark (True) and light modules, level M, without the quiet zone."""
    import segno  # noqa: PLC0415 -- 50 ms that the first picture can do without

    return [
        [bool(module) for module in row]
        for row in segno.make(content, error="m", micro=False, boost_error=False).matrix
    ]


class QrCode(Widget):
    """The code of `content` with its white quiet zone; nothing while it is empty."""

    content = StringProperty("")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bind(content=self._draw, pos=self._draw, size=self._draw)

    def _draw(self, *_: object) -> None:
        self.canvas.clear()
        if not self.content or self.width <= 0:
            return
        rows = modules(self.content)
        step = math.floor(min(self.size) / (len(rows) + 2 * QUIET_MODULES))  # whole pixels: blurred modules do not scan
        side = step * len(rows)
        left, top = self.x + (self.width - side) / 2, self.y + (self.height + side) / 2
        with self.canvas:
            Color(1, 1, 1)
            Rectangle(pos=self.pos, size=self.size)
            Color(0, 0, 0)
            for y, row in enumerate(rows):
                for x, length in _runs(row):
                    Rectangle(pos=(left + x * step, top - (y + 1) * step), size=(length * step, step))


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where dark runs begin and how long they are."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            found.append((start, x - start))
            start = None
    return found
