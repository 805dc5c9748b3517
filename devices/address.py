"""Addresses of devices: one line of text <-> a checked value. Pure.

printers   escpos+serial:///dev/kiosk-printer?baud=115200&flow=rtscts&model=generic-80
           escpos+usb://04b8:0e15?model=epson-tm-t82iii&serial=583241    by libusb, where usblp is blacklisted
           escpos+usblp:///dev/usb/lp0?model=epson-tm-t82iii             by the kernel's usblp
           escpos+tcp://192.0.2.10:9100?model=epson-tm-t82iii
           escpos+file:///var/tmp/slips.bin?model=generic-58             bytes are appended; nothing is ever answered
           star+serial: star+usb: star+usblp: star+tcp:                  the same for models that speak Star raster
           virtual:///var/lib/kiosk/printer?model=generic-80
           any of them with single keys of models.toml: &cut=gs_v_0&dots=512
scanners   serial:///dev/kiosk-scanner?baud=9600&terminator=auto         also prefix, suffix, silence_ms, init, model
           evdev:///dev/input/by-id/usb-…-event-kbd?layout=us            a scanner that types, read before the window
           evdev://0c2e:0b61?layout=us                                   the same, by its USB numbers
           evdev:?name=honeywell                                         the same, by its name; auto: any scanner
           keyboard:                                                     fast typing in the developer's window
           virtual:///var/lib/kiosk/scanner
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from devices.address_text import AddressText, address_text, bytes_text
from devices.printers.models import BAUDS, SITE_KEYS, ModelsRefused, known_models, overridden
from devices.printers.models import FLOWS as MODEL_FLOWS
from devices.scanners.key_layouts import LAYOUTS
from devices.scanners.scanner_models import GENERIC, known_scanner_models

DEFAULT_MODEL = "generic-80"
RAW_PRINT_PORT = 9100
FLOWS = (*MODEL_FLOWS, "dsrdtr")
TERMINATORS = ("auto", "cr", "lf", "tab", "etx", "none")
SILENCE_MS = 80
SILENCES_MS = range(20, 1001)
LONGEST_FRAME_BYTES = 32
LONGEST_INIT_BYTES = 256
# The scheme says the dialect, the address of a serial line its own speed and flow.
CHANGEABLE = tuple(key for key in SITE_KEYS if key not in {"dialect", "baud", "flow"})
PRINTER_EXAMPLE = "escpos+serial:///dev/kiosk-printer?baud=115200&flow=rtscts&model=generic-80"
SCANNER_EXAMPLE = "serial:///dev/kiosk-scanner?baud=9600&terminator=auto"

Changes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SerialPrinterAddress:
    """A printer on a serial line, 8N1. `flow` is one of FLOWS.

    changes  keys of the model that are different here, with their values as written; the same in every address.
    """

    path: str
    baud: int
    flow: str
    model: str = DEFAULT_MODEL
    changes: Changes = ()

    def __str__(self) -> str:
        return _printer_text("serial", self.path, self.model, self.changes, baud=self.baud, flow=self.flow)


@dataclass(frozen=True, slots=True)
class UsbPrinterAddress:
    """A printer of the USB printer class, by libusb. Four hexadecimal digits each; `serial` "" takes the first."""

    vendor: str
    product: str
    serial: str = ""
    model: str = DEFAULT_MODEL
    changes: Changes = ()

    def __str__(self) -> str:
        place = f"{self.vendor}:{self.product}"
        return _printer_text("usb", place, self.model, self.changes, serial=self.serial)


@dataclass(frozen=True, slots=True)
class UsblpPrinterAddress:
    """A printer of the USB printer class behind the kernel's usblp, both ways."""

    path: str
    model: str = DEFAULT_MODEL
    changes: Changes = ()

    def __str__(self) -> str:
        return _printer_text("usblp", self.path, self.model, self.changes)


@dataclass(frozen=True, slots=True)
class TcpPrinterAddress:
    """A printer on the network."""

    host: str
    port: int = RAW_PRINT_PORT
    model: str = DEFAULT_MODEL
    changes: Changes = ()

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return _printer_text("tcp", f"{host}:{self.port}", self.model, self.changes)


@dataclass(frozen=True, slots=True)
class FilePrinterAddress:
    """Bytes appended to a file or a one-way device."""

    path: str
    model: str = DEFAULT_MODEL
    changes: Changes = ()

    def __str__(self) -> str:
        return _printer_text("file", self.path, self.model, self.changes)


@dataclass(frozen=True, slots=True)
class VirtualPrinterAddress:
    """Pictures in a folder instead of paper."""

    folder: str
    model: str = DEFAULT_MODEL
    changes: Changes = ()

    def __str__(self) -> str:
        return address_text("virtual", self.folder, model=self.model, **dict(self.changes))


@dataclass(frozen=True, slots=True)
class SerialScannerAddress:
    """A scanner on a serial line or USB-CDC, 8N1.

    terminator      one of TERMINATORS; auto accepts them all, none lets silence end a code.
    prefix, suffix  bytes the scanner was set to put around every code.
    silence_ms      how long nothing comes after a code without a terminator.
    init            sent whenever the scanner was plugged in, such as what makes it obey no programming codes;
                    b"" sends what its model needs.
    model           a key of scanner_models.toml.
    """

    path: str
    baud: int = 9600
    terminator: str = "auto"
    prefix: bytes = b""
    suffix: bytes = b""
    silence_ms: int = SILENCE_MS
    init: bytes = b""
    model: str = GENERIC

    def __str__(self) -> str:
        return address_text(
            "serial",
            self.path,
            baud=self.baud,
            terminator=self.terminator,
            prefix=bytes_text(self.prefix),
            suffix=bytes_text(self.suffix),
            silence_ms="" if self.silence_ms == SILENCE_MS else self.silence_ms,
            init=bytes_text(self.init),
            model="" if self.model == GENERIC else self.model,
        )


