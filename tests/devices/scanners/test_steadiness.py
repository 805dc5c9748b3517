"""Comings and goings of a plug, and what is worth telling about them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from devices.scanners.contract import ScannerState
from devices.scanners.steadiness import FLAPS, GRACE_S, HOLDS_AFTER_S, Steadiness

READY, OFFLINE = ScannerState.READY, ScannerState.OFFLINE


def ready() -> Steadiness:
    steadiness = Steadiness()
    steadiness.opened(0.0)
    assert steadiness.state(0.0) is READY
    return steadiness


def test_what_was_never_there_is_offline_at_once() -> None:
    absent = Steadiness()
    absent.lost(0.0)
    assert absent.state(0.0) is OFFLINE
    absent.opened(5.0)
    assert absent.state(5.0) is READY


def test_a_loss_is_told_after_a_second() -> None:
    plug = ready()
    plug.lost(10.0)
    assert plug.state(10.9) is READY
    plug.lost(10.95)  # a vain try
    assert plug.state(11.0) is OFFLINE


def test_a_loss_that_is_over_within_a_second_is_not_told() -> None:
    plug = ready()
    plug.lost(10.0)
    plug.opened(10.8)
    assert plug.state(12.0) is READY


def test_a_loose_plug_is_one_loss_until_it_holds() -> None:
    plug = ready()
    states = []
    for number in range(20):
        plug.lost(10.0 + number)
        states.append(plug.state(10.0 + number))
        plug.opened(10.3 + number)
        states.append(plug.state(10.3 + number))
    assert states == [READY] * (2 * FLAPS - 2) + [OFFLINE] * (40 - 2 * FLAPS + 2)
    assert plug.state(29.3 + HOLDS_AFTER_S) is READY


@given(st.lists(st.tuples(st.floats(0.01, 3), st.booleans()), max_size=60))
def test_however_it_flaps_it_is_told_at_most_every_second(steps: list[tuple[float, bool]]) -> None:
    plug, now_s = ready(), 0.0
    changes_s: list[float] = []
    told = READY
    for pause_s, is_there in steps:
        now_s += pause_s
        (plug.opened if is_there else plug.lost)(now_s)
        state = plug.state(now_s)
        if state is OFFLINE and told is READY:
            changes_s.append(now_s)
        told = state
    assert all(later - earlier >= GRACE_S for earlier, later in pairwise(changes_s))


@given(st.lists(st.tuples(st.floats(0.01, 3), st.booleans()), max_size=60), st.booleans())
def test_what_is_told_in_the_end_is_true(steps: list[tuple[float, bool]], is_there: bool) -> None:  # noqa: FBT001
    plug, now_s = ready(), 0.0
    for pause_s, was_there in [*steps, (1.0, is_there)]:
        now_s += pause_s
        (plug.opened if was_there else plug.lost)(now_s)
        plug.state(now_s)
    assert plug.state(now_s + HOLDS_AFTER_S) is (READY if is_there else OFFLINE)
