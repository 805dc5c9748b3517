"""From what happens in a family to what to bring."""

from __future__ import annotations

from kiosk.content.shelf import SAMPLE, read_pack
from tests.at_the_kiosk import AtTheKiosk


def test_two_touches_from_the_start_to_what_to_bring(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Đăng ký khai sinh")
    kiosk.sees("procedure", title="Đăng ký khai sinh", crumb_text="Sinh con", time="Trong ngày", place="Quầy 2")
    assert kiosk.state.papers[0].paper.name.vi == "Giấy chứng sinh"
    assert kiosk.state.papers[0].tag(kiosk.terminal.words) == "Nộp"


def test_back_leads_to_the_list_as_it_was_left_and_then_home(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Trang sau")
    second_page = kiosk.state
    kiosk.touch(kiosk.state.shown[0].title.vi, "Quay lại")
    assert kiosk.state == second_page
    kiosk.touch("Quay lại")
    kiosk.sees("home")


def test_the_first_key_of_the_bar_leads_home_from_anywhere(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Kết hôn", "Đăng ký kết hôn", "Trang đầu")
    kiosk.sees("home")


def test_every_procedure_is_behind_the_second_door(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Tìm thủ tục")
    kiosk.sees("life_event", heading="Tất cả thủ tục")
    assert len(kiosk.state.rows) == len(read_pack(SAMPLE).catalogue.by_code)


def test_every_tile_of_the_start_leads_to_a_whole_list_and_every_row_to_its_page(kiosk: AtTheKiosk) -> None:
    for event in kiosk.state.events:
        name = event.name.vi.replace("\u00a0", " ")
        kiosk.touch(name)
        kiosk.sees("life_event", heading=name)
        for row in kiosk.state.rows:
            kiosk.terminal.presenters["life_event"].open(row.code)  # type: ignore[attr-defined]
            kiosk.sees("procedure", title=row.title.vi, crumb_text=name)
            kiosk.touch("Quay lại")
        kiosk.touch("Quay lại")


def test_a_procedure_page_left_alone_goes_home(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Đăng ký khai sinh")
    kiosk.turn_clock(74.75)
    kiosk.sees("procedure")
    kiosk.turn_clock(0.25)
    kiosk.sees("home")


def test_any_touch_keeps_the_page(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Đăng ký khai sinh")
    kiosk.turn_clock(74)
    kiosk.terminal.touched()
    kiosk.turn_clock(74)
    kiosk.sees("procedure")


def test_the_page_of_the_portal_goes_onto_the_telephone(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Đăng ký khai sinh", "Mở trên điện thoại")
    sheet = kiosk.terminal.sheet()
    assert sheet is not None
    assert sheet.qr.startswith("https://dichvucong.gov.vn/")
    assert sheet.qr == kiosk.state.url
    kiosk.touch("Xong")
    assert kiosk.terminal.sheet() is None
    kiosk.sees("procedure")


def test_help_is_one_touch_away_and_the_sheet_goes_by_itself(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Gọi cán bộ")
    assert kiosk.sheet()[0] == "Mời đến bàn hướng dẫn"
    assert kiosk.events("staff-wanted") == [{}]
    kiosk.turn_clock(74.75)
    assert kiosk.terminal.sheet() is not None
    kiosk.turn_clock(0.25)
    assert kiosk.terminal.sheet() is None
    kiosk.sees("home")


def test_who_is_not_helped_by_the_list_takes_a_number(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Lấy số")
    kiosk.sees("take_ticket", issuing="")