@dataclass(frozen=True, slots=True)
class EvdevScannerAddress:
    """A scanner that poses as a keyboard, read before its keys reach any window.

    device  a node such as /dev/input/by-id/…, or vendor:product in lower case; "" when a name is given.
    layout  the keyboard the scanner believes in, one of LAYOUTS.
    name    a part of what it calls itself; auto: whatever calls itself barcode, scanner or reader.
    """

    device: str
    layout: str = "us"
    name: str = ""

    def __str__(self) -> str:
        return address_text("evdev", self.device, layout=self.layout, name=self.name)


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


PrinterAddress = (
    SerialPrinterAddress
    | UsbPrinterAddress
    | UsblpPrinterAddress
    | TcpPrinterAddress
    | FilePrinterAddress
    | VirtualPrinterAddress
)
ScannerAddress = SerialScannerAddress | EvdevScannerAddress | KeyboardScannerAddress | VirtualScannerAddress


def parse_printer_address(text: str) -> PrinterAddress:
    """Read the address of a printer; what is left out comes from its model.

    raises  AddressError with every mistake, what is allowed instead, and an example.
    """
    ways: dict[str, Callable[[AddressText, str], PrinterAddress]] = {
        "serial": _serial_printer,
        "usb": lambda read, dialect: UsbPrinterAddress(*read.usb_ids(), read.text_of("serial"), *_model(read, dialect)),
        "usblp": lambda read, dialect: UsblpPrinterAddress(read.path(), *_model(read, dialect)),
        "tcp": lambda read, dialect: TcpPrinterAddress(*read.host_and_port(RAW_PRINT_PORT), *_model(read, dialect)),
        "file": lambda read, dialect: FilePrinterAddress(read.path(), *_model(read, dialect)),
    }
    kinds: dict[str, Callable[[AddressText], PrinterAddress]] = {
        f"{dialect}+{way}": lambda read, make=make, dialect=dialect: make(read, dialect)  # type: ignore[misc]
        for dialect in ("escpos", "star")
        for way, make in ways.items()
    }
    virtual = {"virtual": lambda read: VirtualPrinterAddress(read.path(), *_model(read))}
    return AddressText(text, example=PRINTER_EXAMPLE).read(kinds | virtual)


def parse_scanner_address(text: str) -> ScannerAddress:
    """Read the address of a scanner.

    raises  AddressError with every mistake, what is allowed instead, and an example.
    """
    kinds: dict[str, Callable[[AddressText], ScannerAddress]] = {
        "serial": _serial_scanner,
        "evdev": _evdev_scanner,
        "keyboard": _keyboard,
        "virtual": lambda read: VirtualScannerAddress(read.path()),
    }
    return AddressText(text, example=SCANNER_EXAMPLE).read(kinds)


def _scheme_of(model: str) -> str:
    """What a model's addresses begin with: escpos or star."""
    return known_models()[model].dialect.partition("-")[0]


def _printer_text(way: str, place: str, model: str, changes: Changes, **options: object) -> str:
    return address_text(f"{_scheme_of(model)}+{way}", place, **options, model=model, **dict(changes))


def _model(read: AddressText, dialect: str | None = None) -> tuple[str, Changes]:
    """The model, among those that speak this dialect, and what is different about this one machine."""
    models = [model for model in known_models() if dialect in {None, _scheme_of(model)}]
    model = read.choice("model", models, DEFAULT_MODEL if DEFAULT_MODEL in models else models[0])
    changes = read.several(CHANGEABLE)
    try:
        overridden(known_models()[model], dict(changes))
    except ModelsRefused as refused:
        read.problems += str(refused).splitlines()
    return model, changes


def _serial_printer(read: AddressText, dialect: str) -> PrinterAddress:
    model, changes = _model(read, dialect)
    usual = known_models()[model]
    baud = int(read.choice("baud", BAUDS, usual.baud))
    return SerialPrinterAddress(read.path(), baud, read.choice("flow", FLOWS, usual.flow), model, changes)


def _serial_scanner(read: AddressText) -> ScannerAddress:
    return SerialScannerAddress(
        read.path(),
        int(read.choice("baud", BAUDS, 9600)),
        read.choice("terminator", TERMINATORS, "auto"),
        prefix=read.data("prefix", LONGEST_FRAME_BYTES),
        suffix=read.data("suffix", LONGEST_FRAME_BYTES),
        silence_ms=read.number("silence_ms", SILENCES_MS, SILENCE_MS),
        init=read.data("init", LONGEST_INIT_BYTES),
        model=read.choice("model", tuple(known_scanner_models()), GENERIC),
    )


def _evdev_scanner(read: AddressText) -> ScannerAddress:
    layout, name = read.choice("layout", tuple(LAYOUTS), "us"), read.text_of("name")
    if not name:
        return EvdevScannerAddress(read.path_or_usb_ids(), layout)
    read.nothing_more()
    return EvdevScannerAddress("", layout, name)


def _keyboard(read: AddressText) -> ScannerAddress:
    read.nothing_more()
    return KeyboardScannerAddress()
