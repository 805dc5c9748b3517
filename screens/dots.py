"""The dots of a panel. No Kivy."""

from __future__ import annotations


def on_dots(x: float, y: float, width: float, height: float) -> tuple[tuple[int, int], tuple[int, int]]:
    """Position and size of a box on whole dots: no edge moves by more than half a dot, and all are equally sharp."""
    left, bottom = round(x), round(y)
    return (left, bottom), (round(x + width) - left, round(y + height) - bottom)
