"""Full speech: a finger or keys look for something, hear what it is, and press it only then. No Kivy.

With a finger: whatever it comes down on or slides over is said; a second tap presses what was said last. With keys:
↑ and ↓ go through everything that can be read, ← and → through what can be pressed, ✓ presses.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

from screens.touch import DEAD_TIME_S, Box

Arrow: TypeAlias = Literal["up", "down", "left", "right"]
# A second tap anywhere within this time presses; later it does so on the same piece only, so that whoever goes on
# looking does not press what they have left.
SECOND_TAP_S = 1.5
# A finger that moves further than this slides: it looks, and presses nothing.
SLIDE_MM = 8.0
# However a touch was lost on its way, another finger is heard after this.
LONGEST_TOUCH_S = 10.0


class Piece(Protocol):
    """A text or control in front: a widget, or a stand-in in tests."""

    @property
    def name(self) -> str:
        """Its own name on its screen."""

    @property
    def is_title(self) -> bool:
        """Whether reading begins with it."""

    @property
    def can_be_pressed(self) -> bool:
        """Whether pressing it does something now."""

    def box(self) -> Box:
        """Its rectangle on the panel."""

    def release(self) -> None:
        """Do what pressing it does."""


def under(point: tuple[float, float], pieces: Sequence[Piece]) -> Piece | None:
    """The smallest piece at a point: a text in a card rather than the card."""
    x, y = point
    here = [
        (width * height, nth, piece)
        for nth, piece in enumerate(pieces)
        for left, bottom, width, height in (piece.box(),)
        if left <= x <= left + width and bottom <= y <= bottom + height
    ]
    return min(here)[2] if here else None


def next_piece(pieces: Sequence[Piece], focus: str, arrow: Arrow) -> Piece | None:
    """Where an arrow leads from here; past the end it begins anew, and without a focus at the title."""
    aside = arrow in ("left", "right")
    choice = [piece for piece in pieces if piece.can_be_pressed or not aside]
    if not choice:
        return None
    names = [piece.name for piece in pieces]
    if focus not in names:
        return next((piece for piece in choice if piece.is_title), choice[0])
    here, step = names.index(focus), 1 if arrow in ("down", "right") else -1
    ring = [*pieces[here + 1 :], *pieces[: here + 1]] if step > 0 else [*pieces[:here][::-1], *pieces[here:][::-1]]
    return next(piece for piece in ring if piece in choice)


@dataclass
class Explorer:
    """One finger that looks; px_per_mm: how large the glass is; say: tell what is under it."""

    px_per_mm: float
    say: Callable[[Piece], None]
    focus: Piece | None = field(default=None, repr=False)
    _touch: object = field(default=None, repr=False)
    _from: tuple[float, float] = (0.0, 0.0)
    _down_s: float = -math.inf
    _up_s: float = -math.inf
    _dead_until_s: float = -math.inf
    _is_second: bool = False

    def page_changed(self, now_s: float) -> None:
        """What was looked at is gone, and the finger that is down was meant for it."""
        self.focus = self._touch = None
        self._up_s, self._dead_until_s = -math.inf, now_s + DEAD_TIME_S

    def down(self, touch: object, point: tuple[float, float], pieces: Sequence[Piece], now_s: float) -> None:
        """A finger comes down; another one beside it is not heard."""
        if now_s < self._dead_until_s or (self._touch is not None and now_s - self._down_s < LONGEST_TOUCH_S):
            return
        self._touch, self._from, self._down_s = touch, point, now_s
        here, focus = under(point, pieces), self.focus
        is_same = here is not None and focus is not None and here.name == focus.name
        self._is_second = focus is not None and (is_same or now_s - self._up_s <= SECOND_TAP_S)
        if not self._is_second:
            self._look(here)

    def move(self, touch: object, point: tuple[float, float], pieces: Sequence[Piece]) -> None:
        """It slides."""
        if touch is not self._touch:
            return
        if math.dist(point, self._from) > SLIDE_MM * self.px_per_mm:
            self._is_second = False
        if not self._is_second:
            self._look(under(point, pieces))

    def up(self, touch: object, now_s: float) -> bool:
        """It leaves; a second tap presses what was said. True when something was pressed."""
        if touch is not self._touch or self._touch is None:
            return False
        self._touch, self._up_s = None, now_s
        if not self._is_second:
            return False
        self._up_s = -math.inf  # a third tap is a first one again
        return self.press()

    def press(self) -> bool:
        """Press what is in focus. True when it could be."""
        if self.focus is None or not self.focus.can_be_pressed:
            return False
        self.focus.release()
        return True

    def go(self, arrow: Arrow, pieces: Sequence[Piece]) -> None:
        """A key leads on."""
        found = next_piece(pieces, self.focus.name if self.focus is not None else "", arrow)
        if found is not None:
            self.focus = found
            self.say(found)

    def _look(self, here: Piece | None) -> None:
        if here is not None and (self.focus is None or here.name != self.focus.name):
            self.focus = here
            self.say(here)
