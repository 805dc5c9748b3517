"""A USB printer by libusb (pyusb), where the kernel's usblp is kept away: /etc/modprobe.d, `blacklist usblp`."""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import usb.core
import usb.util

from devices.errors import DeviceLost
from devices.transports import usb_printer_class as printing
from devices.transports.ready import pause

# Small, because what a cancelled transfer has carried is only as true as the host controller's count.
SLICE_BYTES = 512
READ_BYTES = 4096  # a multiple of every packet size: a shorter one could overflow
SHORTEST_WRITE_MS = 5
REQUEST_MS = 500
STATUS_MS = 100  # asked before every ticket
# Printers that have nothing to say may answer every question with an empty packet at once.
ASK_AGAIN_S = 0.01
TO_HOST, TO_PRINTER = 0xA1, 0x21  # class requests to an interface
CURES = {
    errno.EACCES: "no right to it; a udev rule must give the device to the kiosk's group",
    errno.EPERM: "no right to it; a udev rule must give the device to the kiosk's group",
    errno.EBUSY: "the kernel's usblp or another program holds it; blacklist usblp or use +usblp:// in the address",
    errno.ENODEV: "unplugged",
}


class UsbPort:
    """See Transport. Endpoints are found, not assumed; the printer is never reset by opening it.

    vendor, product  four hexadecimal digits each, such as "04b8" and "0e15".
    serial           only the printer with this serial number; "" the first one.
    backend          a usb.backend.IBackend; None for libusb.
    raises           DeviceLost with the cure when it cannot be opened now.
    """

    def __init__(self, vendor: str, product: str, serial: str = "", *, backend: Any = None) -> None:
        self._is_closed = False
        with _lost_when_it_fails():
            self._device = _found(int(vendor, 16), int(product, 16), serial, backend)
        try:
            with _lost_when_it_fails():
                self._interface = _printing_interface(_configuration(self._device))
                self._claim()
        except DeviceLost:
            self.close()
            raise
        self._out = _bulk(self._interface, usb.util.ENDPOINT_OUT)
        self._in = _bulk(self._interface, usb.util.ENDPOINT_IN)

    def write(self, data: bytes, *, deadline_s: float) -> int:
        """See Transport."""
        with self._link():
            timeout_ms = max(SHORTEST_WRITE_MS, int(deadline_s * 1000))
            try:
                return int(self._out.write(data[:SLICE_BYTES], timeout_ms))
            except usb.core.USBTimeoutError:
                return 0
            except usb.core.USBError as error:
                self._freed(self._out, error)
                return 0

    def read(self, *, timeout_s: float) -> bytes:
        """See Transport. A printer without a way back never answers."""
        until_s = time.monotonic() + timeout_s
        while True:
            left_s = max(until_s - time.monotonic(), 0)
            with self._link():
                data = self._heard(left_s)
            if data or time.monotonic() >= until_s:
                return data
            pause(min(ASK_AGAIN_S, left_s))

    def close(self) -> None:
        """See Transport. The kernel's driver, if one was sent away, comes back when the printer is plugged in again."""
        if not self._is_closed:
            self._is_closed = True
            with suppress(usb.core.USBError):
                usb.util.dispose_resources(self._device)

    def device_id(self) -> str:
        """Who the printer says it is (IEEE 1284), such as "MFG:EPSON;MDL:TM-T82III;"; "" when it does not say.

        raises  DeviceLost as everything here does.
        """
        interface = self._interface
        index = interface.bInterfaceNumber << 8 | interface.bAlternateSetting
        buffer = usb.util.create_buffer(printing.LONGEST_ID_BYTES)
        with self._link():
            # Past Device.ctrl_transfer, which claims the interface named by the low byte: here the alternate setting.
            handle = self._device._ctx.managed_open()  # noqa: SLF001
            request = (TO_HOST, printing.GET_DEVICE_ID, 0, index, buffer, REQUEST_MS)
            try:
                length = self._device.backend.ctrl_transfer(handle, *request)
            except usb.core.USBError as error:
                self._must_be_there(error)
                return ""
        return printing.device_id(bytes(buffer[:length]))

    def port_status(self) -> printing.PortStatus | None:
        """Paper, online, error as the port tells them; None when it does not."""
        with self._link():
            request = (TO_HOST, printing.GET_PORT_STATUS, 0, self._interface.bInterfaceNumber, 1, STATUS_MS)
            try:
                answer = self._device.ctrl_transfer(*request)
            except usb.core.USBError as error:
                self._must_be_there(error)
                return None
        return printing.port_status(answer[0]) if len(answer) else None

    def soft_reset(self) -> None:
        """Empty the printer's buffers and its pipes: the last step of a recovery, never part of opening."""
        with self._link():
            request = (TO_PRINTER, printing.SOFT_RESET, 0, self._interface.bInterfaceNumber, None, REQUEST_MS)
            self._device.ctrl_transfer(*request)

    @contextmanager
    def _link(self) -> Iterator[None]:
        if self._is_closed:
            raise DeviceLost("closed")
        with _lost_when_it_fails():
            yield

    def _claim(self) -> None:
        number, alternate = self._interface.bInterfaceNumber, self._interface.bAlternateSetting
        with suppress(NotImplementedError):  # not every backend knows of kernel drivers
            if self._device.is_kernel_driver_active(number):
                self._device.detach_kernel_driver(number)
        usb.util.claim_interface(self._device, number)
        if alternate:
            self._device.set_interface_altsetting(number, alternate)

    def _heard(self, left_s: float) -> bytes:
        if self._in is None:
            pause(left_s)
            return b""
        try:
            return bytes(self._in.read(READ_BYTES, max(1, int(left_s * 1000))))
        except usb.core.USBTimeoutError:
            return b""
        except usb.core.USBError as error:
            self._freed(self._in, error)
            return b""

    def _freed(self, endpoint: Any, error: OSError) -> None:
        """A halted endpoint (EPIPE) is freed and tried again later; everything else is the end of the link."""
        if error.errno != errno.EPIPE:
            raise error
        self._device.clear_halt(endpoint)

    def _must_be_there(self, error: OSError) -> None:
        """A question that is refused or not answered is an answer; a printer that is gone is not."""
        if error.errno == errno.ENODEV:
            raise error


