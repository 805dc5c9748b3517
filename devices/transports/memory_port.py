"""A line in memory: the other end is a function, and waiting turns a clock. For tests and replays."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from devices.errors import DeviceLost


def _silent(_data: bytes) -> bytes:
    return b""


def _no_clock(_seconds: float) -> None:
    pass


class MemoryPort:
    """See Transport. Everything happens in the calling thread.

    answer  called with each slice that is accepted; what it returns can be read next.
    turn    called with the seconds that a real line would have waited.
    """

    def __init__(
        self,
        answer: Callable[[bytes], bytes] = _silent,
        turn: Callable[[float], None] = _no_clock,
        *,
        slice_bytes: int = 512,
    ) -> None:
        self.written = bytearray()
        self.incoming: deque[bytes] = deque()
        self.accepts = True  # False: the line is stopped
        self.lost = False  # True: unplugged
        self.is_closed = False
        self._answer = answer
        self._turn = turn
        self._slice_bytes = slice_bytes

    def write(self, data: bytes, *, deadline_s: float) -> int:
        """See Transport."""
        self._be_there()
        if not self.accepts:
            self._turn(deadline_s)
            return 0
        taken = data[: self._slice_bytes]
        self.written += taken
        if said := self._answer(taken):
            self.incoming.append(said)
        return len(taken)

    def read(self, *, timeout_s: float) -> bytes:
        """See Transport."""
        self._be_there()
        if self.incoming:
            return self.incoming.popleft()
        self._turn(timeout_s)
        return b""

    def close(self) -> None:
        """See Transport."""
        self.is_closed = True

    def _be_there(self) -> None:
        if self.lost or self.is_closed:
            raise DeviceLost("unplugged")
