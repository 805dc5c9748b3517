"""What a printer said, and the state it is in: a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.printers.contract import Condition, Paper, State
from devices.printers.escpos_status import EscPosParser
from devices.printers.facts import Fact, Garbled, ProcessDone, Told
from devices.printers.models import known_models
from devices.printers.printer_state import HOLDS_AFTER_S, Seen, lost, opened, polled, status_of, taken_in

MODEL = known_models()["epson-tm-t82iii"]
MUTE = known_models()["generic-80-mute"]
T = 50.0


def after(*facts: Fact) -> Seen:
    """A printer that answered a whole poll in good health, and then this."""
    seen = opened(Seen(), T)
    for number in (1, 2, 4):
        seen = taken_in(seen, eot(number, 0x12, T - 2))
    seen = polled(seen, T, answered=True)
    for fact in facts:
        seen = taken_in(seen, fact)
    return seen


def eot(number: int, byte: int, at_s: float = T - 2) -> Fact:
    """DLE EOT so answered."""
    parser = EscPosParser(MODEL)
    parser.expect(number)
    (fact,) = parser.feed(bytes((byte,)), at_s)
    return fact


def asb(text: str, at_s: float = T - 2) -> Fact:
    """Told by itself."""
    (fact,) = EscPosParser(MODEL).feed(bytes.fromhex(text), at_s)
    return fact


C = Condition
TABLE = {
    "nothing yet": (Seen(), State.UNKNOWN, set(), Paper.UNKNOWN),
    "opened, not answered": (opened(Seen(), T), State.UNKNOWN, set(), Paper.UNKNOWN),
    "healthy": (after(), State.READY, set(), Paper.OK),
    "drawer pin high": (after(eot(1, 0x16)), State.READY, set(), Paper.OK),
    "printing": (replace(after(), is_printing=True), State.PRINTING, set(), Paper.OK),
    "offline without a reason": (after(eot(1, 0x1A)), State.BLOCKED, {C.PANEL_OFFLINE}, Paper.OK),
    "cover open": (after(eot(1, 0x1A), eot(2, 0x16)), State.BLOCKED, {C.COVER_OPEN}, Paper.OK),
    "stopped at paper end": (after(eot(1, 0x1A), eot(2, 0x32)), State.BLOCKED, {C.PAPER_OUT}, Paper.OUT),
    "paper sensor empty": (after(eot(4, 0x72)), State.BLOCKED, {C.PAPER_OUT}, Paper.OUT),
    "both paper sensors empty": (after(eot(4, 0x7E)), State.BLOCKED, {C.PAPER_OUT}, Paper.OUT),
    "cutter": (after(eot(2, 0x52), eot(3, 0x1A)), State.BLOCKED, {C.CUTTER}, Paper.OK),
    "hot head": (after(eot(2, 0x52), eot(3, 0x52)), State.BLOCKED, {C.OVERHEAT}, Paper.OK),
    "unrecoverable": (after(eot(2, 0x52), eot(3, 0x32)), State.BLOCKED, {C.MECHANISM}, Paper.OK),
    "error without a name": (after(eot(2, 0x52)), State.BLOCKED, {C.MECHANISM}, Paper.OK),
    "error over": (after(eot(2, 0x52), eot(3, 0x1A), eot(2, 0x12)), State.READY, set(), Paper.OK),
    "low for an instant": (after(eot(4, 0x1E)), State.READY, set(), Paper.OK),
    "low for three seconds": (
        after(eot(4, 0x1E, T - 3), eot(4, 0x1E)),
        State.READY,
        {C.PAPER_LOW},
        Paper.LOW,
    ),
    "low flickering": (after(eot(4, 0x1E, T - 3), eot(4, 0x12, T - 1), eot(4, 0x1E, T)), State.READY, set(), Paper.OK),
    "automatic: healthy": (after(asb("10000000")), State.READY, set(), Paper.OK),
    "automatic: paper out": (after(asb("18000F00")), State.BLOCKED, {C.PAPER_OUT}, Paper.OUT),
    "automatic: cover": (after(asb("38000000")), State.BLOCKED, {C.COVER_OPEN}, Paper.OK),
    "automatic: cutter": (after(asb("18080000")), State.BLOCKED, {C.CUTTER}, Paper.OK),
    "automatic: healthy after out": (after(asb("18000F00"), asb("10000000")), State.READY, set(), Paper.OK),
    "answer newer than automatic": (after(asb("18000F00"), eot(1, 0x12), eot(4, 0x12)), State.READY, set(), Paper.OK),
    "one silent poll": (polled(after(), T, answered=False), State.UNKNOWN, {C.NO_ANSWER}, Paper.UNKNOWN),
    "two silent polls": (
        replace(after(), silent_polls=2),
        State.UNKNOWN,
        {C.NO_ANSWER},
        Paper.UNKNOWN,
    ),
    "three silent polls": (replace(after(), silent_polls=3), State.OFFLINE, {C.NO_ANSWER}, Paper.UNKNOWN),
    "silent, last seen empty": (
        polled(after(eot(4, 0x72)), T, answered=False),
        State.UNKNOWN,
        {C.NO_ANSWER, C.PAPER_OUT},
        Paper.OUT,
    ),
    "automatic status alone does not end silence": (
        taken_in(replace(after(), silent_polls=3), asb("10000000")),
        State.OFFLINE,
        {C.NO_ANSWER},
        Paper.UNKNOWN,
    ),
    "garbled": (after(Garbled(T)), State.UNKNOWN, {C.GARBLED}, Paper.UNKNOWN),
    "garbled, then good bytes": (after(Garbled(T), asb("10000000")), State.UNKNOWN, {C.GARBLED}, Paper.UNKNOWN),
    "garbled, then a clean poll": (polled(after(Garbled(T)), T, answered=True), State.READY, set(), Paper.OK),
    "stalled": (replace(after(), is_stalled=True), State.BLOCKED, {C.STALLED}, Paper.OK),
    "unplugged": (replace(after(), trouble="gone"), State.OFFLINE, {C.DISCONNECTED}, Paper.UNKNOWN),
    "plugged in again": (opened(replace(after(), trouble="gone"), T), State.UNKNOWN, set(), Paper.UNKNOWN),
    "text is no sign of health": (after(Told(0x5F, b"TM-T82", T)), State.READY, set(), Paper.OK),
}


@pytest.mark.parametrize("case", TABLE)
def test_the_state_follows_from_what_was_seen(case: str) -> None:
    seen, state, conditions, paper = TABLE[case]
    status = status_of(seen, MODEL, T)
    assert (status.state, set(status.conditions), status.paper) == (state, conditions, paper)


def test_an_answer_is_good_for_five_seconds() -> None:
    assert status_of(after(), MODEL, T + 5.0).state is State.READY
    assert status_of(after(), MODEL, T + 5.1).state is State.UNKNOWN


def test_a_plug_that_shakes_is_told_as_lost_until_it_holds() -> None:
    told, seen = [], after()
    for second in range(0, 60, 3):  # gone at one heartbeat, back at the next
        is_gone = second % 6 == 0 and second < 30
        seen = lost(seen, "gone", T + second) if is_gone else seen
        if seen.trouble and not is_gone:
            seen = opened(seen, T + second)
        seen = seen if is_gone else polled(seen, T + second, answered=True)
        told.append(status_of(seen, MODEL, T + second).state)
    changes = [state for before, state in zip([None, *told], told, strict=False) if state is not before]
    assert changes == [State.OFFLINE, State.READY] * 3 + [State.OFFLINE, State.READY]
    assert told.index(State.OFFLINE, 6) * 3 + HOLDS_AFTER_S < 3 * len(told)
    assert told[-5:] == [State.READY] * 5


def test_a_loose_plug_keeps_no_job_back_that_could_be_printed_now() -> None:
    seen = after()
    for second in range(4):
        seen = opened(lost(seen, "gone", T + second), T + second)
    seen = polled(seen, T + 3, answered=True)
    assert status_of(seen, MODEL, T + 3).state is State.OFFLINE
    assert status_of(seen, MODEL, T + 3, steady=False).state is State.READY


def test_a_cover_that_flutters_is_told_once() -> None:
    told = []
    seen = after()
    for tenth in range(40):
        flutters = tenth < 20 and tenth % 2 == 0
        seen = taken_in(seen, asb("38000000" if flutters else "10000000", T + tenth / 10))
        told.append(Condition.COVER_OPEN in status_of(seen, MODEL, T + tenth / 10).conditions)
    assert [told[0], told.index(False), any(told[28:])] == [True, 28, False]


def test_a_cover_that_was_open_for_long_is_closed_at_once() -> None:
    seen = taken_in(after(asb("38000000", T)), asb("10000000", T + 8))
    assert status_of(seen, MODEL, T + 8).state is State.READY


def test_a_low_roll_that_was_told_is_not_taken_back_for_a_flicker() -> None:
    seen = after(eot(4, 0x1E, T), eot(4, 0x1E, T + 3), eot(4, 0x12, T + 4))
    assert status_of(seen, MODEL, T + 4).paper is Paper.LOW
    seen = taken_in(taken_in(seen, eot(4, 0x1E, T + 5)), eot(4, 0x12, T + 8))
    assert status_of(seen, MODEL, T + 8).paper is Paper.OK


def test_a_slip_in_the_mouth_keeps_the_next_one_back() -> None:
    presenter = known_models()["custom-kpm"]
    parser = EscPosParser(presenter)
    (fact,) = parser.feed(b"\x10\x0f\x20\0\0\0", T)
    status = status_of(after(fact), presenter, T)
    assert (status.state, set(status.conditions)) == (State.BLOCKED, {Condition.NOT_TAKEN})
    assert not status.may_print


def test_a_finished_job_is_an_answer() -> None:
    assert status_of(after(ProcessDone("0001", T + 9)), MODEL, T + 10).state is State.READY


def test_while_printing_an_old_answer_still_counts() -> None:
    assert status_of(replace(after(), is_printing=True), MODEL, T + 20).state is State.PRINTING


def test_a_model_that_cannot_answer_is_unknown_and_may_print() -> None:
    status = status_of(opened(Seen(), T), MUTE, T)
    assert (status.state, set(status.conditions)) == (State.UNKNOWN, {Condition.NOT_SUPPORTED})
    assert status.paper is Paper.NOT_SUPPORTED
    assert status.may_print


@pytest.mark.parametrize("case", [case for case, row in TABLE.items() if row[1] is not State.READY])
def test_nothing_but_ready_may_print(case: str) -> None:
    assert not status_of(TABLE[case][0], MODEL, T).may_print


def test_the_time_of_a_state_is_kept_until_the_state_changes() -> None:
    first = status_of(after(), MODEL, T)
    second = status_of(after(), MODEL, T + 2, before=first)
    third = status_of(replace(after(), trouble="gone"), MODEL, T + 3, before=second)
    assert (first.since, second.since, third.since) == (T, T, T + 3)


def test_a_sensor_the_model_does_not_have_says_nothing() -> None:
    model = replace(MODEL, sensors=frozenset({"paper_out"}))
    assert status_of(after(eot(2, 0x16), eot(4, 0x1E)), model, T + 4).conditions == set()
