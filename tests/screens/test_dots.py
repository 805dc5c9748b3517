"""Boxes on whole dots."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from screens.dots import on_dots

SIDES = st.floats(0, 4000)


@given(SIDES, SIDES, SIDES, SIDES)
def test_no_edge_moves_by_more_than_half_a_dot(x: float, y: float, width: float, height: float) -> None:
    (left, bottom), (wide, high) = on_dots(x, y, width, height)
    assert abs(left - x) <= 0.5
    assert abs(bottom - y) <= 0.5
    assert abs(left + wide - (x + width)) <= 0.5
    assert abs(bottom + high - (y + height)) <= 0.5


@given(SIDES, SIDES, SIDES)
def test_neighbours_that_share_an_edge_still_share_it(x: float, width: float, next_width: float) -> None:
    (left, _), (wide, _) = on_dots(x, 0, width, 10)
    (next_left, _), _size = on_dots(x + width, 0, next_width, 10)
    assert left + wide == next_left


def test_what_stands_on_dots_stays_there() -> None:
    assert on_dots(40, 56, 1000, 112) == ((40, 56), (1000, 112))
