"""Notices that a device was plugged in or pulled out, so that a patient driver need not wait its pause out. No thread.

A driver that lost its device asks `changed` between two tries, a few times a second; each question costs microseconds.
"""

from __future__ import annotations

import os
from collections.abc import Hashable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

USB_DEVICES = Path("/sys/bus/usb/devices")


class Watch(Protocol):
    """Anything that can tell whether a device came, went or was replaced."""

    def changed(self) -> bool:
        """Whether it did since last asked, or since the watch was made. True is worth one try at once; never raises."""


class NodeWatch:
    """See Watch. Looks at a device node, or at a folder of them, through all symbolic links; missing is a state too.

    path  a udev name such as /dev/kiosk-printer, /dev/serial/by-id/…, or a plain node.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._seen = self._look()

    def changed(self) -> bool:
        """See Watch. Also True when udev has just handed us the right to open it."""
        before, self._seen = self._seen, self._look()
        return before != self._seen

    def _look(self) -> Hashable:
        with suppress(OSError, ValueError):  # missing; ValueError: a path that can be none
            link, node = os.lstat(self._path), os.stat(self._path)  # noqa: PTH116 - both, and nothing but the numbers
            # ctime, not mtime: every byte through a terminal turns its mtime.
            return link.st_ino, link.st_ctime_ns, node.st_dev, node.st_ino, node.st_rdev, node.st_ctime_ns
        return None


class UsbWatch:
    """See Watch. Looks for a USB device by its numbers in the kernel's list, whatever driver it has.

    vendor, product  four hexadecimal digits each, lower case, such as "04b8" and "0e15".
    serial           only the one with this serial number; "" any.
    devices          the kernel's list of USB devices.
    """

    def __init__(self, vendor: str, product: str, serial: str = "", *, devices: Path = USB_DEVICES) -> None:
        self._wanted = {"idVendor": vendor, "idProduct": product} | ({"serial": serial} if serial else {})
        self._devices = devices
        self._seen = self._look()

    def changed(self) -> bool:
        """See Watch."""
        before, self._seen = self._seen, self._look()
        return before != self._seen

    def _look(self) -> Hashable:
        with suppress(OSError):
            # devnum counts up with every plugging, also in the same socket.
            return frozenset(
                (device.name, attribute(device, "devnum")) for device in self._devices.iterdir() if self._is_it(device)
            )
        return None

    def _is_it(self, device: Path) -> bool:
        return all(attribute(device, name) == value for name, value in self._wanted.items())


def attribute(folder: Path, name: str) -> str:
    """One line of the kernel's about a device; "" when it says nothing."""
    with suppress(OSError):
        return (folder / name).read_text("utf-8", "replace").strip()
    return ""
