"""How long a citizen waits for a printer: until it is known to be ready, and until the paper moves."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from devices.printers.contract import State
from devices.printers.models import known_models
from devices.printers.thermal_printer import ThermalPrinter
from tests.devices.slips import ticket
from tests.devices.stand_in.stand_in_printer import StandInPrinter
from tests.devices.stand_in.turned_line import TurnedLine
from tests.devices.turned_clock import TurnedClock

ASKED_S = 0.15


@dataclass
class Desk:
    """A healthy printer at the end of a wire of some speed."""

    model_key: str = "epson-tm-t82iii"
    baud: int = 115200
    clock: TurnedClock = field(default_factory=lambda: TurnedClock(0))

    def __post_init__(self) -> None:
        model, now_s = known_models()[self.model_key], self.clock.now_s
        self.machine = StandInPrinter(
            model.dots, now_s=now_s, baud=self.baud, mm_s=model.speed_mm_s, dpi=model.dpi, buffer_bytes=4096
        )
        self.printer = ThermalPrinter(self.opened, model, now_s=now_s, baud=self.baud)

    def opened(self, _timeout_s: float) -> TurnedLine:
        return TurnedLine(self.machine, now_s=self.clock.now_s, turn=self.clock.turn)


@pytest.mark.parametrize("baud", [9600, 19200, 115200])
def test_a_healthy_printer_is_known_to_be_ready_in_time_for_a_number(baud: int) -> None:
    desk = Desk(baud=baud)
    desk.printer.check(timeout_s=1)
    before_s = desk.clock.seconds
    assert desk.printer.check(timeout_s=ASKED_S).state is State.READY
    assert desk.clock.seconds - before_s <= ASKED_S


@pytest.mark.parametrize("key", ["epson-tm-t82iii", "epson-tm-t88iv", "epson-tm-t88iii", "generic-80"])
def test_the_paper_moves_within_150_milliseconds_of_the_command(key: str) -> None:
    desk = Desk(key)
    desk.printer.check(timeout_s=1)
    moved_s: list[float] = []
    desk.machine.call("row", 1, lambda: moved_s.append(desk.clock.seconds))
    before_s = desk.clock.seconds
    desk.printer.print_picture(ticket(desk.printer.width_dots), job="0001")
    assert moved_s[0] - before_s < 0.15
