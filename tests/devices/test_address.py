"""Addresses of devices, read and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.address import (
    CHANGEABLE,
    FLOWS,
    TERMINATORS,
    EvdevScannerAddress,
    FilePrinterAddress,
    KeyboardScannerAddress,
    PrinterAddress,
    ScannerAddress,
    SerialPrinterAddress,
    SerialScannerAddress,
    TcpPrinterAddress,
    UsblpPrinterAddress,
    UsbPrinterAddress,
    VirtualPrinterAddress,
    VirtualScannerAddress,
    parse_printer_address,
    parse_scanner_address,
)
from devices.errors import AddressError
from devices.printers.models import BAUDS, known_models

PRINTERS = {
    "escpos+serial:///dev/kiosk-printer?baud=9600&flow=xonxoff&model=generic-58": SerialPrinterAddress(
        "/dev/kiosk-printer", 9600, "xonxoff", "generic-58"
    ),
    "escpos+serial:///dev/kiosk-printer": SerialPrinterAddress("/dev/kiosk-printer", 115200, "rtscts", "generic-80"),
    "escpos+tcp://192.0.2.10:9100?model=epson-tm-t82iii": TcpPrinterAddress("192.0.2.10", 9100, "epson-tm-t82iii"),
    "escpos+tcp://printer.local": TcpPrinterAddress("printer.local"),
    "escpos+tcp://[::1]:9101": TcpPrinterAddress("::1", 9101),
    "escpos+file:///dev/usb/lp0?model=generic-58": FilePrinterAddress("/dev/usb/lp0", "generic-58"),
    "escpos+serial:///dev/p?flow=dsrdtr": SerialPrinterAddress("/dev/p", 115200, "dsrdtr", "generic-80"),
    "escpos+usb://04B8:0e15?model=epson-tm-t82iii&serial=5832": UsbPrinterAddress(
        "04b8", "0e15", "5832", "epson-tm-t82iii"
    ),
    "escpos+usb://04b8:0e15": UsbPrinterAddress("04b8", "0e15"),
    "escpos+usblp:///dev/usb/lp0?model=generic-58": UsblpPrinterAddress("/dev/usb/lp0", "generic-58"),
    "star+usb://0519:0003": UsbPrinterAddress("0519", "0003", model="star-tsp100"),
    "star+tcp://192.0.2.11?model=star-tsp600": TcpPrinterAddress("192.0.2.11", model="star-tsp600"),
    "star+serial:///dev/p?baud=9600&flow=none": SerialPrinterAddress("/dev/p", 9600, "none", "star-tsp100"),
    "star+usblp:///dev/usb/lp1": UsblpPrinterAddress("/dev/usb/lp1", "star-tsp100"),
    "escpos+tcp://192.0.2.10?cut=gs_v_0&dots=512": TcpPrinterAddress(
        "192.0.2.10", changes=(("cut", "gs_v_0"), ("dots", "512"))
    ),
    "virtual:///var/lib/một%20cửa?model=generic-80": VirtualPrinterAddress("/var/lib/một cửa", "generic-80"),
}
SCANNERS = {
    "serial:///dev/kiosk-scanner": SerialScannerAddress("/dev/kiosk-scanner", 9600, "auto"),
    "serial:///dev/kiosk-scanner?baud=115200&terminator=cr": SerialScannerAddress("/dev/kiosk-scanner", 115200, "cr"),
    "serial:///dev/s?terminator=none&silence_ms=120&prefix=%5BA&suffix=0x0304": SerialScannerAddress(
        "/dev/s", 9600, "none", b"[A", b"\x03\x04", 120
    ),
    "serial:///dev/s?init=0x164d0d": SerialScannerAddress("/dev/s", init=b"\x16M\r"),
    "evdev:///dev/input/by-id/usb-Scanner-event-kbd": EvdevScannerAddress("/dev/input/by-id/usb-Scanner-event-kbd"),
    "evdev:?name=Honeywell%20HF": EvdevScannerAddress("", name="Honeywell HF"),
    "serial:///dev/s?model=newland": SerialScannerAddress("/dev/s", model="newland"),
    "evdev://0C2E:0b61?layout=us": EvdevScannerAddress("0c2e:0b61", "us"),
    "keyboard:": KeyboardScannerAddress(),
    "virtual:///tmp/scanner": VirtualScannerAddress("/tmp/scanner"),  # noqa: S108 - only a text
}
WRONG_PRINTERS = {
    "": ("“:” is no kind of device", "escpos+serial:"),
    "usb://04b8:0e15": ("“usb:” is no kind of device", "escpos+tcp:"),
    "escpos+serial://dev/printer": ("three slashes",),
    "escpos+serial:": ("a path is missing",),
    "escpos+serial:///dev/p?flow=dtr": ("flow=dtr is not allowed", "rtscts", "dsrdtr"),
    "escpos+usb://": ("a USB device is missing", "such as 04b8:0e15"),
    "escpos+usb://04b8": ("“04b8” is no USB device", "lsusb"),
    "escpos+usb:///dev/usb/lp0": ("a USB device is missing", "“/dev/usb/lp0” after the USB device"),
    "escpos+usb://04b8:0e15?serial=%07": ("serial holds characters that cannot be printed",),
    "escpos+usblp://04b8:0e15": ("three slashes",),
    "escpos+tcp://h?model=star-tsp100": ("model=star-tsp100 is not allowed", "generic-80"),
    "star+tcp://h?model=generic-80": ("model=generic-80 is not allowed", "star-tsp100"),
    "star+tcp://h?dialect=escpos": ("“dialect” is not known here", "allowed: model"),
    "escpos+tcp://h?cut=scissors&dots=511": ("cut=scissors", "gs_v_1", "dots=511", "in steps of 8"),
    "escpos+tcp://h?baud=9600": ("“baud” is not known here",),
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
        parse_printer_address("escpos+serial://dev/p?baud=1&flow=dtr&model=x&paper=80&cut=x&dots=7")
    assert len(refused.value.problems) == 8  # seven mistakes and the example
    assert refused.value.text == "escpos+serial://dev/p?baud=1&flow=dtr&model=x&paper=80&cut=x&dots=7"


def test_a_scanner_address_refuses_what_a_printer_may_have() -> None:
    with pytest.raises(AddressError, match=r"terminator=crlf is not allowed.*“dots” is not known"):
        parse_scanner_address("serial:///dev/s?terminator=crlf&dots=512")
    with pytest.raises(AddressError, match="nothing may follow “keyboard:”"):
        parse_scanner_address("keyboard:///dev/input")


def test_speed_and_flow_come_from_the_model_when_left_out() -> None:
    address = parse_printer_address("escpos+serial:///dev/p?model=generic-58")
    assert address == SerialPrinterAddress("/dev/p", 115200, "rtscts", "generic-58")


WRONG_SCANNERS = {
    "evdev:": ("a path is missing",),
    "evdev://0c2e:0b61?name=x": ("nothing may follow “evdev:”",),
    "serial:///dev/s?model=x": ("model=x is not allowed", "generic"),
    "evdev://0c2e": ("“0c2e” is no USB device",),
    "evdev://0c2e:0b61/event7": ("“/event7” after the USB device",),
    "evdev:///dev/input/event7?layout=klingon": ("layout=klingon is not allowed", "us"),
    "serial:///dev/s?silence_ms=5": ("silence_ms=5 is not allowed", "from 20 to 1000"),
    "serial:///dev/s?silence_ms=²": ("silence_ms=² is not allowed",),
    "serial:///dev/s?prefix=0x2": ("prefix is neither plain ASCII nor hexadecimal", "0x02"),
    "serial:///dev/s?suffix=%0D": ("suffix is neither plain ASCII nor hexadecimal",),
    "serial:///dev/s?prefix=ễ": ("prefix is neither plain ASCII nor hexadecimal",),
    "serial:///dev/s?suffix=" + 33 * "x": ("suffix is longer than 32 bytes",),
}


@pytest.mark.parametrize("text", WRONG_SCANNERS)
def test_a_wrong_scanner_address_says_what_is_wrong_and_an_example(text: str) -> None:
    with pytest.raises(AddressError) as refused:
        parse_scanner_address(text)
    for part in (*WRONG_SCANNERS[text], "Example: serial:///dev/kiosk-scanner"):
        assert part in str(refused.value)


def models_of(dialect: str) -> list[str]:
    return [key for key, model in known_models().items() if model.dialect.startswith(dialect)]


paths = st.text(st.characters(codec="utf-8"), min_size=1).map(lambda text: f"/{text}").filter(str.isprintable)
words = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.isprintable)
models = st.sampled_from(sorted(known_models()))
usb_ids = st.from_regex(r"[0-9a-f]{4}", fullmatch=True)
changes = st.sampled_from([(), (("cut", "none"),), (("max_band_rows", "24"), ("sensors", "paper_out,cover"))])
frames = st.binary(max_size=32)
printers: st.SearchStrategy[PrinterAddress] = st.one_of(
    st.builds(SerialPrinterAddress, paths, st.sampled_from(BAUDS), st.sampled_from(FLOWS), models, changes),
    st.builds(UsbPrinterAddress, usb_ids, usb_ids, st.just("") | words, models, changes),
    st.builds(UsblpPrinterAddress, paths, models, changes),
    st.builds(
        TcpPrinterAddress, st.sampled_from(["::1", "h.lan", "192.0.2.1"]), st.integers(1, 65535), models, changes
    ),
    st.builds(FilePrinterAddress, paths, models, changes),
    st.builds(VirtualPrinterAddress, paths, models, changes),
)
scanners: st.SearchStrategy[ScannerAddress] = st.one_of(
    st.builds(
        SerialScannerAddress,
        paths,
        st.sampled_from(BAUDS),
        st.sampled_from(TERMINATORS),
        frames,
        frames,
        st.integers(20, 1000),
        st.binary(max_size=256),
    ),
    st.builds(EvdevScannerAddress, paths | st.builds("{}:{}".format, usb_ids, usb_ids)),
    st.builds(EvdevScannerAddress, st.just(""), name=words),
    st.builds(VirtualScannerAddress, paths),
)


@given(printers)
def test_any_printer_address_written_and_read_again_is_the_same(address: PrinterAddress) -> None:
    assert not address.changes or set(dict(address.changes)) <= set(CHANGEABLE)
    assert parse_printer_address(str(address)) == address


@given(scanners)
def test_any_scanner_address_written_and_read_again_is_the_same(address: ScannerAddress) -> None:
    assert parse_scanner_address(str(address)) == address


@pytest.mark.parametrize(("dialect", "scheme"), [("escpos", "escpos+tcp:"), ("star", "star+tcp:")])
def test_a_model_is_addressed_by_the_language_it_speaks(dialect: str, scheme: str) -> None:
    assert models_of(dialect)
    for model in models_of(dialect):
        assert str(TcpPrinterAddress("h", model=model)).startswith(scheme)


@given(st.text())
def test_any_text_is_either_an_address_or_refused_as_one(text: str) -> None:
    for parse in (parse_printer_address, parse_scanner_address):
        try:
            address = parse(text)
        except AddressError:
            continue
        assert parse(str(address)) == address
