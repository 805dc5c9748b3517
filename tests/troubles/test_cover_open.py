"""Somebody left the printer open."""

from __future__ import annotations

from tests.at_the_kiosk import AtTheKiosk

HOUSEHOLD = "Hộ tịch, chứng thực"


def test_an_open_cover_is_named_and_the_number_kept(kiosk: AtTheKiosk) -> None:
    kiosk.open_cover()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("paper_trouble", number="A001", heading="Nắp máy in chưa đóng")


def test_the_cover_is_named_before_the_paper_that_cannot_be_seen(kiosk: AtTheKiosk) -> None:
    kiosk.tell_printer('cover = "open"\npaper = "out"')
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("paper_trouble", heading="Nắp máy in chưa đóng")
    kiosk.let_paper_run_out()
    kiosk.touch("In lại")
    kiosk.sees("paper_trouble", heading="Máy đang hết giấy")


def test_with_the_cover_closed_the_same_number_is_printed(kiosk: AtTheKiosk) -> None:
    kiosk.open_cover()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.put_in_paper()
    kiosk.touch("In lại")
    kiosk.sees("ticket_issued", number="A001", slip="confirmed")
    assert kiosk.whole_tickets == ["A001"]


def test_staff_can_be_called_from_the_page_of_trouble(kiosk: AtTheKiosk) -> None:
    kiosk.open_cover()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Gọi cán bộ")
    assert kiosk.sheet()[0] == "Mời đến bàn hướng dẫn"
    kiosk.touch("Xong")
    kiosk.sees("paper_trouble", number="A001")
