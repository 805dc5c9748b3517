"""A keypad that is a keyboard, read from the kernel and grabbed: six of its keys count, no letter reaches a window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType

from devices.errors import DeviceLost
from devices.keypads.contract import Key, OnKey
from devices.scanners.evdev_scanner import EventNode
from devices.scanners.key_codes import EV_KEY
from devices.transports.ready import can_read

PRESSED = 1  # 0 is released, 2 is repeated
LOOK_EVERY_S = 0.25
AGAIN_AFTER_S = 2.0
# linux/input-event-codes.h: arrows, Enter of keyboard and number pad, OK and Select of remote controls.
KEYS: Mapping[int, Key] = MappingProxyType(
    {103: "up", 108: "down", 105: "left", 106: "right", 28: "ok", 96: "ok", 0x160: "ok", 0x161: "ok"}
)

OpenNodes = Callable[[], Sequence[EventNode]]


class EvdevKeypad:
    """See Keypad.

    open_nodes  opens all event nodes of the one device, or raises DeviceLost.
    voice_code  key code of the key for voice and low buttons (KEY_F13 is 183, KEY_HELP 138).
    """

    def __init__(self, open_nodes: OpenNodes, *, voice_code: int) -> None:
        self._open_nodes = open_nodes
        self._keys: dict[int, Key] = {**KEYS, voice_code: "voice"}
        self._closed = threading.Event()

    def listen(self, on_key: OnKey) -> None:
        """See Keypad."""
        while not self._closed.is_set():
            nodes: Sequence[EventNode] = ()
            try:
                nodes = self._open_nodes()
                for node in nodes:
                    node.grab()
                self._read(nodes, on_key)
            except (DeviceLost, OSError):
                self._closed.wait(AGAIN_AFTER_S)
            finally:
                for node in nodes:
                    with suppress(OSError):
                        node.close()

    def close(self) -> None:
        """See Keypad."""
        self._closed.set()

    def _read(self, nodes: Sequence[EventNode], on_key: OnKey) -> None:
        while not self._closed.is_set():
            for node in nodes:
                if not can_read(node.fileno(), LOOK_EVERY_S / len(nodes)):
                    continue
                for event in node.read():
                    key = self._keys.get(event.code) if event.type == EV_KEY and event.value == PRESSED else None
                    if key is not None:
                        on_key(key)
