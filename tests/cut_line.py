"""A cable on the loopback that tests can pull and put back: bytes pass, vanish, or the line is torn down."""

from __future__ import annotations

import select
import socket
import threading
from contextlib import suppress
from typing import Literal, TypeAlias

Cable: TypeAlias = Literal["whole", "pulled", "torn"]


class CutLine:
    """A proxy before a server.

    whole   everything passes
    pulled  what is sent arrives nowhere, and nobody says so, as with a pulled cable; later it is still on its way
    torn    connections are reset, new ones refused
    """

    def __init__(self, to_port: int) -> None:
        self._to_port = to_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.cable: Cable = "whole"
        self._bytes_left: int | None = None
        self._then: Cable = "torn"
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._wake, self._woken = socket.socketpair()
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def pull(self) -> None:
        self._is_now("pulled")

    def tear(self) -> None:
        self._is_now("torn")

    def cut_after(self, some_bytes: int, then: Cable) -> None:
        """So many bytes of both directions still pass."""
        self._bytes_left, self._then = some_bytes, then

    def restore(self) -> None:
        self._bytes_left = None
        self._is_now("whole")

    def close(self) -> None:
        self._is_closed = True
        self._is_now("torn")
        self._thread.join(5)
        self._reset_all()
        for each in (self._listener, self._wake, self._woken):
            each.close()

    def _is_now(self, cable: Cable) -> None:
        self.cable = cable
        self._wake.send(b".")

    def _run(self) -> None:
        while not self._is_closed:
            passing = list(self._pairs) if self.cable == "whole" else []
            ready, _, _ = select.select([self._listener, self._woken, *passing], [], [], 1)
            for each in ready:
                self._serve(each)
            if self.cable == "torn":
                self._reset_all()

    def _serve(self, ready: socket.socket) -> None:
        if ready is self._woken:
            ready.recv(100)
        elif ready is self._listener:
            self._accept()
        elif self.cable == "whole" and ready in self._pairs:
            self._pass_on(ready)

    def _accept(self) -> None:
        near, _ = self._listener.accept()
        if self.cable == "torn":
            near.close()
            return
        try:
            far = socket.create_connection(("127.0.0.1", self._to_port), timeout=5)
        except OSError:
            near.close()
            return
        self._pairs |= {near: far, far: near}

    def _pass_on(self, ready: socket.socket) -> None:
        try:
            data = ready.recv(65536 if self._bytes_left is None else max(self._bytes_left, 1))
            if data:
                self._pairs[ready].sendall(data)
        except OSError:
            data = b""
        if not data:
            self._end(ready)
        elif self._bytes_left is not None:
            self._bytes_left -= len(data)
            if self._bytes_left <= 0:
                self.cable, self._bytes_left = self._then, None

    def _reset_all(self) -> None:
        for each in list(self._pairs):
            self._end(each)

    def _end(self, one: socket.socket) -> None:
        other = self._pairs.pop(one, None)
        for each in (one, other):
            if each is not None:
                self._pairs.pop(each, None)
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
                each.close()
