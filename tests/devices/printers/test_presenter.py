"""A printer that hands its slips out and says whether they were taken."""

from __future__ import annotations

import pytest

from devices.printers.contract import Condition, PrintOutcome, State
from devices.printers.models import known_models
from tests.devices.printers.machines import Desk, Presenter, once_past
from tests.devices.slips import small, ticket

CUSTOM = known_models()["custom-kpm"]


@pytest.fixture
def machine() -> Presenter:
    return Presenter()


@pytest.fixture
def desk(machine: Presenter) -> Desk:
    return Desk(CUSTOM, machine)


def test_a_healthy_presenter_is_ready(desk: Desk) -> None:
    assert desk.check().state is State.READY


def test_a_slip_in_the_mouth_is_printed(desk: Desk, machine: Presenter) -> None:
    result = desk.printer.print_picture(ticket(640), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.PRINTED, "ticket-present")
    assert result.conditions == {Condition.NOT_TAKEN}
    assert machine.paper.presented == ["presented"]


def test_the_next_slip_waits_until_this_one_is_taken(desk: Desk, machine: Presenter) -> None:
    desk.printer.print_picture(small(640), job="0001")
    refused = desk.printer.print_picture(small(640), job="0002")
    assert (refused.outcome, refused.evidence) == (PrintOutcome.NOT_PRINTED, "not-taken")
    machine.in_mouth = False
    assert desk.printer.print_picture(small(640), job="0002").outcome is PrintOutcome.PRINTED


def test_a_slip_that_is_taken_before_anyone_looked_is_assumed(desk: Desk, machine: Presenter) -> None:
    machine.takes_at_once = True
    result = desk.printer.print_picture(small(640), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "processed")


def test_the_edge_of_a_long_slip_in_the_mouth_is_no_sign_while_the_rest_is_printed(
    desk: Desk, machine: Presenter
) -> None:
    def peep_out(sent: int, _total: int) -> None:
        machine.in_mouth = sent > 0
        machine.paper.is_stopped = sent > 0  # the head is slow: nothing that follows is worked off
        desk.push(machine.full_status())

    result = desk.printer.print_picture(ticket(640), job="0001", progress=peep_out)
    head_s = (1035 + 120) * 25.4 / 203 / 150
    assert desk.clock.seconds - 100 >= head_s
    assert result.outcome is PrintOutcome.PRINTED


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9])
def test_one_that_was_switched_off_and_on_hands_a_stump_out_and_is_not_believed(
    desk: Desk, machine: Presenter, at: float
) -> None:
    first = desk.printer.print_picture(ticket(640), job="0001", progress=once_past(at, machine.paper.switch_off))
    assert machine.paper.presented == ["presented"]
    assert first.outcome is PrintOutcome.ASSUMED  # as far as anyone knows it never tells by itself
    for number, outcome in ((2, PrintOutcome.PRINTED), (3, PrintOutcome.UNKNOWN)):
        machine.in_mouth = False
        switch = once_past(at, machine.paper.switch_off if number == 3 else lambda: None)
        assert desk.printer.print_picture(ticket(640), job=f"000{number}", progress=switch).outcome is outcome


def test_a_stump_is_cut_off_and_drawn_in_before_the_whole_slip(desk: Desk, machine: Presenter) -> None:
    machine.paper_ends_after_bytes = 3000
    assert desk.printer.print_picture(ticket(640), job="0001").outcome is PrintOutcome.UNKNOWN
    machine.change(paper_out=False)
    desk.clock.turn(2)
    assert desk.check().state is State.READY
    assert desk.printer.print_picture(ticket(640), job="0001").outcome is PrintOutcome.PRINTED
    assert machine.paper.presented == ["retracted", "presented"]
    assert machine.pictures()[-1].crop((0, 0, 640, 1035)).tobytes() == ticket(640).tobytes()
