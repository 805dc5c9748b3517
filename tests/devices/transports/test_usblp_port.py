"""The kernel's usblp, with a pseudo-terminal and a pipe in its place."""

from __future__ import annotations

import errno
import os
import struct
import termios
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.errors import DeviceLost
from devices.transports.usb_printer_class import PortStatus
from devices.transports.usblp_port import LPGETSTATUS, SLICE_BYTES, UsblpPort
from tests.devices.real_lines import PATIENCE_S, PseudoLine, wait_until


@pytest.fixture
def line(tmp_path: Path) -> Iterator[PseudoLine]:
    made = PseudoLine(tmp_path, "lp0")
    yield made
    made.unplug()


@pytest.fixture
def port(line: PseudoLine) -> Iterator[UsblpPort]:
    made = UsblpPort(str(line.path))
    yield made
    made.close()


def test_bytes_go_both_ways(line: PseudoLine, port: UsblpPort) -> None:
    assert port.write(b"\x10\x04\x01", deadline_s=PATIENCE_S) == 3
    assert line.receives(3) == b"\x10\x04\x01"
    os.write(line.our_end, b"\x12")
    assert port.read(timeout_s=PATIENCE_S) == b"\x12"


def test_silence_is_an_empty_answer_after_its_time(port: UsblpPort) -> None:
    before_s = time.monotonic()
    assert port.read(timeout_s=0.05) == b""
    assert time.monotonic() - before_s >= 0.049


def test_at_most_one_slice_is_taken_and_a_stopped_line_takes_nothing(line: PseudoLine, port: UsblpPort) -> None:
    assert 0 < port.write(bytes(3 * SLICE_BYTES), deadline_s=PATIENCE_S) <= SLICE_BYTES
    termios.tcflow(line.their_end, termios.TCOOFF)
    assert port.write(b"x", deadline_s=0) == 0


def test_unplugging_is_noticed_when_reading_and_when_writing(line: PseudoLine, port: UsblpPort) -> None:
    line.unplug()
    with pytest.raises(DeviceLost):
        port.read(timeout_s=PATIENCE_S)
    with pytest.raises(DeviceLost):
        port.write(b"x", deadline_s=PATIENCE_S)


def test_empty_packets_are_no_answer_and_do_not_keep_the_processor_busy(tmp_path: Path) -> None:
    (tmp_path / "lp0").touch()  # an empty file is always ready and always gives nothing
    port = UsblpPort(str(tmp_path / "lp0"))
    used_s, before_s = time.process_time(), time.monotonic()
    assert port.read(timeout_s=0.2) == b""
    assert time.monotonic() - before_s >= 0.19
    assert time.process_time() - used_s < 0.15
    port.close()


def test_an_absent_printer_is_lost_and_no_file_is_made_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(DeviceLost):
        UsblpPort(str(tmp_path / "lp0"))
    assert not (tmp_path / "lp0").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="runs where the tests do not belong to root, who may open anything")
def test_a_printer_we_may_not_open_comes_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "lp0").touch(0o000)
    with pytest.raises(DeviceLost, match="group lp"):
        UsblpPort(str(tmp_path / "lp0"))


def test_the_port_tells_paper_and_errors(line: PseudoLine) -> None:
    def ask(_descriptor: int, question: int, _room: bytes) -> bytes:
        assert question == LPGETSTATUS
        return struct.pack("i", 0x30)

    port = UsblpPort(str(line.path), ask=ask)
    told = PortStatus(paper_empty=True, selected=True, no_error=False)
    wait_until(lambda: port.port_status() == told, "the port's answer")
    port.close()
    with pytest.raises(DeviceLost):
        port.port_status()


def test_a_line_that_knows_no_such_question_tells_nothing(port: UsblpPort) -> None:
    assert port.port_status() is None


def test_a_wedged_printer_costs_no_more_than_the_deadline(line: PseudoLine) -> None:
    goes_on = threading.Event()

    def ask(*_: object) -> bytes:
        goes_on.wait(PATIENCE_S)
        return bytes(4)

    port = UsblpPort(str(line.path), ask=ask)
    before_s = time.monotonic()
    assert port.port_status() is None
    assert time.monotonic() - before_s < PATIENCE_S / 2
    goes_on.set()
    port.close()


def test_a_printer_that_is_gone_answers_no_question(line: PseudoLine) -> None:
    def ask(*_: object) -> bytes:
        raise OSError(errno.ENODEV, "gone")

    port = UsblpPort(str(line.path), ask=ask)
    with pytest.raises(DeviceLost, match="gone"):
        wait_until(lambda: port.port_status() is not None)
    port.close()


def test_a_full_line_is_closed_twice_without_harm(port: UsblpPort) -> None:
    while port.write(bytes(SLICE_BYTES), deadline_s=0):
        pass
    port.close()
    port.close()
    with pytest.raises(DeviceLost):
        port.write(b"x", deadline_s=0)
    with pytest.raises(DeviceLost):
        port.read(timeout_s=0)