@contextmanager
def _lost_when_it_fails() -> Iterator[None]:
    try:
        yield
    except usb.core.NoBackendError as error:
        raise DeviceLost("libusb is missing; install libusb-1.0-0, or use +usblp:// in the address") from error
    except usb.core.USBError as error:
        raise DeviceLost(f"{error}: {CURES.get(error.errno, 'unplug it and plug it in again')}") from error


def _found(vendor: int, product: int, serial: str, backend: Any) -> Any:
    """The first printer with these numbers."""
    for device in usb.core.find(find_all=True, backend=backend, idVendor=vendor, idProduct=product):
        if not serial or _serial_of(device) == serial:
            return device
    kind = f"{vendor:04x}:{product:04x}" + (f" with serial number {serial}" if serial else "")
    raise DeviceLost(f"no USB device {kind}: unplugged or switched off")


def _serial_of(device: Any) -> str:
    try:
        return str(device.serial_number or "")
    except ValueError:  # it has a number for its serial number and no language to tell it in
        return ""


def _configuration(device: Any) -> Any:
    """The configuration the printer is in. Setting it again would begin everything anew, so only when it is in none."""
    try:
        return device.get_active_configuration()
    except usb.core.USBError as error:
        if error.errno is not None:  # pyusb's own "Configuration not set" carries no number
            raise
    device.set_configuration()
    return device.get_active_configuration()


def _printing_interface(configuration: Any) -> Any:
    """The interface, in the alternate setting, that prints and preferably answers."""
    fitting = [interface for interface in configuration if _rank(interface) and _bulk(interface, usb.util.ENDPOINT_OUT)]
    if not fitting:
        raise DeviceLost("this USB device has no printer in it; choose another by vendor:product")
    return max(fitting, key=_rank)  # of equals the first


def _rank(interface: Any) -> int:
    """How well an interface serves; 0 not at all. Never protocol 3: IEEE 1284.4 wraps everything in packets."""
    kind = (interface.bInterfaceClass, interface.bInterfaceSubClass)
    if kind == (printing.PRINTER_CLASS, printing.PRINTERS_SUBCLASS):
        answers = _bulk(interface, usb.util.ENDPOINT_IN) is not None
        return {printing.BOTH_WAYS: 3 + answers, printing.ONE_WAY: 2}.get(interface.bInterfaceProtocol, 0)
    return int(interface.bInterfaceClass == printing.VENDOR_CLASS)


def _bulk(interface: Any, direction: int) -> Any:
    """The first bulk endpoint of this direction, or None."""

    def fits(endpoint: Any) -> bool:
        is_bulk = usb.util.endpoint_type(endpoint.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
        return is_bulk and bool(usb.util.endpoint_direction(endpoint.bEndpointAddress) == direction)

    return usb.util.find_descriptor(interface, custom_match=fits)
