"""Rectangles on a page: how far apart, how deep in each other."""

from __future__ import annotations

from typing import TypeAlias

Rect: TypeAlias = tuple[float, float, float, float]
"""Left, top, width, height."""


def apart(one: Rect, other: Rect) -> float:
    """How far two rectangles are from each other along the nearer side; negative when they overlap."""
    across = max(one[0], other[0]) - min(one[0] + one[2], other[0] + other[2])
    down = max(one[1], other[1]) - min(one[1] + one[3], other[1] + other[3])
    return max(across, down)


def inked(node_id: str, rect: Rect) -> Rect:
    """Where a node's ink can be: a number as high as a hand keeps a quarter of its line free above and below."""
    left, top, width, height = rect
    if node_id == "number":
        return left, top + 0.24 * height, width, 0.55 * height
    return left, top, width, height


def overlap(one: Rect, other: Rect) -> float:
    """How deep two rectangles lie in each other; nothing when one holds the other whole, as a card holds its words."""
    if holds(one, other) or holds(other, one):
        return 0.0
    return max(-apart(one, other), 0.0)


def holds(outer: Rect, inner: Rect) -> bool:
    inside = inner[0] >= outer[0] - 1 and inner[0] + inner[2] <= outer[0] + outer[2] + 1
    return inside and inner[1] >= outer[1] - 1 and inner[1] + inner[3] <= outer[1] + outer[3] + 1
