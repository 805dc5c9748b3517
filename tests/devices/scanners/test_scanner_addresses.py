"""What stands in the address of a scanner is what its driver does."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from devices.address import EvdevScannerAddress, SerialScannerAddress, parse_scanner_address
from devices.errors import AddressError
from devices.open_device import open_scanner
from devices.scanners.contract import ScannerState
from tests.devices.real_lines import PtyScanner
from tests.devices.scanners.listener import Listener

READY, OFFLINE = ScannerState.READY, ScannerState.OFFLINE


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("evdev:?name=honeywell", EvdevScannerAddress("", "us", "honeywell")),
        ("evdev:?name=auto&layout=de", EvdevScannerAddress("", "de", "auto")),
        ("serial:///dev/s?model=newland", SerialScannerAddress("/dev/s", model="newland")),
    ],
)
def test_an_address_is_read_and_written_alike(text: str, address: EvdevScannerAddress | SerialScannerAddress) -> None:
    assert parse_scanner_address(text) == address
    assert parse_scanner_address(str(address)) == address


@pytest.mark.parametrize("text", ["evdev:///dev/input/event3?name=x", "evdev:?name=", "serial:///dev/s?model=nobody"])
def test_what_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(AddressError):
        parse_scanner_address(text)


def test_prefix_suffix_silence_and_set_up_reach_the_line(tmp_path: Path) -> None:
    with PtyScanner(tmp_path) as device:
        options = "terminator=none&silence_ms=200&prefix=%3C&suffix=%3E&init=0x164d0d"
        address = parse_scanner_address(f"serial://{device.path}?{options}")
        with Listener(open_scanner(address, now_s=time.monotonic)) as listener:
            assert device.receives(3) == b"\x16M\r"
            listener.sees(READY)
            device.send(b"<]C0H30-42>")
            listener.hears("H30-42")
            assert listener.scans[0].symbology == "C0"


def test_of_a_model_nobody_has_tried_nothing_is_sent(tmp_path: Path) -> None:
    with PtyScanner(tmp_path) as device:
        address = parse_scanner_address(f"serial://{device.path}?model=honeywell&terminator=cr")
        with Listener(open_scanner(address, now_s=time.monotonic)) as listener:
            listener.sees(READY)
            device.send(b"A1\r")
            listener.hears("A1")
            assert device.has_received() == b""


@pytest.mark.parametrize("text", ["evdev:?name=nobody", "evdev://ffff:fffe", "evdev:///dev/input/by-id/none"])
def test_a_keyboard_that_is_not_there_is_offline(text: str) -> None:
    with Listener(open_scanner(parse_scanner_address(text), now_s=time.monotonic)) as listener:
        listener.sees(OFFLINE)
