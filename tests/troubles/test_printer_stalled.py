"""The line takes no more bytes and nothing says why: told within 3 s, and the screen never waits for it."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event

import pytest

from devices.address import parse_printer_address
from devices.open_device import open_printer
from devices.printers.contract import Condition, PrintOutcome, PrintResult, State
from kiosk.mailbox import Mailbox
from kiosk.workers import ThreadWorker
from tests.devices.real_lines import PATIENCE_S
from tests.devices.slips import noise
from tests.devices.stand_in.real_stand_in import PtyStandIn
from tests.devices.steady_time import SteadyTime
from tests.troubles.kiosk_with_printer import HOUSEHOLD, kiosk_with_printer
from tests.troubles.printing_desk import PrintingDesk

ENOUGH_TURNS = 50


@pytest.mark.parametrize("flow", ["rtscts", "xonxoff"])
@pytest.mark.parametrize("row", [1, 200, 500])
def test_it_is_told_within_three_seconds(tmp_path: Path, flow: str, row: int) -> None:
    desk = PrintingDesk(tmp_path, flow=flow)
    stalled_s: list[float] = []
    desk.machine.on("row", row, stalled=True)
    desk.machine.call("row", row, lambda: stalled_s.append(desk.clock.stopwatch_s()))
    result = desk.printer.print_picture(noise(576, 900), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.UNKNOWN, "stalled")
    assert desk.clock.stopwatch_s() - stalled_s[0] <= 3
    assert desk.printer.status().conditions >= {Condition.STALLED}
    desk.close()


def test_the_number_stays_on_the_screen_and_may_be_printed_again(tmp_path: Path) -> None:
    with kiosk_with_printer(tmp_path) as kiosk:
        kiosk.machine.on("row", 100, stalled=True)
        kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
        kiosk.sees("ticket_issued", number="A001", heading="Số của Ông/Bà là A001", may_print_again=True)
        kiosk.machine.change(stalled=False)
        kiosk.turn_clock(6)
        kiosk.touch("In lại")
        kiosk.sees("ticket_issued", heading="Đã in lại, cùng số A001")
        assert kiosk.slips_out == ["A001 in lại"]


@pytest.mark.parametrize("row", [1, 300])
def test_the_screen_says_so_within_three_seconds_too(tmp_path: Path, row: int) -> None:
    with kiosk_with_printer(tmp_path) as kiosk:
        stalled_s: list[float] = []
        kiosk.machine.on("row", row, stalled=True)
        kiosk.machine.call("row", row, lambda: stalled_s.append(kiosk.time.stopwatch_s()))
        kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
        kiosk.sees("ticket_issued", number="A001", may_print_again=True)
        assert kiosk.time.stopwatch_s() - stalled_s[0] <= 3
        assert Condition.STALLED in kiosk.kiosk.facts.printer.conditions


def test_the_screens_thread_goes_on_while_the_real_line_is_stopped_by_the_kernel(tmp_path: Path) -> None:
    with PtyStandIn(tmp_path, baud=460800, flow="xonxoff") as machine:
        machine.on("row", 20, stalled=True)
        address = parse_printer_address(f"escpos+serial://{machine.path}?model=epson-tm-t82iii&flow=xonxoff")
        printer, mailbox = open_printer(address, now_s=SteadyTime().now_s), Mailbox()
        worker = ThreadWorker("printer", mailbox)
        results: list[PrintResult] = []
        worker.start()
        worker.do(lambda: printer.print_picture(noise(576, 900), job="0001"), results.append)
        seen, turns, letter = set(), 0, Event()
        until = time.monotonic() + PATIENCE_S
        while not results and time.monotonic() < until:
            mailbox.deliver()
            seen.add(printer.status().state)
            turns += 1
            letter.wait(0.01)  # a frame of the screen
        worker.stop()
        printer.close()
    assert (results[0].outcome, results[0].evidence) == (PrintOutcome.UNKNOWN, "stalled")
    assert State.PRINTING in seen
    assert turns > ENOUGH_TURNS
