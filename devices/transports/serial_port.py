"""A serial line: opened and configured by pyserial, read and written without it."""

from __future__ import annotations

import errno
import os
import termios
from contextlib import suppress

import serial

from devices.errors import DeviceLost
from devices.transports.dsr_pacing import PORTION_BYTES, DsrPacing
from devices.transports.ready import can_read, can_write

# Small enough that progress is visible at 9600 baud, where 512 bytes take 0.53 s.
SLICE_BYTES = 512
READ_BYTES = 4096


class SerialPort:
    """See Transport. 8N1, exclusively ours, input discarded on opening; a missing carrier does not hold the opening.

    path    a udev name or /dev/serial/by-id/…, never ttyUSB0: numbers move when devices are replugged.
    flow    rtscts, xonxoff, dsrdtr or none.
    raises  DeviceLost when the line cannot be opened now, or has no DSR and dsrdtr is asked for.
    """

    def __init__(self, path: str, *, baud: int, flow: str = "none") -> None:
        try:
            self._port = serial.Serial(
                path,
                baud,
                timeout=0,
                exclusive=True,
                rtscts=flow == "rtscts",
                xonxoff=flow == "xonxoff",
            )
        except (OSError, ValueError) as error:  # SerialException is an OSError
            raise DeviceLost(str(error)) from error
        self._descriptor: int = self._port.fileno()
        self._pacing = self._paced(baud) if flow == "dsrdtr" else None

    def fileno(self) -> int:
        """For whoever sleeps on several things at once."""
        return self._descriptor

    def write(self, data: bytes, *, deadline_s: float) -> int:
        """See Transport. With dsrdtr a slice is much smaller."""
        # Not Serial.write: it cannot tell how much went out, and spins at full speed on a full buffer.
        try:
            if self._pacing is not None:
                return self._portion(self._pacing, data, deadline_s)
            if not can_write(self._descriptor, deadline_s):
                return 0
            return os.write(self._descriptor, data[:SLICE_BYTES])
        except BlockingIOError:
            return 0
        except OSError as error:
            raise DeviceLost(str(error)) from error

    def read(self, *, timeout_s: float) -> bytes:
        """See Transport."""
        try:
            if not can_read(self._descriptor, timeout_s):
                return b""
            data = os.read(self._descriptor, READ_BYTES)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise DeviceLost(str(error)) from error
        if not data:
            raise DeviceLost("the line is ready and gives nothing: unplugged")
        return data

    def close(self) -> None:
        """See Transport."""
        if not self._port.is_open:
            return
        # A stopped line would hold the closing until it is drained, which may be never.
        with suppress(OSError, termios.error):
            termios.tcflush(self._descriptor, termios.TCOFLUSH)
        with suppress(OSError):
            self._port.close()
        self._descriptor = -1  # the number may soon belong to another file

    def _paced(self, baud: int) -> DsrPacing:
        pacing = DsrPacing(self._descriptor, baud)
        try:
            pacing.check()
        except DeviceLost:
            self.close()
            raise
        return pacing

    def _portion(self, pacing: DsrPacing, data: bytes, deadline_s: float) -> int:
        if self._descriptor < 0:
            raise OSError(errno.EBADF, "closed")
        if not pacing.may_write(deadline_s):
            return 0
        taken = os.write(self._descriptor, data[:PORTION_BYTES])
        pacing.wrote(taken)
        return taken
