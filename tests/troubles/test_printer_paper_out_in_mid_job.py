"""The roll ends after 3,000 bytes of a ticket: one whole ticket in the end, of the same number, marked «In lại»."""

from __future__ import annotations

from pathlib import Path

from tests.troubles.kiosk_with_printer import HOUSEHOLD, kiosk_with_printer


def test_after_new_paper_exactly_one_whole_ticket_of_the_same_number_is_out_and_marked(tmp_path: Path) -> None:
    with kiosk_with_printer(tmp_path) as kiosk:
        kiosk.machine.on("bytes", 3000, paper_out=True)
        kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
        kiosk.sees("ticket_issued", number="A001", heading="Số của Ông/Bà là A001", may_print_again=True)
        assert kiosk.machine.pictures() == []
        kiosk.machine.change(paper_out=False)
        kiosk.turn_clock(3)
        kiosk.touch("In lại")
        kiosk.sees("ticket_issued", heading="Đã in lại, cùng số A001")
        stump, whole = kiosk.machine.pictures()
        assert kiosk.slips_out == ["A001 in lại"]
        assert stump.height < whole.height
        assert len(kiosk.events("ticket-issued")) == 1


def test_before_the_paper_is_changed_in_lai_prints_nothing_and_says_why(tmp_path: Path) -> None:
    with kiosk_with_printer(tmp_path) as kiosk:
        kiosk.machine.on("bytes", 3000, paper_out=True)
        kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "In lại")
        kiosk.sees("paper_trouble", number="A001", heading="Máy đang hết giấy")
        assert kiosk.machine.pictures() == []


def test_the_start_says_within_three_seconds_that_the_printer_rests(tmp_path: Path) -> None:
    with kiosk_with_printer(tmp_path) as kiosk:
        kiosk.turn_clock(1)
        kiosk.machine.change(paper_out=True)
        kiosk.turn_clock(3)
        kiosk.sees("home", has_printer=False, banner="**Máy in đang nghỉ.** Số vẫn lấy được trên màn hình.")
