"""What does not fit stands on the next page, whole thing by whole thing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from screens.paging import Block, pages_of, tallest


def column(*heights: float, gap: float = 10, leads: tuple[int, ...] = ()) -> list[Block]:
    """Things of these heights below each other."""
    blocks, top = [], 0.0
    for nth, height in enumerate(heights):
        blocks.append(Block(top, top + height, nth in leads))
        top += height + gap
    return blocks


def test_what_fits_stands_on_one_page() -> None:
    assert pages_of(column(100, 100, 100), 320) == [(0, 320)]


def test_the_first_thing_that_does_not_fit_begins_the_next_page() -> None:
    assert pages_of(column(100, 100, 100), 319 - 1) == [(0, 210), (220, 320)]


def test_a_heading_goes_with_what_it_leads() -> None:
    assert pages_of(column(100, 50, 100, leads=(1,)), 200) == [(0, 100), (110, 270)]


def test_a_thing_taller_than_any_page_has_one_of_its_own() -> None:
    assert pages_of(column(50, 500, 50), 200) == [(0, 50), (60, 560), (570, 620)]


def test_nothing_takes_no_page() -> None:
    assert pages_of([], 100) == []
    assert tallest([]) == 0


@given(st.lists(st.floats(1, 400), max_size=30), st.floats(50, 2000))
def test_pages_show_everything_once_in_order_and_nothing_that_fits_is_cut(heights: list[float], room: float) -> None:
    blocks = column(*heights)
    pages = pages_of(blocks, room)
    shown = [block for top, bottom in pages for block in blocks if top <= block.top and block.bottom <= bottom]
    assert shown == blocks
    assert all(bottom - top <= max(room + 1, tallest(blocks)) for top, bottom in pages)
