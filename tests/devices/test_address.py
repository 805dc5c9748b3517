"""Addresses of devices, read and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.address import (
    FilePrinterAddress,
    KeyboardScannerAddress,
    SerialPrinterAddress,
    SerialScannerAddress,
    TcpPrinterAddress,
    VirtualPrinterAddress,
    VirtualScannerAddress,
    parse_printer_address,
    parse_scanner_address,
)
from devices.errors import AddressError

PRINTERS = {
    "escpos+serial:///dev/kiosk-printer?baud=9600&flow=xonxoff&model=generic-58": SerialPrinterAddress(
        "/dev/kiosk-printer", 9600, "xonxoff", "generic-58"
    ),
    "escpos+serial:///dev/kiosk-printer": SerialPrinterAddress("/dev/kiosk-printer", 115200, "rtscts", "generic-80"),
    "escpos+tcp://192.0.2.10:9100?model=epson-tm-t82iii": TcpPrinterAddress("192.0.2.10", 9100, "epson-tm-t82iii"),
    "escpos+tcp://printer.local": TcpPrinterAddress("printer.local"),
    "escpos+tcp://[::1]:9101": TcpPrinterAddress("::1", 9101),
    "escpos+file:///dev/usb/lp0?model=generic-58": FilePrinterAddress("/dev/usb/lp0", "generic-58"),
    "virtual:///var/lib/một%20cửa?model=generic-80": VirtualPrinterAddress("/var/lib/một cửa", "generic-80"),
}
SCANNERS = {
    "serial:///dev/kiosk-scanner": SerialScannerAddress("/dev/kiosk-scanner", 9600, "auto"),
    "serial:///dev/kiosk-scanner?baud=115200&terminator=cr": SerialScannerAddress("/dev/kiosk-scanner", 115200, "cr"),
    "keyboard:": KeyboardScannerAddress(),
    "virtual:///tmp/scanner": VirtualScannerAddress("/tmp/scanner"),  # noqa: S108 - only a text
}
WRONG_PRINTERS = {
    "": ("“:” is no kind of device", "escpos+serial:"),
    "usb://04b8:0e15": ("“usb:” is no kind of device", "escpos+tcp:"),
    "escpos+serial://dev/printer": ("three slashes",),
    "escpos+serial:": ("a path is missing",),
    "escpos+serial:///dev/p?flow=dsrdtr": ("dsrdtr has no effect on Linux", "rtscts"),
    "escpos+serial:///dev/p?baud=fast": ("baud=fast is not allowed", "9600"),
    "escpos+serial:///dev/p?model=epson": ("model=epson is not allowed", "epson-tm-t82iii"),
    "escpos+serial:///dev/p?paper=80": ("“paper” is not known",),
    "escpos+serial:///dev/p?baud=9600&baud=9600": ("“baud” is given twice",),
    "escpos+serial:///dev/p#1": ("“#1” means nothing",),
    "escpos+tcp://": ("a host is missing",),
    "escpos+tcp://h:0": ("from 1 to 65535",),
    "escpos+tcp://h:99999": ("from 1 to 65535",),
    "escpos+tcp://h/queue": ("“/queue” after the host",),
    "escpos+tcp://[::1": ("Invalid IPv6 URL",),
    "escpos+file:///tmp/%00": ("cannot be printed",),
}


@pytest.mark.parametrize("text", PRINTERS)
def test_a_printer_address_is_read(text: str) -> None:
    assert parse_printer_address(text) == PRINTERS[text]


@pytest.mark.parametrize("text", SCANNERS)
def test_a_scanner_address_is_read(text: str) -> None:
    assert parse_scanner_address(text) == SCANNERS[text]


@pytest.mark.parametrize("text", PRINTERS)
def test_a_printer_address_written_and_read_again_is_the_same(text: str) -> None:
    address = PRINTERS[text]
    assert parse_printer_address(str(address)) == address


@pytest.mark.parametrize("text", SCANNERS)
def test_a_scanner_address_written_and_read_again_is_the_same(text: str) -> None:
    address = SCANNERS[text]
    assert parse_scanner_address(str(address)) == address


@pytest.mark.parametrize("text", WRONG_PRINTERS)
def test_a_wrong_address_says_what_is_wrong_what_is_allowed_and_an_example(text: str) -> None:
    with pytest.raises(AddressError) as refused:
        parse_printer_address(text)
    for part in (*WRONG_PRINTERS[text], "Example: escpos+serial:///dev/kiosk-printer"):
        assert part in str(refused.value)


def test_all_mistakes_of_one_address_are_told_at_once() -> None:
    with pytest.raises(AddressError) as refused:
        parse_printer_address("escpos+serial://dev/p?baud=1&flow=dsrdtr&model=x&paper=80")
    assert len(refused.value.problems) == 6  # five mistakes and the example
    assert refused.value.text == "escpos+serial://dev/p?baud=1&flow=dsrdtr&model=x&paper=80"


def test_a_scanner_address_refuses_what_a_printer_may_have() -> None:
    with pytest.raises(AddressError, match=r"terminator=crlf is not allowed.*“model” is not known"):
        parse_scanner_address("serial:///dev/s?terminator=crlf&model=generic-80")
    with pytest.raises(AddressError, match="nothing may follow “keyboard:”"):
        parse_scanner_address("keyboard:///dev/input")


def test_speed_and_flow_come_from_the_model_when_left_out() -> None:
    address = parse_printer_address("escpos+serial:///dev/p?model=generic-58")
    assert address == SerialPrinterAddress("/dev/p", 115200, "rtscts", "generic-58")


@given(st.text())
def test_any_text_is_either_an_address_or_refused_as_one(text: str) -> None:
    for parse in (parse_printer_address, parse_scanner_address):
        try:
            address = parse(text)
        except AddressError:
            continue
        assert parse(str(address)) == address
