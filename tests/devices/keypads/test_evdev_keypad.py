"""A keypad that is a keyboard: six keys count, everything else is dropped, and a pulled plug is waited out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import pytest

from devices.errors import DeviceLost
from devices.keypads import evdev_keypad
from devices.keypads.contract import Key
from devices.keypads.evdev_keypad import EvdevKeypad

EV_SYN, EV_KEY = 0, 1
F13 = 183


@dataclass
class Event:
    code: int
    value: int = 1
    type: int = EV_KEY
    sec: int = 0
    usec: int = 0


@dataclass
class Node:
    """An open node: readable while it has events, then whatever `at_the_end` does."""

    events: list[Event]
    at_the_end: Callable[[], None] = lambda: None
    grabbed: bool = False
    closed: bool = False
    _pipe: tuple[int, int] = field(default_factory=os.pipe)

    def fileno(self) -> int:
        if not self.closed and self.events is not None:
            os.write(self._pipe[1], b".")
        return self._pipe[0]

    def grab(self) -> None:
        self.grabbed = True

    def read(self) -> Iterable[Event]:
        assert self.grabbed, "or its letters would reach the window"
        os.read(self._pipe[0], 100)
        told, self.events = self.events, []
        if not told:
            self.at_the_end()
        return told

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            os.close(self._pipe[0])
            os.close(self._pipe[1])


def heard_from(*pressed: Event) -> list[Key]:
    keys: list[Key] = []
    node = Node(list(pressed))
    keypad = EvdevKeypad(lambda: [node], voice_code=F13)
    node.at_the_end = keypad.close
    keypad.listen(keys.append)
    assert node.closed
    return keys


def test_arrows_enter_ok_select_and_the_voice_key_count() -> None:
    codes = (103, 108, 105, 106, 28, 96, 0x160, 0x161, F13)
    told = heard_from(*(Event(code) for code in codes))
    assert told == ["up", "down", "left", "right", "ok", "ok", "ok", "ok", "voice"]


def test_letters_releases_repeats_and_other_events_are_dropped() -> None:
    other = [Event(code) for code in (1, 16, 59, 62, 56, 29, 99, 125)]  # Esc, Q, F1, F4, Alt, Ctrl, Print, Super
    assert heard_from(*other, Event(103, value=0), Event(103, value=2), Event(103, type=EV_SYN)) == []


def test_a_pulled_plug_is_waited_out_and_the_keypad_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evdev_keypad, "AGAIN_AFTER_S", 0.0)
    keys: list[Key] = []

    def pulled() -> None:
        raise OSError

    lost, back = Node([Event(103)], pulled), Node([Event(108)])
    found: list[Sequence[Node] | None] = [[lost], None, [back]]

    def opened() -> Sequence[Node]:
        nodes = found.pop(0)
        if nodes is None:
            raise DeviceLost("no such keyboard")
        return nodes

    keypad = EvdevKeypad(opened, voice_code=F13)
    back.at_the_end = keypad.close
    keypad.listen(keys.append)
    assert keys == ["up", "down"]
    assert lost.closed
    assert back.closed


def test_one_that_is_closed_before_it_listens_never_opens_anything() -> None:
    keypad = EvdevKeypad(lambda: pytest.fail("opened"), voice_code=F13)
    keypad.close()
    keypad.close()
    keypad.listen(lambda _key: None)
