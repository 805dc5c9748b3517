"""Sleeping before a panel: what wakes, and what was there before anybody lay down."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest

from screens.resting import Rest

LONG_S = 60.0


@pytest.fixture
def panel() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


def test_nothing_happens_and_the_time_is_over() -> None:
    assert not Rest().sleep(0.0)


def test_news_of_the_panel_wake(panel: tuple[int, int]) -> None:
    rest = Rest(panel[0])
    os.write(panel[1], b"a finger")
    assert rest.sleep(LONG_S)


def test_another_thread_wakes_who_sleeps() -> None:
    rest = Rest()
    ringing = threading.Timer(0.01, rest.ring)
    ringing.start()
    assert rest.sleep(LONG_S)
    ringing.join()


def test_a_ring_before_lying_down_is_not_lost_and_wakes_once() -> None:
    rest = Rest()
    rest.ring()
    rest.ring()
    assert rest.sleep(LONG_S)
    assert not rest.sleep(0.0)


def test_news_that_the_window_has_taken_already_let_nobody_sleep(panel: tuple[int, int]) -> None:
    assert Rest(panel[0], lambda: True).sleep(LONG_S)


def test_any_number_of_rings_never_blocks() -> None:
    rest = Rest()
    for _ in range(70_000):
        rest.ring()
    assert rest.sleep(LONG_S)


def test_a_display_that_is_gone_is_no_reason_to_sleep() -> None:
    reader, writer = os.pipe()
    rest = Rest(reader)
    os.close(reader)
    os.close(writer)
    assert rest.sleep(LONG_S)
