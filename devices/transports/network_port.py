"""A TCP connection to port 9100 of a network printer."""

from __future__ import annotations

import socket
import struct

from devices.errors import DeviceLost
from devices.transports.ready import can_read, can_write

CONNECT_S = 2.0
SLICE_BYTES = 4096
READ_BYTES = 4096
DROP_WHAT_IS_LEFT = struct.pack("ii", 1, 0)


class NetworkPort:
    """See Transport. That the kernel took a byte means nothing: it swallows a whole ticket while the paper is out.

    connect_s  seconds to wait for the connection; at most 2 are used.
    raises     DeviceLost when there is none.
    """

    def __init__(self, host: str, port: int, *, connect_s: float = CONNECT_S) -> None:
        try:
            self._socket = socket.create_connection((host, port), timeout=min(connect_s, CONNECT_S))
        except (OSError, UnicodeError) as error:  # UnicodeError: a host name that can be none
            raise DeviceLost(str(error)) from error
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
