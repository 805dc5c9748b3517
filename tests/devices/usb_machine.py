"""A machine with USB printers, as far as pyusb can see: a backend in place of libusb, so that all of pyusb runs."""

from __future__ import annotations

import array
import errno
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import usb.backend
import usb.core

BULK, INTERRUPT = 2, 3
IN = 0x80


@dataclass
class Interface:
    """One alternate setting of one interface; endpoints as (address, transfer type)."""

    number: int = 0
    alternate: int = 0
    kind: tuple[int, int, int] = (7, 1, 2)
    endpoints: tuple[tuple[int, int], ...] = ((0x01, BULK), (0x82, BULK))


@dataclass
class UsbDevice:
    """One printer on the bus, and everything that was done to it."""

    vendor: int = 0x04B8
    product: int = 0x0E15
    serial: str = ""
    interfaces: list[list[Interface]] = field(default_factory=lambda: [[Interface()]])
    configured: bool = True
    kernel_driver: bool = False
    trouble: dict[str, int] = field(default_factory=dict)  # what fails, and with which errno
    room: int = 10_000_000  # bytes it takes before it stops taking
    incoming: deque[bytes] = field(default_factory=deque)
    identity: bytes = b""
    status: int = 0x18
    answer: Callable[[bytes], bytes] = lambda _: b""
    written: bytearray = field(default_factory=bytearray)
    done: list[str] = field(default_factory=list)
    timeouts_ms: list[int] = field(default_factory=list)

    def may(self, act: str, why: str = "") -> None:
        """Note what is done to it; fail when it is told to."""
        self.done.append(f"{act} {why}".strip())
        if act in self.trouble:
            number = self.trouble[act]
            raise usb.core.USBError(errno.errorcode[number], -number, number)


