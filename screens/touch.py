"""One finger on the glass: what it presses, and when that counts.

Act on release inside the hit area; 400 ms of dead time after the page changes; a second finger is ignored. Touches
land below their target, more so low on the screen, and outward at the sides: the hit area is therefore larger than
the box, cut at the middle of the gap to a neighbour (by taking the nearest). No Kivy here, only rectangles.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

BELOW_MM = 6.0
SIDE_MM = 2.0
DEAD_TIME_S = 0.4

Box = tuple[float, float, float, float]  # left, bottom, width, height; y upwards


class Target(Protocol):
    """What can be pressed: a widget, or a stand-in in tests."""

    pressed: bool

    @property
    def enabled(self) -> bool:
        """Whether it can be pressed now."""

    def box(self) -> Box:
        """Its rectangle on the panel."""

    def release(self) -> None:
        """Do what pressing it does."""


def distance(point: tuple[float, float], box: Box, *, below: float, side: float) -> float | None:
    """How far a point is outside a box, 0 inside; None when it is outside its hit area too."""
    aside, under, over = _outside(point, box)
    if aside > side or under > below or over > 0:
        return None
    return aside + under


def _outside(point: tuple[float, float], box: Box) -> tuple[float, float, float]:
    x, y = point
    left, bottom, width, height = box
    return max(left - x, x - (left + width), 0.0), max(bottom - y, 0.0), max(y - (bottom + height), 0.0)


@dataclass
class Finger:
    """The first finger on the glass; `px_per_mm` says how large the glass is.

    point  where it came down last, in pixels from the lower left
    """

    px_per_mm: float
    dead_until_s: float = 0.0
    point: tuple[float, float] = (0.0, 0.0)
    _held: Target | None = field(default=None, repr=False)
    _touch: object = field(default=None, repr=False)

    def page_changed(self, now_s: float) -> None:
        """A new page came up: what the finger does in the next moment was meant for the old one."""
        self.dead_until_s = now_s + DEAD_TIME_S
        self._let_go()

    def down(self, touch: object, point: tuple[float, float], targets: Iterable[Target], now_s: float) -> bool:
        """A finger comes down; True when it holds something."""
        if self._touch is not None or now_s < self.dead_until_s:
            return False
        target = self._under(point, targets)
        if target is None or not target.enabled:
            return False
        self._held, self._touch, self.point = target, touch, point
        target.pressed = True
        return True

    def up(self, touch: object, point: tuple[float, float]) -> bool:
        """The finger leaves; what it held acts if it is still under it. True when something acted."""
        if touch is not self._touch or self._held is None:
            return False
        held = self._held
        inside = self._distance(point, held) is not None
        self._let_go()
        if inside and held.enabled:
            held.release()
        return inside

    def _under(self, point: tuple[float, float], targets: Iterable[Target]) -> Target | None:
        nearest = min(targets, key=lambda target: sum(_outside(point, target.box())), default=None)
        return nearest if nearest is not None and self._distance(point, nearest) is not None else None

    def _distance(self, point: tuple[float, float], target: Target) -> float | None:
        return distance(point, target.box(), below=BELOW_MM * self.px_per_mm, side=SIDE_MM * self.px_per_mm)

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.pressed = False
        self._held = self._touch = None
