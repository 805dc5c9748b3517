"""The stand-in printer on real lines and a real clock: behind a pseudo-terminal, and behind a TCP port on loopback.

What a pseudo-terminal can and cannot show:
- XON/XOFF is real: the printer's 13h goes through the kernel's line discipline, which stops the terminal's writing.
- It has no CTS. The UART that would obey it is played here: it holds its bytes back if, and only if, the terminal has
  set CRTSCTS on this line. Behind it the kernel still takes 16 KB before the terminal notices.
- It has no speed. The UART played here gives bytes to the printer at the speed the printer is built with.
"""

from __future__ import annotations

import os
import select
import socket
import termios
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from tests.devices.real_lines import PATIENCE_S, PseudoLine
from tests.devices.stand_in.stand_in_printer import StandInPrinter

READ_BYTES = 512


class Feeder(threading.Thread):
    """Carries bytes between a descriptor and the printer's UART, and lets the printer work as its clock goes on."""

    def __init__(self, descriptor: int, printer: StandInPrinter) -> None:
        super().__init__(name="stand-in printer", daemon=True)
        self._descriptor = descriptor
        self._printer = printer
        self._wake, self._ring = os.pipe()
        self._is_ending = False
        self.start()

    def run(self) -> None:
        """Until `stop`, or until the terminal hangs up."""
        with suppress(OSError):
            while not self._is_ending and self._turn():
                pass

    def nudge(self) -> None:
        """Something about the printer has changed."""
        with suppress(OSError):  # it has just ended
            os.write(self._ring, b"x")

    def stop(self) -> None:
        """End and let go."""
        self._is_ending = True
        self.nudge()
        self.join(PATIENCE_S)
        os.close(self._wake)
        os.close(self._ring)

    def _turn(self) -> bool:
        self._speak()
        next_s = self._printer.next_event_s()
        patience_s = None if next_s is None else max(next_s - time.monotonic(), 0)
        listened = [self._wake, self._descriptor] if self._printer.is_writable else [self._wake]
        ready = select.select(listened, [], [], patience_s)[0]
        if self._wake in ready:
            os.read(self._wake, READ_BYTES)
        if self._descriptor in ready:
            data = os.read(self._descriptor, READ_BYTES)
            self._printer.put(data)
            return bool(data)
        return True

    def _speak(self) -> None:
        said = self._printer.answers()
        while said:
            select.select([], [self._descriptor], [], PATIENCE_S)
            said = said[os.write(self._descriptor, said) :]


class PtyStandIn(StandInPrinter):
    """Behind a pseudo-terminal at `path`; `built` as StandInPrinter is."""

    def __init__(self, folder: Path, **built: Any) -> None:
        super().__init__(now_s=time.monotonic, **built)
        self.terminal_obeys = self._is_obeyed
        self._line = PseudoLine(folder, "printer")
        self._feeder: Feeder | None = Feeder(self._line.our_end, self)

    @property
    def path(self) -> str:
        """What stands in an address."""
        return str(self._line.path)

    def change(self, *, for_s: float | None = None, **told: object) -> None:
        """See StandInPrinter."""
        super().change(for_s=for_s, **told)
        if self._feeder is not None:
            self._feeder.nudge()

    def unplug(self) -> None:
        """The node disappears; the printer goes on with what it has."""
        feeder, self._feeder = self._feeder, None
        if feeder is not None:
            feeder.stop()
            self.change(plugged=False)
            self._line.unplug()

    def plug(self) -> None:
        """The node is there again, under the same name."""
        self._line.plug()
        self.change(plugged=True)
        self._feeder = Feeder(self._line.our_end, self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.unplug()

    def _is_obeyed(self) -> bool:
        """Whether the terminal has asked its UART to stop for this printer's kind of signal."""
        flags = termios.tcgetattr(self._line.their_end)
        return bool(flags[2] & termios.CRTSCTS if self.flow == "rtscts" else flags[0] & termios.IXON)


class TcpStandIn(StandInPrinter):
    """Behind port 9100, on loopback and any free port; one connection at a time, like most."""

    def __init__(self, **built: Any) -> None:
        super().__init__(now_s=time.monotonic, **built)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._feeder: Feeder | None = None
        self._connection: socket.socket | None = None
        self._is_ending = False
        self._thread = threading.Thread(target=self._serve, name="stand-in port", daemon=True)
        self._thread.start()

    def change(self, *, for_s: float | None = None, **told: object) -> None:
        """See StandInPrinter."""
        super().change(for_s=for_s, **told)
        if self._feeder is not None:
            self._feeder.nudge()

    def hang_up_line(self) -> None:
        """Close the present connection, as a power cycle does."""
        if self._connection is not None:
            with suppress(OSError):  # the terminal was quicker
                self._connection.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._is_ending = True
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_S).close()
        self.hang_up_line()
        self._thread.join(PATIENCE_S)
        self._server.close()

    def _serve(self) -> None:
        while True:
            connection, _ = self._server.accept()
            with connection:
                if self._is_ending:
                    return
                self._connection = connection
                self._feeder = feeder = Feeder(connection.fileno(), self)
                feeder.join()
                self._feeder = self._connection = None
                feeder.stop()
                self.hang_up()
