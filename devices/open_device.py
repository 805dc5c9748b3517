"""Address -> driver. Opening never waits for a device and never fails for an absent one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import assert_never

from devices.address import (
    FilePrinterAddress,
    KeyboardScannerAddress,
    PrinterAddress,
    ScannerAddress,
    SerialPrinterAddress,
    SerialScannerAddress,
    TcpPrinterAddress,
    VirtualPrinterAddress,
    VirtualScannerAddress,
)
from devices.printers.contract import Printer
from devices.printers.models import known_models, one_way
from devices.scanners.contract import Scanner
from devices.scanners.framing import Framer
from devices.scanners.keyboard_scanner import KeyboardScanner
from devices.scanners.serial_scanner import SerialScanner
from devices.scanners.virtual_scanner import VirtualScanner
from devices.transports.serial_port import SerialPort


def open_printer(address: PrinterAddress, *, now_s: Callable[[], float]) -> Printer:
    """The printer at this address; the device itself is first touched by `check` or `print_picture`.

    now_s  a stopwatch in seconds that runs by itself; every deadline is measured with it.
    """
    from devices.printers.thermal_printer import ThermalPrinter  # noqa: PLC0415 -- Pillow: scanners do without it
    from devices.printers.virtual_printer import VirtualPrinter  # noqa: PLC0415
    from devices.transports.file_port import FilePort  # noqa: PLC0415
    from devices.transports.network_port import NetworkPort  # noqa: PLC0415

    model = known_models()[address.model]
    match address:
        case VirtualPrinterAddress(folder):
            return VirtualPrinter(Path(folder), width_dots=model.dots, now_s=now_s)
        case SerialPrinterAddress(path, baud, flow):
            return ThermalPrinter(lambda _: SerialPort(path, baud=baud, flow=flow), model, now_s=now_s, baud=baud)
        case TcpPrinterAddress(host, port):
            return ThermalPrinter(lambda s: NetworkPort(host, port, connect_s=s), model, now_s=now_s)
        case FilePrinterAddress(path):
            return ThermalPrinter(lambda _: FilePort(path), one_way(model), now_s=now_s)
        case _:
            assert_never(address)


def open_scanner(address: ScannerAddress, *, now_s: Callable[[], float]) -> Scanner:
    """The scanner at this address; the device itself is first touched by `listen`.

    now_s  a stopwatch in seconds that runs by itself.
    """
    source = str(address)
    match address:
        case SerialScannerAddress(path, baud, terminator):
            framer = Framer(source, terminator=terminator)
            return SerialScanner(lambda: SerialPort(path, baud=baud), framer, now_s)
        case KeyboardScannerAddress():
            return KeyboardScanner(source)
        case VirtualScannerAddress(folder):
            return VirtualScanner(Path(folder), Framer(source, terminator="lf"), now_s)
        case _:
            assert_never(address)
