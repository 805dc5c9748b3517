"""«In danh sách»: the list of one's own case, now or not at all."""

from __future__ import annotations

import pytest

from kiosk.words import words_of
from screens.procedures.printed_list import checklist_of
from screens.procedures.procedure_samples import SAMPLES
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk

CASE = ("Sinh con", "Đăng ký khai sinh", "Không", "Có", "Có")
VI = words_of("vi")


def test_the_list_comes_out_and_the_button_says_so_for_five_seconds(kiosk: AtTheKiosk) -> None:
    kiosk.touch(*CASE, "In danh sách")
    kiosk.sees("procedure", printing="printed", print_label="Mời lấy giấy ở khe in")
    assert kiosk.printed_lists == [kiosk.state.url]
    kiosk.turn_clock(4.75)
    kiosk.sees("procedure", print_label="Mời lấy giấy ở khe in")
    kiosk.turn_clock(0.25)
    kiosk.sees("procedure", print_label="In danh sách")
    assert kiosk.events("list-ended") == [{"paper": "confirmed"}]


def test_a_second_touch_on_the_way_is_not_a_second_list(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.touch(*CASE, "In danh sách", "In danh sách")
    kiosk.sees("procedure", print_label="Đang in…")
    kiosk.let_it_finish()
    kiosk.touch("In danh sách")
    assert len(kiosk.printed_lists) == 1


def test_a_list_and_a_ticket_share_the_printer_one_after_the_other(kiosk: AtTheKiosk) -> None:
    kiosk.touch(*CASE, "In danh sách", "Lấy số làm thủ tục này")
    assert kiosk.whole_tickets == ["A001"]
    assert len(kiosk.printed_lists) == 1


@pytest.mark.parametrize(
    ("trouble", "heading"),
    [
        ("let_paper_run_out", "Máy đang hết giấy"),
        ("open_cover", "Nắp máy in chưa đóng"),
        ("unplug_printer", "Máy in đang mất kết nối"),
    ],
)
def test_without_paper_the_code_is_offered_instead(kiosk: AtTheKiosk, trouble: str, heading: str) -> None:
    getattr(kiosk, trouble)()
    kiosk.touch(*CASE, "In danh sách")
    assert kiosk.sheet() == (heading, "Quét mã để mang theo.")
    sheet = kiosk.terminal.sheet()
    assert sheet is not None
    assert sheet.qr == kiosk.state.url
    kiosk.touch("Xong")
    kiosk.sees("procedure", printing="", is_list=True)


def test_a_list_nobody_waits_for_any_more_never_comes_out(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.touch(*CASE, "In danh sách")
    kiosk.time.turn(16)  # the printer was busy all the time
    kiosk.let_it_finish()
    assert kiosk.printed_lists == []
    assert kiosk.sheet()[0] == "Máy in đang nghỉ"


def test_paper_put_in_later_brings_out_no_old_list(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch(*CASE, "In danh sách", "Xong")
    kiosk.put_in_paper()
    kiosk.turn_clock(6)
    assert kiosk.printed_lists == []


def test_who_went_home_meanwhile_is_told_nothing(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.touch(*CASE, "In danh sách", "Trang đầu")
    kiosk.let_it_finish()
    kiosk.sees("home")
    kiosk.touch(*CASE)
    kiosk.sees("procedure", printing="")


def test_a_list_too_long_to_carry_is_offered_for_the_telephone(kiosk: AtTheKiosk) -> None:
    kiosk.terminal.presenter.go("procedure", ("1.001193", None))
    kiosk.terminal.presenter.show(SAMPLES["hundred_papers"])
    kiosk.touch("In danh sách")
    assert kiosk.sheet() == ("Danh sách này quá dài để in", "Quét mã để mang theo.")
    assert kiosk.printed_lists == []


def test_it_holds_this_case_and_no_other() -> None:
    listed = checklist_of(SAMPLES["answered"], "Ông/Bà", has_english=True)
    assert [paper.name[0] for paper in listed.papers] == [
        "Giấy chứng sinh",
        "Tờ khai đăng ký khai sinh",
        "Giấy chứng nhận kết hôn",
    ]
    assert listed.case[0] == "Cha mẹ bé có đăng ký kết hôn không? Có"
    assert listed.place == ("Quầy 2 – Hộ tịch", "Counter 2 – Civil status")


def test_all_pages_are_on_it_whatever_page_is_shown() -> None:
    listed = checklist_of(SAMPLES["hundred_papers"], "Ông/Bà", has_english=True)
    assert len(listed.papers) == 111


def test_what_was_not_clear_and_the_way_home_stand_on_it_too() -> None:
    unsure = checklist_of(SAMPLES["unsure"], "Ông/Bà", has_english=False)
    assert unsure.remarks[0].lead == ("Có câu chưa rõ:", "")
    ways = checklist_of(SAMPLES["ways"], "Ông/Bà", has_english=False)
    assert ways.remarks[0].lead[0] == "Làm được ở nhà:"
    assert ways.is_online
