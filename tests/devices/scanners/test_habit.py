"""How a scanner ends its codes."""

from __future__ import annotations

import pytest

from devices.scanners.contract import Change
from devices.scanners.habit import Habit

CR, TAB, NOTHING = b"\r", b"\t", b""


def told(habit: Habit, *ends: bytes) -> list[Change]:
    return [change for end in ends if (change := habit.ended_with(end)) is not None]


def test_what_it_did_first_is_no_change() -> None:
    assert told(Habit(None), *[NOTHING] * 5) == []


@pytest.mark.parametrize(
    ("end", "change"), [(NOTHING, Change.TERMINATOR_GONE), (TAB, Change.TERMINATOR_OTHER)], ids=["gone", "other"]
)
def test_three_in_a_row_in_a_new_manner_are_one_change(end: bytes, change: Change) -> None:
    assert told(Habit(None), *[CR] * 3, end, end) == []
    assert told(Habit(None), *[CR] * 3, *[end] * 9) == [change]


def test_a_single_slip_is_no_change() -> None:
    assert told(Habit(CR), CR, NOTHING, NOTHING, CR, NOTHING, TAB, CR) == []


def test_what_it_was_set_up_for_need_not_be_seen_first() -> None:
    assert told(Habit(CR), *[TAB] * 3) == [Change.TERMINATOR_OTHER]
    assert told(Habit(NOTHING), *[NOTHING] * 3) == []
