"""A receipt is held to the scanner, or its code typed: am I fine, when, where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.at_the_kiosk import AtTheKiosk, OpenKiosk
from tests.journeys.whats_remembered import remembered, texts_below

CODE = "H24.15-261124-0037"
SERIAL = "261124-0037"
OWNER = "N*** V*** H***"
LAST_FOUR = "4821"
CARD = "031085004821|031234567|NGUYEN VAN HAI|12031985|Nam|12 Le Loi|01012022"
OTHER_CODE = "H24.15-261118-0031"
PROCEDURE = "Cấp Giấy xác nhận tình trạng hôn nhân"


def test_a_scanned_receipt_shows_at_once_how_the_dossier_stands(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.sees("dossier_status", code=CODE, heading="Đang giải quyết, đúng hạn", label="Hẹn trả kết quả")
    kiosk.sees("dossier_status", figure="Thứ Sáu, 27/11/2026", tone="ok")


def test_the_code_alone_shows_no_name_and_no_steps(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.sees("dossier_status", minimal=True, who_line="Lĩnh vực: Hộ tịch", steps=())
    assert kiosk.offers("Xem chi tiết")


def test_four_digits_more_show_the_rest(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.touch("Xem chi tiết")
    kiosk.sees("type_receipt_code", heading="Xin thêm 4 số cuối căn cước", may_skip=True, complete=False)
    kiosk.type_digits(LAST_FOUR)
    kiosk.touch("Xem tình trạng")
    kiosk.sees("dossier_status", minimal=False, who_line=f"{PROCEDURE} · Người nộp: {OWNER}")
    assert [row.title(kiosk.terminal.words) for row in kiosk.state.steps] == [
        "Đã tiếp nhận",
        "Đang xác minh, xử lý",
        "Lãnh đạo ký duyệt",
        "Trả kết quả",
    ]


def test_back_from_the_full_answer_is_the_start_and_not_the_same_page_again(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.touch("Xem chi tiết")
    kiosk.type_digits(LAST_FOUR)
    kiosk.touch("Xem tình trạng", "Quay lại")
    kiosk.sees("home")


def test_who_skips_the_digits_keeps_the_short_answer(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.touch("Xem chi tiết", "Bỏ qua")
    kiosk.sees("dossier_status", minimal=True, heading="Đang giải quyết, đúng hạn")


def test_a_typed_code_needs_the_second_fact_first(kiosk: AtTheKiosk) -> None:
    kiosk.type_code("261124", "0037")
    kiosk.sees("type_receipt_code", kind="id_last4", may_skip=False)
    kiosk.type_digits(LAST_FOUR)
    kiosk.touch("Xem tình trạng")
    kiosk.sees("dossier_status", code=CODE, minimal=False)
    assert OWNER in str(kiosk.shown("who_line"))


def test_a_wrong_second_fact_is_told_in_the_words_of_an_unknown_code(kiosk: AtTheKiosk) -> None:
    kiosk.type_code("261124", "0037")
    kiosk.type_digits("0000")
    kiosk.touch("Xem tình trạng")
    kiosk.sees("not_a_receipt", variant="not_seen_yet", heading="Chưa thấy hồ sơ này", code=CODE)
    wrong = kiosk.state
    kiosk.touch("Trang đầu")
    kiosk.scan("H24.15-261125-0404")
    kiosk.sees("not_a_receipt", variant="not_seen_yet", heading="Chưa thấy hồ sơ này")
    assert (wrong.unit, wrong.number) == (kiosk.state.unit, kiosk.state.number)


def test_a_wrong_second_fact_takes_as_long_as_an_unknown_code(kiosk: AtTheKiosk) -> None:
    kiosk.type_code("261124", "0037")
    kiosk.type_digits("0000")
    before_s = kiosk.time.elapsed_s
    kiosk.touch("Xem tình trạng")
    wrong_took_s = kiosk.time.elapsed_s - before_s
    kiosk.touch("Trang đầu")
    kiosk.turn_clock(2)
    before_s = kiosk.time.elapsed_s
    kiosk.scanner.read(b"H24.15-261125-0404")
    kiosk.deliver()
    assert wrong_took_s == kiosk.time.elapsed_s - before_s == 1.0


def test_after_a_wrong_fact_back_never_shows_an_empty_dossier(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.touch("Xem chi tiết")
    kiosk.type_digits("0000")
    kiosk.touch("Xem tình trạng", "Quay lại")
    kiosk.sees("home")


def test_a_card_held_to_the_scanner_is_the_second_fact_once(kiosk: AtTheKiosk) -> None:
    kiosk.type_code("261124", "0037")
    kiosk.scan(CARD)
    kiosk.sees("dossier_status", code=CODE, minimal=False)
    assert remembered(kiosk.terminal, "031085004821", "NGUYEN VAN HAI") == set()
    kiosk.scan(CARD)
    kiosk.sees("not_a_receipt", heading="Đây là mã trên thẻ căn cước")


def test_of_a_card_that_was_chosen_nothing_can_be_reached_once_the_answer_is_there(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.scan(CODE)
    kiosk.let_it_finish()
    kiosk.touch("Xem chi tiết", "Dùng thẻ căn cước để xác minh")
    kiosk.scan(CARD)
    kiosk.sees("dossier_status", waited_s=0.0)
    assert remembered(kiosk.terminal, "031085004821", "NGUYEN VAN HAI") == set(), "only its last digits go on their way"
    assert LAST_FOUR in set(texts_below([kiosk.worker]))
    kiosk.let_it_finish()
    kiosk.sees("dossier_status", code=CODE, minimal=False)
    assert LAST_FOUR not in {text for text in texts_below([kiosk.terminal, kiosk.worker]) if len(text) < 20}


def test_a_card_that_comes_too_late_is_refused_politely_and_back_leads_to_the_digits(kiosk: AtTheKiosk) -> None:
    kiosk.type_code("261124", "0037")
    kiosk.turn_clock(30)
    kiosk.sees("type_receipt_code", card_s=0, line="Căn cước của người nộp hồ sơ.")
    kiosk.scan(CARD)
    kiosk.sees("not_a_receipt", variant="identity_card")
    kiosk.touch("Quay lại")
    kiosk.sees("type_receipt_code", kind="id_last4")


def test_a_card_whose_question_nobody_answered_is_held_there_again(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.type_code("261124", "0037")
    kiosk.let_it_finish()
    kiosk.scan(CARD)
    kiosk.turn_clock(10)
    kiosk.sees("not_a_receipt", variant="no_answer")
    assert remembered(kiosk.terminal, LAST_FOUR, "031085004821") == set()
    kiosk.touch("Thử lại")
    kiosk.let_it_finish()
    kiosk.sees("type_receipt_code", kind="id_last4", fact="")


def test_digits_whose_question_nobody_answered_are_asked_with_again(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.type_code("261124", "0037")
    kiosk.let_it_finish()
    kiosk.type_digits(LAST_FOUR)
    kiosk.touch("Xem tình trạng")
    kiosk.turn_clock(10)
    kiosk.touch("Thử lại")
    kiosk.let_it_finish()
    kiosk.sees("dossier_status", code=CODE, minimal=False)


def test_a_card_nobody_asked_for_is_not_used_and_not_kept(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CARD)
    kiosk.sees("not_a_receipt", variant="identity_card", code="")
    assert remembered(kiosk.terminal, "031085004821", "NGUYEN VAN HAI", "12 Le Loi") == set()
    assert "031085004821" not in str(kiosk.journal.events)


def test_a_card_while_the_code_itself_is_typed_is_no_second_fact(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Nhập mã bằng tay")
    kiosk.scan(CARD)
    kiosk.sees("not_a_receipt", variant="identity_card")


def test_a_scan_keeps_the_page_left_and_what_was_typed_on_it(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Nhập mã bằng tay")
    kiosk.type_digits("26112")
    kiosk.scan(CODE)
    kiosk.sees("dossier_status", code=CODE)
    kiosk.touch("Quay lại")
    kiosk.sees("type_receipt_code", day="26112")


def test_a_scan_from_a_procedure_comes_back_to_its_second_page(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Trang sau")
    kiosk.scan(CODE)
    kiosk.touch("Quay lại")
    kiosk.sees("life_event", page=2, heading="Sinh con")


def test_a_scan_closes_the_way_to_staff_first(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Gọi cán bộ")
    kiosk.scan(CODE)
    kiosk.sees("dossier_status", code=CODE)
    assert kiosk.terminal.sheet() is None


def test_a_second_receipt_wipes_the_first(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.scan(OTHER_CODE)
    kiosk.sees("dossier_status", code=OTHER_CODE, heading="Đã có kết quả, mời đến Quầy 3")
    assert remembered(kiosk.terminal, SERIAL, "261118-0031") == {"261118-0031"}
    kiosk.touch("Quay lại")
    kiosk.sees("home")


def test_an_answer_to_the_first_receipt_is_not_shown_for_the_second(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.scan(CODE)
    kiosk.scan(OTHER_CODE)
    kiosk.sees("dossier_status", code=CODE)
    assert kiosk.scanner_line() == "**Đã nhận mã**, mời chờ một chút"
    kiosk.let_it_finish()
    kiosk.turn_clock(0.25)
    kiosk.sees("dossier_status", code=OTHER_CODE, heading="")
    kiosk.let_it_finish()
    kiosk.sees("dossier_status", code=OTHER_CODE, heading="Đã có kết quả, mời đến Quầy 3")
    assert kiosk.scanner_line() == ""


def test_an_answer_that_comes_after_the_citizen_left_is_not_shown(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.scan(CODE)
    kiosk.touch("Trang đầu")
    kiosk.let_it_finish()
    kiosk.sees("home")
    assert remembered(kiosk.terminal, SERIAL, OWNER) == set()


def test_the_four_digits_are_seen_by_the_search_while_they_are_typed(kiosk: AtTheKiosk) -> None:
    kiosk.type_code("261124", "0037")
    kiosk.type_digits(LAST_FOUR)
    assert remembered(kiosk.terminal, SERIAL, LAST_FOUR) == {SERIAL, LAST_FOUR}


def leaves_by_the_start_key(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Trang đầu")


def leaves_by_done(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Xong")


def walks_away(kiosk: AtTheKiosk) -> None:
    kiosk.turn_clock(44.75)
    kiosk.sees("dossier_status", code=CODE)
    kiosk.turn_clock(0.25)
    kiosk.sees("still_there", private=True)
    kiosk.turn_clock(30)


@pytest.mark.parametrize("leaves", [leaves_by_the_start_key, leaves_by_done, walks_away])
def test_nothing_of_the_citizen_is_left_in_the_terminal(
    kiosk: AtTheKiosk, leaves: Callable[[AtTheKiosk], None]
) -> None:
    kiosk.scan(CODE)
    kiosk.touch("Xem chi tiết")
    kiosk.type_digits(LAST_FOUR)
    kiosk.touch("Xem tình trạng")
    assert remembered(kiosk.terminal, SERIAL, OWNER, LAST_FOUR) == {SERIAL, OWNER}, "the four digits are used up"
    leaves(kiosk)
    kiosk.sees("home")
    assert remembered(kiosk.terminal, SERIAL, OWNER, LAST_FOUR, "0037") == set()


def test_digits_half_typed_are_gone_with_the_citizen(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Nhập mã bằng tay")
    kiosk.type_digits("261124003")
    assert remembered(kiosk.terminal, "261124") == {"261124"}
    kiosk.turn_clock(75)
    kiosk.sees("home")
    assert remembered(kiosk.terminal, "261124") == set()


def test_a_code_that_was_not_found_is_gone_with_the_citizen(kiosk: AtTheKiosk) -> None:
    kiosk.scan("H24.15-261125-0404")
    kiosk.sees("not_a_receipt", code="H24.15-261125-0404")
    kiosk.turn_clock(105)
    kiosk.sees("home")
    assert remembered(kiosk.terminal, "261125-0404") == set()


def test_the_journal_knows_that_somebody_asked_and_not_about_what(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.touch("Xem chi tiết")
    kiosk.type_digits(LAST_FOUR)
    kiosk.touch("Xem tình trạng")
    assert kiosk.events("scanned") == [{"kind": "ReceiptCode"}]
    assert [event["outcome"] for event in kiosk.events("dossier-looked-up")] == ["found", "found"]
    written = str(kiosk.journal.events)
    assert not [part for part in (CODE, SERIAL, OWNER, LAST_FOUR) if part in written]


def test_a_finished_result_is_one_touch_from_its_ticket(kiosk: AtTheKiosk) -> None:
    kiosk.scan(OTHER_CODE)
    kiosk.touch("Lấy số nhận kết quả")
    kiosk.sees("ticket_issued", number="E001", lane="Nhận kết quả")
    assert kiosk.whole_tickets == ["E001"]


def test_a_ticket_ends_what_was_shown_of_the_dossier(kiosk: AtTheKiosk) -> None:
    kiosk.scan(OTHER_CODE)
    kiosk.touch("Lấy số nhận kết quả")
    assert remembered(kiosk.terminal, "261118-0031") == set()


def test_five_codes_nobody_knows_pause_the_questions(kiosk: AtTheKiosk) -> None:
    for serial in ("0901", "0902", "0903", "0904", "0905"):
        kiosk.scan(f"H24.15-261125-{serial}")
        kiosk.sees("not_a_receipt", variant="not_seen_yet")
    kiosk.scan(CODE)
    kiosk.sees("not_a_receipt", variant="too_many_tries", heading="Máy tạm ngừng tra cứu ít phút")
    kiosk.touch("Trang đầu")
    kiosk.turn_clock(300)
    kiosk.scan(CODE)
    kiosk.sees("dossier_status", code=CODE)


def test_a_dossier_of_another_office_names_it(kiosk: AtTheKiosk) -> None:
    kiosk.scan("H24.03-261112-0008")
    kiosk.sees("not_a_receipt", variant="other_office", unit="Sở Xây dựng")


def test_a_procedure_code_from_a_leaflet_opens_the_procedure(kiosk: AtTheKiosk) -> None:
    kiosk.scan("1.001193")
    kiosk.sees("procedure", title="Đăng ký khai sinh", crumb_text="Hộ tịch")


def test_our_own_ticket_is_told_apart(kiosk: AtTheKiosk) -> None:
    kiosk.scan("T261125-A001")
    kiosk.sees("not_a_receipt", variant="own_ticket", heading="Đây là phiếu số A001")
