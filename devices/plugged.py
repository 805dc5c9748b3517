"""What is plugged in and could be a printer or a scanner, with a lasting name for each. Only reads /dev and /sys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from devices.transports.usb_printer_class import PRINTER_CLASS
from devices.watch import attribute

USB_FOLDER_LEVELS = 8  # from a device node's folder up to its USB device: interface, host, input, hubs
KEYBOARD_KEYS = 0x10000000  # Enter, key 28: what ends a code, and no mouse has


@dataclass(frozen=True, slots=True)
class Plugged:
    """One way to reach one device that is there now.

    kind     serial | usblp | usb-printer | keyboard
    path     its node, such as /dev/ttyUSB0; "" for usb-printer, which is reached by its numbers.
    by_id    a name of udev's that stays with the device, such as /dev/serial/by-id/…; "" when there is none.
    usb      vendor:product, such as 04b8:0e15; "" when it is not on USB.
    serial   its serial number; "" when it has none.
    name     what it calls itself, for people.
    """

    kind: str
    path: str
    by_id: str = ""
    usb: str = ""
    serial: str = ""
    name: str = ""

    @property
    def address(self) -> str:
        """Its address up to the options; that of a printer, except for keyboards."""
        lasting = self.by_id or self.path
        return {
            "serial": f"escpos+serial://{lasting}",
            "usblp": f"escpos+usblp://{lasting}",
            "usb-printer": f"escpos+usb://{self.usb}",
            "keyboard": f"evdev://{lasting}",
        }[self.kind]

    def udev_rule(self, link: str, group: str = "kiosk") -> str:
        """One line for /etc/udev/rules.d that names this device /dev/<link> and lets the group use it; "" without USB.

        link  such as kiosk-printer or kiosk-scanner.
        """
        if not self.usb:
            return ""
        vendor, _, product = self.usb.partition(":")
        device = {"serial": "tty", "usblp": "usbmisc", "usb-printer": "usb", "keyboard": "input"}[self.kind]
        wanted = f'SUBSYSTEM=="{device}", '
        if self.kind == "usb-printer":
            wanted += f'ATTR{{idVendor}}=="{vendor}", ATTR{{idProduct}}=="{product}", '
            return wanted + f'GROUP="{group}", MODE="0660"'
        wanted += f'ATTRS{{idVendor}}=="{vendor}", ATTRS{{idProduct}}=="{product}", '
        wanted += f'ATTRS{{serial}}=="{self.serial}", ' if self.serial else ""
        wanted += 'KERNEL=="event*", ' if self.kind == "keyboard" else ""
        return wanted + f'GROUP="{group}", MODE="0660", SYMLINK+="{link}"'


def listed(root: Path = Path("/")) -> tuple[Plugged, ...]:
    """Everything that is there, by kind and then by node; what cannot be read of a device is "".

    root  where dev and sys are: another folder in tests.
    """
    return (*_serial_lines(root), *_usblp(root), *_usb_printers(root), *_keyboards(root))


def _serial_lines(root: Path) -> Iterator[Plugged]:
    for line in _entries(root / "sys/class/tty"):
        # Consoles and pseudo-terminals have no device behind them; a port without a chip has type 0.
        if (line / "device").exists() and attribute(line, "type") != "0":
            usb = _usb_above(line / "device")
            by_id = _by_id(root, "serial", line.name)
            yield Plugged("serial", f"/dev/{line.name}", by_id, *_identity(usb))


def _usblp(root: Path) -> Iterator[Plugged]:
    for printer in _entries(root / "sys/class/usbmisc"):
        if re.fullmatch(r"lp\d+", printer.name):
            usb = _usb_above(printer / "device")
            numbers, serial, name = _identity(usb)
            path = f"/dev/usb/{printer.name}"
            yield Plugged("usblp", path, "", numbers, serial, attribute(printer / "device", "ieee1284_id") or name)


def _usb_printers(root: Path) -> Iterator[Plugged]:
    for interface in _entries(root / "sys/bus/usb/devices"):
        if attribute(interface, "bInterfaceClass") == f"{PRINTER_CLASS:02x}":
            yield Plugged("usb-printer", "", "", *_identity(_usb_above(interface)))


def _keyboards(root: Path) -> Iterator[Plugged]:
    for node in _entries(root / "sys/class/input"):
        # The lowest word of the key bits is written last.
        lowest = attribute(node / "device/capabilities", "key").split(" ")[-1]
        if node.name.startswith("event") and lowest and int(lowest, 16) & KEYBOARD_KEYS:
            numbers, serial, _ = _identity(_usb_above(node / "device"))
            by_id, name = _by_id(root, "input", node.name), attribute(node / "device", "name")
            yield Plugged("keyboard", f"/dev/input/{node.name}", by_id, numbers, serial, name)


def _entries(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(folder.iterdir(), key=lambda each: (len(each.name), each.name))
    return []


def _by_id(root: Path, kind: str, node: str) -> str:
    """The lasting name of a node: the link in /dev/<kind>/by-id that leads to it."""
    for link in _entries(root / "dev" / kind / "by-id"):
        with suppress(OSError):
            if link.readlink().name == node:
                return f"/dev/{kind}/by-id/{link.name}"
    return ""


def _usb_above(folder: Path) -> Path | None:
    """The USB device that a part of it belongs to."""
    place = folder.resolve()
    for above in (place, *place.parents)[:USB_FOLDER_LEVELS]:
        if (above / "idVendor").exists():
            return above
    return None


def _identity(usb: Path | None) -> tuple[str, str, str]:
    """Numbers, serial number and name of a USB device."""
    if usb is None:
        return "", "", ""
    numbers = f"{attribute(usb, 'idVendor')}:{attribute(usb, 'idProduct')}"
    names = (attribute(usb, "manufacturer"), attribute(usb, "product"))
    return numbers, attribute(usb, "serial"), " ".join(name for name in names if name)
