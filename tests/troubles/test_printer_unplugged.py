"""The cable is pulled, at rest and in mid-job, and put back: it works again within 5 s, without a restart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from devices.address import parse_printer_address
from devices.open_device import open_printer
from devices.printers.contract import Condition, PrintOutcome, State
from kiosk.assembly import HEARTBEAT_S
from tests.devices.slips import small, ticket
from tests.devices.stand_in.real_stand_in import PtyStandIn
from tests.devices.steady_time import SteadyTime
from tests.devices.turned_clock import TurnedClock
from tests.troubles.printing_desk import OnPaper, PrintingDesk


@dataclass
class OnACable:
    """A real driver on a real node; the time between two heartbeats is turned."""

    machine: PtyStandIn
    clock: TurnedClock = field(default_factory=TurnedClock)

    def __post_init__(self) -> None:
        address = parse_printer_address(f"escpos+serial://{self.machine.path}?model=epson-tm-t82iii")
        steady = SteadyTime()
        self.printer = open_printer(address, now_s=lambda: self.clock.seconds + steady.now_s())

    def beats(self) -> State:
        self.clock.turn(HEARTBEAT_S)
        return self.printer.check(timeout_s=1.0).state


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[OnACable]:
    with PtyStandIn(tmp_path) as machine:
        stage = OnACable(machine)
        yield stage
        stage.printer.close()


@pytest.mark.parametrize("away_s", [3, 30, 600])
def test_it_is_ready_again_within_five_seconds(cable: OnACable, away_s: float) -> None:
    assert cable.beats() is State.READY
    cable.machine.unplug()
    for _ in range(round(away_s / HEARTBEAT_S)):
        assert cable.beats() is State.OFFLINE
    assert cable.printer.status().conditions == {Condition.DISCONNECTED}
    cable.machine.plug()
    plugged_s = cable.clock.seconds
    while cable.beats() is not State.READY:
        pass
    assert cable.clock.seconds - plugged_s <= 5
    assert cable.printer.print_picture(small(), job="0001").outcome is PrintOutcome.PRINTED


def test_pulled_in_mid_job_the_outcome_is_open_and_the_next_slip_whole(cable: OnACable) -> None:
    def pull(sent: int, total: int) -> None:
        if sent > total // 2:
            cable.machine.unplug()

    assert cable.printer.print_picture(ticket(576), job="0001", progress=pull).outcome is PrintOutcome.UNKNOWN
    assert cable.beats() is State.OFFLINE
    cable.machine.plug()
    assert cable.beats() is State.READY
    assert cable.printer.print_picture(ticket(576), job="0001").outcome is PrintOutcome.PRINTED
    assert cable.machine.pictures()[-1].crop((0, 0, 576, 1035)).tobytes() == ticket(576).tobytes()


@pytest.mark.parametrize("row", [1, 120, 240, 360])
def test_the_same_number_is_printed_again_marked(tmp_path: Path, row: int) -> None:
    desk = PrintingDesk(tmp_path)
    desk.machine.on("row", row, plugged=False, for_s=20)
    taken = desk.take()
    assert taken.paper == "unknown"
    assert desk.wait(30)[-1].state is State.READY
    again = desk.desk.print_again(taken.ticket)
    assert (again.ticket, again.paper, again.is_reprinted) == (taken.ticket, "confirmed", True)
    assert desk.whole_slips()[-1] == OnPaper("A001", is_marked=True)
    desk.close()
