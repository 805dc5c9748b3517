"""What a finger that looks and the keys of a keypad work with: the pieces in front, and the ring around one of them."""

from __future__ import annotations

from typing import Any

from kivy.graphics import Color, InstructionGroup, Line
from kivy.uix.widget import Widget

from screens.spoken_tree import visible
from screens.theme import Colour, Theme
from screens.touch import Box
from screens.widgets.said import Pressable, Said

RING_PX = 6
CORNER_PX = 20


class SaidPiece:
    """See Piece: a widget that has a name and something to say."""

    def __init__(self, widget: Any) -> None:
        self.widget = widget

    @property
    def name(self) -> str:
        """See Piece."""
        return str(self.widget.node_id)

    @property
    def is_title(self) -> bool:
        """See Piece."""
        return bool(self.widget.role == "title")

    @property
    def can_be_pressed(self) -> bool:
        """See Piece."""
        return isinstance(self.widget, Pressable) and bool(self.widget.enabled)

    @property
    def said(self) -> str:
        """What is said of it."""
        written = self.widget.plain() if hasattr(self.widget, "plain") else self.widget.text
        return str(self.widget.say or written)

    @property
    def private(self) -> bool:
        """Whether only headphones may hear it."""
        return bool(self.widget.private)

    def box(self) -> Box:
        """See Piece."""
        x, y = self.widget.to_window(*self.widget.pos)
        return x, y, self.widget.width, self.widget.height

    def release(self) -> None:
        """See Piece."""
        self.widget.dispatch("on_release")


def pieces(front: Widget) -> list[SaidPiece]:
    """Everything in front that has a name, in reading order."""
    said = (widget for widget in visible(front) if isinstance(widget, Said))
    return [SaidPiece(widget) for widget in said if widget.node_id and widget.role]


class FocusRing:
    """A ring on the panel, around one box or nowhere."""

    def __init__(self, window: Widget) -> None:
        self._group = InstructionGroup()
        window.canvas.after.add(self._group)

    def show(self, piece: SaidPiece | None, theme: Theme) -> None:
        """Around this piece, or around nothing."""
        self._group.clear()
        if piece is None:
            return
        x, y, width, height = piece.box()
        thick, colour = theme.px(RING_PX), ring_colour(getattr(piece.widget, "ground", ()), theme)
        # Gold can be seen on what is filled, and hardly on the page around it.
        out = -thick if colour == theme.gold else thick
        box = (x - out, y - out, width + 2 * out, height + 2 * out, theme.px(CORNER_PX))
        self._group.add(Color(*colour))
        self._group.add(Line(rounded_rectangle=box, width=thick / 2))


def ring_colour(ground: Any, theme: Theme) -> Colour:
    """Gold on what is filled with indigo or red, indigo elsewhere; in high contrast that of what can be pressed."""
    filled = {tuple(theme.act), tuple(theme.act_pressed), tuple(theme.door2), tuple(theme.header)}
    return theme.gold if not theme.high_contrast and tuple(ground) in filled else theme.act
