"""The paged form of a page: what does not fit stands on its next page, whole thing by whole thing.

Used where letters are large, where the panel is small, and where every control stands below a line (low reach). A page
is written as four zones; where each stands follows from the panel:

    Head   what the page is: stays while its pages turn
    Show   what is only read
    Act    what is read and pressed: rows, keys
    Foot   its buttons: stay while its pages turn, or come last where they leave no room

upright   Head above, Show and Act flow below it, Foot at the bottom
lying     Head and Foot on the left, Show and Act flow on the right
a line    Head and Show above it (lying: on the left), Act and Foot below it
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kivy.app import App
from kivy.factory import Factory
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.gridlayout import GridLayout
from kivy.uix.stencilview import StencilView
from kivy.uix.widget import Widget

from screens.kiosk_screen import KioskScreen
from screens.paging import Block, pages_of, tallest
from screens.theme import Theme
from screens.widgets.abreast import Abreast
from screens.widgets.boxes import Part
from screens.widgets.said import Grounded, Pressable
from screens.widgets.text import Lettered

EMPTY = ("Gap", "Spring")
SIDE_PX, LYING_SIDE_PX, EDGE_PX, LYING_EDGE_PX, GAP_PX, COLUMN_GAP_PX = 40, 44, 24, 14, 20, 40
LEFT_SHARE = 0.42  # the left column of a lying page
# A head taller than this share of its page flows before the buttons do.
TALL_HEAD = 0.3
LINE_ABOVE_PX = 8
MOST_PAGES = 999


class Zone(BoxLayout):
    """A part of a paged page; `zone` is its name: head, show, act or foot."""

    zone = StringProperty("")


class Flow(StencilView):
    """Zones below each other, seen through a window that shows whole blocks only.

    clips  what lies outside of the window is neither seen nor pressed nor read (see `screens.spoken_tree.visible`)
    """

    clips = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(size_hint=(None, None), **kwargs)

    def blocks(self, gap: float, room: float) -> list[Block]:
        """Everything that stands in the flow; a card taller than `room` counts as what is in it."""
        found: list[Block] = []
        start = 0.0
        for zone in reversed(self.children):
            if zone.height > 0 and zone.opacity:
                found += _things(zone, start, room)
                start += zone.height + gap
        return found

    def show(self, x: float, top: float, page: tuple[float, float], gap: float) -> None:
        """Show the flow from page[0] to page[1], with the window's upper left corner at x and top."""
        self.height = page[1] - page[0]
        self.pos = x, top - self.height
        upper = top + page[0]
        for zone in reversed(self.children):
            zone.width = self.width
            zone.pos = x, upper - zone.height
            upper -= zone.height + gap if zone.height > 0 else 0


def _things(widget: Any, top: float, room: float) -> Iterator[Block]:
    """Everything in `widget`, whose upper edge is at `top`, that stays together.

    From heights alone: where things stand just now is known only when everything has come to rest.
    """
    if widget.opacity == 0 or widget.height <= 0 or widget.width <= 0 or type(widget).__name__ in EMPTY:
        return
    if not _opens(widget, room):
        yield Block(top, top + widget.height, isinstance(widget, Lettered) and widget.role == "title")
        return
    if isinstance(widget, GridLayout) and widget.cols != 1:
        for first in range(0, len(widget.children), widget.cols):
            row = list(reversed(widget.children))[first : first + widget.cols]
            yield Block(top, top + max(child.height for child in row))
            top = top + max(child.height for child in row) + widget.spacing[1]
        return
    spacing = widget.spacing[1] if isinstance(widget, GridLayout) else widget.spacing
    top += 0 if isinstance(widget, Abreast | Part) else widget.padding[1]
    for child in reversed(widget.children):
        if not isinstance(widget, Abreast) or child.opacity:
            yield from _things(child, top, room)
            top += child.height + spacing


def _opens(widget: Any, room: float) -> bool:
    """Whether what is in a widget may stand on different pages: it is a column, and no card that fits a page."""
    if isinstance(widget, Pressable) or not widget.children or getattr(widget, "whole", False):
        return False
    if isinstance(widget, Grounded) and (widget.ground[3] or widget.border[3]) and widget.height <= room:
        return False
    match widget:
        case Part():
            return True
        case BoxLayout():
            return bool(widget.orientation == "vertical")
        case Abreast():
            return not widget.is_row
        case GridLayout():
            return bool(widget.cols)
        case _:
            return False


@dataclass
class Area:
    """A rectangle that shrinks as things take their places in it, in the window's pixels."""

    x: float
    bottom: float
    width: float
    top: float

    @property
    def height(self) -> float:
        """What is left."""
        return self.top - self.bottom


