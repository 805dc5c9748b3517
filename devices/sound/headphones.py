"""Whether a plug is in the headphone socket, and whether there is any sound card at all, as the kernel tells.

A socket that notices plugs is an input device with the switch SW_HEADPHONE_INSERT; its state is asked with EVIOCGSW
(linux/input.h). A socket that does not tell counts as a loudspeaker: what is private stays unsaid.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from devices.sound.contract import SoundState

INPUT_CLASS = Path("/sys/class/input")
INPUT_FOLDER = Path("/dev/input")
CARDS = Path("/proc/asound/pcm")
SW_HEADPHONE_INSERT = 2
SWITCH_BYTES = 8
# As _IOC composes it: read, type E, number 0x1b, eight bytes.
EVIOCGSW = (2 << 30) | (SWITCH_BYTES << 16) | (ord("E") << 8) | 0x1B

AskSwitches = Callable[[Path], int]


def has_sound_card(cards: Path = CARDS) -> bool:
    """Whether ALSA knows a card that plays."""
    try:
        return "playback" in cards.read_text("ascii", errors="replace")
    except OSError:
        return False


def sockets(classes: Path = INPUT_CLASS, nodes: Path = INPUT_FOLDER) -> list[Path]:
    """The event nodes of sockets that notice headphones."""
    found = []
    for event in sorted(classes.glob("event*")):
        with suppress(OSError, ValueError):
            words = (event / "device" / "capabilities" / "sw").read_text("ascii").split()
            if int(words[-1] if words else "0", 16) >> SW_HEADPHONE_INSERT & 1:
                found.append(nodes / event.name)
    return found


def switches_of(node: Path) -> int:
    """The switches of an event node, one bit each. Raises OSError."""
    descriptor = os.open(node, os.O_RDONLY | os.O_NONBLOCK)
    try:
        return int.from_bytes(fcntl.ioctl(descriptor, EVIOCGSW, bytes(SWITCH_BYTES)), "little")
    finally:
        os.close(descriptor)


def is_plugged_in(nodes: Iterable[Path], ask: AskSwitches = switches_of) -> bool:
    """Whether a plug is in one of these sockets; one that cannot be asked has none."""
    for node in nodes:
        with suppress(OSError):
            if ask(node) >> SW_HEADPHONE_INSERT & 1:
                return True
    return False


class Sockets:
    """The sockets of this machine, looked for again every so many questions: new ones come with a new card only."""

    def __init__(self, look: Callable[[], list[Path]] = sockets, *, every: int = 30) -> None:
        self._look = look
        self._every = every
        self._asked = 0
        self._nodes: list[Path] = []

    def is_plugged_in(self, ask: AskSwitches = switches_of) -> bool:
        """Whether a plug is in one of them."""
        if self._asked % self._every == 0:
            self._nodes = self._look()
        self._asked += 1
        return is_plugged_in(self._nodes, ask)


def sound_now(*, has_card: Callable[[], bool] = has_sound_card, plugged_in: Callable[[], bool]) -> SoundState:
    """Where sound comes out now."""
    if not has_card():
        return SoundState.NONE
    return SoundState.HEADPHONES if plugged_in() else SoundState.LOUDSPEAKER
