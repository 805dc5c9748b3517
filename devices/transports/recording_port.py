"""A line that writes down everything said on it. For technicians: test slips only, never a citizen's ticket."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from devices.transports.contract import Transport
from devices.transports.recorded_turns import FROM_DEVICE, TO_DEVICE, Turn, line_of


class RecordingPort:
    """See Transport. Passes everything on to `line`, and one line of text for it to `into`.

    into     an open text file; it stays open.
    now_s    a stopwatch.
    began_s  what it showed when the recording began, for a line opened anew; None: it begins now.
    """

    def __init__(
        self, line: Transport, into: TextIO, *, now_s: Callable[[], float], began_s: float | None = None
    ) -> None:
        self._line = line
        self._into = into
        self._now_s = now_s
        self._began_s = now_s() if began_s is None else began_s

    def write(self, data: bytes, *, deadline_s: float) -> int:
        """See Transport. What the line did not take is not written down."""
        taken = self._line.write(data, deadline_s=deadline_s)
        self._note(TO_DEVICE, data[:taken])
        return taken

    def read(self, *, timeout_s: float) -> bytes:
        """See Transport."""
        data = self._line.read(timeout_s=timeout_s)
        self._note(FROM_DEVICE, data)
        return data

    def close(self) -> None:
        """See Transport."""
        self._line.close()

    def _note(self, way: str, data: bytes) -> None:
        if data:
            t_ms = round((self._now_s() - self._began_s) * 1000)
            self._into.write(line_of(Turn(t_ms, way, data)) + "\n")
            self._into.flush()  # a recording is made because something goes wrong; its end matters most
