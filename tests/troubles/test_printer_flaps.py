"""The printer's plug is loose, or its network cable is pulled: the journal says each loss and each return once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.errors import DeviceLost
from devices.printers.models import known_models
from devices.printers.thermal_printer import ThermalPrinter
from kiosk.assembly import HEARTBEAT_S
from tests.devices.stand_in.stand_in_printer import StandInPrinter
from tests.devices.stand_in.turned_line import TurnedLine
from tests.troubles.kiosk_with_printer import HOUSEHOLD, KioskWithPrinter

ONCE = ["ready", "offline", "ready"]


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[KioskWithPrinter]:
    """A terminal whose printer hangs on a socket it can be pulled out of."""
    made = KioskWithPrinter(tmp_path)
    now_s, turn = made.time.stopwatch_s, made.time.turn
    machine = made.machine = StandInPrinter(now_s=now_s, baud=115200, mm_s=150, buffer_bytes=4096)

    def opened(_timeout_s: float) -> TurnedLine:
        if not machine.plugged:
            raise DeviceLost("no such node")
        return TurnedLine(machine, now_s=now_s, turn=turn)

    made.kiosk.printer_device = ThermalPrinter(opened, known_models()["epson-tm-t82iii"], now_s=now_s, baud=115200)
    with made:
        yield made


def told(kiosk: KioskWithPrinter) -> list[str]:
    return [str(event["state"]) for event in kiosk.events("printer-is")]


def pull_and_put_back(kiosk: KioskWithPrinter) -> None:
    kiosk.machine.change(plugged=False)
    kiosk.turn_clock(30)
    kiosk.machine.change(plugged=True)
    kiosk.turn_clock(HEARTBEAT_S * 2)


def pull_the_network_cable(kiosk: KioskWithPrinter) -> None:
    kiosk.machine.change(mute=True)
    kiosk.turn_clock(12)
    kiosk.machine.change(plugged=False)  # the connection that fell silent cannot be made anew either
    kiosk.turn_clock(30)
    kiosk.machine.change(mute=False, plugged=True)
    kiosk.turn_clock(HEARTBEAT_S * 3)


@pytest.mark.parametrize("trouble", [pull_and_put_back, pull_the_network_cable])
def test_it_is_written_down_once_when_lost_and_once_when_back(
    kiosk: KioskWithPrinter, trouble: Callable[[KioskWithPrinter], None]
) -> None:
    kiosk.turn_clock(HEARTBEAT_S)
    trouble(kiosk)
    assert told(kiosk) == ONCE


def test_a_plug_that_shakes_for_long_is_a_few_losses_and_one_return(kiosk: KioskWithPrinter) -> None:
    for _ in range(12):
        kiosk.machine.change(plugged=False)
        kiosk.turn_clock(HEARTBEAT_S)
        kiosk.machine.change(plugged=True)
        kiosk.turn_clock(HEARTBEAT_S)
    shaken = told(kiosk)
    assert shaken == ["ready", *["offline", "ready"] * 3, "offline"]
    kiosk.turn_clock(4 * HEARTBEAT_S)
    assert told(kiosk) == [*shaken, "ready"]


def test_while_it_shakes_a_citizen_gets_paper_whenever_it_is_there(kiosk: KioskWithPrinter) -> None:
    for _ in range(6):
        kiosk.machine.change(plugged=False)
        kiosk.turn_clock(HEARTBEAT_S)
        kiosk.machine.change(plugged=True)
        kiosk.turn_clock(HEARTBEAT_S)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("ticket_issued", number="A001", slip="confirmed")
