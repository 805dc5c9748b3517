"""What is wrong with the page in front: measured on the real widgets, told as one sentence each.

For processes that have a Kivy window; see tests/walk_screens.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

from kivy.core.text import Label as CoreLabel

from screens.spoken_tree import Node, nodes, visible
from screens.theme import Colour, Theme, contrast
from screens.widgets.said import Grounded, Pressable
from screens.widgets.text import Icon, Lettered
from tests.rects import Rect, apart, holds, inked, overlap

Thing = TypeVar("Thing")
LEAST_TARGET_MM = 20.0
LEAST_GAP_MM = 2.4
LEAST_CAPITAL_MM, LEAST_CAPITAL_LARGEST_MM = 4.8, 7.33
CAPITAL_EM = 0.714  # capital height of Noto Sans
ROUNDING_MM = 0.03
SLACK_EM = 0.2
CARD_SHARE = 0.6
LARGE_PX = 42  # the large amber figure of screens.md 11.1 has 5.3
# Words in a drawing, not on the page: the code below the barcode of the sample receipt.
IN_DRAWINGS_PX = 21.0
TEXT_CONTRAST, LARGE_CONTRAST, EDGE_CONTRAST = 7.0, 4.5, 3.0
# Answer cards carry the colour of their state as border though they cannot be pressed (R4).
ANSWERS = (
    "StandingCard",
    "NumberCard",
    "KeptNumber",
    "PagedNumber",
    "PagedKept",
    "PictureCard",
    "PagedPicture",
    "Banner",
    "ScannerNotice",
    "SheetCard",
    "StillThereCard",
    "PriorityRow",
    "PagedPriority",
)


class Page:
    """The page in front, with everything that can be seen of it."""

    def __init__(self, window: Any, theme: Theme) -> None:
        self.window, self.theme = window, theme
        self.widgets = list(visible(window.front))
        self.pressables = [widget for widget in self.widgets if isinstance(widget, Pressable)]
        self.texts = [widget for widget in self.widgets if isinstance(widget, Lettered) and widget.text]
        self.nodes = list(nodes(window.front, window.height))

    def rect(self, widget: Any) -> Rect:
        """Left, top, width, height in the window."""
        left, bottom = widget.to_window(*widget.pos)
        return left, self.window.height - bottom - widget.height, widget.width, widget.height

    def faults(self, *, is_first: bool = True) -> Iterator[str]:
        """All of them."""
        yield from self.small_targets()
        yield from self.cut_texts()
        yield from self.overlaps()
        yield from self.small_letters()
        yield from self.too_high()
        yield from self.nameless(is_first=is_first)

    def small_targets(self) -> Iterator[str]:
        """Targets below 20 mm, and neighbours closer than 2.4 mm."""
        mm = self.theme.px_per_mm
        rects = [(widget, self.rect(widget)) for widget in self.pressables]
        for widget, (left, top, width, height) in rects:
            if min(width, height) / mm < LEAST_TARGET_MM - ROUNDING_MM:
                yield f"{widget.node_id} is {width / mm:.1f} × {height / mm:.1f} mm"
            if left < -1 or top < -1 or left + width > self.window.width + 1 or top + height > self.window.height + 1:
                yield f"{widget.node_id} leaves the panel"
        for (one, its), (other, others) in pairs(rects):
            gap = apart(its, others) / mm
            if gap < LEAST_GAP_MM:
                yield f"{one.node_id} and {other.node_id} are {gap:.1f} mm apart"

    def cut_texts(self) -> Iterator[str]:
        """Words that have no room, are broken in themselves, or leave the panel."""
        for text in self.texts:
            left, top, width, height = self.rect(text)
            needs_width, needs_height = text.texture_size
            if needs_width > width + 1 or needs_height > height + 1:
                yield f"{text.text[:40]!r} needs {needs_width} × {needs_height}, has {width:.0f} × {height:.0f}"
            if left < -1 or top < -1 or left + width > self.window.width + 1 or top + height > self.window.height + 1:
                yield f"{text.text[:40]!r} leaves the panel"
            room = text.text_size[0]
            if room is not None and text.role != "field":  # what is typed is no word: it goes on in the next line
                for word in re.split(r"[ \n]+", plain(text)):  # U+00A0 holds words together
                    if word_width(word, text.font_name, round(text.font_size)) > room + 1:
                        yield f"{word!r} is broken: {room:.0f} wide"
            if self.sticks_out(text):
                yield f"{text.text[:40]!r} sticks out of its box"

    def sticks_out(self, text: Any) -> bool:
        """Whether words leave the box they stand on."""
        left, top, width, height = self.rect(text)
        parent = text.parent
        while parent is not None and parent is not self.window:
            if isinstance(parent, Grounded) and (parent.ground[3] or parent.border[3]):
                box = self.rect(parent)
                slack = SLACK_EM * text.font_size  # a line is higher than its letters
                return not holds(
                    (box[0] - 1, box[1] - slack, box[2] + 2, box[3] + 2 * slack), (left, top, width, height)
                )
            parent = parent.parent
        return False

    def overlaps(self) -> Iterator[str]:
        """What lies on something else, or outside of the page."""
        frame = [node for node in self.nodes if not is_of_page(node)]
        page = [node for node in self.nodes if is_of_page(node)]
        _, top, _, height = self.rect(self.window.frame.ids.page)
        is_sheet = self.window.layer is not None or self.window.over is not None
        for node in page:
            if not is_sheet and (node.rect[1] < top - 1 or node.rect[1] + node.rect[3] > top + height + 1):
                yield f"{node.id} leaves the page"
        for one, other in pairs([*page, *frame]):
            if overlap(inked(one.id, one.rect), inked(other.id, other.rect)) > 2:
                yield f"{one.id} lies on {other.id}"

    def small_letters(self) -> Iterator[str]:
        """Capitals that cannot be read standing, or at the largest step from 60 cm."""
        is_largest = self.theme.text_step == self.theme.largest_step == 4
        least = LEAST_CAPITAL_LARGEST_MM if is_largest else LEAST_CAPITAL_MM
        for text in self.texts:
            capital_mm = text.font_size * CAPITAL_EM / self.theme.px_per_mm
            if (
                text.base != IN_DRAWINGS_PX
                and text.font_size != self.theme.px(IN_DRAWINGS_PX)
                and capital_mm < least - ROUNDING_MM
            ):
                yield f"{text.text[:40]!r} has capitals of {capital_mm:.1f} mm"

    def too_high(self) -> Iterator[str]:
        """Controls above the line of low reach."""
        for widget in self.pressables if self.theme.line_px else []:
            if self.rect(widget)[1] < self.theme.line_px - 1:
                yield f"{widget.node_id} is above the line of low reach"

    def nameless(self, *, is_first: bool) -> Iterator[str]:
        """Nodes without a name or words, first pages without a title."""
        ids = [node.id for node in self.nodes]
        for node in self.nodes:
            if not node.say.strip():
                yield f"{node.id} says nothing"
        for twice in {one for one in ids if ids.count(one) > 1}:
            yield f"{twice} stands more than once"
        for widget in self.pressables:
            if not widget.node_id:
                yield f"a target without a name: {widget.say or widget.text!r}"
        if is_first and not any(node.role in ("title", "alert", "field") for node in self.nodes):
            yield "no title"

    def pale(self) -> Iterator[str]:
        """Words, icons and edges that do not stand out from what they stand on, whatever the theme."""
        for widget in self.widgets:
            if isinstance(widget, Lettered | Icon) and widget.text:
                ground = self.ground_below(widget)
                if ground is None or widget.font_size == self.theme.px(IN_DRAWINGS_PX):
                    continue
                is_large = widget.font_size >= self.theme.px(LARGE_PX)
                least = LARGE_CONTRAST if is_large or is_inert(widget) else TEXT_CONTRAST
                found = contrast(colour_of(widget.color), ground)
                if found < (EDGE_CONTRAST if isinstance(widget, Icon) else least):
                    yield f"{widget.text[:30]!r} stands out {found:.1f} times only"
            if isinstance(widget, Grounded) and not isinstance(widget, Pressable):
                yield from self._static_edge(widget)
            if isinstance(widget, Pressable) and isinstance(widget, Grounded):
                yield from self._pressable_edge(widget)

    def _pressable_edge(self, widget: Any) -> Iterator[str]:
        below = self.ground_below(widget, itself=False) or self.theme.paper
        found = max(contrast(colour_of(widget.border), below), contrast(colour_of(widget.ground), below))
        if found < EDGE_CONTRAST and not is_inert(widget):
            yield f"the edge of {widget.node_id} stands out {found:.1f} times only"

    def _static_edge(self, widget: Any) -> Iterator[str]:
        if not widget.border[3] or not widget.border_px[0] or type(widget).__name__ in ANSWERS:
            return
        is_card = widget.width > CARD_SHARE * self.window.width  # discs, dots and tracks look like nothing to press
        if not is_card or any(getattr(each, "role", "") == "field" for each in widget.walk()):
            return
        below = self.ground_below(widget, itself=False) or self.theme.paper
        if tuple(widget.border) != tuple(widget.ground) and contrast(colour_of(widget.border), below) >= EDGE_CONTRAST:
            yield f"{type(widget).__name__} cannot be pressed and has the edge of something that can"

    def ground_below(self, widget: Any, *, itself: bool = False) -> Colour | None:
        """The colour a widget stands on; None where the frame draws it."""
        parent = widget if itself else widget.parent
        while parent is not None and parent is not self.window:
            if isinstance(parent, Grounded) and parent.ground[3]:
                return colour_of(parent.ground)
            if parent is self.window.frame.ids.page:
                return self.theme.paper
            parent = parent.parent
        return None


def colour_of(parts: Sequence[float]) -> Colour:
    """A property's colour as the theme writes it."""
    red, green, blue, opacity = parts
    return red, green, blue, opacity


