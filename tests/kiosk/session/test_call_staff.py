"""What a call of staff says, and when it rings: a table by the clock."""

from __future__ import annotations

import pytest

from kiosk.session.call_staff import COOLDOWN_S, NOBODY_S, Phase, StaffCall, pressed


@pytest.mark.parametrize(
    ("call", "after_s", "phase"),
    [
        (StaffCall(0), 0, "ringing"),
        (StaffCall(0, "failed"), 0, "way"),
        (StaffCall(0, "rang"), 0, "calling"),
        (StaffCall(0, "rang"), NOBODY_S - 1, "calling"),
        (StaffCall(0, "rang"), NOBODY_S, "nobody"),
        (StaffCall(0, "rang", is_coming=True), NOBODY_S + 60, "coming"),
        (StaffCall(0, "rang", is_pressed_again=True), 30, "cooldown"),
        (StaffCall(0, "rang", is_pressed_again=True), NOBODY_S, "nobody"),
    ],
)
def test_only_what_is_known_is_said(call: StaffCall, after_s: float, phase: Phase) -> None:
    assert call.phase(after_s) == phase


def test_it_rings_once_a_minute_however_often_it_is_pressed() -> None:
    call, rings = pressed(None, 0)
    assert rings
    again, rings = pressed(call, COOLDOWN_S - 1)
    assert (rings, again.is_pressed_again, again.called_at_s) == (False, True, 0)
    later, rings = pressed(again, COOLDOWN_S)
    assert (rings, later.called_at_s) == (True, COOLDOWN_S)


def test_a_bell_that_failed_is_tried_again_at_once() -> None:
    assert pressed(StaffCall(0, "failed"), 1) == (StaffCall(1), True)
