"""What people come for most: a number, in two touches."""

from __future__ import annotations

from datetime import datetime

from kiosk.time_source import HERE
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk

HOUSEHOLD = "Hộ tịch, chứng thực"
LUNCH = datetime(2026, 11, 25, 12, 0, tzinfo=HERE)
EARLY = datetime(2026, 11, 26, 7, 0, tzinfo=HERE)
SUNDAY = datetime(2026, 11, 29, 10, 0, tzinfo=HERE)


def test_two_touches_from_the_start_to_a_printed_ticket(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("ticket_issued", number="A001", heading="Mời lấy phiếu ở khe in", ahead=0)
    assert [figure.figure for figure in kiosk.state.figures(kiosk.terminal.words)] == ["1 – 2", "0"]
    assert kiosk.whole_tickets == ["A001"]
    assert kiosk.events("ticket-issued") == [{"number": "A001", "lane": "civil_status"}]


def test_the_next_citizen_gets_the_next_number_and_knows_who_is_before(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Xong")
    kiosk.turn_clock(21)
    kiosk.sees("home", ticket_line="Đang chờ: 1 người")
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("ticket_issued", number="A002", ahead=1)
    assert kiosk.whole_tickets == ["A001", "A002"]


def test_each_lane_counts_for_itself(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Xong", "Lấy số thứ tự", "Đất đai, xây dựng")
    kiosk.sees("ticket_issued", number="B001", ahead=0)
    assert kiosk.state.figures(kiosk.terminal.words)[0].figure == "4"


def test_a_procedure_knows_its_lane(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Đăng ký khai sinh", "Lấy số làm thủ tục này")
    kiosk.sees("ticket_issued", number="A001", lane=HOUSEHOLD)
    assert kiosk.whole_tickets == ["A001"]


def test_whoever_does_not_know_goes_to_the_guide_desk(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", "Chưa biết chọn ô nào?")
    kiosk.sees("ticket_issued", number="H001")
    assert kiosk.state.figures(kiosk.terminal.words)[0].label == "Mời đến"
    assert kiosk.whole_tickets == ["H001"]


def test_the_number_is_shown_before_any_paper_moves(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    seen_while_printing = []
    kiosk.kiosk.mailbox.wake = lambda: seen_while_printing.append(
        kiosk.printed.exists() and any(kiosk.printed.glob("*.png"))
    )
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("take_ticket", issuing="civil_status")
    seen_while_printing.clear()
    kiosk.worker.finish()  # type: ignore[attr-defined]
    kiosk.kiosk.mailbox.wake = lambda: None
    assert seen_while_printing[0] is False, "the letter with the number leaves before the slip is there"
    kiosk.kiosk.mailbox.deliver()
    assert kiosk.whole_tickets == ["A001"]
    kiosk.sees("ticket_issued", number="A001", heading="Mời lấy phiếu ở khe in")


def test_the_touched_lane_says_that_its_number_is_on_the_way(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    touched, other = kiosk.state.shown[:2]
    assert touched.counters(kiosk.terminal.words) == "Đang lấy số…"
    assert other.counters(kiosk.terminal.words) == "Quầy 4"


def test_a_second_touch_on_the_way_is_not_a_second_ticket(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, HOUSEHOLD, "Đất đai, xây dựng", "Chưa biết chọn ô nào?")
    kiosk.let_it_finish()
    kiosk.sees("ticket_issued", number="A001")
    assert kiosk.whole_tickets == ["A001"]


def test_a_second_number_within_20_seconds_is_asked_about(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Xong", "Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("take_ticket", issuing="")
    assert kiosk.sheet() == ("Phiếu vừa in là A001", "Cần thêm một số nữa?")
    kiosk.touch("Không, cảm ơn")
    assert kiosk.terminal.sheet() is None
    assert kiosk.whole_tickets == ["A001"]


def test_whoever_wants_one_more_gets_it(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Xong", "Lấy số thứ tự", HOUSEHOLD, "Lấy thêm")
    kiosk.sees("ticket_issued", number="A002")
    assert kiosk.whole_tickets == ["A001", "A002"]


def test_after_20_seconds_nobody_asks(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Xong")
    kiosk.turn_clock(20)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("ticket_issued", number="A002")


def test_at_lunch_the_door_says_when_it_opens_and_no_number_is_given(kiosk: AtTheKiosk) -> None:
    kiosk.it_is(LUNCH)
    kiosk.sees("home", closed=True, ticket_line="Mở lại 13:30", strip_value="13:30")
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    assert kiosk.sheet()[0] == "Đang nghỉ trưa. Phát lại 13:30"
    kiosk.touch("Đã hiểu", "Trang đầu")
    kiosk.sees("home", closed=True)
    assert kiosk.whole_tickets == []


def test_before_hours_the_door_says_from_when(kiosk: AtTheKiosk) -> None:
    kiosk.it_is(EARLY)
    kiosk.sees("home", ticket_line="Mở lại 07:30")


def test_on_sunday_the_sheet_names_monday_and_the_rest_works(kiosk: AtTheKiosk) -> None:
    kiosk.it_is(SUNDAY)
    kiosk.sees("home", ticket_line="Mở lại 07:30 Thứ Hai")
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    heading, sentences = kiosk.sheet()
    assert heading == "Hôm nay nghỉ. Mở lại 07:30 Thứ Hai"
    assert "Vẫn xem được giấy tờ cần mang" in sentences
    kiosk.touch("Đã hiểu", "Trang đầu", "Sinh con", "Đăng ký khai sinh")
    kiosk.sees("procedure", title="Đăng ký khai sinh")


def test_a_terminal_on_a_desk_gives_sample_numbers_at_any_hour_and_says_so(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(at=SUNDAY, terminal={"always_open": None})
    kiosk.sees("home", closed=False)
    kiosk.touch("Lấy số thứ tự")
    kiosk.sees("take_ticket", hours_line="Máy mẫu: lấy số được cả ngoài giờ làm việc.")
    kiosk.touch(HOUSEHOLD)
    kiosk.sees("ticket_issued", number="A001")


def test_the_page_of_the_number_counts_down_to_the_start(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("ticket_issued", countdown="Tự về trang đầu sau **15** giây")
    kiosk.turn_clock(5)
    kiosk.sees("ticket_issued", seconds_left=10)
    kiosk.turn_clock(9.75)
    kiosk.sees("ticket_issued", seconds_left=0)
    kiosk.turn_clock(0.25)
    kiosk.sees("home")


def test_a_page_of_lanes_nobody_touches_goes_home(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự")
    kiosk.turn_clock(74.75)
    kiosk.sees("take_ticket")
    kiosk.turn_clock(0.25)
    kiosk.sees("still_there", left_s=30)
    kiosk.turn_clock(30)
    kiosk.sees("home")


def test_whoever_leaves_while_the_number_is_on_the_way_does_not_disturb_the_next(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Trang đầu", "Sinh con")
    kiosk.let_it_finish()
    kiosk.sees("life_event")
    assert kiosk.whole_tickets == ["A001"], "the number was promised by the touch"


def test_there_is_no_way_back_from_a_number_to_choosing(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Quay lại")
    kiosk.sees("home")


def test_a_printer_that_cannot_confirm_offers_one_reprint_of_the_same_number(kiosk: AtTheKiosk) -> None:
    kiosk.printer_cannot_confirm()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees(
        "ticket_issued", heading="Phiếu đang ra", note="Nếu chưa thấy phiếu, xin nhớ số **A001**.", seconds_left=30
    )
    kiosk.touch("In lại")
    kiosk.sees("ticket_issued", number="A001", may_print_again=False)
    assert kiosk.whole_tickets == ["A001", "A001 in lại"]
    kiosk.touch("In lại")
    assert kiosk.whole_tickets == ["A001", "A001 in lại"]


def test_priority_is_taken_on_trust_and_stands_on_the_ticket(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", "Ưu tiên")
    kiosk.sees("take_ticket", priority=True)
    kiosk.touch(HOUSEHOLD)
    assert kiosk.state.issued.ticket.klass == "priority"


def test_priority_is_not_left_to_the_next_citizen(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", "Ưu tiên", "Trang đầu", "Lấy số thứ tự")
    kiosk.sees("take_ticket", priority=False)


def test_a_restart_in_the_middle_of_the_morning_counts_on(open_kiosk: OpenKiosk) -> None:
    first = open_kiosk()
    first.touch("Lấy số thứ tự", HOUSEHOLD)
    first.kiosk.stop()
    second = open_kiosk(at=datetime(2026, 11, 25, 9, 50, tzinfo=HERE))
    second.touch("Lấy số thứ tự", HOUSEHOLD)
    second.sees("ticket_issued", number="A002", ahead=1)


def test_a_new_morning_starts_at_one(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.it_is(datetime(2026, 11, 26, 8, 0, tzinfo=HERE))
    kiosk.sees("home", waiting=0)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.sees("ticket_issued", number="A001", ahead=0)


def test_in_english_page_and_slip_are_english(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Xong")
    kiosk.turn_clock(20)
    kiosk.speaks_english()
    kiosk.terminal.presenter.take_ticket()  # type: ignore[attr-defined]
    kiosk.touch(HOUSEHOLD)
    kiosk.sees("ticket_issued", heading="Please take your ticket", lane="Civil status, certification")
    vietnamese, english = (kiosk.facts_of(slip)["rows"] for slip in (1, 2))
    assert english > vietnamese, "the English slip says everything twice"


def test_the_slip_speaks_the_language_of_the_touch(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.speaks_english()
    kiosk.terminal.presenter.take_ticket()  # type: ignore[attr-defined]
    kiosk.touch(HOUSEHOLD)
    kiosk.speaks_english()  # back to Vietnamese before the printer's thread comes to it
    kiosk.let_it_finish()
    kiosk.touch("Xong")
    kiosk.turn_clock(20)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.let_it_finish()
    english, vietnamese = (kiosk.facts_of(slip)["rows"] for slip in (1, 2))
    assert english > vietnamese


def test_the_next_citizen_is_addressed_in_vietnamese_again(kiosk: AtTheKiosk) -> None:
    kiosk.speaks_english()
    kiosk.terminal.presenter.take_ticket()  # type: ignore[attr-defined]
    kiosk.touch(HOUSEHOLD)
    kiosk.turn_clock(15)
    kiosk.sees("home", ticket_line="Đang chờ: 1 người")
    assert kiosk.terminal.language == "vi"