class UsbMachine(usb.backend.IBackend):  # type: ignore[misc]  # pyusb has no types
    """Everything that is plugged in."""

    def __init__(self, *devices: UsbDevice) -> None:
        self.devices = list(devices)

    def enumerate_devices(self) -> Iterator[UsbDevice]:
        return iter(self.devices)

    def get_device_descriptor(self, dev: UsbDevice) -> Any:
        return SimpleNamespace(
            **dict.fromkeys(("bLength", "bDescriptorType", "bcdUSB", "bcdDevice", "iManufacturer", "iProduct"), 0),
            **dict.fromkeys(("bDeviceClass", "bDeviceSubClass", "bDeviceProtocol", "bMaxPacketSize0"), 0),
            **dict.fromkeys(("port_number", "port_numbers", "speed"), None),
            idVendor=dev.vendor,
            idProduct=dev.product,
            iSerialNumber=3 if dev.serial else 0,
            bNumConfigurations=1,
            address=self.devices.index(dev) + 1,
            bus=1,
        )

    def get_configuration_descriptor(self, dev: UsbDevice, config: int) -> Any:
        if config:
            raise IndexError(config)
        fields = ("bLength", "bDescriptorType", "wTotalLength", "iConfiguration", "bmAttributes", "bMaxPower")
        counts = {"bNumInterfaces": len(dev.interfaces), "bConfigurationValue": 1}
        return SimpleNamespace(**dict.fromkeys(fields, 0), **counts, extra_descriptors=[])

    def get_interface_descriptor(self, dev: UsbDevice, intf: int, alt: int, config: int) -> Any:
        interface = dev.interfaces[intf][alt]  # IndexError ends pyusb's search, as with libusb
        klass, subclass, protocol = interface.kind
        return SimpleNamespace(
            **dict.fromkeys(("bLength", "bDescriptorType", "iInterface", "config"), config),
            bInterfaceNumber=interface.number,
            bAlternateSetting=interface.alternate,
            bNumEndpoints=len(interface.endpoints),
            bInterfaceClass=klass,
            bInterfaceSubClass=subclass,
            bInterfaceProtocol=protocol,
            extra_descriptors=[],
        )

    def get_endpoint_descriptor(self, dev: UsbDevice, ep: int, intf: int, alt: int, _config: int) -> Any:
        address, kind = dev.interfaces[intf][alt].endpoints[ep]
        fields = ("bLength", "bDescriptorType", "bInterval", "bRefresh", "bSynchAddress")
        told = {"bEndpointAddress": address, "bmAttributes": kind, "wMaxPacketSize": 64}
        return SimpleNamespace(**dict.fromkeys(fields, 0), **told, extra_descriptors=[])

    def open_device(self, dev: UsbDevice) -> UsbDevice:
        dev.may("open")
        return dev

    def close_device(self, dev_handle: UsbDevice) -> None:
        dev_handle.done.append("close")

    def get_configuration(self, dev_handle: UsbDevice) -> int:
        return int(dev_handle.configured)

    def set_configuration(self, dev_handle: UsbDevice, config_value: int) -> None:
        dev_handle.may("configure", str(config_value))
        dev_handle.configured = True

    def set_interface_altsetting(self, dev_handle: UsbDevice, intf: int, altsetting: int) -> None:
        dev_handle.may("alternate", f"{intf}.{altsetting}")

    def claim_interface(self, dev_handle: UsbDevice, intf: int) -> None:
        dev_handle.may("claim", str(intf))
        if dev_handle.kernel_driver:
            raise usb.core.USBError("Resource busy", -6, errno.EBUSY)

    def release_interface(self, dev_handle: UsbDevice, intf: int) -> None:
        dev_handle.may("release", str(intf))

    def is_kernel_driver_active(self, dev_handle: UsbDevice, _intf: int) -> bool:
        return dev_handle.kernel_driver

    def detach_kernel_driver(self, dev_handle: UsbDevice, intf: int) -> None:
        dev_handle.may("detach", str(intf))
        dev_handle.kernel_driver = False

    def reset_device(self, dev_handle: UsbDevice) -> None:
        dev_handle.may("reset")

    def clear_halt(self, dev_handle: UsbDevice, ep: int) -> None:
        dev_handle.may("clear", hex(ep))
        for act in ("write", "read"):
            if dev_handle.trouble.get(act) == errno.EPIPE:
                del dev_handle.trouble[act]

    def bulk_write(self, dev_handle: UsbDevice, ep: int, _intf: int, data: bytes, timeout: int) -> int:
        dev_handle.timeouts_ms.append(timeout)
        dev_handle.may("write", hex(ep))
        taken = bytes(data)[: dev_handle.room]
        if not taken:
            raise usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        dev_handle.room -= len(taken)
        dev_handle.written += taken
        if said := dev_handle.answer(taken):
            dev_handle.incoming.append(said)
        return len(taken)

    def bulk_read(self, dev_handle: UsbDevice, ep: int, _intf: int, buff: Any, timeout: int) -> int:
        dev_handle.timeouts_ms.append(timeout)
        dev_handle.may("read", hex(ep))
        if not dev_handle.incoming:
            raise usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        return _filled(buff, dev_handle.incoming.popleft())

    def ctrl_transfer(
        self, dev_handle: UsbDevice, kind: int, request: int, value: int, index: int, data: Any, timeout: int
    ) -> int:
        dev_handle.timeouts_ms.append(timeout)
        if (kind, request) == (0x80, 6):  # GET_DESCRIPTOR: a string
            text = dev_handle.serial.encode("utf-16-le") if value & 0xFF else b"\x09\x04"
            return _filled(data, bytes([len(text) + 2, 3]) + text)
        dev_handle.may("request", f"{kind:02x} {request} {index:04x}")
        return _filled(data, {0: dev_handle.identity, 1: bytes([dev_handle.status])}.get(request, b""))


def _filled(buffer: Any, data: bytes) -> int:
    """Put data into pyusb's buffer; returns how much fitted."""
    fitting = data[: len(buffer)]
    buffer[: len(fitting)] = array.array("B", fitting)
    return len(fitting)
