"""A TCP connection to port 9100 of a network printer."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Callable, Sequence
from typing import Any

from devices.errors import DeviceLost
from devices.transports.opening import Opening
from devices.transports.ready import can_read, can_write
from devices.transports.sole_owner import sole_owner

CONNECT_S = 2.0
SLICE_BYTES = 4096
READ_BYTES = 4096
DROP_WHAT_IS_LEFT = struct.pack("ii", 1, 0)


class LookUp:
    """Where a printer is on the network: numbers for its name, with a deadline.

    The last good numbers are remembered: a name server that is down need not stop a printer that is up.

    ask  what `socket.getaddrinfo` does.
    """

    def __init__(self, host: str, port: int, *, ask: Callable[..., Sequence[Any]] = socket.getaddrinfo) -> None:
        self._host = host
        self._port = port
        self._ask = ask
        self._known: list[tuple[str, int]] = []
        self._asking = Opening(self._asked, f"looking up “{host}”")

    def places(self, timeout_s: float) -> list[tuple[str, int]]:
        """Numeric addresses and port, best first; never empty.

        raises  DeviceLost when the name was never known and is not found within this time.
        """
        try:
            self._known = self._numbers(socket.AI_NUMERICHOST)  # a number needs no name server, and cannot block
        except OSError:
            self._look_up(timeout_s)
        return self._known

    def _look_up(self, timeout_s: float) -> None:
        # Who knows the printer from before keeps half of the time for connecting to it.
        share_s = timeout_s / 2 if self._known else timeout_s
        try:
            self._known = self._asking.within(share_s)
        except DeviceLost:
            if not self._known:
                raise

    def _asked(self) -> list[tuple[str, int]]:
        try:
            return self._numbers()
        except OSError as error:
            raise DeviceLost(str(error)) from error

    def _numbers(self, flags: int = 0) -> list[tuple[str, int]]:
        try:
            found = self._ask(self._host, self._port, type=socket.SOCK_STREAM, flags=flags)
        except UnicodeError as error:  # a host name that can be none
            raise OSError(str(error)) from error
        return [(place[0], place[1]) for *_, place in found]


class NetworkPort:
    """See Transport. That the kernel took a byte means nothing: it swallows a whole ticket while the paper is out.

    Many printers admit a second connection, and obey it in the middle of a slip: a technician's probe must not reach
    the printer of a running terminal, so a connection is held by one program of this machine alone.

    connect_s  seconds to wait for name and connection together; at most 2 are used.
    look_up    one that remembers, where the connection is made more than once.
    raises     DeviceLost when there is none.
    """

    def __init__(self, host: str, port: int, *, connect_s: float = CONNECT_S, look_up: LookUp | None = None) -> None:
        until_s = time.monotonic() + min(connect_s, CONNECT_S)
        places = (look_up or LookUp(host, port)).places(until_s - time.monotonic())
        self._socket, self._owned = _connected(places, until_s)
        self._socket.settimeout(0)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # Bytes left over from a failed job must not come out of the printer later by surprise.
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, DROP_WHAT_IS_LEFT)

    def write(self, data: bytes, *, deadline_s: float) -> int:
        """See Transport."""
        try:
            if not can_write(self._socket.fileno(), deadline_s):
                return 0
            return self._socket.send(data[:SLICE_BYTES])
        except BlockingIOError:
            return 0
        except OSError as error:
            raise DeviceLost(str(error)) from error

    def read(self, *, timeout_s: float) -> bytes:
        """See Transport."""
        try:
            if not can_read(self._socket.fileno(), timeout_s):
                return b""
            data = self._socket.recv(READ_BYTES)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise DeviceLost(str(error)) from error
        if not data:
            raise DeviceLost("the printer closed the connection")
        return data

    def close(self) -> None:
        """See Transport."""
        self._socket.close()
        self._owned.close()


def _connected(places: Sequence[tuple[str, int]], until_s: float) -> tuple[socket.socket, socket.socket]:
    """A connection to the first of these places that answers in time, and what makes it ours alone."""
    why: Exception = TimeoutError("no time is left to connect")
    for place in places:
        # create_connection takes 0 for "do not wait at all", and fails at once.
        left_s = max(until_s - time.monotonic(), 0.001)
        owned = sole_owner(f"{place[0]} port {place[1]}")
        try:
            return socket.create_connection(place, timeout=left_s), owned
        except OSError as error:
            owned.close()
            why = error
    raise DeviceLost(str(why)) from why
