"""Goes through pages with the keys of a keypad in a real window: a process of its own, for Kivy's sake.

python tests/ring_in_a_window.py OUT_FILE < JSON list of walks (see tests/walks.py)

Writes what is wrong with the order of the pieces, the ring around each, and what ✓ presses.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from screens.gallery import Shot, pose
from screens.theme import Colour, contrast
from tests.walk_screens import Walker

from screens.photographer import picture  # isort: skip -- Kivy is told of its window first
from screens.widgets.by_ear import ByEar  # isort: skip
from screens.widgets.focus_ring import SaidPiece, pieces  # isort: skip
from screens.widgets.said import Pressable  # isort: skip

# What the design asks for: 6 px, as far from the piece again as half of it, in layout pixels.
THICK_PX, GAP_PX = 6.0, 3.0
LEAST_CONTRAST = 3.0
ONE_PIXEL = 1.01
KEYS_A_PRESS, PAGES_A_PICTURE = 6, 3
Box = tuple[float, float, float, float]


class RingWalker(Walker):
    """Somebody with a keypad on every page."""

    def look(self, walk: dict[str, Any], screen: Any, sample: str, language: Any) -> None:
        """One sample: once round it, both ways."""
        self.terminal.situation = replace(self.terminal.situation, faulty=False)
        where = walk.get("theme", "light"), self.orientation, walk.get("step", 1), walk.get("low", False)
        shot = Shot(screen, sample, language, *where)
        pose(self.terminal, shot)
        self.terminal.preferences = replace(self.terminal.preferences, speech=True)
        self.terminal.on_key = self._keyed
        self._by_ear = None
        self.follow()
        self.settle()
        self.pages[screen].begin()
        self.fit()
        self.seen += 1
        name = f"{walk['panel'][0]}x{walk['panel'][1]} {shot.name.removesuffix('.png')}"
        found = Round(self).faults() if pieces(self.window.front) else ()
        self.found += [{"where": name, "what": what} for what in found]


class Round:
    """One page, all the way round."""

    def __init__(self, app: RingWalker) -> None:
        self.app = app
        self.there = pieces(app.window.front)
        self.names = [piece.name for piece in self.there]

    @property
    def by_ear(self) -> ByEar:
        """The keypad's side of the window."""
        return self.app.by_ear

    def key(self, key: Any) -> str:
        """A key of the keypad; what is in focus then."""
        self.app.terminal.keyed(key)
        return self.by_ear.focus.name if self.by_ear.focus is not None else ""

    def faults(self) -> Iterator[str]:
        """What is wrong."""
        yield from self.out_of_order()
        titles = [piece.name for piece in self.there if piece.is_title]
        start = self.key("down")
        if start != (titles or self.names)[0]:
            yield f"begins at {start}"
            return
        at = self.names.index(start)
        for expected in [*self.names[at + 1 :], *self.names[: at + 1]]:
            if (went := self.key("down")) != expected:
                yield f"goes to {went}, not {expected}"
            yield from self.stop()
        yield from self.other_ways(start)
        if self.app.seen % PAGES_A_PICTURE == 1:
            yield from self.painted()

    def out_of_order(self) -> Iterator[str]:
        """Whoever reads goes down, or to the right, or to the head of the next column."""
        rects = [self.rect(piece) for piece in self.there]
        for nth, (piece, box) in enumerate(zip(self.there, rects, strict=True)):
            for later, its in zip(self.there[nth + 1 :], rects[nth + 1 :], strict=True):
                if is_above(its, box) or is_left(its, box):
                    yield f"{later.name} comes after {piece.name}"

    def rect(self, piece: SaidPiece) -> Box:
        """Left, top, right and bottom, from above."""
        left, bottom, width, height = piece.box()
        return left, self.app.window.height - bottom - height, left + width, self.app.window.height - bottom

    def stop(self) -> Iterator[str]:
        """The ring around what is in focus, and what ✓ presses there."""
        focus = self.by_ear.focus
        if focus is None:
            yield "the focus is lost"
            return
        yield from (f"the ring around {focus.name} {what}" for what in self.ring(focus))
        # A keyboard's keys are one another's like, and there are many.
        if focus.widget.role != "key" or self.names.index(focus.name) % KEYS_A_PRESS == 0:
            yield from (f"✓ on {focus.name} presses {what}" for what in self.presses(focus))

    def other_ways(self, start: str) -> Iterator[str]:
        """↑ leads back, → through what can be pressed and round."""
        before = self.names[self.names.index(start) - 1]
        if (self.key("up"), self.key("down")) != (before, start):
            yield f"does not come back to {start} by way of {before}"
        can = [piece.name for piece in self.there if piece.can_be_pressed]
        if can and sorted(self.key("right") for _ in can) != sorted(can):
            yield f"→ does not go once through {can}"

    # The ring

    def ring(self, focus: SaidPiece) -> Iterator[str]:
        """Where it is, how thick, and how well it can be seen."""
        ring, theme, window = self.by_ear.ring, self.app.theme, self.app.window
        if ring is None:
            yield "is not there"
            return
        left, bottom, width, height = ring.box
        if left < 0 or bottom < 0 or left + width > window.width or bottom + height > window.height:
            yield "leaves the panel"
        if abs(ring.thick - theme.px(THICK_PX)) > 0:
            yield f"is {ring.thick} px"
        gaps = [abs(gap) for gap in self.gaps(focus, ring.box)]
        if max(gaps) > theme.px(GAP_PX + THICK_PX) + ONE_PIXEL:
            yield f"is {gaps} px off"
        if contrast(ring.colour, ring.casing) < LEAST_CONTRAST:
            yield f"stands out {contrast(ring.colour, ring.casing):.1f} times only"

    def gaps(self, focus: SaidPiece, box: Box) -> Iterator[float]:
        """How far its outer edge is from the widget's, on every side that lies on the panel."""
        x, y = focus.widget.to_window(*focus.widget.pos)
        its = x, y, x + focus.widget.width, y + focus.widget.height
        outer = box[0], box[1], box[0] + box[2], box[1] + box[3]
        return (one - other for one, other in zip(outer, its, strict=True))

    def painted(self) -> Iterator[str]:
        """What is on the glass is what was told: inwards from the left edge casing, ring, casing, and no more ring."""
        name, ring = self.key("right"), self.by_ear.ring
        if ring is None:
            return
        pixels: Any = picture(self.app.window).load()
        left, thick = ring.box[0], ring.thick
        down = round(self.app.window.height - 1 - ring.box[1] - ring.box[3] / 2)
        seen = [pixels[round(left + at * thick), down] for at in (-0.25, 0.25, 0.75, 1.25)]
        expected = [dot(each) for each in (ring.casing, ring.colour, ring.colour, ring.casing)]
        if seen != expected:
            yield f"the ring around {name} is painted {seen}, not {expected}"

    # ✓

    def presses(self, focus: SaidPiece) -> Iterator[str]:
        """What it presses, unless that is exactly what is in focus."""
        pressed: list[str] = []

        def note(widget: Any) -> bool:
            pressed.append(widget.node_id)
            return True  # and nothing comes of it

        targets = [piece.widget for piece in self.there if isinstance(piece.widget, Pressable)]
        for widget in targets:
            widget.bind(on_release=note)
        self.key("ok")
        for widget in targets:
            widget.unbind(on_release=note)
        expected = [focus.name] if focus.can_be_pressed else []
        if pressed != expected:
            yield f"{pressed}, not {expected}"


def dot(colour: Colour) -> tuple[int, ...]:
    """A colour as pictures have it."""
    return tuple(round(part * 255) for part in colour[:3])


def is_above(its: Box, box: Box) -> bool:
    """Whether something lies above something else in the same column."""
    return its[3] <= box[1] + 1 and min(its[2], box[2]) - max(its[0], box[0]) > 1


def is_left(its: Box, box: Box) -> bool:
    """Whether something lies left of something else on the same line."""
    return its[2] <= box[0] + 1 and abs(its[1] - box[1]) <= 1 and abs(its[3] - box[3]) <= 1


if __name__ == "__main__":
    walker = RingWalker(json.load(sys.stdin), Path(sys.argv[1]))
    walker.run()
    if walker.fault is not None:
        raise walker.fault
