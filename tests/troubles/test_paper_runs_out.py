"""The roll ends: before the ticket, in the middle of it, and for the next citizen."""

from __future__ import annotations

from tests.at_the_kiosk import AtTheKiosk

HOUSEHOLD = "Hộ tịch, chứng thực"


def test_without_paper_the_number_is_kept_and_the_page_says_so_first(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("paper_trouble", number="A001", heading="Máy đang hết giấy")
    assert "**vẫn được giữ**" in str(kiosk.shown("sentences"))
    kiosk.sees("paper_trouble", lane_line=f"{HOUSEHOLD} · Quầy 1 – 2", ahead_line="Trước mình còn 0 người")
    assert kiosk.whole_tickets == []


def test_the_code_to_keep_holds_the_number_and_nothing_personal(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("paper_trouble", to_keep=f"A001 · {HOUSEHOLD} · Quầy 1 – 2 · 09:42 25/11/2026")


def test_with_paper_back_the_same_number_is_printed_unmarked_for_nothing_was_on_paper(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.put_in_paper()
    kiosk.touch("In lại")
    kiosk.sees("ticket_issued", number="A001", heading="Mời lấy phiếu ở khe in")
    assert kiosk.whole_tickets == ["A001"]
    assert len(kiosk.events("ticket-issued")) == 1


def test_printing_again_without_paper_says_it_again(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "In lại", "In lại")
    kiosk.sees("paper_trouble", number="A001", heading="Máy đang hết giấy", printing=False)
    assert kiosk.whole_tickets == []


def test_paper_that_ends_in_mid_ticket_leaves_the_number_on_the_screen(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out(after_rows=400)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("ticket_issued", number="A001", heading="Số của Ông/Bà là A001", may_print_again=True)
    assert kiosk.whole_tickets == []
    kiosk.put_in_paper()
    kiosk.touch("In lại")
    kiosk.sees("ticket_issued", heading="Đã in lại, cùng số A001")
    assert kiosk.whole_tickets == ["A001 in lại"]


def test_the_page_goes_home_by_itself_after_half_a_minute(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.turn_clock(10)
    kiosk.sees("paper_trouble", countdown="Tự về trang đầu sau **20** giây")
    kiosk.turn_clock(19.75)
    kiosk.sees("paper_trouble")
    kiosk.turn_clock(0.25)
    kiosk.sees("home")


def test_the_start_says_what_is_different_and_takes_nothing_away(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.turn_clock(3)
    kiosk.sees("home", has_printer=False, ticket_line="Số hiện trên màn hình")
    kiosk.sees("home", banner="**Máy in đang nghỉ.** Số vẫn lấy được trên màn hình.")
    kiosk.touch("Lấy số thứ tự")
    kiosk.sees("take_ticket", hint="Máy in chưa sẵn sàng. Số sẽ hiện trên màn hình.")
    kiosk.put_in_paper()
    kiosk.turn_clock(3)
    kiosk.sees("take_ticket", hint="Chạm vào việc cần làm, máy in phiếu ngay")
    kiosk.touch("Trang đầu")
    kiosk.sees("home", banner="")


def test_the_journal_says_it_once_when_it_begins_and_once_when_it_is_over(kiosk: AtTheKiosk) -> None:
    kiosk.turn_clock(3)
    kiosk.let_paper_run_out()
    kiosk.turn_clock(30)
    kiosk.put_in_paper()
    kiosk.turn_clock(30)
    assert kiosk.events("printer-is") == [
        {"state": "ready", "conditions": ""},
        {"state": "blocked", "conditions": "paper-out"},
        {"state": "ready", "conditions": ""},
    ]


def test_low_paper_is_no_trouble_yet(kiosk: AtTheKiosk) -> None:
    kiosk.tell_printer('paper = "low"')
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("ticket_issued", heading="Mời lấy phiếu ở khe in")


def test_two_citizens_without_paper_have_two_numbers(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Đã nhớ số, xong")
    kiosk.turn_clock(20)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("paper_trouble", number="A002", ahead_line="Trước mình còn 1 người")


def test_with_paper_back_the_number_prints_by_itself_while_the_citizen_looks_on(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.turn_clock(6)
    kiosk.put_in_paper()
    kiosk.turn_clock(3)
    kiosk.sees("ticket_issued", number="A001", heading="Mời lấy phiếu ở khe in")
    assert kiosk.whole_tickets == ["A001"]


def test_paper_that_comes_while_the_citizen_makes_letters_larger_shows_the_number_again(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Dễ đọc hơn")
    kiosk.sees("comfort")
    kiosk.put_in_paper()
    kiosk.turn_clock(5)
    kiosk.sees("ticket_issued", number="A001", heading="Mời lấy phiếu ở khe in")
    assert kiosk.whole_tickets == ["A001"]
    kiosk.touch("Quay lại")  # not to a trouble that is over
    kiosk.sees("home")


def test_it_prints_once_and_unmarked_for_who_went_to_a_seat(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Đã nhớ số, xong")
    kiosk.turn_clock(14 * 60)
    kiosk.put_in_paper()
    kiosk.turn_clock(60)
    assert kiosk.whole_tickets == ["A001"]
    kiosk.sees("home")


def test_after_a_quarter_of_an_hour_nothing_comes_out_by_itself(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Đã nhớ số, xong")
    kiosk.turn_clock(15 * 60)
    kiosk.put_in_paper()
    kiosk.turn_clock(60)
    assert kiosk.whole_tickets == []


def test_a_torn_slip_comes_again_marked_within_two_minutes_and_not_later(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out(after_rows=400)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Xong")
    kiosk.turn_clock(60)
    kiosk.put_in_paper()
    kiosk.turn_clock(6)
    assert kiosk.whole_tickets == ["A001 in lại"]


def test_whoever_pressed_print_again_in_vain_is_not_surprised_later(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "In lại", "Đã nhớ số, xong")
    kiosk.put_in_paper()
    kiosk.turn_clock(60)
    assert kiosk.whole_tickets == []


def test_several_who_waited_for_paper_get_their_slips_in_order(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Đã nhớ số, xong")
    kiosk.turn_clock(60)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Đã nhớ số, xong")
    kiosk.turn_clock(20)
    kiosk.put_in_paper()
    kiosk.turn_clock(6)
    assert kiosk.whole_tickets == ["A001", "A002"]
