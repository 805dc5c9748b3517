"""Machines at the other end of a line that are no plain Epson: a presenter, a USB port, and a desk to put them on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from devices.errors import DeviceLost
from devices.printers.contract import PrinterStatus
from devices.printers.models import Model, known_models
from devices.printers.thermal_printer import ThermalPrinter
from devices.transports.memory_port import MemoryPort
from devices.transports.usb_printer_class import PortStatus
from tests.devices.turned_clock import TurnedClock
from tests.printed_paper import WirePrinter

EPSON = known_models()["epson-tm-t82iii"]
GENERIC = known_models()["generic-80"]
MUTE = known_models()["generic-80-mute"]


class Machine(Protocol):
    """Takes bytes, and gives back what it answers."""

    def receive(self, data: bytes) -> bytes: ...


class Presenter(WirePrinter):
    """A Custom printer: answers DLE EOT 20, and holds a slip in its mouth until it is taken."""

    def __init__(self, width_dots: int = 640) -> None:
        super().__init__(width_dots)
        self.in_mouth = False
        self.takes_at_once = False
        self._handed_out = 0

    def full_status(self) -> bytes:
        """10 0F, paper, user, recoverable, unrecoverable."""
        paper = 0x01 * self.paper_out | 0x04 * self.paper_low | 0x20 * self.in_mouth
        return bytes((0x10, 0x0F, paper, 0x03 * self.cover_open, 0, 0))

    def _automatic(self) -> bytes:
        return self.full_status()

    def _take(self, byte: int) -> None:
        super()._take(byte)
        given = self.paper.presented.count("presented")
        if given > self._handed_out:
            self._handed_out = given
            self.in_mouth = not self.takes_at_once
            if self.paper.tells_changes:
                self._queue(self._automatic())
        if self._recent[-3:] == b"\x10\x04\x14":
            self.asked += 1
            self._queue(self.full_status())


class UsbLine(MemoryPort):
    """A line that can ask its USB port."""

    tells: PortStatus | None = PortStatus(paper_empty=False, selected=True, no_error=True)

    def port_status(self) -> PortStatus | None:
        """See TellsPortStatus."""
        return self.tells


@dataclass
class Desk:
    """A driver of some model, the line it opened last, and the machine behind it."""

    model: Model
    device: Machine
    baud: int | None = None
    line: Callable[[Callable[[bytes], bytes], Callable[[float], None]], MemoryPort] = MemoryPort
    clock: TurnedClock = field(default_factory=TurnedClock)
    present: bool = True
    is_off: bool = False  # without current, behind a line that stays
    came_back: Callable[[], bool] = lambda: False
    tries_s: list[float] = field(default_factory=list)
    lines: list[MemoryPort] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.printer = ThermalPrinter(
            self.open, self.model, now_s=self.clock.now_s, baud=self.baud, came_back=self.came_back
        )

    def open(self, _timeout_s: float) -> MemoryPort:
        """What the driver is given to open."""
        self.tries_s.append(self.clock.seconds)
        if not self.present:
            raise DeviceLost("no such node")
        self.lines.append(self.line(self.receive, self.clock.turn))
        return self.lines[-1]

    def receive(self, data: bytes) -> bytes:
        """What comes of these bytes."""
        return b"" if self.is_off else self.device.receive(data)

    def check(self) -> PrinterStatus:
        """Within the time there is before a number."""
        return self.printer.check(timeout_s=0.15)

    def push(self, answer: bytes) -> None:
        """The machine says something by itself."""
        if answer:
            self.lines[-1].incoming.append(answer)


@dataclass
class EpsonDesk(Desk):
    """The same with an Epson on it."""

    model: Model = EPSON
    device: WirePrinter = field(default_factory=WirePrinter)

    def switch_off(self) -> None:
        """Its buffer and its settings are lost."""
        self.device.paper.clear()
        self.device.paper.tells_changes = False
        self.is_off = True


def once_past(fraction: float, act: Callable[[], object]) -> Callable[[int, int], None]:
    """Progress that acts when so much has been sent."""

    def told(sent: int, total: int) -> None:
        if sent >= fraction * total:
            act()

    return told


def same(line: MemoryPort) -> Callable[[float], MemoryPort]:
    """A line that is always there."""
    return lambda _timeout_s: line
