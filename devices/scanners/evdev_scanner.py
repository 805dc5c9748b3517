"""A scanner that is a keyboard, read from the kernel and grabbed: nothing it types reaches a window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Protocol

from devices.errors import DeviceLost
from devices.scanners.contract import Trouble
from devices.scanners.framing import Framer
from devices.scanners.key_codes import Keys
from devices.scanners.patient_scanner import PatientScanner
from devices.transports.ready import can_read
from devices.watch import Watch


class KeyEvent(Protocol):
    """One `struct input_event`; what evdev's InputEvent is."""

    sec: int
    usec: int
    type: int
    code: int
    value: int


class EventNode(Protocol):
    """One open /dev/input/event…; what evdev's InputDevice is. A device that was pulled out raises OSError."""

    def fileno(self) -> int:
        """For whoever sleeps on several things at once."""

    def grab(self) -> None:
        """EVIOCGRAB: from now on nobody else hears this node. OSError when somebody else has it."""

    def read(self) -> Iterable[KeyEvent]:
        """What has happened since the last time. BlockingIOError when nothing has."""

    def close(self) -> None:
        """Let go of it; twice without harm."""


OpenNodes = Callable[[], Sequence[EventNode]]


class EvdevScanner(PatientScanner):
    """See Scanner and PatientScanner.

    open_nodes  opens all event nodes of the one device, or raises DeviceLost: a scanner may spread its keys.
    layout      a key of LAYOUTS: the keyboard that the scanner was set to be; never the desktop's.
    """

    def __init__(
        self,
        open_nodes: OpenNodes,
        framer: Framer,
        now_s: Callable[[], float],
        *,
        layout: str = "us",
        watch: Watch | None = None,
    ) -> None:
        super().__init__(lambda: _GrabbedNodes(open_nodes(), layout), framer, now_s, watch=watch)


class _GrabbedNodes:
    """See OpenLine. All nodes type on one keyboard: Shift may come through another one than the letter."""

    troubles: Sequence[Trouble] = ()

    def __init__(self, nodes: Sequence[EventNode], layout: str) -> None:
        self._nodes = nodes
        self._keys = Keys(layout)
        try:
            for node in nodes:
                node.grab()
        except OSError as error:
            self.close()
            raise DeviceLost(str(error)) from error

    def descriptors(self) -> Sequence[int]:
        return [node.fileno() for node in self._nodes]

    def read(self) -> bytes:
        try:
            events = [event for node in self._nodes if can_read(node.fileno(), 0) for event in _new(node)]
        except OSError as error:
            raise DeviceLost(str(error)) from error
        events.sort(key=lambda event: (event.sec, event.usec))  # stable: the order within one node stays
        return b"".join(self._keys.typed(event.type, event.code, event.value) for event in events)

    def close(self) -> None:
        for node in self._nodes:
            with suppress(OSError):
                node.close()


def _new(node: EventNode) -> list[KeyEvent]:
    try:
        events = list(node.read())
    except BlockingIOError:
        return []
    if not events:
        raise DeviceLost("the node is ready and gives nothing: unplugged")
    return events
