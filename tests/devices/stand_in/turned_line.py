"""A line to the stand-in printer on a turned clock: waiting for the printer turns it, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable

from devices.errors import DeviceLost
from tests.devices.stand_in.stand_in_printer import StandInPrinter

SLICE_BYTES = 512
A_HAIR_S = 1e-6  # beyond the moment of an event, so that no rounding falls short of it


class TurnedLine:
    """See Transport. Everything happens in the calling thread.

    now_s, turn  the stopwatch of the printer, and what lets it go on.
    """

    def __init__(self, printer: StandInPrinter, *, now_s: Callable[[], float], turn: Callable[[float], None]) -> None:
        self._printer = printer
        self._now_s = now_s
        self._turn = turn
        self.is_closed = False
        self._plug = printer.plugs
        self._be_there()

    def write(self, data: bytes, *, deadline_s: float) -> int:
        """See Transport."""
        until_s = self._now_s() + deadline_s
        self._be_there()
        while not (taken := self._printer.put(data[:SLICE_BYTES])) and self._now_s() < until_s:
            self._wait(until_s)
        return taken

    def read(self, *, timeout_s: float) -> bytes:
        """See Transport."""
        until_s = self._now_s() + timeout_s
        self._be_there()
        while not (said := self._printer.answers()) and self._now_s() < until_s:
            self._wait(until_s)
        return said

    def close(self) -> None:
        """See Transport."""
        if not self.is_closed and self._is_same:
            self._printer.hang_up()
        self.is_closed = True

    def _wait(self, until_s: float) -> None:
        """Until the printer does something, or time is over."""
        now_s = self._now_s()
        next_s = self._printer.next_event_s()
        until_s = until_s if next_s is None else min(max(next_s, now_s), until_s)
        self._turn(until_s - now_s + A_HAIR_S)
        self._printer.advance()
        self._be_there()

    def _be_there(self) -> None:
        if self.is_closed or not self._is_same:
            raise DeviceLost("unplugged")

    @property
    def _is_same(self) -> bool:
        return self._printer.plugged and self._printer.plugs == self._plug
