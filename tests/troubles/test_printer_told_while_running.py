"""Whoever tries the terminal on a desk tells the virtual printer what to do wrong, also in the middle of a slip."""

from __future__ import annotations

import pytest

from tests.at_the_kiosk import AtTheKiosk

HOUSEHOLD = "Hộ tịch, chứng thực"


@pytest.mark.parametrize("change", ['cutter = "jammed"', 'power = "off"'])
def test_a_trouble_in_mid_slip_leaves_the_number_and_one_marked_slip(kiosk: AtTheKiosk, change: str) -> None:
    kiosk.tell_printer(f"[[later]]\nat_row = 400\n{change}")
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("ticket_issued", number="A001", heading="Số của Ông/Bà là A001", may_print_again=True)
    assert kiosk.whole_tickets == []
    kiosk.put_in_paper()
    kiosk.turn_clock(3)
    kiosk.touch("In lại")
    assert kiosk.whole_tickets == ["A001 in lại"]


def test_the_roll_can_end_after_the_first_ticket(kiosk: AtTheKiosk) -> None:
    kiosk.tell_printer('[[later]]\nafter_ticket = 1\npaper = "out"')
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("ticket_issued", number="A001", slip="confirmed")
    kiosk.touch("Xong")
    kiosk.turn_clock(20)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("paper_trouble", number="A002", heading="Máy đang hết giấy")
    assert kiosk.whole_tickets == ["A001"]


def test_after_some_seconds_the_start_page_says_that_the_printer_rests(kiosk: AtTheKiosk) -> None:
    kiosk.tell_printer('[[later]]\nafter_s = 7\nhead = "hot"\n[[later]]\nafter_s = 17\nhead = "cool"')
    rests = []
    for _ in range(4):
        kiosk.turn_clock(6)
        rests.append(not kiosk.shown("has_printer"))
    assert rests == [False, True, True, False]


def test_a_slip_still_in_the_mouth_keeps_the_next_one_back(kiosk: AtTheKiosk) -> None:
    kiosk.tell_printer("taken = false")
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("paper_trouble", number="A001")
    assert kiosk.whole_tickets == []


def test_a_mistake_in_the_orders_is_named_with_its_cure(kiosk: AtTheKiosk) -> None:
    kiosk.tell_printer("[[later]]\nat_rwo = 4\ncover = 'open'")
    kiosk.turn_clock(3)
    detail = kiosk.kiosk.facts.printer.detail
    assert "[[later]] number 1: exactly one of at_row, after_bytes, after_ticket, after_s says when." in detail
    assert "at_rwo is unknown, did you mean at_row?" in detail
