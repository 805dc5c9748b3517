"""A printer that takes bytes and says nothing: unknown, then offline, and never ready."""

from __future__ import annotations

from pathlib import Path

from devices.printers.contract import State
from tests.troubles.kiosk_with_printer import HOUSEHOLD, kiosk_with_printer
from tests.troubles.printing_desk import PrintingDesk


def test_it_is_unknown_twice_and_then_offline(tmp_path: Path) -> None:
    desk = PrintingDesk(tmp_path)
    desk.machine.change(mute=True)
    assert [status.state for status in desk.wait(12)] == [State.UNKNOWN, State.UNKNOWN, State.OFFLINE, State.OFFLINE]
    desk.machine.change(mute=False)
    assert desk.wait(6)[-1].state is State.READY
    desk.close()


def test_a_number_taken_meanwhile_is_kept_on_the_screen(tmp_path: Path) -> None:
    with kiosk_with_printer(tmp_path) as kiosk:
        kiosk.machine.change(mute=True)
        kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
        kiosk.sees("paper_trouble", number="A001")
        assert kiosk.machine.paper.rows_moved == 0
        kiosk.machine.change(mute=False)
        kiosk.turn_clock(6)
        kiosk.touch("In lại")
        kiosk.sees("ticket_issued", number="A001", slip="confirmed")
        assert kiosk.slips_out == ["A001"]


def test_half_an_answer_confirms_nothing(tmp_path: Path) -> None:
    desk = PrintingDesk(tmp_path)
    desk.machine.on("knife", half_answers=True)
    assert desk.take().paper == "unknown"
    desk.close()
