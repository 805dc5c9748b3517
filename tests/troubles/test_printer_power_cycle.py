"""The printer is switched off and on in the middle of a ticket: its buffer and its settings are gone.

Off means until it answers again, its start included. A cycle shorter than the silence a driver can notice leaves no
trace on RS-232: some 4 s with RTS/CTS, where the line stands still meanwhile, and 1 s otherwise. USB and LAN lose the
connection at once.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from devices.address import parse_printer_address
from devices.open_device import open_printer
from devices.printers.contract import PrintOutcome, State
from tests.devices.real_lines import wait_until
from tests.devices.slips import ticket
from tests.devices.stand_in.real_stand_in import TcpStandIn
from tests.troubles.kiosk_with_printer import HOUSEHOLD, kiosk_with_printer
from tests.troubles.printing_desk import OnPaper, PrintingDesk


@pytest.mark.parametrize("off_s", [5, 20])
@pytest.mark.parametrize("flow", ["rtscts", "xonxoff", "none"])
def test_one_whole_ticket_of_the_same_number_is_out_in_the_end(tmp_path: Path, flow: str, off_s: float) -> None:
    desk = PrintingDesk(tmp_path, flow=flow)
    desk.machine.on("row", 100, powered=False, for_s=off_s)
    taken = desk.take()
    assert taken.paper == "unknown"
    assert desk.wait(30)[-1].state is State.READY
    again = desk.desk.print_again(taken.ticket)
    assert (again.ticket.number, again.paper, again.is_reprinted) == ("A001", "confirmed", True)
    assert desk.whole_slips() == [OnPaper("A001", is_marked=True)]
    desk.close()


def test_the_citizen_keeps_the_number_and_may_have_it_again(tmp_path: Path) -> None:
    with kiosk_with_printer(tmp_path) as kiosk:
        kiosk.machine.on("row", 400, powered=False, for_s=4)
        kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
        kiosk.sees("ticket_issued", number="A001", heading="Số của Ông/Bà là A001", may_print_again=True)
        kiosk.turn_clock(6)
        kiosk.touch("In lại")
        kiosk.sees("ticket_issued", heading="Đã in lại, cùng số A001")
        assert kiosk.slips_out == ["A001 in lại"]


def test_on_the_network_it_is_noticed_at_once_however_short_it_was() -> None:
    with TcpStandIn(mm_s=400) as machine:
        address = parse_printer_address(f"escpos+tcp://127.0.0.1:{machine.port}?model=epson-tm-t82iii")
        printer = open_printer(address, now_s=time.monotonic)

        def cycle() -> None:
            machine.change(powered=False)
            machine.change(powered=True)
            machine.hang_up_line()

        machine.call("row", 30, cycle)
        assert printer.print_picture(ticket(576), job="0001").outcome is PrintOutcome.UNKNOWN
        wait_until(lambda: printer.check(timeout_s=1).state is State.READY, "the printer to be back")
        assert printer.print_picture(ticket(576), job="0001").outcome is PrintOutcome.PRINTED
        printer.close()
    assert [slip for slip in machine.pictures() if ticket(576).tobytes() in slip.tobytes()] == machine.pictures()[-1:]


def test_switched_off_and_on_while_nobody_prints_it_tells_changes_again(tmp_path: Path) -> None:
    desk = PrintingDesk(tmp_path)
    desk.machine.change(powered=False, for_s=30)
    assert [status.state for status in desk.wait(9)] == [State.UNKNOWN, State.UNKNOWN, State.OFFLINE]
    assert desk.wait(30)[-1].state is State.READY
    assert desk.machine.paper.tells_changes
    desk.close()