@dataclass
class Plan:
    """Where things will stand: their lower left corners and widths, and which pages each flow has."""

    gap: float
    foot_width: float
    pager_width: float
    turns: bool
    is_too_tall: bool = False
    places: list[tuple[Any, float, float, float]] = field(default_factory=list)
    flows: list[tuple[Flow, Area, list[tuple[float, float]]]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return max(len(pages) for *_, pages in self.flows)

    def put_above(self, area: Area, widget: Any) -> None:
        """A widget at the top of an area."""
        if widget is not None:
            self.places.append((widget, area.x, area.top - widget.height, area.width))
            area.top -= widget.height + self.gap if widget.height > 0 else 0

    def put_below(self, area: Area, widget: Any, height: float | None = None) -> None:
        """A widget at the bottom of an area."""
        if widget is not None:
            self.places.append((widget, area.x, area.bottom, area.width))
            taken = widget.height if height is None else height
            area.bottom += taken + self.gap if taken > 0 else 0


class PagedScreen(KioskScreen):
    """A page in its paged form. See above.

    page, pages, turn  the presenter's own pages, where a list is so long that it is not built at once
    foot_right         lying: Foot is a keyboard and has the wider column; what flows stands on the left
    subject            what is shown; when that changes, it begins at its first page
    foot_width         how wide Foot is, in real pixels, for what has no width of its own
    unattended         a display nobody touches: no keys; `turned` pages on from the first, `counted` is told how many
    """

    page = NumericProperty(1)
    pages = NumericProperty(1)
    turn = ObjectProperty(None, allownone=True)
    foot_right = BooleanProperty(defaultvalue=False)
    foot_width = NumericProperty(0)
    subject = StringProperty("")
    unattended = BooleanProperty(defaultvalue=False)
    turned = NumericProperty(0)
    counted = ObjectProperty(None, allownone=True)

    def __init__(self, **kwargs: Any) -> None:
        self._zones: dict[str, Zone] = {}
        self._flowing: set[str] = set()
        self._at, self._count = 0, 1
        self._is_too_tall = False
        self._upper, self._lower = Flow(), Flow()
        super().__init__(**kwargs)

    def on_kv_post(self, _base_widget: Widget) -> None:
        """All zones are there: put them where they belong."""
        self._pager, self._reach_line = Factory.get("PagedPager")(), Factory.get("ReachLine")()
        self._pager.turn = self.turn_over
        self._zones = {child.zone: child for child in self.children if isinstance(child, Zone)}
        for name in ("page", "pages", "foot_right", "unattended", "turned"):
            self.fbind(name, self._trigger_layout)
        self.fbind("subject", self.begin)
        self._place()

    # What the window asks

    @property
    def is_too_tall(self) -> bool:
        """Whether something is taller than its room."""
        return self._is_too_tall

    def begin(self, *_: object) -> None:
        """Something else is shown: at its first page, with everything in its place."""
        self._at = 0
        if self._flowing:
            self._flowing.clear()
            self._place()
        self._trigger_layout()

    def unpin(self) -> bool:
        """Give the flow more room: buttons come last in it, a head comes first. False when both do already."""
        head = self._zones.get("head")
        is_tall = head is not None and head.height > TALL_HEAD * self.height
        for name in ("head", "foot") if is_tall else ("foot", "head"):
            if name not in self._flowing and name in self._zones and self._zones[name].height > 0:
                self._flowing.add(name)
                self._place()
                return True
        return False

    def turn_over(self, by: int) -> bool:
        """To the next or the previous page. False when there is none."""
        if 0 <= self._at + by < self._count:
            self._at += by
            if self.unattended:
                self.turned = self._at
            self._trigger_layout()
            return True
        if self.turn is not None and 1 <= self.page + by <= self.pages:
            self._at = 0 if by > 0 else MOST_PAGES  # more than the last one: it is the last one there
            self.turn(by)
            return True
        return False

    # Where everything stands

    def _place(self) -> None:
        """Zones into the flows, or beside them."""
        for widget in (*self._zones.values(), self._upper, self._lower, self._pager, self._reach_line):
            if widget.parent is not None:
                widget.parent.remove_widget(widget)
        has_line = App.get_running_app().theme.line_px > 0
        upper = ["head"] * ("head" in self._flowing) + ["show"]
        lower = ["act"] + ["foot"] * ("foot" in self._flowing)
        for name, zone in self._zones.items():
            if name not in upper + lower:
                self.add_widget(zone)
        for flow, names in (
            (self._upper, upper if has_line else upper + lower),
            (self._lower, lower if has_line else []),
        ):
            for name in names:
                if name in self._zones:
                    flow.add_widget(self._zones[name])
                    self._zones[name].fbind("height", self._trigger_layout)
            self.add_widget(flow)
        self.add_widget(self._pager)
        if has_line:
            self.add_widget(self._reach_line)

    def _pinned(self, name: str) -> Zone | None:
        return self._zones.get(name) if name not in self._flowing else None

    def do_layout(self, *_: object) -> None:
        """See kivy.uix.layout."""
        if not self._zones:
            return
        theme: Theme = App.get_running_app().theme
        plan = self._plan(theme, turns=self.pages > 1)
        if self.unattended:
            self._at = self.turned
        elif plan.count > 1 and self.pages == 1:
            plan = self._plan(theme, turns=True)
        self._follow(plan, theme)
        if self.counted is not None:
            self.counted(plan.count)

    def _plan(self, theme: Theme, *, turns: bool) -> Plan:
        """What would stand where, with or without the keys that turn pages. Nothing moves yet."""
        gap = theme.px(GAP_PX)
        head, foot, keys, upper, lower = self._areas(theme, turns=turns)
        plan = Plan(gap, foot.width, keys.width, turns=turns)
        plan.put_above(head, self._pinned("head"))
        plan.put_below(foot, self._pinned("foot"))
        if turns:
            plan.put_below(keys, self._pager, self._pager.needed_height)
        for flow, area in ((self._upper, upper), (self._lower, lower)):
            blocks = flow.blocks(gap, area.height)
            plan.is_too_tall |= tallest(blocks) > area.height + 1
            plan.flows.append((flow, area, pages_of(blocks, area.height) or [(0.0, 0.0)]))
        # The gap after the last thing in a column may lie outside of it.
        plan.is_too_tall |= any(area.height < -gap - 1 for area in (head, foot))
        return plan

    def _follow(self, plan: Plan, theme: Theme) -> None:
        """Everything takes its place."""
        self._count, self._at = plan.count, min(self._at, plan.count - 1)
        self._is_too_tall = plan.is_too_tall
        self.foot_width = plan.foot_width
        pager = self._pager
        pager.opacity = 1 if plan.turns else 0
        pager.width, pager.height = plan.pager_width, pager.needed_height
        for widget, x, y, width in plan.places:
            widget.width = width
            widget.pos = x, y
        for flow, area, pages in plan.flows:
            flow.width = area.width
            flow.show(area.x, area.top, pages[min(self._at, len(pages) - 1)], plan.gap)
        pager.page, pager.pages = (self.page - 1) * plan.count + self._at + 1, self.pages * plan.count
        if plan.turns and pager.height != pager.needed_height:  # its number has no room any more between the keys
            self._trigger_layout()
        if theme.line_px:
            self._reach_line.width = self._line_area.width
            self._reach_line.pos = self._line_area.x, self._line_area.bottom

    def _areas(self, theme: Theme, *, turns: bool) -> tuple[Area, Area, Area, Area, Area]:
        """Where head, foot, pager, upper and lower flow have their places; they may share one."""
        side = theme.px(LYING_SIDE_PX if theme.landscape else SIDE_PX)
        edge = theme.px(LYING_EDGE_PX if theme.landscape else EDGE_PX)
        page = Area(self.x + side, self.y + edge, self.width - 2 * side, self.y + self.height - edge)
        line = theme.size_px[1] - theme.line_px if theme.line_px else 0.0
        if theme.landscape:
            has_left = any(self._pinned(name) is not None for name in ("head", "foot"))
            width = LEFT_SHARE * page.width if has_left or line or turns else 0.0
            gap = theme.px(COLUMN_GAP_PX) if width else 0
            left = Area(page.x, page.bottom, width, page.top)
            right = Area(page.x + width + gap, page.bottom, page.width - width - gap, page.top)
            if line:
                self._draw_line(theme, right, line)
            if self.foot_right:
                low = replace(left, top=min(left.top, right.top)) if line else left
                return left, right, low, left, low
            return (left, right, right, left, right) if line else (left, left, left, right, replace(right))
        if not line:
            return page, page, page, page, replace(page)
        low = replace(page)
        self._draw_line(theme, low, line)
        page.bottom = self._line_area.bottom + self._reach_line.height + theme.px(GAP_PX)
        return page, low, low, page, low

    def _draw_line(self, theme: Theme, low: Area, line: float) -> None:
        """The line stands just above the area where everything can be pressed."""
        low.top = line - theme.px(GAP_PX)
        self._line_area = replace(low, bottom=line + theme.px(LINE_ABOVE_PX))
