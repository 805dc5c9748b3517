"""DTR/DSR handshaking in software, because Linux has none: docs/adr/0012-dsr-in-software.md.

A few bytes go out only while the printer's DTR, our DSR, says ready; the next few when the first are surely with the
printer and its DSR is newer than they are. So it never gets more than one portion after it said busy.
"""

from __future__ import annotations

import fcntl
import struct
import termios
import time
from collections.abc import Callable

from devices.errors import DeviceLost
from devices.transports.ready import pause

# Epson printers say busy with 128 bytes left in the 4 KB buffer; half of it is ours.
PORTION_BYTES = 64
# What USB converters take to report a changed modem line: 16 ms with FTDI's latency timer as it comes, 10 with others.
REPORT_S = 0.020
ASK_AGAIN_S = 0.002
BITS_A_BYTE = 10


class DsrPacing:
    """Says when the next portion may be written to one open serial line.

    descriptor  of the line.
    baud        bits a second.
    ask         the ioctl that answers TIOCMGET and TIOCOUTQ with a number.
    now_s       stopwatch seconds; `wait` lets them pass.
    """

    def __init__(
        self,
        descriptor: int,
        baud: int,
        *,
        ask: Callable[[int, int], int] | None = None,
        now_s: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = pause,
    ) -> None:
        self._descriptor = descriptor
        self._baud = baud
        self._ask = ask or number_of
        self._now_s = now_s
        self._wait = wait
        self._sure_s = now_s() + REPORT_S
        self._sending_s = 0.0
        self._in_queue = False

    def check(self) -> None:
        """See that this line has modem lines at all.

        raises  DeviceLost with the cure when it has none: nothing would ever be printed on it.
        """
        try:
            self._ask(self._descriptor, termios.TIOCMGET)
        except OSError as error:
            raise DeviceLost(
                f"flow=dsrdtr needs a line with DSR, this one has none ({error}); use flow=rtscts"
            ) from error

    def may_write(self, deadline_s: float) -> bool:
        """Wait until a portion of at most PORTION_BYTES may be written; False after the deadline.

        raises  OSError when the line is gone.
        """
        until_s = self._now_s() + deadline_s
        while not self._is_ready():
            left_s = until_s - self._now_s()
            if left_s <= 0:
                return False
            self._wait(min(ASK_AGAIN_S, left_s))
        return True

    def wrote(self, length: int) -> None:
        """So many bytes were written now."""
        # A converter's chip holds bytes that no queue shows: none but these, which it needs this long to send.
        self._in_queue = True
        self._sending_s = length * BITS_A_BYTE / self._baud

    def _is_ready(self) -> bool:
        if self._in_queue:
            if self._ask(self._descriptor, termios.TIOCOUTQ):
                return False
            self._in_queue = False
            self._sure_s = self._now_s() + self._sending_s + REPORT_S
        return self._now_s() >= self._sure_s and bool(self._ask(self._descriptor, termios.TIOCMGET) & termios.TIOCM_DSR)


def number_of(descriptor: int, question: int) -> int:
    """What the kernel answers to an ioctl whose answer is one int.

    raises  OSError when this is no such line, or no line any more.
    """
    return int(struct.unpack("i", fcntl.ioctl(descriptor, question, bytes(4)))[0])
