"""From millimetres on a panel to pixels: how large everything is drawn, and where a seated hand ends. No Kivy.

Sizes are given as layout pixels of the drawings: 1080 × 1920 upright, 1920 × 1080 lying. Where a panel is so small that
20 mm targets or 4.8 mm capitals need more, everything is drawn larger on a smaller canvas, with fewer things on a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kiosk.settings import Panel

# Text roles grow by these factors; h1 and h2 stop at 76, display numbers (84 and more) do not grow.
TEXT_FACTORS = {1: 1.00, 2: 1.20, 3: 1.40, 4: 1.55}
TALLEST_HEADING = 76
SMALLEST_DISPLAY = 84
MM_PER_INCH = 25.4
# The smallest target and the smallest letters of the drawings, and what they are on the panel at least.
TARGET_PX, TARGET_MM = 88, 20.0
SMALL_PX, CAPITAL_EM, CAPITAL_MM = 28, 0.714, 4.8
PAGED_STEP = 3
# Header and bar where letters are large, and canvases too narrow for that.
OFFICE_PX, OFFICE_LARGE_PX, CLOCK_PX, CLOCK_LARGE_PX = 36, 46, 52, 60
BAR_LARGE_PX, BAR_HEIGHT_LARGE_PX = 44, 212
ROOMY_PX, NARROW_PX = 1000, 700
# More than that, and a page holds a few words only: such panels offer no larger letters.
MOST_MAGNIFIED = 2.2
ONE_COLUMN = 1.6
CROWDED = 1.15  # a lying panel has no room for keys and what they find beside each other
# What the low part of a page needs, bar included, before the line may come down to the middle.
LOW_PART_PX = 960
LEAST_LOW_PART_PX = 720
# Less than that between header and line holds nothing; small panels need no line where a seated hand reaches all of it.
LEAST_UPPER_PART_PX = 420


@dataclass(frozen=True)
class PanelSizes:
    """Sizes on one panel at one text step.

    size_px          the window in real pixels.
    diagonal_in      visible diagonal in inches.
    text_step        1 to 4.
    low_reach        every control stands below the line that a seated person reaches.
    panel_bottom_mm  lower edge of the visible panel above the floor; reach_limit_mm: how high a seated hand comes.
    """

    size_px: tuple[int, int] = (1080, 1920)
    diagonal_in: float = 21.5
    text_step: int = 1
    low_reach: bool = False
    panel_bottom_mm: float = 800
    reach_limit_mm: float = 1200

    @cached_property
    def landscape(self) -> bool:
        """Whether the panel lies."""
        return self.size_px[0] > self.size_px[1]

    @cached_property
    def px_per_mm(self) -> float:
        """Real pixels in a millimetre of the panel."""
        width, height = self.size_px
        return float((width**2 + height**2) ** 0.5) / (self.diagonal_in * MM_PER_INCH)

    @cached_property
    def canvas_scale(self) -> float:
        """Real pixels for one layout pixel where the whole canvas of the drawings is shown."""
        width, height = self.size_px
        return min(width / 1920, height / 1080) if self.landscape else min(width / 1080, height / 1920)

    @cached_property
    def compact(self) -> float:
        """By how much everything is drawn larger than on the whole canvas; 1 on panels of 21.5 inches and more."""
        target = (TARGET_MM * self.px_per_mm + 0.5) / (TARGET_PX * self.canvas_scale)  # half a pixel for rounding
        small = (CAPITAL_MM * self.px_per_mm / CAPITAL_EM + 0.5) / (SMALL_PX * self.canvas_scale)
        needed = max(target, small)
        return needed if needed > 1.001 else 1.0

    @cached_property
    def scale(self) -> float:
        """Real pixels for one layout pixel."""
        return self.canvas_scale * self.compact

    @cached_property
    def canvas_px(self) -> tuple[float, float]:
        """Width and height of the panel in layout pixels."""
        return self.size_px[0] / self.scale, self.size_px[1] / self.scale

    @cached_property
    def largest_step(self) -> int:
        """The largest text step this panel can hold."""
        return max(
            step for step, factor in TEXT_FACTORS.items() if step == 1 or self.compact * factor <= MOST_MAGNIFIED
        )

    @cached_property
    def text_factor(self) -> float:
        """By how much texts are larger than at step 1."""
        return TEXT_FACTORS[min(self.text_step, self.largest_step)]

    @cached_property
    def is_large(self) -> bool:
        """Whether letters are so large that header and bar have their large form."""
        return min(self.text_step, self.largest_step) >= PAGED_STEP

    @cached_property
    def is_paged(self) -> bool:
        """Whether pages have their paged form: large letters, a small canvas, or a line across the page."""
        return self.is_large or self.compact > 1 or self.line_px > 0 or (self.landscape and self.text_factor > 1)

    @cached_property
    def is_tight(self) -> bool:
        """Whether even a page made for large letters and low reach needs its paged form."""
        is_deep = self.line_px > self.size_px[1] / 2 + 1 or (self.is_large and self.line_px > 0)
        return self.compact > 1 or self.text_step == PAGED_STEP - 1 or is_deep

    @cached_property
    def one_column(self) -> bool:
        """Whether things that stand side by side stand below each other."""
        return self.compact * self.text_factor > ONE_COLUMN

    @cached_property
    def keys_apart(self) -> bool:
        """Whether a keyboard leaves no room for what is found by typing: then it has a page of its own."""
        return self.one_column or self.line_px > 0 or (self.landscape and self.compact * self.text_factor > CROWDED)

    @cached_property
    def results_above_keys(self) -> int:
        """How many results are shown above such a keyboard all the same, the best ones."""
        return 2 if self.line_px and not (self.is_large or self.one_column or self.landscape) else 0

    @cached_property
    def has_tiles(self) -> bool:
        """Whether the start page has room for the nine life events."""
        return not self.is_large and self.compact == 1

    @cached_property
    def line_px(self) -> float:
        """Real pixels from the panel's upper edge to the line that every control stays below; 0: everything is low.

        Never higher than the middle, as long as the part below holds a page; lower where a hand does not reach it.
        """
        if not self.low_reach:
            return 0.0
        height = self.size_px[1]
        reached = height - (self.reach_limit_mm - self.panel_bottom_mm) * self.px_per_mm
        middle = min(height / 2, height - LOW_PART_PX * self.scale)
        line, header = max(middle, reached), self.px(self.header_px)
        if reached <= header and line - header < self.px(LEAST_UPPER_PART_PX):
            return 0.0
        return line if line > header else 0.0

    @cached_property
    def is_too_high(self) -> bool:
        """Whether less than a page's worth lies within a seated hand's reach: the panel hangs too high."""
        low = PanelSizes(self.size_px, self.diagonal_in, 1, True, self.panel_bottom_mm, self.reach_limit_mm)  # noqa: FBT003 -- low reach
        return low.line_px > 0 and (self.size_px[1] - low.line_px) / self.scale < LEAST_LOW_PART_PX

    # Header and bar, in layout pixels

    @cached_property
    def header_px(self) -> float:
        """Height of the header without its saw-tooth."""
        return 126 if self.landscape else 172

    @cached_property
    def header_is_short(self) -> bool:
        """Whether the header holds the centre's name, on two lines, and the clock only."""
        return self.is_large or self.canvas_px[0] < (1800 if self.landscape else 1000)

    @cached_property
    def mark_px(self) -> float:
        """Side of the house's mark; it gives way to the centre's name on the narrowest panels."""
        if self.canvas_px[0] < (ROOMY_PX if self.is_large else NARROW_PX):
            return 0
        return 88 if self.landscape else 104

    @cached_property
    def office_base(self) -> float:
        """Size of the centre's name: chosen here, it does not grow with the text step beyond that."""
        wanted = OFFICE_LARGE_PX if self.is_large and self.canvas_px[0] >= ROOMY_PX else OFFICE_PX
        return max(wanted, SMALL_PX * self.text_factor) / self.text_factor

    @cached_property
    def clock_base(self) -> float:
        """Size of the clock, likewise."""
        return (CLOCK_LARGE_PX if self.is_large else CLOCK_PX) / self.text_factor

    @cached_property
    def bar_base(self) -> float:
        """Size of the words on the keys of the bar, likewise."""
        if self.is_large:
            return BAR_LARGE_PX / self.text_factor
        return 32 if self.landscape else 29

    @cached_property
    def bar_px(self) -> float:
        """Height of the bottom bar; on narrow canvases its words take two lines."""
        if self.landscape:
            return 138
        if not self.is_large:
            return 176 if self.canvas_px[0] >= ROOMY_PX else 216
        return BAR_HEIGHT_LARGE_PX + (0 if self.canvas_px[0] >= ROOMY_PX else 60)

    # Lengths

    def px(self, layout_px: float) -> float:
        """Real pixels, whole, of a length on the canvas."""
        return float(round(layout_px * self.scale))

    def mm(self, length_mm: float) -> float:
        """Real pixels of a length on the panel."""
        return length_mm * self.px_per_mm

    def text(self, base_px: float) -> float:
        """Real pixels of a text's size at this text step."""
        if base_px >= SMALLEST_DISPLAY:
            return self.px(base_px)
        grown = round(base_px * self.text_factor)
        return self.px(max(base_px, min(grown, TALLEST_HEADING)))

    def side_by_side(self, width: float, least_px: float, most: int) -> int:
        """How many things, each `least_px` wide at text step 1, have room beside each other: 1 to `most`."""
        return max(1, min(most, int(width // self.px(least_px * self.text_factor))))


def panel_sizes_of(panel: Panel) -> PanelSizes:
    """The sizes of a panel of the settings, as it is worn at first."""
    bottom, reach = panel.panel_bottom_mm, panel.reach_limit_mm
    return PanelSizes(panel.size_px, panel.diagonal_in, panel_bottom_mm=bottom, reach_limit_mm=reach)
