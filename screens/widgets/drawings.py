"""The house's own pictures as lists of shapes, drawn sharp at every size and in every theme.

A shape: what, colour (a role of the theme or #RRGGBB, with opacity), and numbers in the design's own box, y down.
"""

from __future__ import annotations

from typing import Any

from kivy.app import App
from kivy.graphics import BorderImage, Color, Ellipse, Line, Rectangle, Triangle
from kivy.properties import DictProperty, ObjectProperty, StringProperty
from kivy.uix.widget import Widget

from screens.theme import colour
from screens.widgets.round_texture import box_corner, round_texture

Shape = tuple[Any, ...]

MARK: tuple[Shape, ...] = (
    ("rect", "mark_ground", 1, 0, 0, 104, 104, 24),
    ("rect", "mark", 1, 26, 46, 52, 38, 0),
    ("circle", "mark", 1, 52, 46, 26),
    ("rect", "mark_ground", 1, 40, 48, 24, 36, 0),
    ("circle", "mark_ground", 1, 52, 48, 12),
    ("rect", "mark", 1, 18, 82, 68, 8, 4),
)
BARS = ((132, 6), (142, 3), (149, 9), (162, 4), (170, 3), (177, 7), (188, 4), (197, 10), (211, 3), (218, 6), (228, 3),
        (236, 9), (249, 4), (257, 3))  # fmt: skip
ARROWS: dict[str, tuple[tuple[float, float], ...]] = {
    "below": ((60, 84), (60, 168), (36, 144), (84, 144)),
    "left": ((90, 126), (6, 126), (30, 102), (30, 150)),
    "right": ((6, 126), (90, 126), (66, 102), (66, 150)),
}
ARROWS["beside"] = ARROWS["right"]


def _arrow(side: str) -> tuple[Shape, ...]:
    start, tip, one, other = ARROWS[side]
    return (("stroke", "act", 1, 12, *start, *tip), ("stroke", "act", 1, 12, *one, *tip, *other))


def scan(side: str = "below") -> tuple[Shape, ...]:
    """A receipt held over the scanner, and an arrow to where the real one is."""
    return (
        ("rect", "#D8CDBB", 1, 104, 10, 192, 214, 12),
        ("rect", "#FFFFFF", 1, 107, 13, 186, 208, 9),
        ("rect", "#8A1A1E", 1, 132, 34, 136, 12, 6),
        ("rect", "#A99D8D", 1, 132, 58, 100, 9, 4.5),
        ("rect", "#A99D8D", 1, 132, 78, 120, 9, 4.5),
        *(("rect", "#1F1A17", 1, x, 112, width, 62, 0) for x, width in BARS),
        ("rect", "#A99D8D", 1, 132, 186, 136, 9, 4.5),
        ("triangle", "#D3222A", 0.16, 104, 224, 124, 143, 276, 143),
        ("triangle", "#D3222A", 0.16, 104, 224, 276, 143, 296, 224),
        ("rect", "#D3222A", 1, 120, 140, 160, 5, 2.5),
        ("rect", "scanner", 1, 34, 222, 332, 78, 22),
        ("rect", "slot", 1, 84, 240, 232, 24, 12),
        ("rect", "#D3222A", 1, 112, 247, 188, 6, 3),
        ("circle", "#5BD67F", 1, 338, 252, 8),
        *_arrow(side),
    )


