"""The line in memory."""

from __future__ import annotations

import pytest

from devices.errors import DeviceLost
from devices.transports.memory_port import MemoryPort
from tests.devices.turned_clock import TurnedClock


def test_what_is_written_is_answered() -> None:
    port = MemoryPort(lambda data: data[::-1])
    assert port.write(b"abc", deadline_s=1) == 3
    assert port.read(timeout_s=1) == b"cba"
    assert bytes(port.written) == b"abc"


def test_waiting_turns_the_clock() -> None:
    clock = TurnedClock(0)
    port = MemoryPort(turn=clock.turn)
    assert port.read(timeout_s=0.5) == b""
    port.accepts = False
    assert port.write(b"x", deadline_s=0.25) == 0
    assert clock.seconds == 0.75


def test_slices_are_as_small_as_told() -> None:
    assert MemoryPort(slice_bytes=2).write(b"abc", deadline_s=1) == 2


@pytest.mark.parametrize("ending", ["lost", "closed"])
def test_a_lost_or_closed_line_is_lost(ending: str) -> None:
    port = MemoryPort()
    if ending == "lost":
        port.lost = True
    else:
        port.close()
        port.close()
    with pytest.raises(DeviceLost):
        port.read(timeout_s=0)
    with pytest.raises(DeviceLost):
        port.write(b"x", deadline_s=0)
