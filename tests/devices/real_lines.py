"""Printers and scanners on real lines: pseudo-terminals under stable names, and a TCP port on loopback."""

from __future__ import annotations

import os
import pty
import select
import socket
import termios
import threading
import time
import tty
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

from devices.transports.dsr_pacing import number_of
from tests.printed_paper import WirePrinter

PATIENCE_S = 60.0  # only what is broken needs so long, on however slow a machine
POLL_S = 0.01


def wait_until(is_so: Callable[[], bool], what: str = "") -> None:
    """Wait for something another thread does; a test that waits for ever says for what."""
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until, f"waited in vain: {what}"
        time.sleep(POLL_S)


class PseudoLine:
    """A real pseudo-terminal under a name that survives replugging, as udev gives one."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / name
        self._ends: tuple[int, int] | None = None
        self.plug()

    @property
    def our_end(self) -> int:
        """The descriptor of the device's side."""
        assert self._ends is not None, "unplugged"
        return self._ends[0]

    @property
    def their_end(self) -> int:
        """The descriptor of the terminal's side: how the terminal has set the line can be read there."""
        assert self._ends is not None, "unplugged"
        return self._ends[1]

    def receives(self, length: int) -> bytes:
        """What the terminal has sent: so many bytes. The kernel brings them a little later than it takes them."""
        data = b""
        while len(data) < length:
            readable, _, _ = select.select([self.our_end], [], [], PATIENCE_S)
            assert readable, f"only {data!r} came"
            data += os.read(self.our_end, length - len(data))
        return data

    def sends(self, data: bytes) -> None:
        """Send this, and wait until it lies at the terminal's side."""
        os.write(self.our_end, data)
        wait_until(lambda: number_of(self.their_end, termios.FIONREAD) >= len(data), "the bytes to arrive")

    def plug(self) -> None:
        """The node appears."""
        ours, theirs = pty.openpty()
        tty.setraw(theirs)
        os.set_blocking(ours, False)
        self.path.symlink_to(os.ttyname(theirs))
        # Their end stays open here too, or reading would fail until somebody opens the node.
        self._ends = ours, theirs

    def unplug(self) -> None:
        """The node disappears; twice without harm."""
        if self._ends is not None:
            self.path.unlink()
            for end in self._ends:
                os.close(end)
            self._ends = None


class Pump(threading.Thread):
    """Carries bytes between a descriptor and a printer until it is stopped or the other side hangs up."""

    def __init__(self, descriptor: int, printer: WirePrinter, reads: threading.Event) -> None:
        super().__init__(name="pump", daemon=True)
        self._descriptor = descriptor
        self._printer = printer
        self._reads = reads
        self._wake, self._ring = os.pipe()
        self._writing = threading.Lock()
        self.start()

    def run(self) -> None:
        """Until `stop`."""
        while self._turn():
            pass

    def say(self, answer: bytes) -> None:
        """Send something unasked."""
        with self._writing:
            while answer:
                select.select([], [self._descriptor], [], PATIENCE_S)
                answer = answer[os.write(self._descriptor, answer) :]

    def stop(self) -> None:
        """End and let go."""
        os.write(self._ring, b"x")
        self._reads.set()
        self.join(PATIENCE_S)
        os.close(self._wake)
        os.close(self._ring)

    def _turn(self) -> bool:
        self._reads.wait(PATIENCE_S)
        try:
            ready = select.select([self._descriptor, self._wake], [], [])[0]
            if self._wake in ready:
                return False
            if not self._reads.is_set():
                return True
            data = os.read(self._descriptor, 512)
            self.say(self._printer.receive(data))
        except OSError:
            return False
        return bool(data)


class PtyPrinter(WirePrinter):
    """A WirePrinter behind a pseudo-terminal at `path`."""

    def __init__(self, folder: Path, width_dots: int = 576) -> None:
        super().__init__(width_dots)
        self._line = PseudoLine(folder, "printer")
        self._reads = threading.Event()
        self._reads.set()
        self._pump: Pump | None = Pump(self._line.our_end, self, self._reads)

    @property
    def path(self) -> str:
        """What stands in an address."""
        return str(self._line.path)

    def tell(self, **told: object) -> None:
        """Change something about the printer; it reports that by itself when it was asked to."""
        answer = self.change(**told)
        if self._pump is not None:
            self._pump.say(answer)

    def say(self, data: bytes) -> None:
        """Send these bytes unasked."""
        assert self._pump is not None, "unplugged"
        self._pump.say(data)

    def stop_reading(self) -> None:
        """Take no more bytes from the line."""
        self._reads.clear()

    def read_again(self) -> None:
        """Take what has piled up, and go on."""
        self._reads.set()

    def unplug(self) -> None:
        """The node disappears."""
        if self._pump is not None:
            self._pump.stop()
            self._pump = None
        self._line.unplug()

    def plug(self) -> None:
        """The same printer, freshly switched on, under the same name."""
        self.paper.clear()
        self.paper.tells_changes = False
        self._line.plug()
        self._pump = Pump(self._line.our_end, self, self._reads)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.unplug()


class TcpPrinter(WirePrinter):
    """A WirePrinter behind port 9100, on loopback and any free port; one connection at a time, like most."""

    def __init__(self, width_dots: int = 576) -> None:
        super().__init__(width_dots)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.connections = 0
        self._reads = threading.Event()
        self._reads.set()
        self._connection: socket.socket | None = None
        self._stopping = False
        self._thread = threading.Thread(target=self._serve, name="tcp-printer", daemon=True)
        self._thread.start()

    def hang_up(self) -> None:
        """Close the present connection, as after a power cycle."""
        connection = self._connection
        if connection is not None:
            connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """No more connections, and none left."""
        self._stopping = True
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_S):
            pass
        with suppress(OSError):  # it was just closed by the other side
            self.hang_up()
        self._thread.join(PATIENCE_S)
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _serve(self) -> None:
        while True:
            connection, _ = self._server.accept()
            with connection:
                if self._stopping:
                    return
                self.connections += 1
                self._connection = connection
                self._talk(connection)
                self._connection = None

    def _talk(self, connection: socket.socket) -> None:
        try:
            while data := connection.recv(512):
                connection.sendall(self.receive(data))
        except OSError:
            return  # reset: the terminal let go


class PtyScanner:
    """A scanner behind a pseudo-terminal at `path`: sends what it is told."""

    def __init__(self, folder: Path) -> None:
        self._line = PseudoLine(folder, "scanner")

    @property
    def path(self) -> str:
        """What stands in an address."""
        return str(self._line.path)

    def send(self, data: bytes) -> None:
        """Send all of it, as fast as the terminal reads."""
        while data:
            _, writable, _ = select.select([], [self._line.our_end], [], PATIENCE_S)
            assert writable, "nobody reads this line"
            data = data[os.write(self._line.our_end, data) :]

    def receives(self, length: int) -> bytes:
        """What the terminal has sent to it: so many bytes."""
        return self._line.receives(length)

    def has_received(self) -> bytes:
        """What the terminal has sent to it until now."""
        try:
            return os.read(self._line.our_end, 4096)
        except BlockingIOError:
            return b""

    def unplug(self) -> None:
        """The node disappears."""
        self._line.unplug()

    def plug(self) -> None:
        """It comes back under the same name."""
        self._line.plug()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.unplug()
