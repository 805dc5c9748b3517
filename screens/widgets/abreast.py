"""Things side by side where each has room for its words on one line, otherwise below each other."""

from __future__ import annotations

from typing import Any

from kivy.app import App
from kivy.properties import NumericProperty
from kivy.uix.layout import Layout
from kivy.uix.widget import Widget

from screens.theme import Theme


class Abreast(Layout):
    """A row that becomes a column. Children stand in equal shares and keep their own height; hidden ones take no room.

    spacing         between them, in real pixels
    least           layout pixels each needs at text step 1; besides, a child's `natural_width` is what its words need
    minimum_height  what it needs; kv gives it that
    """

    spacing = NumericProperty(0)
    least = NumericProperty(0)
    minimum_height = NumericProperty(0)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.is_row = True
        for name in ("size", "pos", "children", "spacing", "least"):
            self.fbind(name, self._trigger_layout)

    def add_widget(self, widget: Widget, *args: Any, **kwargs: Any) -> None:
        """Follow what it needs, too."""
        for name in ("natural_width", "opacity"):
            if hasattr(widget, name):
                widget.fbind(name, self._trigger_layout)
        super().add_widget(widget, *args, **kwargs)

    def do_layout(self, *_: object) -> None:
        """See kivy.uix.layout."""
        shown = [child for child in reversed(self.children) if child.opacity]
        share = (self.width - self.spacing * (len(shown) - 1)) / max(len(shown), 1)
        is_row = self.is_row = all(self._needs(child) <= share for child in shown)
        for child in shown:
            child.size_hint = None, None
            child.width = share if is_row else self.width
        heights = [child.height for child in shown]
        down = sum(heights) + self.spacing * max(len(shown) - 1, 0)
        self.minimum_height = max(heights, default=0) if is_row else down
        x, top = self.x, self.y + self.height
        for child in shown:
            child.pos = x, top - child.height
            if is_row:
                x += share + self.spacing
            else:
                top -= child.height + self.spacing

    def _needs(self, child: Widget) -> float:
        theme: Theme = App.get_running_app().theme
        return max(float(getattr(child, "natural_width", 0)), theme.px(self.least * theme.text_factor))
