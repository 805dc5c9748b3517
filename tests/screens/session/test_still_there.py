"""The question before a visit ends: what it says, and the ring that shrinks."""

from __future__ import annotations

from kiosk.words import words_of
from screens.session.still_there import SAMPLES, StillThereState

VI = words_of("vi")


def test_the_ring_is_whole_at_first_half_in_the_middle_and_hollow_at_the_end() -> None:
    assert [StillThereState(left_s, 30).passed for left_s in (30, 15, 0)] == [0.0, 0.5, 1.0]
    assert StillThereState(0, 0).passed == 1.0


def test_it_says_how_long_is_left() -> None:
    assert list(SAMPLES["nearly_over"].spoken(VI))[1].startswith("Sau 9 giây, ")
