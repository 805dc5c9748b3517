"""Sleeping before a panel: what wakes, and what was there before anybody lay down."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from screens.resting import Rest, is_finger_waiting

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


class Provider:
    """A provider of fingers, as Kivy's for the mouse is."""

    def __init__(self, *fingers: str) -> None:
        self.waiting_event = deque(fingers)


def test_a_finger_that_was_met_and_not_told_yet_keeps_from_sleeping() -> None:
    assert is_finger_waiting([object(), Provider("down")])
    assert not is_finger_waiting([object(), Provider()])


def test_kivy_keeps_such_fingers_under_this_name() -> None:
    kivy = find_spec("kivy")
    assert kivy is not None
    assert kivy.origin is not None
    provider = Path(kivy.origin).parent / "input" / "providers" / "mouse.py"
    assert "self.waiting_event = deque()" in provider.read_text("utf-8")
