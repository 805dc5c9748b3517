"""Header, page and bar in one window, the sheet over them, and the one finger that presses things."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kivy.app import App
from kivy.graphics import Color, Mesh, Rectangle
from kivy.lang import Builder
from kivy.properties import ObjectProperty, StringProperty
from kivy.uix.anchorlayout import AnchorLayout
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.widget import Widget

from screens.frame import FrameState
from screens.sheet import SheetState
from screens.spoken_tree import visible
from screens.touch import Box
from screens.widgets.boxes import StateCard
from screens.widgets.said import Pressable

SHEET_KV = str(Path(__file__).with_name("sheet.kv"))
TOOTH_PX = 28
TOOTH_HEIGHT_PX = 12


class SawTooth(Widget):
    """The band below the header: one mesh of triangles; a plain bar in high contrast."""

    theme_name = StringProperty("")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bind(pos=self._draw, size=self._draw, theme_name=self._draw)

    def _draw(self, *_: object) -> None:
        theme = App.get_running_app().theme
        self.canvas.clear()
        with self.canvas:
            if theme.high_contrast:
                Color(*theme.gold)
                Rectangle(pos=(self.x, self.y + self.height - theme.px(6)), size=(self.width, theme.px(6)))
                return
            Color(*theme.red_deep)
            Rectangle(pos=self.pos, size=self.size)
            Color(*theme.gold)
            Mesh(
                vertices=self._teeth(theme.px(TOOTH_PX), theme.px(TOOTH_HEIGHT_PX)),
                indices=self._indices,
                mode="triangles",
            )

    def _teeth(self, step: float, height: float) -> list[float]:
        vertices: list[float] = []
        # Not self.right and self.top: Kivy renews those aliases only after this was called.
        x, right, top = self.x, self.x + self.width, self.y + self.height
        while x < right:
            for corner_x, corner_y in ((x, top), (x + step / 2, top - height), (x + step, top)):
                vertices += [corner_x, corner_y, 0, 0]
            x += step
        self._indices = list(range(len(vertices) // 4))
        return vertices


class SheetCard(StateCard):
    """The card of a sheet; never without one to show, so that its kv needs no guard."""

    state = ObjectProperty(SheetState("", "", ""), rebind=True)


class SheetLayer(AnchorLayout):
    """The veil and its card; taken out of the window while there is no sheet."""

    sheet = ObjectProperty(SheetState("", "", ""), rebind=True)


class Frame(BoxLayout):
    """Header, page and bottom bar."""

    state = ObjectProperty(FrameState(), rebind=True)


class PressableTarget:
    """A pressable widget as the finger sees it."""

    def __init__(self, widget: Pressable) -> None:
        self.widget = widget

    @property
    def enabled(self) -> bool:
        """Whether it can be pressed now."""
        return bool(self.widget.enabled)

    @property
    def pressed(self) -> bool:
        """Whether the finger is on it."""
        return bool(self.widget.pressed)

    @pressed.setter
    def pressed(self, pressed: bool) -> None:
        self.widget.pressed = pressed

    def box(self) -> Box:
        """Its rectangle in the window."""
        x, y = self.widget.to_window(*self.widget.pos)
        return x, y, self.widget.width, self.widget.height

    def release(self) -> None:
        """Press it."""
        self.widget.dispatch("on_release")


def targets(root: Widget) -> Iterator[PressableTarget]:
    """Everything below `root` that can be pressed and seen."""
    return (PressableTarget(widget) for widget in visible(root) if isinstance(widget, Pressable))


class Window(FloatLayout):
    """The whole panel: the frame, and a sheet over it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.frame = Frame()
        self.layer: SheetLayer | None = None
        self.over: Widget | None = None
        self.add_widget(self.frame)

    def show_page(self, page: Widget) -> None:
        """Put a page between header and bar."""
        holder = self.frame.ids.page
        if holder.children != [page]:
            holder.clear_widgets()
            holder.add_widget(page)

    def show_sheet(self, sheet: SheetState | None) -> None:
        """Lay a sheet over the page, or take it away."""
        if sheet is None:
            if self.layer is not None:
                self.remove_widget(self.layer)
                self.layer = None
            return
        if self.layer is None:
            if SHEET_KV not in Builder.files:
                Builder.load_file(SHEET_KV)  # not before somebody needs one
            self.layer = SheetLayer(sheet=sheet)
            self.add_widget(self.layer)
        self.layer.sheet = sheet

    def show_over(self, over: Widget | None, *, hides: bool) -> None:
        """Lay a page over everything, or take it away. hides: what is below belongs to somebody who may have left."""
        if over is not self.over:
            if self.over is not None:
                self.remove_widget(self.over)
            if over is not None:
                self.add_widget(over)
            self.over = over
        below = (self.frame.ids.page, *([self.layer] if self.layer is not None else []))
        for widget in below:
            widget.opacity = 0 if over is not None and hides else 1

    def mark_box(self) -> Box:
        """Where the house's mark is."""
        mark = self.frame.ids.mark
        x, y = mark.to_window(*mark.pos)
        return x, y, mark.width, mark.height

    @property
    def front(self) -> Widget:
        """What can be pressed and read: what lies over the page when there is something, otherwise all."""
        return self.over or self.layer or self.frame
