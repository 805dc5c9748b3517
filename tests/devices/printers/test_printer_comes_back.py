"""Printers that vanish, are switched off, or come back, and what must not come out of them afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.printers.contract import Condition, PrintOutcome, State
from devices.printers.models import Model
from devices.printers.thermal_printer import ThermalPrinter
from tests.devices.printers.machines import EPSON, GENERIC, MUTE, EpsonDesk, once_past
from tests.devices.slips import small, ticket
from tests.devices.stand_in.stand_in_printer import StandInPrinter
from tests.devices.stand_in.turned_line import TurnedLine
from tests.devices.turned_clock import TurnedClock

CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


def test_an_absent_printer_is_sought_after_half_a_second_then_one_two_and_five() -> None:
    desk = EpsonDesk(present=False)
    for _ in range(160):
        desk.check()
        desk.clock.turn(0.1)
    pauses = [after - before for before, after in zip(desk.tries_s, desk.tries_s[1:], strict=False)]
    assert pauses == pytest.approx([0.5, 1.0, 2.0, 5.0, 5.0], abs=0.11)
    assert desk.printer.status().conditions == {Condition.DISCONNECTED}
    assert desk.printer.status().detail == "no such node"


def test_an_unplugged_printer_is_offline_at_once_and_ready_when_it_is_back() -> None:
    desk = EpsonDesk()
    desk.check()
    desk.lines[-1].lost = True
    assert desk.check().state is State.OFFLINE
    assert desk.check().state is State.OFFLINE
    desk.clock.turn(0.5)
    assert desk.check().state is State.READY


def test_a_printer_that_fell_silent_is_connected_anew() -> None:
    desk = EpsonDesk()
    desk.check()
    desk.device.mute = True
    for _ in range(4):
        desk.check()
    assert len(desk.lines) == 2
    assert desk.lines[0].is_closed


def test_a_power_cycle_in_mid_job_leaves_the_outcome_open_and_the_next_ticket_whole() -> None:
    desk = EpsonDesk()

    def switch_off_and_on() -> None:
        desk.device.paper.clear()
        desk.device.paper.tells_changes = False
        desk.lines[-1].lost = True

    first = desk.printer.print_picture(ticket(576), job="0001", progress=once_past(0.5, switch_off_and_on))
    assert first.outcome is PrintOutcome.UNKNOWN
    assert desk.printer.status().state is State.OFFLINE
    desk.clock.turn(0.5)
    assert desk.printer.print_picture(ticket(576), job="0001").outcome is PrintOutcome.PRINTED
    assert desk.device.pictures()[-1].crop((0, 0, 576, 1035)).tobytes() == ticket(576).tobytes()


def test_a_torn_ticket_is_cleared_at_once_and_not_printed_by_itself_when_paper_comes() -> None:
    desk = EpsonDesk()
    desk.device.paper_ends_after_bytes = 3000
    desk.printer.print_picture(ticket(576), job="0001")
    rows = desk.device.paper.rows_since_cut
    desk.device.change(paper_out=False)
    assert desk.device.paper.rows_since_cut == rows
    assert desk.device.pictures() == []


def test_a_printer_unplugged_in_mid_job_stays_offline_until_it_is_found_again() -> None:
    desk = EpsonDesk()

    def unplug() -> None:
        desk.lines[-1].lost = True

    desk.printer.print_picture(ticket(576), job="0001", progress=once_past(0.5, unplug))
    assert len(desk.lines) == 1
    desk.clock.turn(0.5)
    assert desk.check().state is State.READY


def test_a_printer_switched_off_and_on_behind_its_line_is_never_believed_to_have_printed() -> None:
    desk = EpsonDesk()

    def now_and_then(sent: int, total: int) -> None:
        desk.clock.turn(0.4)
        if 0.3 * total < sent < 0.6 * total and not desk.is_off:
            desk.switch_off()
        if sent >= 0.6 * total:
            desk.is_off = False

    result = desk.printer.print_picture(ticket(576), job="0001", progress=now_and_then)
    assert (result.outcome, result.evidence) == (PrintOutcome.UNKNOWN, "silent in mid-job")
    assert desk.printer.print_picture(ticket(576), job="0001").outcome is PrintOutcome.PRINTED
    assert desk.device.pictures()[-1].crop((0, 0, 576, 1035)).tobytes() == ticket(576).tobytes()


def test_a_clone_that_keeps_silent_while_it_prints_is_still_assumed_to_have_printed() -> None:
    desk = EpsonDesk(model=replace(EPSON, confirm_means="received", quirks=frozenset({"mute_while_printing"})))

    def keep_silent(sent: int, total: int) -> None:
        desk.clock.turn(0.4)
        desk.device.change(mute=0.3 * total < sent < 0.6 * total)

    result = desk.printer.print_picture(ticket(576), job="0001", progress=keep_silent)
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "processed")


def test_after_a_silence_a_printer_is_asked_again_to_tell_changes_by_itself() -> None:
    desk = EpsonDesk()
    desk.check()
    desk.switch_off()
    desk.check()
    desk.is_off = False
    assert desk.printer.check(timeout_s=1).state is State.READY
    desk.push(desk.device.change(cover_open=True))
    desk.printer.check(timeout_s=0)
    assert Condition.COVER_OPEN in desk.printer.status().conditions


def test_what_an_earlier_run_left_in_the_printer_is_forgotten_when_it_is_first_opened() -> None:
    desk = EpsonDesk()
    desk.device.change(paper_out=True)
    desk.device.receive(b"\x1b@half a ticket")
    desk.check()
    assert bytes(desk.lines[0].written).startswith(CLEAR + b"\x1da\x4e")
    desk.device.change(paper_out=False)
    assert desk.device.paper.rows_since_cut == 0


def test_from_the_first_opening_on_it_tells_changes_by_itself() -> None:
    clock = TurnedClock(0)
    machine = StandInPrinter(now_s=clock.now_s, baud=115200, mm_s=150)

    def opened(_timeout_s: float) -> TurnedLine:
        return TurnedLine(machine, now_s=clock.now_s, turn=clock.turn)

    printer = ThermalPrinter(opened, EPSON, now_s=clock.now_s, baud=115200)
    assert printer.check(timeout_s=1).state is State.READY
    assert machine.paper.tells_changes


@pytest.mark.parametrize("model", [GENERIC, MUTE], ids=["answers", "mute"])
def test_an_image_torn_by_an_earlier_run_does_not_swallow_the_first_ticket(model: Model) -> None:
    desk = EpsonDesk(model=model)
    desk.device.mute = not model.answers
    desk.device.receive(b"\x1b@\x1dv0\x00\x48\x00\x7f\x00" + bytes(1000))  # killed in the middle of 127 rows
    assert desk.printer.print_picture(ticket(576), job="0001").outcome is PrintOutcome.ASSUMED
    assert ticket(576).tobytes() in desk.device.pictures()[0].tobytes()
    before = len(desk.device.received)
    desk.printer.print_picture(small(), job="0002")
    assert len(desk.device.received) - before < 300


def test_a_printer_that_works_off_what_it_gets_is_sent_no_zeros() -> None:
    desk = EpsonDesk(model=GENERIC)
    desk.printer.print_picture(small(), job="0001")
    assert len(desk.device.received) < 300


def test_a_torn_ticket_is_cleared_when_its_printer_is_found_again_before_anything_else() -> None:
    desk = EpsonDesk()

    def unplug() -> None:
        desk.lines[-1].lost = True

    desk.printer.print_picture(ticket(576), job="0001", progress=once_past(0.5, unplug))
    desk.clock.turn(0.5)
    desk.check()
    assert CLEAR in desk.lines[-1].written
    written = len(desk.lines[-1].written)
    desk.check()
    assert CLEAR not in desk.lines[-1].written[written:]


def test_a_lost_printer_that_came_back_is_tried_before_its_pause_is_over() -> None:
    moved = [False]

    def came_back() -> bool:
        told, moved[0] = moved[0], False
        return told

    desk = EpsonDesk(present=False, came_back=came_back)
    for _ in range(8):  # the pauses are as long as they get
        desk.check()
        desk.clock.turn(3)
    desk.check()
    desk.clock.turn(0.1)
    tries = len(desk.tries_s)
    desk.check()
    assert len(desk.tries_s) == tries
    desk.present = moved[0] = True
    assert desk.check().state is State.READY


def test_a_heartbeat_of_three_seconds_finds_a_printer_within_five_seconds_of_its_return() -> None:
    moved = [False]

    def came_back() -> bool:
        told, moved[0] = moved[0], False
        return told

    for late_s in (0.1, 1.0, 2.0, 2.9):
        desk = EpsonDesk(present=False, came_back=came_back)
        for _ in range(10):
            desk.check()
            desk.clock.turn(3)
        desk.clock.turn(late_s - 3)
        desk.present = moved[0] = True
        back_s = desk.clock.seconds
        desk.clock.turn(3 - late_s)
        assert desk.check().state is State.READY
        assert desk.clock.seconds - back_s <= 5
