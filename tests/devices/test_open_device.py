"""From an address to a driver that works."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from devices.address import parse_printer_address, parse_scanner_address
from devices.open_device import open_printer, open_scanner
from devices.printers.contract import Condition, PrintOutcome, State
from tests.devices.real_lines import PtyPrinter
from tests.devices.slips import noise, small
from tests.printed_paper import PrintedPaper

ABSENT = [
    "escpos+serial:///dev/kiosk-printer-that-is-not-there",
    "escpos+tcp://127.0.0.1:1",
    "escpos+file:///nowhere/at/all",
]


@pytest.mark.parametrize("text", ABSENT)
def test_an_absent_printer_is_offline_and_prints_nothing(text: str) -> None:
    printer = open_printer(parse_printer_address(text), now_s=time.monotonic)
    assert printer.status().state is State.UNKNOWN
    assert printer.check(timeout_s=1).conditions >= {Condition.DISCONNECTED}
    result = printer.print_picture(small(), job="0001")
    assert (result.outcome, result.bytes_sent) == (PrintOutcome.NOT_PRINTED, 0)
    printer.close()


@pytest.mark.parametrize(("model", "width_dots"), [("generic-58", 384), ("generic-80", 576)])
@pytest.mark.parametrize("scheme", ["virtual", "escpos+file"])
def test_pictures_are_as_wide_as_the_model(tmp_path: Path, scheme: str, model: str, width_dots: int) -> None:
    address = parse_printer_address(f"{scheme}://{tmp_path}/slips?model={model}")
    assert open_printer(address, now_s=time.monotonic).width_dots == width_dots


def test_a_file_gets_the_bytes_of_an_assumed_ticket(tmp_path: Path) -> None:
    address = parse_printer_address(f"escpos+file://{tmp_path}/slips.bin?model=epson-tm-t82iii")
    printer = open_printer(address, now_s=time.monotonic)
    result = printer.print_picture(small(), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "time")
    printer.close()
    paper = PrintedPaper(576)
    paper.feed((tmp_path / "slips.bin").read_bytes())
    assert paper.slips[0].crop((0, 0, 576, 64)).tobytes() == small().tobytes()


def test_a_stopped_line_is_told_by_xoff_and_no_byte_is_lost(tmp_path: Path) -> None:
    with PtyPrinter(tmp_path) as device:
        address = parse_printer_address(f"escpos+serial://{device.path}?model=epson-tm-t82iii&flow=xonxoff")
        printer = open_printer(address, now_s=time.monotonic)
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
        printer = open_printer(address, now_s=time.monotonic)
        assert printer.check(timeout_s=20).state is State.READY
        device.unplug()
        assert printer.check(timeout_s=20).state is State.OFFLINE
        device.plug()
        until = time.monotonic() + 20
        while printer.check(timeout_s=5).state is not State.READY:
            assert time.monotonic() < until
            time.sleep(0.05)
        assert printer.print_picture(small(), job="0001").outcome is PrintOutcome.PRINTED
        printer.close()


def test_a_printer_that_stops_reading_in_mid_ticket_is_stalled_and_recovers(tmp_path: Path) -> None:
    with PtyPrinter(tmp_path) as device:
        address = parse_printer_address(f"escpos+serial://{device.path}?model=epson-tm-t82iii")
        printer = open_printer(address, now_s=time.monotonic)
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


@pytest.mark.parametrize("text", ["serial:///dev/none", "keyboard:", "virtual:///nowhere"])
def test_opening_a_scanner_touches_nothing(text: str) -> None:
    open_scanner(parse_scanner_address(text), now_s=time.monotonic).close()
