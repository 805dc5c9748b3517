"""A number a citizen has, as the last pages tell it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.words import words_of
from screens.tickets.issued import LARGEST_PX, SMALLEST_PX, Issued, number_px, sample_ticket
from screens.tickets.take_ticket_samples import SAMPLE_LANES
from tests.at_the_kiosk import plain

VI, EN = words_of("vi"), words_of("en")
MINE = Issued(sample_ticket(), SAMPLE_LANES[0])


@pytest.mark.parametrize(
    ("number", "size"),
    [("A030", 290), ("AB030", 290), ("K2-001", 276), ("K2-A030", 227)],
)
def test_the_number_is_as_large_as_fits_its_room(number: str, size: int) -> None:
    assert number_px(number, room_px=914) == pytest.approx(size, abs=3)


def test_it_is_never_larger_than_drawn_and_never_too_small_to_read() -> None:
    assert number_px("1", room_px=9000) == LARGEST_PX
    assert number_px("A" * 40, room_px=914) == SMALLEST_PX
    assert number_px("A030", room_px=914, largest_px=236) == 236


def test_lane_and_counters_in_both_languages() -> None:
    assert plain(MINE.lane_and_counters(VI)) == "Hộ tịch, chứng thực · Quầy 1 – 2"
    assert plain(MINE.lane_and_counters(EN)) == "Civil status, certification · Counter 1 – 2"


def test_a_lane_without_a_counter_is_the_guide_desk() -> None:
    guide = Issued(sample_ticket(), replace(SAMPLE_LANES[0], counters=(), is_guide_desk=True))
    assert guide.lane_and_counters(VI) == "Bàn hướng dẫn"


def test_what_the_telephone_keeps_is_plain_text_without_a_link_or_a_name() -> None:
    assert plain(MINE.to_keep(VI)) == "A030 · Hộ tịch, chứng thực · Quầy 1 – 2 · 09:42 25/11/2026"
    assert "http" not in MINE.to_keep(EN)


def test_a_time_nobody_trusts_is_not_kept() -> None:
    unsure = Issued(replace(sample_ticket(), clock_trusted=False), SAMPLE_LANES[0])
    assert plain(unsure.to_keep(VI)) == "A030 · Hộ tịch, chứng thực · Quầy 1 – 2"
