"""What a finger that looks and the keys of a keypad work with: the pieces in front, and the ring around one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kivy.graphics import Color, InstructionGroup, Line
from kivy.uix.widget import Widget

from screens.spoken_tree import visible
from screens.theme import Colour, Theme, contrast
from screens.touch import Box
from screens.widgets.frame import Window
from screens.widgets.said import Grounded, Pressable, Said

# Between a piece and its ring stays half a ring's width, so that its own border is not taken for the ring.
RING_PX = 6
CORNER_PX = 20
# WCAG 2.2, 1.4.11: what tells where one is stands out from what is beside it.
LEAST_CONTRAST = 3.0


class SaidPiece:
    """See Piece: a widget that has a name and something to say.

    name  the one it had when it was found: a row that shows something else by now is not this piece any more
    """

    def __init__(self, widget: Any) -> None:
        self.widget = widget
        self.name = str(widget.node_id)

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
        """See Piece; of one that a flow shows in part, that part."""
        left, bottom = self.widget.to_window(*self.widget.pos)
        top = bottom + self.widget.height
        for holder in holders(self.widget):
            if getattr(holder, "clips", False):
                bottom, top = max(bottom, holder.y), min(top, holder.y + holder.height)
        return left, bottom, self.widget.width, max(top - bottom, 0.0)

    def release(self) -> None:
        """See Piece."""
        self.widget.dispatch("on_release")


def pieces(front: Widget) -> list[SaidPiece]:
    """Everything in front that has a name, in reading order."""
    said = (widget for widget in visible(front) if isinstance(widget, Said))
    return [SaidPiece(widget) for widget in said if widget.node_id and widget.role]


def holders(widget: Any) -> list[Any]:
    """What a widget lies in, nearest first."""
    found: list[Any] = []
    while widget.parent is not None and widget.parent is not widget:  # a window is its own parent
        widget = widget.parent
        found.append(widget)
    return found


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring in pixels of the window.

    box     its outer edge
    casing  the colour of what the piece lies on, half as thick again on both sides: neighbours are near, and their
            edges would run into it
    """

    box: Box
    thick: float
    colour: Colour
    casing: Colour

    @property
    def middle(self) -> Box:
        """The middle of its line."""
        return wider(self.box, -self.thick / 2)


class FocusRing:
    """A ring on the panel, around one box or nowhere."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._group = InstructionGroup()
        self.drawn: Ring | None = None
        window.canvas.after.add(self._group)

    def show(self, piece: SaidPiece | None, theme: Theme) -> None:
        """Around this piece, or around nothing."""
        ring = ring_around(piece, self._window, theme) if piece is not None else None
        if ring == self.drawn:
            return
        self.drawn = ring
        self._group.clear()
        if ring is not None:
            corner = min(theme.px(CORNER_PX), *(side / 2 for side in ring.middle[2:]))
            for colour, width in ((ring.casing, ring.thick), (ring.colour, ring.thick / 2)):  # a line is twice as wide
                self._group.add(Color(*colour))
                self._group.add(Line(rounded_rectangle=(*ring.middle, corner), width=width))


def ring_around(piece: SaidPiece, window: Window, theme: Theme) -> Ring:
    """Around a piece; inside its edge where it is filled, for gold can hardly be seen on the page around it."""
    thick, own = theme.px(RING_PX), getattr(piece.widget, "ground", ())
    is_filled = not theme.high_contrast and is_seen(own) and contrast(theme.act, as_colour(own)) < LEAST_CONTRAST
    ground = as_colour(own) if is_filled else ground_below(piece.widget, window, theme)
    box = wider(piece.box(), -thick / 2 if is_filled else thick * 1.5)
    return Ring(within(box, window), thick, ring_colour(ground, theme), ground)


def ring_colour(ground: Colour, theme: Theme) -> Colour:
    """Indigo; gold on what is filled with indigo or red; whatever else stands out from a brand's own colours."""
    seen = (each for each in (theme.act, theme.gold, theme.on_act) if contrast(each, ground) >= LEAST_CONTRAST)
    return next(seen, theme.ink)


def ground_below(widget: Any, window: Window, theme: Theme) -> Colour:
    """The colour a widget lies on."""
    header = window.frame.ids.mark.parent
    for holder in holders(widget):
        if holder is header:
            return theme.header
        if isinstance(holder, Grounded) and is_seen(holder.ground):
            return as_colour(holder.ground)
    return theme.paper


def is_seen(ground: Any) -> bool:
    """Whether there is a ground."""
    return len(ground) == 4 and ground[3] > 0


def as_colour(ground: Any) -> Colour:
    """A property's list as a colour of the theme."""
    red, green, blue, opacity = ground
    return red, green, blue, opacity


def wider(box: Box, by: float) -> Box:
    """A box whose every edge lies further out."""
    left, bottom, width, height = box
    return left - by, bottom - by, width + 2 * by, height + 2 * by


def within(box: Box, window: Widget) -> Box:
    """As much of a box as lies on the panel."""
    left, bottom = max(box[0], 0.0), max(box[1], 0.0)
    right, top = min(box[0] + box[2], window.width), min(box[1] + box[3], window.height)
    return left, bottom, right - left, top - bottom
