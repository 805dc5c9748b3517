"""A recorded conversation as a line: the device answers as it once did, on a clock that is turned."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from devices.errors import DeviceLost
from devices.transports.recorded_turns import FROM_DEVICE, TO_DEVICE, Turn, Turns

SLICE_BYTES = 512


class RecordedPort:
    """See Transport. Everything happens in the calling thread.

    An answer comes when as many bytes were written as before it in the recording, after the same pause as then. What
    was written is not held against the recording, or no driver could ever be improved; `went_as_recorded` tells.

    turns         the recording, or a harder one made of it.
    now_s, turn   a stopwatch, and what lets it go on by so many seconds.
    lost_at_end   whether the device is unplugged after its last answer; otherwise it falls silent.
    """

    def __init__(
        self, turns: Turns, *, now_s: Callable[[], float], turn: Callable[[float], None], lost_at_end: bool = False
    ) -> None:
        self.written = bytearray()
        self.is_closed = False
        self._recorded = b"".join(turn.data for turn in turns if turn.way == TO_DEVICE)
        self._left = deque(turns)
        self._unwritten = 0  # bytes of the next turn to the device that are still to be written
        self._now_s = now_s
        self._turn = turn
        self._lost_at_end = lost_at_end
        # The moment on the stopwatch at which the last turn happened, and its time in the recording.
        self._last_s = now_s()
        self._last_ms = turns[0].t_ms if turns else 0
        self._extra = 0
        self._await_writing()

    @property
    def went_as_recorded(self) -> bool:
        """Whether the driver has said, so far, what was said when this was recorded."""
        return self._recorded.startswith(self.written)

    @property
    def is_at_end(self) -> bool:
        """Whether the device has said everything it has to say."""
        return not any(turn.way == FROM_DEVICE for turn in self._left)

    def write(self, data: bytes, *, deadline_s: float) -> int:  # noqa: ARG002 - it is taken at once
        """See Transport."""
        self._be_there()
        taken = data[:SLICE_BYTES]
        self.written += taken
        self._count(len(taken))
        return len(taken)

    def read(self, *, timeout_s: float) -> bytes:
        """See Transport."""
        self._be_there()
        answer = self._next_answer()
        if answer is None:
            self._turn(timeout_s)
            return b""
        wait_s = max(self._due_s(answer) - self._now_s(), 0)
        self._turn(min(wait_s, timeout_s))
        if wait_s > timeout_s:
            return b""
        self._happened(self._left.popleft())
        return answer.data

    def close(self) -> None:
        """See Transport."""
        self.is_closed = True

    def _be_there(self) -> None:
        if self.is_closed or (self._lost_at_end and self.is_at_end):
            raise DeviceLost("unplugged")

    def _next_answer(self) -> Turn | None:
        """The answer that is on its way, if everything before it was written."""
        return self._left[0] if self._left and self._left[0].way == FROM_DEVICE else None

    def _due_s(self, turn: Turn) -> float:
        return self._last_s + (turn.t_ms - self._last_ms) / 1000

    def _happened(self, turn: Turn) -> None:
        self._last_s = max(self._now_s(), self._due_s(turn)) if turn.way == FROM_DEVICE else self._now_s()
        self._last_ms = turn.t_ms
        self._await_writing()

    def _await_writing(self) -> None:
        """When the device's turn is over, count what is to be written before its next one."""
        if self._left and self._left[0].way == TO_DEVICE:
            self._unwritten = len(self._left[0].data)
            extra, self._extra = self._extra, 0
            self._count(extra)

    def _count(self, length: int) -> None:
        """So many bytes were written; what is written ahead of an answer counts for the turn behind it."""
        if self._next_answer() is not None or not self._left:
            self._extra += length
            return
        counted = min(length, self._unwritten)
        self._unwritten -= counted
        self._extra += length - counted
        if not self._unwritten:
            self._happened(self._left.popleft())
