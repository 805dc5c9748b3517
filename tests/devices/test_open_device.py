"""From an address to a driver that works."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from devices.address import parse_printer_address, parse_scanner_address
from devices.errors import DeviceLost
from devices.open_device import link_to, model_at, open_printer, open_scanner, watch_of
from devices.printers.contract import Condition, PrintOutcome, State
from devices.scanners.contract import ScannerState
from tests.devices.real_lines import PtyPrinter, PtyScanner, wait_until
from tests.devices.scanners.listener import Listener
from tests.devices.slips import noise, small
from tests.devices.steady_time import SteadyTime
from tests.devices.turned_clock import TurnedClock
from tests.printed_paper import PrintedPaper

ABSENT = [
    "escpos+serial:///dev/kiosk-printer-that-is-not-there",
    "escpos+tcp://127.0.0.1:1",
    "escpos+file:///nowhere/at/all",
    "escpos+usb://ffff:fffe?serial=nobody-has-it",
    "escpos+usblp:///dev/usb/lp-that-is-not-there",
    "star+serial:///dev/kiosk-printer-that-is-not-there?flow=dsrdtr",
]
SCANNERS = [
    "serial:///dev/none?init=0x16&terminator=none&silence_ms=100&prefix=%5BA&suffix=0x03",
    "evdev:///dev/input/by-id/none",
    "evdev://ffff:fffe?layout=us",
    "evdev:?name=nobody%20is%20called%20so",
    "keyboard:",
    "virtual:///nowhere",
]


@pytest.mark.parametrize("text", ABSENT)
def test_an_absent_printer_is_offline_and_prints_nothing(text: str) -> None:
    printer = open_printer(parse_printer_address(text), now_s=SteadyTime().now_s)
    assert printer.status().state is State.UNKNOWN
    assert printer.check(timeout_s=1).conditions >= {Condition.DISCONNECTED}
    result = printer.print_picture(small(), job="0001")
    assert (result.outcome, result.bytes_sent) == (PrintOutcome.NOT_PRINTED, 0)
    printer.close()


@pytest.mark.parametrize(("model", "width_dots"), [("generic-58", 384), ("generic-80", 576)])
@pytest.mark.parametrize("scheme", ["virtual", "escpos+file"])
def test_pictures_are_as_wide_as_the_model(tmp_path: Path, scheme: str, model: str, width_dots: int) -> None:
    address = parse_printer_address(f"{scheme}://{tmp_path}/slips?model={model}")
    assert open_printer(address, now_s=SteadyTime().now_s).width_dots == width_dots


def test_a_file_gets_the_bytes_of_an_assumed_ticket(tmp_path: Path) -> None:
    address = parse_printer_address(f"escpos+file://{tmp_path}/slips.bin?model=epson-tm-t82iii")
    printer = open_printer(address, now_s=SteadyTime().now_s)
    result = printer.print_picture(small(), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "time")
    printer.close()
    paper = PrintedPaper(576)
    paper.feed((tmp_path / "slips.bin").read_bytes())
    assert paper.slips[0].crop((0, 0, 576, 64)).tobytes() == small().tobytes()


def test_a_stopped_line_is_told_by_xoff_and_no_byte_is_lost(tmp_path: Path) -> None:
    with PtyPrinter(tmp_path) as device:
        address = parse_printer_address(f"escpos+serial://{device.path}?model=epson-tm-t82iii&flow=xonxoff")
        printer = open_printer(address, now_s=SteadyTime().now_s)
        printer.check(timeout_s=20)

        def stop_and_go(sent: int, total: int) -> None:
            if sent > total // 2:
                device.say(b"\x13")
                device.say(b"\x11")

        picture = noise(576, 600)
        result = printer.print_picture(picture, job="0001", progress=stop_and_go)
        assert result.outcome is PrintOutcome.PRINTED
        assert device.pictures()[0].crop((0, 0, 576, 600)).tobytes() == picture.tobytes()
        printer.close()


def test_a_printer_is_ready_within_seconds_of_being_plugged_in_again(tmp_path: Path) -> None:
    with PtyPrinter(tmp_path) as device:
        address = parse_printer_address(f"escpos+serial://{device.path}?model=epson-tm-t82iii")
        printer = open_printer(address, now_s=SteadyTime().now_s)
        assert printer.check(timeout_s=20).state is State.READY
        device.unplug()
        assert printer.check(timeout_s=20).state is State.OFFLINE
        device.plug()
        wait_until(lambda: printer.check(timeout_s=5).state is State.READY, "the printer to be back")
        assert printer.print_picture(small(), job="0001").outcome is PrintOutcome.PRINTED
        printer.close()


def test_a_printer_that_stops_reading_in_mid_ticket_is_stalled_and_recovers(tmp_path: Path) -> None:
    with PtyPrinter(tmp_path) as device:
        address = parse_printer_address(f"escpos+serial://{device.path}?model=epson-tm-t82iii")
        printer = open_printer(address, now_s=SteadyTime().now_s)
        printer.check(timeout_s=20)
        result = printer.print_picture(
            noise(576, 1500), job="0001", progress=lambda sent, _: device.stop_reading() if sent > 3000 else None
        )
        assert (result.outcome, result.evidence) == (PrintOutcome.UNKNOWN, "stalled")
        device.read_again()
        assert printer.check(timeout_s=20).state is State.READY
        assert printer.print_picture(small(), job="0001").outcome is PrintOutcome.PRINTED
        assert device.pictures()[-1].crop((0, 0, 576, 64)).tobytes() == small().tobytes()
        printer.close()


@pytest.mark.parametrize("text", SCANNERS)
def test_opening_a_scanner_touches_nothing(text: str) -> None:
    open_scanner(parse_scanner_address(text), now_s=time.monotonic).close()


def test_what_the_address_changes_about_a_model_is_changed() -> None:
    address = parse_printer_address("virtual:///nowhere?model=generic-80&dots=512&cut=none")
    assert (model_at(address).dots, model_at(address).cut) == (512, "none")
    assert open_printer(address, now_s=SteadyTime().now_s).width_dots == 512


def test_a_ticket_is_printed_through_usblp(tmp_path: Path) -> None:
    with PtyPrinter(tmp_path) as device:
        address = parse_printer_address(f"escpos+usblp://{device.path}?model=epson-tm-t82iii")
        printer = open_printer(address, now_s=SteadyTime().now_s)
        assert printer.check(timeout_s=20).state is State.READY
        assert printer.print_picture(small(), job="0001").outcome is PrintOutcome.PRINTED
        assert device.pictures()[0].crop((0, 0, 576, 64)).tobytes() == small().tobytes()
        printer.close()


@pytest.mark.parametrize("way", ["serial", "usblp"])
def test_a_printer_missing_for_long_is_back_at_once_when_it_is_plugged_in(tmp_path: Path, way: str) -> None:
    clock = TurnedClock()
    with PtyPrinter(tmp_path) as device:
        address = parse_printer_address(f"escpos+{way}://{device.path}?model=epson-tm-t82iii")
        printer = open_printer(address, now_s=clock.now_s)
        device.unplug()
        for _ in range(10):
            printer.check(timeout_s=1)
            clock.turn(6)
        printer.check(timeout_s=1)  # from here on it would wait five seconds
        device.plug()
        assert printer.check(timeout_s=1).state is State.READY
        printer.close()


def test_the_bare_line_to_a_printer_can_be_had_for_a_probe(tmp_path: Path) -> None:
    with PtyPrinter(tmp_path) as device:
        line = link_to(parse_printer_address(f"escpos+serial://{device.path}"))(20)
        line.write(b"\x10\x04\x01", deadline_s=20)
        assert line.read(timeout_s=20) == b"\x12"
        line.close()


def test_no_line_leads_to_a_virtual_printer() -> None:
    with pytest.raises(ValueError, match="virtual"):
        link_to(parse_printer_address("virtual:///nowhere"))


def test_a_line_that_is_not_there_says_so() -> None:
    with pytest.raises(DeviceLost):
        link_to(parse_printer_address("escpos+usblp:///dev/usb/lp-that-is-not-there"))(20)


@pytest.mark.parametrize("text", ABSENT)
def test_everything_that_is_plugged_in_is_watched(text: str) -> None:
    address = parse_printer_address(text)
    watch = watch_of(address)
    assert (watch is None) == ("+tcp:" in text)
    assert watch is None or not watch.changed()


@pytest.mark.parametrize("text", SCANNERS)
def test_every_scanner_with_a_plug_is_watched(text: str) -> None:
    watch = watch_of(parse_scanner_address(text))
    assert (watch is None) == text.startswith(("keyboard:", "virtual:"))
    assert watch is None or not watch.changed()


def test_a_scanner_is_set_up_and_heard_as_its_address_says(tmp_path: Path) -> None:
    with PtyScanner(tmp_path) as device:
        text = f"serial://{device.path}?terminator=none&prefix=%5BA&suffix=0x04&silence_ms=200&init=0x164d0d"
        scanner = open_scanner(parse_scanner_address(text), now_s=time.monotonic)
        with Listener(scanner) as listener:
            listener.sees(ScannerState.READY)
            assert device.receives(3) == b"\x16M\r"
            device.send(b"[AH24-1\x04")
            listener.hears("H24-1")
