"""A hand on the keys of a scanner: texts -> the kernel's key events, and event nodes made of pipes.

Nobody of us has recorded these: they are written from the kernel's table of key codes, in the order in which USB
keyboards report (docs.kernel.org/input/event-codes.html). The nodes are read by evdev's own reader.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from evdev import ecodes
from evdev.eventio import EventIO

RECORDED = Path(__file__).with_name("key_events")
SHIFT = ecodes.KEY_LEFTSHIFT
# The US keyboard, written down a second time and by the kernel's names.
UNSHIFTED = {
    **{character: ecodes.ecodes[f"KEY_{character.upper()}"] for character in "abcdefghijklmnopqrstuvwxyz0123456789"},
    "-": ecodes.KEY_MINUS,
    "=": ecodes.KEY_EQUAL,
    "[": ecodes.KEY_LEFTBRACE,
    "]": ecodes.KEY_RIGHTBRACE,
    ";": ecodes.KEY_SEMICOLON,
    "'": ecodes.KEY_APOSTROPHE,
    "`": ecodes.KEY_GRAVE,
    "\\": ecodes.KEY_BACKSLASH,
    ",": ecodes.KEY_COMMA,
    ".": ecodes.KEY_DOT,
    "/": ecodes.KEY_SLASH,
    " ": ecodes.KEY_SPACE,
    "\r": ecodes.KEY_ENTER,
    "\t": ecodes.KEY_TAB,
}
SHIFTED = dict(zip('!@#$%^&*()_+{}:"~|<>?', "1234567890-=[];'`\\,./", strict=True))
SHIFTED |= {letter.upper(): letter for letter in "abcdefghijklmnopqrstuvwxyz"}


class Event(NamedTuple):
    """One `struct input_event`, and the node it comes through."""

    type: int
    code: int
    value: int
    node: int = 0
    s: float = 0.0


def press(code: int) -> list[Event]:
    """Down, up, each in a report of its own."""
    return [Event(1, code, 1), Event(0, 0, 0), Event(1, code, 0), Event(0, 0, 0)]


def held(code: int, inside: list[Event]) -> list[Event]:
    """The same with other keys in between."""
    down, sync, up, _ = press(code)
    return [down, sync, *inside, up, sync]


def keys_of(text: str) -> list[Event]:
    """How a scanner set to the US keyboard types a text."""
    events: list[Event] = []
    for character in text:
        plain = SHIFTED.get(character, character)
        typed = press(UNSHIFTED[plain])
        events += held(SHIFT, typed) if character in SHIFTED else typed
    return events


def recorded(name: str) -> Iterator[Event]:
    """The events of a file; its first line says what they are."""
    _, *lines = (RECORDED / f"{name}.jsonl").read_text("utf-8").splitlines()
    for line in lines:
        yield Event(**json.loads(line))


@dataclass
class Numbers:
    """What the kernel says about the device of a node."""

    vendor: int = 0x0C2E
    product: int = 0x0B61


@dataclass
class PipeNode(EventIO):
    """An event node whose device is a test; evdev reads it as it reads /dev/input/event3."""

    name: str = "Honeywell Barcode Scanner"
    phys: str = "usb-0000:00:14.0-2/input0"
    info: Numbers = field(default_factory=Numbers)
    keys: tuple[int, ...] = (ecodes.KEY_A, ecodes.KEY_ENTER)
    is_busy: bool = False
    is_grabbed: bool = False
    is_closed: bool = False

    def __post_init__(self) -> None:
        self.fd, self._device = os.pipe()
        os.set_blocking(self.fd, False)
        self._is_plugged = True

    def grab(self) -> None:
        if self.is_busy:
            raise OSError(16, "Device or resource busy")
        self.is_grabbed = True

    def capabilities(self) -> dict[int, list[int]]:
        return {0: [0, 1], 1: list(self.keys)}

    def close(self) -> None:
        if not self.is_closed:
            self.is_closed = True
            os.close(self.fd)

    def happens(self, *events: Event) -> None:
        """The kernel reports these."""
        for event in events:
            seconds, part = divmod(event.s, 1)
            packed = struct.pack("llHHi", int(seconds), round(part * 1e6), event.type, event.code, event.value)
            os.write(self._device, packed)

    def unplug(self) -> None:
        """The device is gone."""
        if self._is_plugged:
            self._is_plugged = False
            os.close(self._device)
