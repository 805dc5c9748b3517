"""Address -> driver. Opening never waits for a device and never fails for an absent one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import assert_never

from devices.address import (
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
)
from devices.printers.contract import Printer
from devices.printers.models import Model, known_models, one_way, overridden
from devices.scanners.contract import Scanner
from devices.scanners.evdev_scanner import EvdevScanner
from devices.scanners.event_nodes import INPUT_FOLDER, NodeFinder, Wanted
from devices.scanners.framing import Framer
from devices.scanners.keyboard_scanner import KeyboardScanner
from devices.scanners.scanner_models import known_scanner_models
from devices.scanners.serial_scanner import SerialScanner
from devices.scanners.virtual_scanner import VirtualScanner
from devices.transports.contract import Transport
from devices.transports.network_port import LookUp, NetworkPort
from devices.transports.opening import OPEN_S, Opening
from devices.transports.serial_port import SerialPort
from devices.watch import NodeWatch, UsbWatch, Watch

OpenTransport = Callable[[float], Transport]


def open_printer(address: PrinterAddress, *, now_s: Callable[[], float]) -> Printer:
    """The printer at this address; the device itself is first touched by `check` or `print_picture`.

    now_s  a stopwatch in seconds that runs by itself; every deadline is measured with it.
    """
    from devices.printers.thermal_printer import ThermalPrinter  # noqa: PLC0415 -- Pillow: scanners do without it
    from devices.printers.virtual_printer import VirtualPrinter  # noqa: PLC0415

    model = model_at(address)
    if isinstance(address, VirtualPrinterAddress):
        return VirtualPrinter(Path(address.folder), width_dots=model.dots, now_s=now_s)
    if isinstance(address, FilePrinterAddress):
        model = one_way(model)
    baud = address.baud if isinstance(address, SerialPrinterAddress) else None
    watch = watch_of(address)
    came_back = watch.changed if watch is not None else lambda: False
    return ThermalPrinter(link_to(address), model, now_s=now_s, baud=baud, came_back=came_back)


def model_at(address: PrinterAddress) -> Model:
    """The model at this address, with what is different about this one machine."""
    return overridden(known_models()[address.model], dict(address.changes))


def link_to(address: PrinterAddress) -> OpenTransport:
    """What opens the bare line to this printer within so many seconds, or raises DeviceLost.

    For the driver and, while it does not hold the device, for a technician's probe and recording.
    """
    match address:
        case SerialPrinterAddress(path, baud, flow):
            return _opening(path, partial(SerialPort, path, baud=baud, flow=flow))
        case UsbPrinterAddress(vendor, product, serial):
            from devices.transports.usb_port import UsbPort  # noqa: PLC0415 -- pyusb: only where it is needed

            return _opening(f"{vendor}:{product}", partial(UsbPort, vendor, product, serial))
        case UsblpPrinterAddress(path):
            from devices.transports.usblp_port import UsblpPort  # noqa: PLC0415

            return _opening(path, partial(UsblpPort, path))
        case TcpPrinterAddress(host, port):
            look_up = LookUp(host, port)
            return lambda within_s: NetworkPort(host, port, connect_s=within_s, look_up=look_up)
        case FilePrinterAddress(path):
            from devices.transports.file_port import FilePort  # noqa: PLC0415

            return _opening(path, partial(FilePort, path))
        case VirtualPrinterAddress(folder):
            raise ValueError(f"no line leads to the virtual printer in {folder}")
        case _:
            assert_never(address)


def watch_of(address: PrinterAddress | ScannerAddress) -> Watch | None:
    """What notices that the device at this address was plugged in; None where nothing is ever plugged."""
    match address:
        case SerialPrinterAddress(path) | UsblpPrinterAddress(path) | FilePrinterAddress(path):
            return NodeWatch(path)
        case SerialScannerAddress(path):
            return NodeWatch(path)
        case UsbPrinterAddress(vendor, product, serial):
            return UsbWatch(vendor, product, serial)
        case EvdevScannerAddress(device):
            # By number or name: its nodes come a little later than the USB device.
            return NodeWatch(device if device.startswith("/") else str(INPUT_FOLDER))
        case TcpPrinterAddress() | VirtualPrinterAddress() | KeyboardScannerAddress() | VirtualScannerAddress():
            return None
        case _:
            assert_never(address)


def open_scanner(address: ScannerAddress, *, now_s: Callable[[], float]) -> Scanner:
    """The scanner at this address; the device itself is first touched by `listen`.

    now_s  a stopwatch in seconds that runs by itself.
    """
    source = str(address)
    match address:
        case SerialScannerAddress():
            return _serial_scanner(address, source, now_s)
        case EvdevScannerAddress(device, layout, name):
            wanted = Wanted(path=device, name=name) if device.startswith("/") else Wanted(usb=device, name=name)
            framer = Framer(source)
            return EvdevScanner(NodeFinder(wanted), framer, now_s, layout=layout, watch=watch_of(address))
        case KeyboardScannerAddress():
            return KeyboardScanner(source)
        case VirtualScannerAddress(folder):
            return VirtualScanner(Path(folder), Framer(source, terminator="lf"), now_s)
        case _:
            assert_never(address)


def _serial_scanner(address: SerialScannerAddress, source: str, now_s: Callable[[], float]) -> Scanner:
    framer = Framer(
        source,
        terminator=address.terminator,
        prefix=address.prefix,
        suffix=address.suffix,
        silence_s=address.silence_ms / 1000,
    )
    opening = Opening(partial(SerialPort, address.path, baud=address.baud), f"opening {address.path}")
    init = address.init or known_scanner_models()[address.model].sent_at_start
    return SerialScanner(lambda: opening.within(OPEN_S), framer, now_s, watch=watch_of(address), init=init)


def _opening(what: str, act: Callable[[], Transport]) -> OpenTransport:
    return Opening(act, f"opening {what}").within
