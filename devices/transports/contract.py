"""What carries bytes to a device and back: any transport keeps these three promises."""

from __future__ import annotations

from typing import Protocol


class Transport(Protocol):
    """Bytes with deadlines; knows no command. Used by the one thread that owns the device.

    raises  DeviceLost from `write` and `read` when the link is gone; nothing else.
    """

    def write(self, data: bytes, *, deadline_s: float) -> int:
        """Hand over as much of `data` as the line accepts, and say how much that was.

        deadline_s  seconds from now after which the call returns; 0 tries once.
        returns     bytes really accepted, at most one slice of `data`; fewer, and 0, is an answer, not an error.
        """

    def read(self, *, timeout_s: float) -> bytes:
        """Return what is there as soon as something is; b"" after `timeout_s` seconds of silence."""

    def close(self) -> None:
        """Let go of the device and drop what was not yet sent. Twice without harm; never waits for the printer."""
