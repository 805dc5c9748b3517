"""What keeps the printer from printing is named on every page that had wanted paper, and mending it brings the slip."""

from __future__ import annotations

import pytest

from screens.tickets.paper_trouble import PaperTroubleState
from tests.at_the_kiosk import AtTheKiosk

HOUSEHOLD = "Hộ tịch, chứng thực"
CASE = ("Sinh con", "Đăng ký khai sinh", "Không", "Có", "Có")
CAUSES = [
    ('paper = "out"', "no_paper", "Máy đang hết giấy"),
    ('cover = "open"', "cover_open", "Nắp máy in chưa đóng"),
    ('cutter = "jammed"', "jam", "Máy in đang kẹt giấy"),
    ("offline = true", "offline", "Máy in đang mất kết nối"),
    ('head = "hot"', "hot", "Máy in đang nóng, xin chờ một phút"),
    ("taken = false", "not_taken", "Mời lấy phiếu trước ở khe in"),
]


@pytest.mark.parametrize(("orders", "cause", "heading"), CAUSES)
def test_the_number_without_paper_names_the_cause(kiosk: AtTheKiosk, orders: str, cause: str, heading: str) -> None:
    kiosk.tell_printer(orders)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("paper_trouble", number="A001", cause=cause, heading=heading)


@pytest.mark.parametrize(("orders", "cause", "heading"), CAUSES[:3])
def test_a_list_and_a_status_name_it_too(kiosk: AtTheKiosk, orders: str, cause: str, heading: str) -> None:
    kiosk.tell_printer(orders)
    kiosk.touch(*CASE, "In danh sách")
    sheet = kiosk.terminal.sheet()
    assert sheet is not None
    assert (sheet.heading, sheet.secondary, bool(sheet.qr)) == (heading, "In lại", True)
    kiosk.put_in_paper()
    kiosk.touch("In lại")
    kiosk.sees("procedure", printing="printed")
    assert len(kiosk.printed_lists) == 1
    kiosk.tell_printer(orders)
    kiosk.scan("H24.15-261124-0037")
    kiosk.touch("In phiếu tình trạng")
    kiosk.sees("dossier_status", cause=cause, print_trouble=f"**{heading}.** Nên chụp ảnh màn hình.")
    kiosk.put_in_paper()
    kiosk.touch("In phiếu tình trạng")
    kiosk.sees("dossier_status", printing="printed", cause=None)


@pytest.mark.parametrize(
    ("orders", "says"),
    [('paper = "out"', "Đã có giấy. Đang in phiếu…"), ('cover = "open"', "Máy in đã chạy lại. Đang in phiếu…")],
)
def test_while_the_citizen_looks_on_the_page_says_that_the_slip_begins(
    kiosk: AtTheKiosk, orders: str, says: str
) -> None:
    kiosk.tell_printer(orders)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.turn_clock(3)
    seen: list[PaperTroubleState] = []
    kiosk.terminal.presenter.watch = seen.append
    kiosk.put_in_paper()
    kiosk.turn_clock(3)
    assert says in [state.heading(kiosk.terminal.words) for state in seen]
    kiosk.sees("ticket_issued", number="A001", slip="confirmed")


def test_after_a_try_in_vain_the_mended_printer_waits_for_a_touch_and_says_so(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "In lại")
    kiosk.turn_clock(3)
    kiosk.put_in_paper()
    kiosk.turn_clock(3)
    kiosk.sees("paper_trouble", mended=True, heading="Đã có giấy", note="Chạm «In lại» để in phiếu.")
    assert kiosk.whole_tickets == []
    kiosk.touch("In lại")
    kiosk.sees("ticket_issued", number="A001", slip="confirmed")


def test_the_slip_of_somebody_else_says_nothing_here(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Đã nhớ số, xong", "Lấy số thứ tự", "Đất đai, xây dựng", "In lại")
    kiosk.put_in_paper()
    kiosk.turn_clock(3)
    kiosk.sees("paper_trouble", number="B001", printing=False)
    assert kiosk.whole_tickets == ["A001"]
