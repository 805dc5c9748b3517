"""The few exceptions of `devices`: what a caller can never repair by carrying on.

DeviceError
├── AddressError      an address that cannot be read; carries every problem of it
├── RecordingRefused  a recorded conversation that cannot be replayed; carries every problem of it
└── DeviceLost        raised by transports only; a driver turns it into a status

A printer without paper or an unplugged scanner is expected, and therefore a value, never one of these.
"""

from __future__ import annotations


class DeviceError(Exception):
    """Something about a machine on the terminal."""


class AddressError(DeviceError):
    """An address that cannot be read; `problems` holds one sentence for every mistake in it."""

    def __init__(self, text: str, *problems: str) -> None:
        super().__init__(f"“{text}”: " + " ".join(problems))
        self.text = text
        self.problems = problems


class RecordingRefused(DeviceError):
    """A recorded conversation that cannot be replayed; `problems` holds one sentence for every wrong line."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class DeviceLost(DeviceError):
    """The link to a device does not exist (any more): unplugged, refused, reset."""
