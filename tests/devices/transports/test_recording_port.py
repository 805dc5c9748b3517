"""Writing down what is said on a line."""

from __future__ import annotations

import io

import pytest

from devices.errors import DeviceLost
from devices.transports.memory_port import MemoryPort
from devices.transports.recorded_port import RecordedPort
from devices.transports.recorded_turns import FROM_DEVICE, TO_DEVICE, Turn, read_turns
from devices.transports.recording_port import RecordingPort
from tests.devices.turned_clock import TurnedClock


def test_what_is_recorded_can_be_played() -> None:
    clock, into = TurnedClock(100), io.StringIO()
    port = RecordingPort(MemoryPort(lambda _: b"\x12"), into, now_s=clock.now_s)
    clock.turn(0.25)
    port.write(b"\x10\x04\x01", deadline_s=1)
    clock.turn(0.007)
    assert port.read(timeout_s=1) == b"\x12"
    turns = read_turns(into.getvalue())
    assert turns == (Turn(250, TO_DEVICE, b"\x10\x04\x01"), Turn(257, FROM_DEVICE, b"\x12"))
    again = RecordedPort(turns, now_s=clock.now_s, turn=clock.turn)
    again.write(b"\x10\x04\x01", deadline_s=1)
    assert again.read(timeout_s=1) == b"\x12"


def test_a_line_opened_anew_goes_on_in_the_same_time() -> None:
    clock, into = TurnedClock(100), io.StringIO()
    for _ in range(2):
        clock.turn(5)
        RecordingPort(MemoryPort(), into, now_s=clock.now_s, began_s=100).write(b"a", deadline_s=1)
    assert [turn.t_ms for turn in read_turns(into.getvalue())] == [5000, 10000]


def test_only_what_the_line_took_is_written_down() -> None:
    into = io.StringIO()
    line = MemoryPort(slice_bytes=2)
    port = RecordingPort(line, into, now_s=TurnedClock().now_s)
    assert port.write(b"abc", deadline_s=1) == 2
    line.accepts = False
    assert port.write(b"c", deadline_s=0) == 0
    assert port.read(timeout_s=0) == b""
    assert [turn.data for turn in read_turns(into.getvalue())] == [b"ab"]


def test_a_lost_line_stays_lost_and_its_recording_stays_whole() -> None:
    into = io.StringIO()
    line = MemoryPort()
    port = RecordingPort(line, into, now_s=TurnedClock().now_s)
    port.write(b"abc", deadline_s=1)
    line.lost = True
    with pytest.raises(DeviceLost):
        port.read(timeout_s=1)
    port.close()
    assert line.is_closed
    assert len(read_turns(into.getvalue())) == 1
