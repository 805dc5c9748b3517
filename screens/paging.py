"""Which things stand on which page when a page turns over what does not fit. No Kivy.

Lengths are measured downwards from the top of everything, as if there were room for all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ROUNDING_PX = 1.0


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that is never divided, from `top` to `bottom`. leads: a heading, which does not end a page."""

    top: float
    bottom: float
    leads: bool = False


def pages_of(blocks: Sequence[Block], room: float) -> list[tuple[float, float]]:
    """From where to where each page shows; something taller than `room` has a page of its own."""
    pages: list[tuple[float, float]] = []
    first = 0
    while first < len(blocks):
        end = first + 1
        while end < len(blocks) and blocks[end].bottom - blocks[first].top <= room + ROUNDING_PX:
            end += 1
        while first < end - 1 and end < len(blocks) and blocks[end - 1].leads:
            end -= 1
        pages.append((blocks[first].top, blocks[end - 1].bottom))
        first = end
    return pages


def tallest(blocks: Iterable[Block]) -> float:
    """Height of the tallest."""
    return max((block.bottom - block.top for block in blocks), default=0.0)
