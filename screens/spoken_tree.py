"""The semantic tree of the page in front: who cannot see the pixels reads this.

Plain Python over anything that has children, a position and the attributes of `Said`; used by speech, keypad,
support and tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

EDGE_PX = 1.0


@dataclass(frozen=True, slots=True)
class Node:
    """One control or text: `rect` is left, top, width, height in pixels from the window's top left."""

    id: str
    role: str
    say: str
    text: str
    rect: tuple[int, int, int, int]
    enabled: bool
    private: bool

    def as_json(self) -> dict[str, Any]:
        """The node as the inspection socket sends it."""
        return asdict(self)


def nodes(root: Any, window_height: float) -> Iterator[Node]:
    """All declared nodes below `root` that can be seen, in reading order."""
    for widget in visible(root):
        # A card hands its id on to the text inside; only what also has a role is a node itself.
        if getattr(widget, "node_id", "") and getattr(widget, "role", ""):
            yield _node(widget, window_height)


def visible(root: Any, window: tuple[float, float] | None = None) -> Iterator[Any]:
    """`root` and what is below it, parents first, left out what is hidden.

    window  lower and upper edge of a flow that shows a part of itself only; what lies outside is hidden too
    """
    if root.opacity == 0 or root.width <= 0 or root.height <= 0:
        return
    if window is not None:
        if root.y + root.height <= window[0] + EDGE_PX or root.y >= window[1] - EDGE_PX:
            return
        if root.y >= window[0] - EDGE_PX and root.y + root.height <= window[1] + EDGE_PX:
            window = None  # all of it is inside
    yield root
    if getattr(root, "clips", False):
        window = root.y, root.y + root.height
    for child in reversed(root.children):  # Kivy keeps the last one first
        yield from visible(child, window)


def _node(widget: Any, window_height: float) -> Node:
    text = widget.plain() if hasattr(widget, "plain") else widget.text
    left, bottom = widget.to_window(*widget.pos)
    rect = (round(left), round(window_height - bottom - widget.height), round(widget.width), round(widget.height))
    return Node(widget.node_id, widget.role, widget.say or text, text, rect, widget.enabled, widget.private)
