"""A field that shows where to put the finger next: the cross of the touch test."""

from __future__ import annotations

from typing import Any

from kivy.app import App
from kivy.graphics import Color, Line
from kivy.properties import ObjectProperty, StringProperty

from screens.widgets.boxes import PressableAnchor

ARM_PX = 46
RING_PX = 26
WIDTH_PX = 6


class TouchField(PressableAnchor):
    """Pressed anywhere; `target` is where the cross stands, as parts of its width and height from its lower left."""

    target = ObjectProperty((0.5, 0.5))
    theme_name = StringProperty("")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bind(pos=self._draw, size=self._draw, target=self._draw, theme_name=self._draw)

    def _draw(self, *_: object) -> None:
        theme = App.get_running_app().theme
        x, y = self.x + self.target[0] * self.width, self.y + self.target[1] * self.height
        arm, width = theme.px(ARM_PX), theme.px(WIDTH_PX) / 2
        self.canvas.after.clear()
        with self.canvas.after:
            Color(*theme.act)
            Line(points=(x - arm, y, x + arm, y), width=width, cap="none")
            Line(points=(x, y - arm, x, y + arm), width=width, cap="none")
            Line(circle=(x, y, theme.px(RING_PX)), width=width)
