"""The serial scanner on a real pseudo-terminal, plugged and unplugged."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.address import parse_scanner_address
from devices.open_device import open_scanner
from devices.scanners.contract import BehaviourChanged, Change, Scanner, ScannerState, Unreadable, Why
from devices.scanners.framing import Framer
from devices.scanners.serial_scanner import SerialScanner
from devices.scanners.steadiness import GRACE_S
from devices.transports.serial_port import SerialPort
from devices.watch import NodeWatch
from tests.devices.real_lines import PtyScanner, wait_until
from tests.devices.scanners.listener import Listener
from tests.devices.turned_clock import TurnedClock

READY, OFFLINE = ScannerState.READY, ScannerState.OFFLINE
# The tests name the terminator where a slow machine could take a pause for the end of a scan.
CODE = "H30.44.15-261125-0042"


@pytest.fixture
def device(tmp_path: Path) -> Iterator[PtyScanner]:
    with PtyScanner(tmp_path) as made:
        yield made


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


def scanner_at(path: str, terminator: str = "cr", now_s: Callable[[], float] = time.monotonic) -> Scanner:
    return open_scanner(parse_scanner_address(f"serial://{path}?terminator={terminator}"), now_s=now_s)


def test_a_scan_reaches_the_listener_on_its_own_thread(device: PtyScanner) -> None:
    with Listener(scanner_at(device.path)) as listener:
        listener.sees(READY)
        device.send(f"]C0{CODE}\r".encode())
        listener.hears(CODE)
        assert listener.threads == {"scanner"}
        assert (listener.scans[0].symbology, listener.scans[0].source) == (
            "C0",
            f"serial://{device.path}?baud=9600&terminator=cr",
        )


def test_a_scan_without_a_terminator_is_ended_by_silence(device: PtyScanner) -> None:
    with Listener(scanner_at(device.path, "auto")) as listener:
        listener.sees(READY)
        device.send(CODE.encode())
        listener.hears(CODE)


def test_a_scan_sent_byte_by_byte_is_whole(device: PtyScanner) -> None:
    with Listener(scanner_at(device.path, "cr")) as listener:
        listener.sees(READY)
        for byte in f"{CODE}\r".encode():
            device.send(bytes((byte,)))
        listener.hears(CODE)


def test_a_missing_scanner_is_offline_and_found_when_it_comes(tmp_path: Path) -> None:
    with PtyScanner(tmp_path) as device:
        device.unplug()
        with Listener(scanner_at(device.path)) as listener:
            listener.sees(OFFLINE)
            device.plug()
            listener.sees(OFFLINE, READY)
            device.send(b"A1\r")
            listener.hears("A1")


def test_unplugging_is_told_once_and_so_is_coming_back(device: PtyScanner, clock: TurnedClock) -> None:
    with Listener(scanner_at(device.path, now_s=clock.now_s)) as listener:
        listener.sees(READY)
        replug(device, listener, clock)
        listener.sees(READY, OFFLINE, READY)
        device.send(b"A1\r")
        listener.hears("A1")
        replug(device, listener, clock)
        listener.sees(READY, OFFLINE, READY, OFFLINE, READY)
        device.send(b"B2\r")
        listener.hears("A1", "B2")


def replug(device: PtyScanner, listener: Listener, clock: TurnedClock) -> None:
    """Pull it out, and put it back when the loss was told."""

    def is_told() -> bool:
        clock.turn(GRACE_S)
        return listener.states[-1] is OFFLINE

    device.unplug()
    wait_until(is_told, "offline")
    device.plug()


def test_half_a_code_is_forgotten_with_the_lost_device(device: PtyScanner, clock: TurnedClock) -> None:
    with Listener(scanner_at(device.path, now_s=clock.now_s)) as listener:
        listener.sees(READY)
        device.send(b"A1\rhalf")
        listener.hears("A1")
        replug(device, listener, clock)
        listener.sees(READY, OFFLINE, READY)
        device.send(b"whole\r")
        listener.hears("A1", "whole")


def test_an_unreadable_code_is_told_without_its_text(device: PtyScanner) -> None:
    with Listener(scanner_at(device.path)) as listener:
        listener.sees(READY)
        device.send(b"ab\x1bcd\rA1\r")
        listener.hears("A1")
        assert listener.troubles == [Unreadable(Why.CONTROL_CHARACTER, 5)]


def watched(device: PtyScanner, clock: TurnedClock, *, init: bytes = b"") -> SerialScanner:
    """A scanner that notices when its name comes and goes."""

    def opened() -> SerialPort:
        return SerialPort(device.path, baud=9600)

    return SerialScanner(opened, Framer("s"), clock.now_s, watch=NodeWatch(device.path), init=init)


def test_plugged_in_again_it_does_not_wait_its_pause_out(
    device: PtyScanner, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devices.patience.PAUSES_S", (3600.0,))
    with Listener(watched(device, clock)) as listener:
        listener.sees(READY)
        replug(device, listener, clock)
        listener.sees(READY, OFFLINE, READY)
        device.send(b"A1\r")
        listener.hears("A1")


def test_a_plug_that_shakes_for_less_than_a_second_is_not_told(device: PtyScanner) -> None:
    opened: list[float] = []

    def open_port() -> SerialPort:
        port = SerialPort(device.path, baud=9600)
        opened.append(0)
        return port

    # The clock stands still: however slow this machine is, the loss has lasted for less than a second.
    scanner = SerialScanner(open_port, Framer("s"), lambda: GRACE_S, watch=NodeWatch(device.path))
    with Listener(scanner) as listener:
        listener.sees(READY)
        device.unplug()
        device.plug()
        wait_until(lambda: len(opened) == 2, "opened again")
        device.send(b"A1\r")
        listener.hears("A1")
        assert listener.states == [READY]


def test_the_set_up_is_sent_at_every_attach_and_its_answer_is_no_scan(device: PtyScanner, clock: TurnedClock) -> None:
    with Listener(watched(device, clock, init=b"\x16M\r232BAD5!")) as listener:
        assert device.receives(11) == b"\x16M\r232BAD5!"
        device.send(b"232BAD5\x06!")
        listener.sees(READY)
        device.send(b"A1\r")
        listener.hears("A1")
        replug(device, listener, clock)
        assert device.receives(11) == b"\x16M\r232BAD5!"
        listener.sees(READY, OFFLINE, READY)
        device.send(b"B2\r")
        listener.hears("A1", "B2")
        assert listener.troubles == []


def test_a_scanner_that_does_not_take_its_set_up_is_read_all_the_same(device: PtyScanner, clock: TurnedClock) -> None:
    with Listener(watched(device, clock, init=b"x" * 100_000)) as listener:
        listener.sees(READY)
        wait_until(lambda: bool(listener.troubles), "the trouble")
        assert listener.troubles == [BehaviourChanged(Change.INIT_NOT_TAKEN)]
        device.send(b"A1\r")
        listener.hears("A1")


def test_closing_ends_listening_at_once_and_twice_does_no_harm(device: PtyScanner) -> None:
    with Listener(scanner_at(device.path)) as listener:
        listener.sees(READY)
        listener.scanner.close()
        listener.join()
        listener.scanner.close()


def test_closing_ends_the_search_for_a_missing_scanner(tmp_path: Path) -> None:
    with Listener(scanner_at(str(tmp_path / "nowhere"))) as listener:
        listener.sees(OFFLINE)
        listener.scanner.close()
        listener.join()


def test_a_scanner_closed_before_it_listens_ends_at_once(device: PtyScanner) -> None:
    scanner = scanner_at(device.path)
    scanner.close()
    with Listener(scanner) as listener:
        listener.join()
        assert listener.states == []


def test_what_the_listener_raises_is_heard_and_lets_go_of_the_line(device: PtyScanner) -> None:
    def told(state: ScannerState) -> None:
        raise ZeroDivisionError(state)

    with pytest.raises(ZeroDivisionError):
        scanner_at(device.path).listen(lambda _: None, told, lambda _: None)
    with Listener(scanner_at(device.path)) as listener:
        listener.sees(READY)
