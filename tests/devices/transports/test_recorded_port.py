"""Recorded conversations, played again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import DeviceLost
from devices.transports.recorded_port import RecordedPort
from devices.transports.recorded_turns import FROM_DEVICE, TO_DEVICE, Turn, Turns, answered, cut, every_split
from tests.devices.turned_clock import TurnedClock

ASKED = b"\x10\x04\x01"
TURNS = (
    Turn(100, TO_DEVICE, ASKED),
    Turn(107, FROM_DEVICE, b"\x12"),
    Turn(150, TO_DEVICE, b"\x1da\x4e"),
    Turn(161, FROM_DEVICE, b"\x10\0\0\0"),
    Turn(900, FROM_DEVICE, b"\x18\0\x0f\0"),
)


def played(turns: Turns, clock: TurnedClock, *, lost_at_end: bool = False) -> RecordedPort:
    return RecordedPort(turns, now_s=clock.now_s, turn=clock.turn, lost_at_end=lost_at_end)


def heard(port: RecordedPort, clock: TurnedClock, seconds: float) -> bytes:
    """Everything that comes within this time."""
    until_s = clock.now_s() + seconds
    data = b""
    while clock.now_s() < until_s:
        data += port.read(timeout_s=min(0.1, until_s - clock.now_s()))
    return data


def test_an_answer_comes_after_the_same_pause_as_then() -> None:
    clock = TurnedClock(0)
    port = played(TURNS, clock)
    assert port.write(ASKED, deadline_s=1) == 3
    assert port.read(timeout_s=0.005) == b""
    assert port.read(timeout_s=1) == b"\x12"
    assert clock.seconds == pytest.approx(0.007)


def test_nothing_is_answered_before_it_was_asked() -> None:
    clock = TurnedClock(0)
    port = played(TURNS, clock)
    assert port.read(timeout_s=5) == b""
    port.write(ASKED[:2], deadline_s=1)
    assert port.read(timeout_s=5) == b""
    port.write(ASKED[2:], deadline_s=1)
    assert port.read(timeout_s=5) == b"\x12"


def test_what_the_device_said_by_itself_comes_in_its_time() -> None:
    clock = TurnedClock(0)
    port = played(TURNS, clock)
    port.write(ASKED, deadline_s=1)
    assert heard(port, clock, 1) == b"\x12"
    port.write(b"\x1da\x4e", deadline_s=1)
    assert heard(port, clock, 0.7) == b"\x10\0\0\0"
    assert heard(port, clock, 0.1) == b"\x18\0\x0f\0"
    assert port.is_at_end
    assert heard(port, clock, 60) == b""


def test_what_is_written_ahead_of_an_answer_counts_for_the_turn_behind_it() -> None:
    clock = TurnedClock(0)
    port = played(TURNS, clock)
    port.write(ASKED + b"\x1da", deadline_s=1)
    port.write(b"\x4e", deadline_s=1)
    assert heard(port, clock, 2) == answered(TURNS)
    assert port.went_as_recorded


def test_a_driver_that_says_something_else_is_noticed_and_still_answered() -> None:
    clock = TurnedClock(0)
    port = played(TURNS, clock)
    port.write(b"\x10\x04\x04", deadline_s=1)
    assert not port.went_as_recorded
    assert port.read(timeout_s=1) == b"\x12"


def test_a_recorded_unplugging_is_an_unplugging() -> None:
    clock = TurnedClock(0)
    port = played(TURNS[:2], clock, lost_at_end=True)
    port.write(ASKED, deadline_s=1)
    assert port.read(timeout_s=1) == b"\x12"
    with pytest.raises(DeviceLost):
        port.read(timeout_s=1)
    with pytest.raises(DeviceLost):
        port.write(b"x", deadline_s=1)


def test_a_closed_recording_is_lost() -> None:
    port = played(TURNS, TurnedClock(0))
    port.close()
    port.close()
    with pytest.raises(DeviceLost):
        port.read(timeout_s=0)


@pytest.mark.parametrize("harder", list(every_split(TURNS)))
def test_every_split_brings_the_same_bytes(harder: Turns) -> None:
    clock = TurnedClock(0)
    port = played(harder, clock)
    port.write(ASKED + b"\x1da\x4e", deadline_s=1)
    assert heard(port, clock, 2) == answered(TURNS)


@given(
    st.lists(st.tuples(st.integers(0, 500), st.booleans(), st.binary(min_size=1, max_size=9)), min_size=1, max_size=9),
    st.sets(st.integers(1, 80)),
    st.integers(1, 7),
)
def test_any_conversation_is_played_to_its_end_in_order_and_in_time(
    told: list[tuple[int, bool, bytes]], places: set[int], portion: int
) -> None:
    told.sort(key=lambda each: each[0])
    turns = tuple(Turn(t_ms, TO_DEVICE if is_ours else FROM_DEVICE, data) for t_ms, is_ours, data in told)
    clock = TurnedClock(0)
    port = played(cut(turns, places), clock)
    ours = b"".join(turn.data for turn in turns if turn.way == TO_DEVICE)
    for begin in range(0, len(ours), portion):
        port.write(ours[begin : begin + portion], deadline_s=0)
    assert heard(port, clock, 1) == answered(turns)
    assert port.is_at_end
    assert bytes(port.written) == ours
