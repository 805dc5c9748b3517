"""After new paper nothing comes by surprise: not the rest of a torn ticket, and no ticket of somebody long gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.printers.contract import PrintOutcome
from devices.printers.models import known_models
from tests.devices.slips import ticket
from tests.troubles.kiosk_with_printer import HOUSEHOLD, kiosk_with_printer
from tests.troubles.printing_desk import OnPaper, PrintingDesk


@pytest.mark.parametrize("trouble", ["paper_out", "hot"])
def test_the_rest_of_a_torn_ticket_is_forgotten_before_the_trouble_is_over(tmp_path: Path, trouble: str) -> None:
    with kiosk_with_printer(tmp_path) as kiosk:
        kiosk.machine.on("bytes", 3000, **{trouble: True})
        kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
        kiosk.turn_clock(120)
        kiosk.sees("home")
        rows = kiosk.machine.paper.rows_moved
        kiosk.machine.change(**{trouble: False})
        kiosk.turn_clock(300)
        assert kiosk.machine.paper.rows_moved == rows
        assert kiosk.machine.pictures() == []


def test_the_next_citizen_gets_a_whole_slip_of_the_own_number_and_the_stump_comes_off_before_it(tmp_path: Path) -> None:
    with kiosk_with_printer(tmp_path) as kiosk:
        kiosk.machine.on("bytes", 3000, paper_out=True)
        kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
        kiosk.turn_clock(120)
        kiosk.machine.change(paper_out=False)
        kiosk.turn_clock(3)
        kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
        kiosk.sees("ticket_issued", number="A002", slip="confirmed")
        assert kiosk.slips_out == ["A002"]
        assert len(kiosk.machine.pictures()) == 2


def test_who_waits_without_paper_gets_a_slip_when_it_is_back_and_who_is_long_gone_leaves_none(tmp_path: Path) -> None:
    with kiosk_with_printer(tmp_path) as kiosk:
        kiosk.machine.change(paper_out=True)
        kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Đã nhớ số, xong")
        kiosk.turn_clock(15 * 60)
        for _ in range(2):
            kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Đã nhớ số, xong")
            kiosk.turn_clock(30)
        kiosk.machine.change(paper_out=False)
        kiosk.turn_clock(300)
        assert kiosk.slips_out == ["A002", "A003"]
        assert len(kiosk.machine.pictures()) == 2
        assert len(kiosk.events("ticket-issued")) == 3


def test_with_a_line_held_by_a_full_buffer_only_a_few_rows_come_before_it_can_be_cleared(tmp_path: Path) -> None:
    """RTS/CTS holds back the clearing too; it goes out as soon as there is room for 256 bytes."""
    desk = PrintingDesk(tmp_path, buffer_bytes=1024, mm_s=20)
    desk.machine.on("row", 200, paper_out=True)
    desk.printer.print_picture(ticket(576), job="0001")
    desk.wait(30)
    rows = desk.machine.paper.rows_moved
    desk.machine.change(paper_out=False)
    desk.wait(60)
    assert 0 < desk.machine.paper.rows_moved - rows < 100
    assert desk.machine.pictures() == []
    desk.close()


def test_one_that_answers_in_order_never_has_more_in_its_buffer_than_a_strip(tmp_path: Path) -> None:
    """So what comes after new paper is no slip, though it cannot be cleared and could have held a quarter of one."""
    desk = PrintingDesk(tmp_path, model="citizen-ct-s651", width_dots=640)
    desk.machine.change(knows_process_id=False, knows_clear=False)
    desk.machine.on("row", 60, paper_out=True)
    result = desk.printer.print_picture(ticket(640), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.UNKNOWN, "paper-out")
    assert desk.machine.paper.waiting_bytes < 2000
    rows = desk.machine.paper.rows_moved
    desk.machine.change(paper_out=False)
    desk.wait(30)
    assert desk.machine.paper.rows_moved - rows < ticket(640).height // 8
    assert desk.machine.pictures() == []
    desk.close()


@pytest.mark.parametrize("model", ["generic-80", "citizen-ct-s651"])
def test_where_a_whole_slip_came_by_surprise_the_one_asked_for_is_marked(tmp_path: Path, model: str) -> None:
    """A short slip fits the buffer; nobody can take it back, and the journal knows that it may be out."""
    desk = PrintingDesk(tmp_path, model=model, width_dots=known_models()[model].dots)
    desk.machine.change(knows_process_id=False, knows_clear=False)
    desk.machine.on("row", 1, paper_out=True)
    taken = desk.take()
    assert taken.paper == "unknown"
    desk.machine.change(paper_out=False)
    desk.wait(30)
    again = desk.desk.print_again(taken.ticket)
    assert (again.paper, again.is_reprinted) == ("assumed", True)
    slips = desk.whole_slips()
    assert slips.count(OnPaper("A001", is_marked=False)) <= 1
    assert slips[-1] == OnPaper("A001", is_marked=True)
    desk.close()


def test_a_model_that_cannot_be_cleared_prints_what_its_buffer_holds_and_the_next_slip_is_whole(tmp_path: Path) -> None:
    """No command reaches it while it is stopped. Such models are those with `clear = "esc_at"`."""
    desk = PrintingDesk(tmp_path, model="generic-80", buffer_bytes=1024)
    desk.machine.change(knows_process_id=False, knows_clear=False)
    desk.machine.on("bytes", 3000, paper_out=True)
    assert desk.printer.print_picture(ticket(576), job="0001").outcome is PrintOutcome.UNKNOWN
    desk.wait(30)
    rows = desk.machine.paper.rows_moved
    desk.machine.change(paper_out=False)
    desk.wait(30)
    assert 0 < desk.machine.paper.rows_moved - rows < ticket(576).height // 4
    assert desk.machine.pictures() == []
    assert desk.printer.print_picture(ticket(576), job="0001").outcome is PrintOutcome.ASSUMED
    whole = desk.machine.pictures()[-1]
    assert whole.crop((0, 0, 576, 1035)).tobytes() == ticket(576).tobytes()
    desk.close()
