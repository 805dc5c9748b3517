"""Trying again, ever more seldom."""

from __future__ import annotations

from devices.patience import Patience


def test_pauses_grow_to_five_seconds_and_stay_there() -> None:
    patience = Patience()
    assert [patience.next_s() for _ in range(6)] == [0.5, 1.0, 2.0, 5.0, 5.0, 5.0]


def test_a_device_that_came_back_is_sought_quickly_again() -> None:
    patience = Patience()
    patience.next_s()
    patience.next_s()
    patience.reset()
    assert patience.next_s() == 0.5
