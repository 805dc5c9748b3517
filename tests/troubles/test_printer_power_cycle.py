"""The printer is switched off and on in the middle of a ticket: its buffer and its settings are gone.

Off means until it answers again, its start included. USB and LAN lose the connection at once; on RS-232 the line looks
as before, and a printer that answers process ids answers the last one even if half the slip went into the void. So
each job leaves a mark in the printer at its beginning that is forgotten with the power, and asks for it at the end.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.address import parse_printer_address
from devices.open_device import open_printer
from devices.printers.contract import PrintOutcome, PrintResult, State
from devices.printers.models import known_models
from devices.printers.thermal_printer import ThermalPrinter
from tests.devices.real_lines import wait_until
from tests.devices.slips import ticket
from tests.devices.stand_in.real_stand_in import TcpStandIn
from tests.devices.stand_in.stand_in_printer import Moment, StandInPrinter
from tests.devices.stand_in.turned_line import TurnedLine
from tests.devices.steady_time import SteadyTime
from tests.devices.turned_clock import TurnedClock
from tests.troubles.kiosk_with_printer import HOUSEHOLD, kiosk_with_printer
from tests.troubles.printing_desk import OnPaper, PrintingDesk

OFF_S = (0.05, 0.3, 1, 2, 3, 5)
HEADS_MM_S = {"rtscts": (60, 150), "xonxoff": (60, 150), "none": (400,)}  # a slow one needs flow control
MOMENTS: tuple[tuple[Moment, int], ...] = (("bytes", 60), ("row", 1), ("row", 120), ("row", 230), ("knife", 0))
GOOD = {PrintOutcome.PRINTED, PrintOutcome.ASSUMED}


class Cycled:
    """A printer of some model on RS-232, with a buffer of 1 KB.

    is_off_at  what it has to reach before it is switched off, for so many seconds; None: it stays on.
    """

    def __init__(
        self,
        model_key: str,
        flow: str,
        mm_s: int,
        *,
        off_s: float = 1,
        is_off_at: tuple[Moment, int] | None = None,
        knows_mark: bool = True,
    ) -> None:
        clock, model = TurnedClock(0), known_models()[model_key]
        self.machine = machine = StandInPrinter(
            model.dots, now_s=clock.now_s, baud=115200, mm_s=mm_s, dpi=model.dpi, buffer_bytes=1024, flow=flow
        )
        machine.paper.knows_symbols = knows_mark
        machine.change(
            knows_process_id=model.confirm == "process-id",
            knows_clear=model.clear == "dle_dc4_8",
        )

        def opened(_timeout_s: float) -> TurnedLine:
            return TurnedLine(machine, now_s=clock.now_s, turn=clock.turn)

        self.printer = ThermalPrinter(opened, model, now_s=clock.now_s, baud=115200)
        self.printer.check(timeout_s=1)
        self.picture = ticket(model.dots).crop((0, 0, model.dots, 250))
        if is_off_at is not None:
            machine.on(*is_off_at, powered=False, for_s=off_s)

    def prints(self) -> tuple[PrintResult, bool]:
        """The result, and whether the slip is whole."""
        result = self.printer.print_picture(self.picture, job="0001")
        return result, self.picture.tobytes() in b"|".join(piece.tobytes() for piece in self.machine.pictures())


@pytest.mark.parametrize("off_s", OFF_S)
@pytest.mark.parametrize("flow", HEADS_MM_S)
def test_however_short_it_was_a_torn_slip_is_never_taken_for_a_whole_one(flow: str, off_s: float) -> None:
    for mm_s in HEADS_MM_S[flow]:
        for moment in MOMENTS:
            result, is_whole = Cycled("epson-tm-t82iii", flow, mm_s, off_s=off_s, is_off_at=moment).prints()
            assert (moment, is_whole, result.outcome in GOOD) in {(moment, False, False), (moment, True, True)}, mm_s


@pytest.mark.parametrize("key", ["epson-tm-t88v", "epson-tm-t88iii", "citizen-ct-s651", "xprinter-xp80", "generic-80"])
@pytest.mark.parametrize("flow", HEADS_MM_S)
def test_no_model_ever_says_that_such_a_slip_is_printed(flow: str, key: str) -> None:
    for off_s in OFF_S[1:4]:
        for moment in MOMENTS[1:4]:
            result, _ = Cycled(key, flow, HEADS_MM_S[flow][0], off_s=off_s, is_off_at=moment).prints()
            assert result.outcome is not PrintOutcome.PRINTED, (off_s, moment)


@pytest.mark.parametrize("key", ["epson-tm-t82iii", "epson-tm-t88iii", "citizen-ct-s651", "xprinter-xp80"])
@pytest.mark.parametrize("flow", HEADS_MM_S)
def test_one_that_stays_on_is_believed(flow: str, key: str) -> None:
    result, is_whole = Cycled(key, flow, HEADS_MM_S[flow][-1]).prints()
    assert is_whole
    assert (result.outcome is PrintOutcome.PRINTED) is (key == "epson-tm-t82iii")
    assert result.outcome in GOOD


def test_an_epson_that_keeps_no_mark_gives_assumed_slips() -> None:
    result, is_whole = Cycled("epson-tm-t82iii", "rtscts", 150, knows_mark=False).prints()
    assert (result.outcome, result.evidence, is_whole) == (PrintOutcome.ASSUMED, "processed", True)


@pytest.mark.parametrize("key", ["citizen-ct-s651", "xprinter-xp80"])
def test_a_question_in_order_that_was_lost_with_the_buffer_is_missed(key: str) -> None:
    """What stays assumed: the buffer held nothing but a part of one image, see «Switched off in mid-slip»."""
    result, _ = Cycled(key, "none", 400, off_s=1, is_off_at=("row", 120)).prints()
    assert result.outcome is PrintOutcome.UNKNOWN


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
        printer = open_printer(address, now_s=SteadyTime().now_s)

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
