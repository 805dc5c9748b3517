"""Addresses of devices: one line of text <-> a checked value. Pure.

printers   escpos+serial:///dev/kiosk-printer?baud=115200&flow=rtscts&model=generic-80
           escpos+tcp://192.0.2.10:9100?model=epson-tm-t82iii
           escpos+file:///dev/usb/lp0?model=generic-58      bytes are appended; nothing is ever answered
           virtual:///var/lib/kiosk/printer?model=generic-80
scanners   serial:///dev/kiosk-scanner?baud=9600&terminator=auto
           keyboard:                                        fast typing in the developer's window
           virtual:///var/lib/kiosk/scanner
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from devices.address_text import AddressText, address_text
from devices.printers.models import BAUDS, FLOWS, known_models

DEFAULT_MODEL = "generic-80"
RAW_PRINT_PORT = 9100
TERMINATORS = ("auto", "cr", "lf", "tab", "etx")
PRINTER_EXAMPLE = "escpos+serial:///dev/kiosk-printer?baud=115200&flow=rtscts&model=generic-80"
SCANNER_EXAMPLE = "serial:///dev/kiosk-scanner?baud=9600&terminator=auto"


@dataclass(frozen=True, slots=True)
class SerialPrinterAddress:
    """An ESC/POS printer on a serial line, 8N1. `flow` is rtscts, xonxoff or none."""

    path: str
    baud: int
    flow: str
    model: str = DEFAULT_MODEL

    def __str__(self) -> str:
        return address_text("escpos+serial", self.path, baud=self.baud, flow=self.flow, model=self.model)


@dataclass(frozen=True, slots=True)
class TcpPrinterAddress:
    """An ESC/POS printer on the network."""

    host: str
    port: int = RAW_PRINT_PORT
    model: str = DEFAULT_MODEL

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"escpos+tcp://{host}:{self.port}?model={self.model}"


@dataclass(frozen=True, slots=True)
class FilePrinterAddress:
    """ESC/POS bytes appended to a file or a one-way device such as /dev/usb/lp0."""

    path: str
    model: str = DEFAULT_MODEL

    def __str__(self) -> str:
        return address_text("escpos+file", self.path, model=self.model)


@dataclass(frozen=True, slots=True)
class VirtualPrinterAddress:
    """Pictures in a folder instead of paper."""

    folder: str
    model: str = DEFAULT_MODEL

    def __str__(self) -> str:
        return address_text("virtual", self.folder, model=self.model)


@dataclass(frozen=True, slots=True)
class SerialScannerAddress:
    """A scanner on a serial line or USB-CDC, 8N1. `terminator` is one of TERMINATORS; auto accepts them all."""

    path: str
    baud: int = 9600
    terminator: str = "auto"

    def __str__(self) -> str:
        return address_text("serial", self.path, baud=self.baud, terminator=self.terminator)


@dataclass(frozen=True, slots=True)
class KeyboardScannerAddress:
    """A scanner that types, or a developer who types fast."""

    def __str__(self) -> str:
        return "keyboard:"


@dataclass(frozen=True, slots=True)
class VirtualScannerAddress:
    """Lines appended to scan.txt in a folder."""

    folder: str

    def __str__(self) -> str:
        return address_text("virtual", self.folder)


PrinterAddress = SerialPrinterAddress | TcpPrinterAddress | FilePrinterAddress | VirtualPrinterAddress
ScannerAddress = SerialScannerAddress | KeyboardScannerAddress | VirtualScannerAddress


def parse_printer_address(text: str) -> PrinterAddress:
    """Read the address of a printer; what is left out comes from its model.

    raises  AddressError with every mistake, what is allowed instead, and an example.
    """
    kinds: dict[str, Callable[[AddressText], PrinterAddress]] = {
        "escpos+serial": _serial_printer,
        "escpos+tcp": lambda read: TcpPrinterAddress(*read.host_and_port(RAW_PRINT_PORT), model=_model(read)),
        "escpos+file": lambda read: FilePrinterAddress(read.path(), _model(read)),
        "virtual": lambda read: VirtualPrinterAddress(read.path(), _model(read)),
    }
    return AddressText(text, example=PRINTER_EXAMPLE).read(kinds)


def parse_scanner_address(text: str) -> ScannerAddress:
    """Read the address of a scanner.

    raises  AddressError with every mistake, what is allowed instead, and an example.
    """
    kinds: dict[str, Callable[[AddressText], ScannerAddress]] = {
        "serial": _serial_scanner,
        "keyboard": _keyboard,
        "virtual": lambda read: VirtualScannerAddress(read.path()),
    }
    return AddressText(text, example=SCANNER_EXAMPLE).read(kinds)


def _model(read: AddressText) -> str:
    return read.choice("model", tuple(known_models()), DEFAULT_MODEL)


def _serial_printer(read: AddressText) -> PrinterAddress:
    model = _model(read)
    usual = known_models()[model]
    baud = int(read.choice("baud", BAUDS, usual.baud))
    return SerialPrinterAddress(read.path(), baud, read.flow(FLOWS, usual.flow), model)


def _serial_scanner(read: AddressText) -> ScannerAddress:
    baud = int(read.choice("baud", BAUDS, 9600))
    return SerialScannerAddress(read.path(), baud, read.choice("terminator", TERMINATORS, "auto"))


def _keyboard(read: AddressText) -> ScannerAddress:
    read.nothing_more()
    return KeyboardScannerAddress()
