"""The mark held for five seconds, and nothing shorter, leads to the staff door."""

from __future__ import annotations

import pytest

from screens.hold import Hold

MARK = (40.0, 1800.0, 104.0, 104.0)
ON_IT, BESIDE = (90.0, 1850.0), (400.0, 900.0)


@pytest.fixture
def hold() -> Hold:
    return Hold()


def test_five_seconds_are_due_once(hold: Hold) -> None:
    hold.down("one", ON_IT, MARK, 10.0)
    assert [hold.is_due(at) for at in (12.0, 14.9, 15.0, 15.2, 99.0)] == [False, False, True, False, False]


def test_a_finger_that_leaves_sooner_wished_nothing(hold: Hold) -> None:
    hold.down("one", ON_IT, MARK, 10.0)
    hold.up("one")
    assert not hold.is_due(20.0)


def test_a_finger_elsewhere_wishes_nothing(hold: Hold) -> None:
    hold.down("one", BESIDE, MARK, 10.0)
    assert not hold.is_due(20.0)


def test_a_second_finger_ends_it_and_the_next_hold_counts_anew(hold: Hold) -> None:
    hold.down("one", ON_IT, MARK, 10.0)
    hold.down("two", BESIDE, MARK, 12.0)
    assert not hold.is_due(16.0)
    hold.up("two")
    hold.up("one")
    hold.down("three", ON_IT, MARK, 20.0)
    assert hold.is_due(25.0)
