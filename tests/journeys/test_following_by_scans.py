"""The scanner is live on every page: a receipt leads to its dossier, «Quay lại» to where one was."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from kiosk.workers import Kept
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk
from tests.journeys.whats_remembered import remembered

CODE, OTHER_CODE = "H24.15-261124-0037", "H24.15-261118-0031"
CARD = "031085004821|031234567|NGUYEN VAN HAI|12031985|Nam|12 Le Loi|01012022"
SQUARE = "https://motcua.example.vn/apiqr/qr?id=Zm9vYmFy"
RANDOM = Random(5)  # noqa: S311 - codes of a flood, not a secret


def at_home(kiosk: AtTheKiosk) -> None:
    kiosk.sees("home")


def at_a_life_event(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Trang sau")


def at_the_search(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Tìm thủ tục")
    kiosk.type_words("khai sinh")


def at_all_procedures(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Tìm thủ tục", "Xem tất cả", "Trang sau")


def at_a_procedure_with_an_answer(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con", "Đăng ký khai sinh")
    if kiosk.offers("Có"):
        kiosk.touch("Có")


def at_the_code_half_typed(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Nhập mã bằng tay")
    kiosk.type_digits("26112")


def at_another_code_half_typed(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Nhập mã bằng tay", "Mã có chữ khác")
    kiosk.type_signs("G01.31")


def at_the_lanes(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", "Ưu tiên")


def at_a_ticket(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", "Hộ tịch, chứng thực")


def at_paper_trouble(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", "Hộ tịch, chứng thực")


PLACES = [
    at_home,
    at_a_life_event,
    at_the_search,
    at_all_procedures,
    at_a_procedure_with_an_answer,
    at_the_code_half_typed,
    at_another_code_half_typed,
    at_the_lanes,
    at_a_ticket,
    at_paper_trouble,
]
everywhere = pytest.mark.parametrize("goes", PLACES, ids=lambda goes: goes.__name__)


def where_one_is(kiosk: AtTheKiosk) -> tuple[str, dict[str, object]]:
    """The page and everything on it but what time changes."""
    moving = {"seconds_left", "now", "looked", "results", "is_slow", "candidates"}
    state = kiosk.state
    fields = {name: getattr(state, name) for name in state.__dataclass_fields__ if name not in moving}
    return kiosk.screen, fields


@everywhere
def test_a_receipt_leads_to_its_dossier_and_back_to_where_one_was(
    kiosk: AtTheKiosk, goes: Callable[[AtTheKiosk], None]
) -> None:
    goes(kiosk)
    before = where_one_is(kiosk)
    kiosk.scan(CODE)
    kiosk.sees("dossier_status", code=CODE, heading="Đang giải quyết, đúng hạn")
    kiosk.touch("Quay lại")
    assert where_one_is(kiosk) == before
    assert remembered(kiosk.terminal, "261124-0037") == set()


@everywhere
def test_a_card_is_refused_politely_from_everywhere_and_back_leads_to_where_one_was(
    kiosk: AtTheKiosk, goes: Callable[[AtTheKiosk], None]
) -> None:
    goes(kiosk)
    before = where_one_is(kiosk)
    kiosk.scan(CARD)
    kiosk.sees("not_a_receipt", heading="Đây là mã trên thẻ căn cước")
    assert remembered(kiosk.terminal, "031085004821", "NGUYEN VAN HAI", "Le Loi") == set()
    kiosk.touch("Quay lại")
    assert where_one_is(kiosk) == before


@everywhere
def test_the_first_code_nobody_can_read_takes_no_page_away(
    kiosk: AtTheKiosk, goes: Callable[[AtTheKiosk], None]
) -> None:
    goes(kiosk)
    before = where_one_is(kiosk)
    kiosk.scan(b"\xff\xfe\x80\x81")
    assert where_one_is(kiosk) == before
    assert kiosk.scanner_line() == "**Chưa đọc được**, mời đưa lại"
    kiosk.scan(b"\xff\xfe\x80\x82")
    kiosk.sees("not_a_receipt", variant="unreadable")
    kiosk.touch("Quay lại")
    assert where_one_is(kiosk) == before


def test_the_line_goes_by_itself_and_with_the_next_code_that_can_be_read(kiosk: AtTheKiosk) -> None:
    kiosk.scan("x")
    kiosk.turn_clock(6)
    assert kiosk.scanner_line() == ""
    kiosk.turn_clock(30)
    kiosk.scan("x")
    kiosk.sees("home")
    kiosk.scan(CODE)
    assert (kiosk.screen, kiosk.scanner_line()) == ("dossier_status", "")
    kiosk.scan("x")
    kiosk.sees("dossier_status", code=CODE)


def test_whoever_scanned_the_wrong_thing_first_comes_back_to_where_they_were(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con")
    kiosk.scan("https://example.com/menu")
    kiosk.sees("not_a_receipt", variant="something_else")
    kiosk.scan(CODE)
    kiosk.touch("Quay lại")
    kiosk.sees("life_event")


def test_a_new_receipt_ends_the_question_about_the_older_one(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.touch("Xem chi tiết")
    kiosk.scan(OTHER_CODE)
    kiosk.sees("dossier_status", code=OTHER_CODE)
    assert remembered(kiosk.terminal, "261124-0037") == set()
    kiosk.touch("Quay lại")
    kiosk.sees("home")


def test_a_scan_while_an_answer_is_awaited_has_its_turn_after_it_and_the_latest_wins(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.scan("H24.15-261109-0042")
    kiosk.scan(CODE)
    kiosk.scan(OTHER_CODE)
    kiosk.sees("dossier_status", code="H24.15-261109-0042")
    assert remembered(kiosk.terminal, CODE) == set(), "the one before the latest is dropped"
    kiosk.let_it_finish()
    kiosk.sees("dossier_status", heading="Hồ sơ tạm dừng")
    kiosk.turn_clock(0.25)
    kiosk.let_it_finish()
    kiosk.sees("dossier_status", code=OTHER_CODE, heading="Đã có kết quả, mời đến Quầy 3")


def test_a_scan_while_a_slip_is_printed_has_its_turn_after_it(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.scan(CODE)
    kiosk.let_it_finish()
    kiosk.touch("In phiếu tình trạng")
    kiosk.scan(OTHER_CODE)
    kiosk.sees("dossier_status", code=CODE, print_label="Đang in…")
    assert kiosk.scanner_line() == "**Đã nhận mã**, mời chờ một chút"
    kiosk.let_it_finish()
    kiosk.turn_clock(0.25)
    kiosk.sees("dossier_status", code=OTHER_CODE)
    assert len(kiosk.printed_statuses) == 1


def test_nobody_waits_for_a_printer_for_ever(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.scan(CODE)
    kiosk.let_it_finish()
    kiosk.touch("In phiếu tình trạng")
    kiosk.scan(OTHER_CODE)
    kiosk.turn_clock(15)
    kiosk.sees("dossier_status", code=OTHER_CODE)


def test_a_waiting_scan_leaves_with_the_citizen(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.scan(CODE)
    kiosk.scan(OTHER_CODE)
    kiosk.touch("Trang đầu")
    kiosk.let_it_finish()
    kiosk.turn_clock(2)
    kiosk.sees("home")
    assert remembered(kiosk.terminal, CODE, OTHER_CODE) == set()


@pytest.mark.parametrize("codes", [(CODE, SQUARE), (SQUARE, CODE), (CODE, f"https://x.vn/tra-cuu?MHS={CODE}")])
def test_two_codes_of_one_paper_read_at_once_are_one_question(kiosk: AtTheKiosk, codes: tuple[str, str]) -> None:
    kiosk.turn_clock(2)
    for code in codes:
        kiosk.scanner.read(code.encode())
        kiosk.deliver()
    kiosk.sees("dossier_status", code=CODE)
    assert len(kiosk.events("dossier-looked-up")) == 1


def test_a_thousand_scans_in_a_minute_leave_the_terminal_usable(kiosk: AtTheKiosk) -> None:
    for nth in range(1000):
        kiosk.scanner.read(f"H24.15-261125-{RANDOM.randrange(10_000):04d}".encode())
        kiosk.deliver()
        kiosk.time.turn(0.06)
        if nth % 4 == 0:
            kiosk.terminal.tick()
    assert kiosk.kiosk.mailbox.deliver() == 0
    kiosk.touch("Trang đầu", "Lấy số thứ tự", "Hộ tịch, chứng thực")
    kiosk.sees("ticket_issued", number="A001")
    kiosk.touch("Xong")
    kiosk.it_is(kiosk.time.now().replace(hour=11))
    kiosk.scan(CODE)
    kiosk.sees("dossier_status", code=CODE)


def test_a_thousand_scans_while_one_answer_is_awaited_are_one_that_waits(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.scan(CODE)
    assert isinstance(kiosk.worker, Kept)
    asked = len(kiosk.worker.works)
    for nth in range(1000):
        kiosk.terminal.scanned.read(f"H24.15-261125-{nth:04d}")
    assert len(kiosk.worker.works) == asked
    kiosk.let_it_finish()
    kiosk.turn_clock(0.25)
    kiosk.sees("dossier_status", code="H24.15-261125-0999")
