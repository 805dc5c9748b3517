"""What may hang, with a deadline."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import wait
from typing import Any

import pytest

from devices.errors import DeviceLost
from devices.transports.opening import Opening
from tests.devices.real_lines import PATIENCE_S, wait_until


class Stuck:
    """An act that hangs until it is let go, and then brings how often it was begun."""

    def __init__(self) -> None:
        self.begun = 0
        self.go = threading.Event()

    def act(self) -> int:
        self.begun += 1
        self.go.wait(PATIENCE_S)
        return self.begun


@pytest.fixture
def stuck() -> Iterator[Stuck]:
    made = Stuck()
    yield made
    made.go.set()


def test_what_does_not_hang_is_brought() -> None:
    assert Opening(lambda: 7, "counting").within(PATIENCE_S) == 7


def test_what_hangs_costs_no_more_than_the_deadline(stuck: Stuck) -> None:
    before_s = time.monotonic()
    with pytest.raises(DeviceLost, match=r"opening lp0 takes longer than 0\.1 s"):
        Opening(stuck.act, "opening lp0").within(0.1)
    assert 0.09 <= time.monotonic() - before_s < PATIENCE_S


def test_however_often_it_is_tried_only_one_thread_hangs_and_what_it_brings_is_not_lost(stuck: Stuck) -> None:
    opening = Opening(stuck.act, "opening lp0")
    for _ in range(5):
        with pytest.raises(DeviceLost):
            opening.within(0.01)
    stuck.go.set()
    assert opening.within(PATIENCE_S) == 1
    assert opening.within(PATIENCE_S) == 2  # the next one is begun anew


def test_what_comes_in_the_very_moment_the_time_is_over_is_late_and_kept(
    stuck: Stuck, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waited(running: Any, _timeout_s: float) -> Any:
        looked = wait(running, 0)
        stuck.go.set()
        wait(running, PATIENCE_S)
        return looked

    opening = Opening(stuck.act, "opening lp0")
    monkeypatch.setattr("devices.transports.opening.wait", waited)
    with pytest.raises(DeviceLost):
        opening.within(0.1)
    monkeypatch.undo()
    assert opening.within(PATIENCE_S) == 1


@pytest.mark.parametrize("trouble", [DeviceLost("unplugged"), TimeoutError("its own deadline"), KeyError("a mistake")])
def test_what_goes_wrong_is_told_and_does_not_stay(trouble: Exception) -> None:
    troubles = [trouble]

    def act() -> str:
        if troubles:
            raise troubles.pop()
        return "open"

    opening = Opening(act, "opening lp0")
    with pytest.raises(type(trouble)):
        opening.within(PATIENCE_S)
    assert opening.within(PATIENCE_S) == "open"


def test_a_thread_that_hangs_does_not_hold_the_end_of_the_program(stuck: Stuck) -> None:
    with pytest.raises(DeviceLost):
        Opening(stuck.act, "opening lp0").within(0)
    hanging = [thread for thread in threading.enumerate() if thread.name == "opening"]
    assert hanging
    assert all(thread.daemon for thread in hanging)
    stuck.go.set()
    wait_until(lambda: not any(thread.is_alive() for thread in hanging), "the end of the hanging thread")
