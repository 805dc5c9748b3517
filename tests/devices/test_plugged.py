"""What is plugged in, read from a small /dev and /sys."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.address import parse_printer_address, parse_scanner_address
from devices.plugged import Plugged, listed

ENTER_AND_LETTERS = "10000 7 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe"


def told(folder: Path, **lines: str) -> Path:
    """A folder of the kernel's with these one-line files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, value in lines.items():
        (folder / name).write_text(value + "\n")
    return folder


def linked(link: Path, target: Path) -> None:
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A converter with a printer, a printer of the USB class, a scanner that types, and what every machine has."""
    bus = tmp_path / "sys/devices/usb1"
    numbers = {"idVendor": "0403", "idProduct": "6001"}
    converter = told(bus / "1-1", **numbers, serial="A9", manufacturer="FTDI", product="FT232R")
    told(converter / "1-1:1.0", bInterfaceClass="ff")
    line = told(tmp_path / "sys/class/tty/ttyUSB0")
    linked(line / "device", converter / "1-1:1.0")
    linked(tmp_path / "dev/serial/by-id/usb-FTDI_FT232R_A9-if00-port0", Path("../../ttyUSB0"))

    told(tmp_path / "sys/class/tty/tty1")
    linked(told(tmp_path / "sys/class/tty/ttyS3", type="0") / "device", told(tmp_path / "sys/devices/platform"))

    printer = told(bus / "1-2", idVendor="04b8", idProduct="0e15", manufacturer="EPSON", product="TM-T82III")
    interface = told(printer / "1-2:1.0", bInterfaceClass="07", ieee1284_id="MFG:EPSON;MDL:TM-T82III;")
    linked(told(tmp_path / "sys/class/usbmisc/lp0") / "device", interface)
    linked(tmp_path / "sys/bus/usb/devices/1-2:1.0", interface)
    linked(tmp_path / "sys/bus/usb/devices/1-1:1.0", converter / "1-1:1.0")

    scanner = told(bus / "1-3", idVendor="0c2e", idProduct="0b61", product="Barcode Scanner")
    told(scanner / "1-3:1.0/input/input7", name="Honeywell Scanner")
    told(scanner / "1-3:1.0/input/input7/capabilities", key=ENTER_AND_LETTERS)
    linked(told(tmp_path / "sys/class/input/event7") / "device", scanner / "1-3:1.0/input/input7")
    linked(tmp_path / "dev/input/by-id/usb-Honeywell-event-kbd", Path("../event7"))
    mouse = told(tmp_path / "sys/class/input/event8/device/capabilities", key="70000 0 0 0 0")
    told(mouse.parent, name="Mouse")
    return tmp_path


def test_everything_that_could_be_a_printer_or_a_scanner_is_listed(machine: Path) -> None:
    assert listed(machine) == (
        Plugged(
            "serial",
            "/dev/ttyUSB0",
            "/dev/serial/by-id/usb-FTDI_FT232R_A9-if00-port0",
            "0403:6001",
            "A9",
            "FTDI FT232R",
        ),
        Plugged("usblp", "/dev/usb/lp0", "", "04b8:0e15", "", "MFG:EPSON;MDL:TM-T82III;"),
        Plugged("usb-printer", "", "", "04b8:0e15", "", "EPSON TM-T82III"),
        Plugged(
            "keyboard",
            "/dev/input/event7",
            "/dev/input/by-id/usb-Honeywell-event-kbd",
            "0c2e:0b61",
            "",
            "Honeywell Scanner",
        ),
    )


def test_each_is_listed_with_an_address_that_can_be_read(machine: Path) -> None:
    for device in listed(machine):
        parse = parse_scanner_address if device.kind == "keyboard" else parse_printer_address
        parse(device.address)


def test_each_comes_with_a_rule_that_gives_it_a_lasting_name(machine: Path) -> None:
    rules = {device.kind: device.udev_rule("kiosk-printer") for device in listed(machine)}
    assert rules == {
        "serial": 'SUBSYSTEM=="tty", ATTRS{idVendor}=="0403", ATTRS{idProduct}=="6001", ATTRS{serial}=="A9", '
        'GROUP="kiosk", MODE="0660", SYMLINK+="kiosk-printer"',
        "usblp": 'SUBSYSTEM=="usbmisc", ATTRS{idVendor}=="04b8", ATTRS{idProduct}=="0e15", '
        'GROUP="kiosk", MODE="0660", SYMLINK+="kiosk-printer"',
        "usb-printer": 'SUBSYSTEM=="usb", ATTR{idVendor}=="04b8", ATTR{idProduct}=="0e15", GROUP="kiosk", MODE="0660"',
        "keyboard": 'SUBSYSTEM=="input", ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0b61", KERNEL=="event*", '
        'GROUP="kiosk", MODE="0660", SYMLINK+="kiosk-printer"',
    }


def test_a_line_that_is_soldered_in_has_no_rule() -> None:
    assert Plugged("serial", "/dev/ttyS0").udev_rule("kiosk-printer") == ""


def test_a_machine_without_devices_lists_none(tmp_path: Path) -> None:
    assert listed(tmp_path) == ()
