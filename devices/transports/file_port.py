"""A file, or a one-way device such as /dev/usb/lp0, as a line that never answers."""

from __future__ import annotations

import os
from pathlib import Path

from devices.errors import DeviceLost
from devices.transports.ready import can_write, pause

SLICE_BYTES = 4096


class FilePort:
    """See Transport. Bytes are appended; reading waits in vain.

    path    a file is made when missing; a device below /dev is not.
    raises  DeviceLost when it cannot be opened now.
    """

    def __init__(self, path: str) -> None:
        # A file made below /dev in place of an absent printer would swallow every ticket.
        made = 0 if Path(path).is_relative_to("/dev") else os.O_CREAT
        try:
            flags = os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC | made
            self._descriptor = os.open(path, flags, 0o600)
        except (OSError, ValueError) as error:
            raise DeviceLost(str(error)) from error

    def write(self, data: bytes, *, deadline_s: float) -> int:
        """See Transport."""
        try:
            if not can_write(self._descriptor, deadline_s):
                return 0
            return os.write(self._descriptor, data[:SLICE_BYTES])
        except BlockingIOError:
            return 0
        except OSError as error:
            raise DeviceLost(str(error)) from error

    def read(self, *, timeout_s: float) -> bytes:
        """See Transport."""
        pause(timeout_s)
        return b""

    def close(self) -> None:
        """See Transport."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