def is_inert(widget: Any) -> bool:
    """Whether it belongs to a key that is at its end."""
    while widget is not None and not isinstance(widget, Pressable):
        widget = getattr(widget, "parent", None)
        if not hasattr(widget, "parent") or widget is getattr(widget, "parent", None):
            return False
    return widget is not None and not widget.enabled


def is_of_page(node: Node) -> bool:
    return not node.id.startswith("bar-") and node.id not in ("office", "ward", "clock", "date")


def plain(text: Any) -> str:
    return str(text.plain() if hasattr(text, "plain") else text.text)


@cache
def word_width(word: str, font_name: str, font_size: int) -> float:
    """How wide a word is on one line; where it may be divided, its widest part."""
    label = CoreLabel(font_name=font_name, font_size=font_size)
    return max((float(label.get_extents(part)[0]) for part in parts_of(word)), default=0.0)


def parts_of(word: str) -> list[str]:
    """Kivy breaks at blanks and hyphens; U+00A0 holds together."""
    return word.replace("-", "- ").replace("\u200b", " ").split(" ")


def pairs(things: Sequence[Thing] | Iterable[Thing]) -> Iterator[tuple[Thing, Thing]]:
    listed = list(things)
    for i, one in enumerate(listed):
        for other in listed[i + 1 :]:
            yield one, other
