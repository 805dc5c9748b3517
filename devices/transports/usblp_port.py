"""A USB printer behind the kernel's usblp, both ways: /dev/usb/lp0, or a udev name for it."""

from __future__ import annotations

import errno
import fcntl
import os
import struct
import time
from collections.abc import Callable

from devices.errors import DeviceLost
from devices.transports.opening import Opening, TooLate
from devices.transports.ready import can_read, can_write, is_hung_up, pause
from devices.transports.usb_printer_class import PortStatus, port_status

SLICE_BYTES = 4096  # usblp carries 8192 in one transfer, and says "taken" before the printer has them
READ_BYTES = 4096
LPGETSTATUS = 0x060B  # linux/lp.h
STATUS_S = 0.1  # asked before every ticket; usblp itself waits 5 s for a wedged printer
# A printer that has nothing to say may answer every question with an empty packet at once.
ASK_AGAIN_S = 0.01
CURES = {
    errno.EACCES: "put the kiosk's user into the group lp, or write a udev rule",
    errno.EBUSY: "another program has it open; only one may",
}


class UsblpPort:
    """See Transport. That usblp took a slice means that it is on its way to the printer, not that it is there.

    path    a udev name or /dev/usb/lp0.
    ask     the ioctl that answers LPGETSTATUS.
    raises  DeviceLost with the cure when it cannot be opened now.
    """

    def __init__(self, path: str, *, ask: Callable[[int, int, bytes], bytes] = fcntl.ioctl) -> None:
        self._ask = ask
        self._asking = Opening(self._asked, "asking the port")
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except (OSError, ValueError) as error:
            cure = CURES.get(getattr(error, "errno", 0))
            raise DeviceLost(f"{error}: {cure}" if cure else str(error)) from error

    def write(self, data: bytes, *, deadline_s: float) -> int:
        """See Transport."""
        try:
            if not can_write(self._descriptor, deadline_s):
                return 0
            return os.write(self._descriptor, data[:SLICE_BYTES])
        except BlockingIOError:
            return 0
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise DeviceLost(str(error)) from error
        pause(deadline_s)  # no paper: it calls itself ready and takes nothing
        return 0

    def read(self, *, timeout_s: float) -> bytes:
        """See Transport. A printer without a way back never answers."""
        until_s = time.monotonic() + timeout_s
        while True:
            left_s = max(until_s - time.monotonic(), 0)
            data = self._heard(left_s)
            if data or time.monotonic() >= until_s:
                return data
            pause(min(ASK_AGAIN_S, left_s))

    def close(self) -> None:
        """See Transport."""
        if self._descriptor >= 0:
            os.close(self._descriptor)  # usblp cancels what is on its way
            self._descriptor = -1

    def port_status(self) -> PortStatus | None:
        """Paper, online, error as the port tells them; None when it does not.

        raises  DeviceLost when the printer is gone.
        """
        if self._descriptor < 0:
            raise DeviceLost("closed")
        try:
            return self._asking.within(STATUS_S)
        except TooLate:
            return None

    def _asked(self) -> PortStatus | None:
        try:
            answer = self._ask(self._descriptor, LPGETSTATUS, bytes(4))
        except OSError as error:
            if error.errno == errno.ENODEV:
                raise DeviceLost(str(error)) from error
            return None
        return port_status(struct.unpack("i", answer)[0])

    def _heard(self, left_s: float) -> bytes:
        try:
            if not can_read(self._descriptor, left_s):
                return b""
            data = os.read(self._descriptor, READ_BYTES)
            if not data and is_hung_up(self._descriptor):
                raise DeviceLost("the printer gives nothing any more: unplugged")
        except BlockingIOError:
            return b""
        except OSError as error:
            if error.errno == errno.EINVAL:  # one-way printers are told apart only here
                return b""
            raise DeviceLost(str(error)) from error
        return data
