"""The hidden way to the staff pages: the mark in the header held for five seconds. No Kivy, only a rectangle.

Citizens are never asked to hold anything, so nothing else reacts to it; a visit before it ends.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from screens.touch import Box, distance

HELD_S = 5.0
# A finger that rests somewhat beside the mark means it.
AROUND_PX = 24.0


@dataclass
class Hold:
    """One finger on the mark; times are stopwatch seconds. A second finger is nobody's wish."""

    _touch: object = None
    _since_s: float = math.inf

    def down(self, touch: object, point: tuple[float, float], mark: Box, now_s: float) -> None:
        """A finger comes down somewhere."""
        if self._touch is None and distance(point, mark, below=AROUND_PX, side=AROUND_PX) is not None:
            self._touch, self._since_s = touch, now_s
        elif self._touch is not None:
            self._since_s = math.inf

    def up(self, touch: object) -> None:
        """It leaves."""
        if touch is self._touch or touch == self._touch:
            self._touch, self._since_s = None, math.inf

    def is_due(self, now_s: float) -> bool:
        """Whether it has rested long enough; true once."""
        if now_s - self._since_s < HELD_S:
            return False
        self._since_s = math.inf
        return True
