"""Noticing that something was plugged in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from devices.watch import NodeWatch, UsbWatch, Watch
from tests.devices.real_lines import PseudoLine


def plugged(devices: Path, socket: str, *, product: str = "0e15", devnum: int = 7, serial: str = "") -> Path:
    """A USB device as the kernel lists it."""
    device = devices / socket
    device.mkdir(parents=True)
    told = {"idVendor": "04b8", "idProduct": product, "devnum": str(devnum), "serial": serial}
    for name, value in told.items():
        if value:
            (device / name).write_text(value + "\n")
    return device


def unplugged(device: Path) -> None:
    for told in device.iterdir():
        told.unlink()
    device.rmdir()


def test_a_node_that_stays_has_not_changed(tmp_path: Path) -> None:
    line = PseudoLine(tmp_path, "printer")
    watch = NodeWatch(str(line.path))
    os.write(line.our_end, b"bytes change nothing")
    assert not watch.changed()
    line.unplug()


def test_pulling_out_and_plugging_in_are_each_noticed_once(tmp_path: Path) -> None:
    line = PseudoLine(tmp_path, "printer")
    watch = NodeWatch(str(line.path))
    line.unplug()
    assert [watch.changed(), watch.changed()] == [True, False]
    line.plug()
    assert [watch.changed(), watch.changed()] == [True, False]
    line.unplug()


def test_a_node_replaced_between_two_questions_is_noticed(tmp_path: Path) -> None:
    line = PseudoLine(tmp_path, "printer")
    watch = NodeWatch(str(line.path))
    line.unplug()
    line.plug()
    assert watch.changed()
    line.unplug()


def test_a_node_behind_an_unchanged_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "kiosk-printer").symlink_to(tmp_path / "lp0")
    watch = NodeWatch(str(tmp_path / "kiosk-printer"))
    (tmp_path / "lp0").touch()
    assert watch.changed()


def test_the_right_to_open_a_node_is_a_change(tmp_path: Path) -> None:
    node = tmp_path / "lp0"
    node.touch(0o600)
    watch = NodeWatch(str(node))
    node.chmod(0o660)
    assert watch.changed()


def test_a_new_node_in_a_folder_is_noticed(tmp_path: Path) -> None:
    watch = NodeWatch(str(tmp_path))
    (tmp_path / "event7").touch()
    assert [watch.changed(), watch.changed()] == [True, False]


@pytest.mark.parametrize("path", ["/nowhere/at/all", "\0"])
def test_what_is_not_there_never_changes(path: str) -> None:
    assert not NodeWatch(path).changed()


def test_a_usb_device_is_noticed_by_its_numbers(tmp_path: Path) -> None:
    watch = UsbWatch("04b8", "0e15", devices=tmp_path)
    plugged(tmp_path, "1-2", product="0202")
    assert not watch.changed()  # another one
    printer = plugged(tmp_path, "1-3")
    assert [watch.changed(), watch.changed()] == [True, False]
    unplugged(printer)
    plugged(tmp_path, "1-3", devnum=8)
    assert [watch.changed(), watch.changed()] == [True, False]


def test_of_two_usb_devices_of_one_kind_only_the_one_with_the_serial_number_counts(tmp_path: Path) -> None:
    watch = UsbWatch("04b8", "0e15", "B2", devices=tmp_path)
    plugged(tmp_path, "1-2", serial="A1")
    assert not watch.changed()
    plugged(tmp_path, "1-3", serial="B2")
    assert watch.changed()


def test_a_machine_without_usb_never_changes(tmp_path: Path) -> None:
    watch: Watch = UsbWatch("04b8", "0e15", devices=tmp_path / "nothing")
    assert not watch.changed()