CARD: tuple[Shape, ...] = (
    ("rect", "#8FA9BA", 1, 0, 0, 330, 214, 21),
    ("rect", "#DCE9F2", 1, 3, 3, 324, 208, 18),
    ("rect", "#B4544F", 1, 24, 24, 160, 14, 7),
    ("rect", "#9DB8C9", 1, 24, 66, 84, 110, 10),
    ("circle", "#DCE9F2", 1, 66, 104, 20),
    ("half", "#DCE9F2", 1, 66, 172, 32),
    *(("rect", "#9DB8C9", 1, 126, y, width, 12, 6) for y, width in ((72, 110), (98, 140), (124, 90), (150, 130))),
    ("rect", "#1F1A17", 1, 254, 24, 52, 52, 4),
    *(("rect", "#DCE9F2", 1, x, y, 14, 14, 0) for x, y in ((262, 32), (284, 32), (262, 54))),
)
RECEIPT: tuple[Shape, ...] = (
    ("rect", "line", 1, 0, 0, 300, 150, 14),
    ("rect", "#FFFFFF", 1, 3, 3, 294, 144, 11),
    *(("rect", "#1F1A17", 1, 40 + 8.8 * i, 22, 3 + (i * 7 % 4), 58, 0) for i in range(25)),
    ("frame", "#8A1A1E", 1, 34, 90, 232, 42, 8, 4),
)
PARTS = {"scanner": "#2B3442", "slot": "#10161F"}
PARTS_ON_BLACK = {"scanner": "#FFFFFF", "slot": "#000000", "#D3222A": "#FF4B3E"}


class Drawing(Widget):
    """Draws a list of shapes of a design box into its own size, keeping the proportions.

    shapes    the list; `box` is its width and height, such as {"width": 400, "height": 310}.
    """

    shapes = ObjectProperty(())
    box = DictProperty({"width": 104, "height": 104})
    theme_name = StringProperty("")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bind(pos=self._draw, size=self._draw, shapes=self._draw, theme_name=self._draw)
        self._draw()

    def _draw(self, *_: object) -> None:
        self.canvas.clear()
        scale = min(self.width / self.box["width"], self.height / self.box["height"])
        with self.canvas:
            for kind, name, opacity, *numbers in self.shapes:
                red, green, blue, _alpha = self._colour(name)
                Color(red, green, blue, opacity)
                self._shape(kind, numbers, scale)

    def _colour(self, name: str) -> tuple[float, float, float, float]:
        theme = App.get_running_app().theme
        parts = PARTS_ON_BLACK if theme.name == "light_on_black" else PARTS
        name = parts.get(name, name)
        found = colour(name) if name.startswith("#") else getattr(theme, name)
        return found[0], found[1], found[2], found[3]

    def _shape(self, kind: str, numbers: list[float], scale: float) -> None:
        match kind:
            case "rect":
                x, y, width, height, radius = numbers
                where = {"pos": self._at(x, y + height, scale), "size": (width * scale, height * scale)}
                if radius:
                    BorderImage(texture=round_texture(radius * scale), border=box_corner(radius * scale), **where)
                else:
                    Rectangle(**where)
            case "circle":
                x, y, radius = numbers
                around = {"pos": self._at(x - radius, y + radius, scale), "size": (2 * radius * scale,) * 2}
                BorderImage(texture=round_texture(radius * scale), border=box_corner(radius * scale), **around)
            case "half":
                x, y, radius = numbers
                Ellipse(
                    pos=self._at(x - radius, y + radius, scale),
                    size=(2 * radius * scale,) * 2,
                    angle_start=-90,
                    angle_end=90,
                )
            case "triangle":
                Triangle(points=self._points(numbers, scale))
            case "stroke":
                width, *points = numbers
                Line(points=self._points(points, scale), width=width * scale / 2, cap="round", joint="round")
            case "frame":
                x, y, width, height, radius, stroke = numbers
                left, bottom = self._at(x, y + height, scale)
                Line(
                    rounded_rectangle=(left, bottom, width * scale, height * scale, radius * scale),
                    width=stroke * scale / 2,
                )

    def _points(self, numbers: list[float], scale: float) -> list[float]:
        return [part for i in range(0, len(numbers), 2) for part in self._at(numbers[i], numbers[i + 1], scale)]

    def _at(self, x: float, y: float, scale: float) -> tuple[float, float]:
        return self.x + x * scale, self.y + (self.box["height"] - y) * scale
