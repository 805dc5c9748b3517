"""A printer whose only voice is the USB port it hangs on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.printers.contract import Condition, Paper, PrintOutcome, State
from devices.printers.models import known_models
from devices.transports.usb_printer_class import PortStatus
from tests.devices.printers.machines import Desk, UsbLine
from tests.devices.slips import small, ticket
from tests.printed_paper import WirePrinter

MODEL = known_models()["generic-80-usb"]
EMPTY = PortStatus(paper_empty=True, selected=False, no_error=False)
ZERO = PortStatus(paper_empty=False, selected=False, no_error=False)


@pytest.fixture
def desk() -> Desk:
    device = WirePrinter()
    device.mute = True
    return Desk(MODEL, device, line=UsbLine)


def line_of(desk: Desk) -> UsbLine:
    line = desk.lines[-1]
    assert isinstance(line, UsbLine)
    return line


def test_a_port_that_says_all_is_well_makes_a_printer_ready(desk: Desk) -> None:
    status = desk.check()
    assert (status.state, status.paper) == (State.READY, Paper.OK)


def test_its_slips_are_assumed_and_nothing_is_asked_on_the_line(desk: Desk) -> None:
    result = desk.printer.print_picture(small(), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "time")
    assert b"\x10\x04" not in desk.lines[-1].written


@pytest.mark.parametrize(
    ("told", "condition"),
    [
        (EMPTY, Condition.PAPER_OUT),
        (PortStatus(paper_empty=False, selected=True, no_error=False), Condition.MECHANISM),
        (PortStatus(paper_empty=False, selected=False, no_error=True), Condition.PANEL_OFFLINE),
    ],
)
def test_each_line_of_the_port_has_its_condition(desk: Desk, told: PortStatus, condition: Condition) -> None:
    desk.check()
    line_of(desk).tells = told
    assert desk.check().conditions == {condition}


def test_a_port_that_says_nothing_is_silence(desk: Desk) -> None:
    desk.check()
    line_of(desk).tells = None
    assert [desk.check().state for _ in range(2)] == [State.UNKNOWN, State.UNKNOWN]


def test_zeros_are_trouble_unless_the_model_says_that_they_mean_nothing(desk: Desk) -> None:
    desk.check()
    line_of(desk).tells = ZERO
    assert desk.check().state is State.BLOCKED
    quiet = Desk(replace(MODEL, quirks=frozenset({"status_zero_when_silent"})), desk.device, line=UsbLine)
    quiet.check()
    line_of(quiet).tells = ZERO
    assert quiet.check().state is State.UNKNOWN


def test_paper_that_ends_in_mid_job_is_seen(desk: Desk) -> None:
    desk.check()

    def pull_out(sent: int, _total: int) -> None:
        desk.clock.turn(0.5)
        line_of(desk).tells = EMPTY if sent else line_of(desk).tells

    result = desk.printer.print_picture(ticket(576), job="0001", progress=pull_out)
    assert (result.outcome, result.evidence) == (PrintOutcome.UNKNOWN, "paper-out")


def test_a_line_that_has_no_such_port_is_silence() -> None:
    assert Desk(MODEL, WirePrinter()).check().state is State.UNKNOWN
