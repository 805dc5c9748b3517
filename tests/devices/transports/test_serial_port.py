"""The serial line, on a real pseudo-terminal."""

from __future__ import annotations

import os
import termios
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from devices.errors import DeviceLost
from devices.transports.serial_port import SLICE_BYTES, SerialPort
from tests.devices.real_lines import PATIENCE_S, PseudoLine, wait_until


@pytest.fixture
def line(tmp_path: Path) -> Iterator[PseudoLine]:
    made = PseudoLine(tmp_path, "line")
    yield made
    made.unplug()


@pytest.fixture
def port(line: PseudoLine) -> Iterator[SerialPort]:
    made = SerialPort(str(line.path), baud=115200, flow="rtscts")
    yield made
    made.close()


def filled(port: SerialPort) -> int:
    """Write until the line takes no more; returns the bytes it took."""
    total = 0
    while taken := port.write(bytes(SLICE_BYTES), deadline_s=0.05):
        total += taken
    return total


def test_every_byte_arrives_unchanged(line: PseudoLine, port: SerialPort) -> None:
    assert port.write(bytes(range(256)), deadline_s=PATIENCE_S) == 256
    assert line.receives(256) == bytes(range(256))


def test_at_most_one_slice_is_taken_at_a_time(port: SerialPort) -> None:
    assert port.write(bytes(5000), deadline_s=PATIENCE_S) == SLICE_BYTES


def test_what_arrives_is_read_at_once(line: PseudoLine, port: SerialPort) -> None:
    os.write(line.our_end, bytes(range(256)))
    data = b""
    while len(data) < 256:
        part = port.read(timeout_s=PATIENCE_S)
        assert part
        data += part
    assert data == bytes(range(256))


def test_silence_is_an_empty_answer(port: SerialPort) -> None:
    assert port.read(timeout_s=0) == b""
    assert port.read(timeout_s=0.01) == b""


def test_a_stopped_line_takes_nothing_and_keeps_the_deadline(line: PseudoLine, port: SerialPort) -> None:
    termios.tcflow(line.their_end, termios.TCOOFF)
    before_s, used_s = time.monotonic(), time.process_time()
    assert port.write(b"more", deadline_s=0.2) == 0
    assert time.monotonic() - before_s >= 0.19
    assert time.process_time() - used_s < 0.15  # it sleeps; it does not spin


def test_a_full_line_is_closed_without_waiting_and_drops_what_it_held(line: PseudoLine, port: SerialPort) -> None:
    total = filled(port)
    port.close()
    again = SerialPort(str(line.path), baud=115200)
    again.write(b"next", deadline_s=PATIENCE_S)
    data = b""

    def has_ended() -> bool:
        nonlocal data
        with suppress(BlockingIOError):
            data += os.read(line.our_end, 65536)
        return data.endswith(b"next")

    wait_until(has_ended, "the byte after the dropped ones")
    again.close()
    assert len(data) < total


def test_bytes_from_before_the_opening_are_dropped(line: PseudoLine) -> None:
    line.sends(b"stale")
    port = SerialPort(str(line.path), baud=9600)
    assert port.read(timeout_s=0.01) == b""
    port.close()


def test_a_line_can_be_opened_only_once(line: PseudoLine, port: SerialPort) -> None:
    assert port.read(timeout_s=0) == b""
    with pytest.raises(DeviceLost, match="lock"):
        SerialPort(str(line.path), baud=9600)


def test_unplugging_is_noticed_when_reading_and_when_writing(line: PseudoLine, port: SerialPort) -> None:
    line.unplug()
    with pytest.raises(DeviceLost):
        port.read(timeout_s=PATIENCE_S)
    with pytest.raises(DeviceLost):
        port.write(b"x", deadline_s=PATIENCE_S)


def test_an_absent_device_is_lost(tmp_path: Path) -> None:
    with pytest.raises(DeviceLost):
        SerialPort(str(tmp_path / "nowhere"), baud=9600)


def test_a_file_is_no_serial_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DeviceLost):
        SerialPort(str(tmp_path / "file"), baud=9600)


def test_closing_twice_does_no_harm(port: SerialPort) -> None:
    port.close()
    port.close()
    with pytest.raises(DeviceLost):
        port.read(timeout_s=0)


def test_dsrdtr_is_refused_with_the_cure_where_there_is_no_dsr(line: PseudoLine) -> None:
    with pytest.raises(DeviceLost, match="flow=rtscts"):
        SerialPort(str(line.path), baud=9600, flow="dsrdtr")
    SerialPort(str(line.path), baud=9600).close()  # it was let go


def test_a_missing_carrier_does_not_hold_the_opening(line: PseudoLine) -> None:
    node = os.open(line.path, os.O_RDWR | os.O_NOCTTY)
    settings = termios.tcgetattr(node)
    settings[2] &= ~termios.CLOCAL
    termios.tcsetattr(node, termios.TCSANOW, settings)
    os.close(node)
    SerialPort(str(line.path), baud=9600).close()
