"""The number without paper: nothing is lost, and the page says so before anything else."""

from __future__ import annotations

import pytest

from devices.printers.contract import BLOCKING, Condition
from kiosk.words import words_of
from screens.tickets.paper_trouble import SAMPLES
from screens.tickets.printer_causes import Cause, cause_of
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk, plain

VI, EN = words_of("vi"), words_of("en")
HOUSEHOLD = "Hộ tịch, chứng thực"


@pytest.mark.parametrize(
    ("conditions", "cause"),
    [
        ({Condition.PAPER_OUT}, "no_paper"),
        ({Condition.COVER_OPEN}, "cover_open"),
        ({Condition.COVER_OPEN, Condition.PAPER_OUT}, "cover_open"),
        ({Condition.CUTTER}, "jam"),
        ({Condition.MECHANISM}, "jam"),
        ({Condition.OVERHEAT}, "hot"),
        ({Condition.NOT_TAKEN}, "not_taken"),
        ({Condition.STALLED}, "offline"),
        ({Condition.DISCONNECTED}, "offline"),
        ({Condition.NO_ANSWER}, "offline"),
        ({Condition.GARBLED}, "offline"),
        ({Condition.PAPER_LOW, Condition.PAPER_OUT}, "no_paper"),
        (set(), "offline"),
    ],
)
def test_one_cause_is_named_the_one_a_person_can_mend_at_once(conditions: set[Condition], cause: Cause) -> None:
    assert cause_of(frozenset(conditions)) == cause


def test_everything_that_blocks_a_printer_has_a_cause() -> None:
    assert {cause_of(frozenset({condition})) for condition in BLOCKING} >= {"no_paper", "cover_open", "jam", "hot"}


@pytest.mark.parametrize(
    ("sample", "heading"),
    [
        ("no_paper", "Máy đang hết giấy"),
        ("cover_open", "Nắp máy in chưa đóng"),
        ("jam", "Máy in đang kẹt giấy"),
        ("offline", "Máy in đang mất kết nối"),
        ("hot", "Máy in đang nóng, xin chờ một phút"),
        ("not_taken", "Mời lấy phiếu trước ở khe in"),
        ("printing_again", "Đang in phiếu…"),
        ("paper_back", "Đã có giấy. Đang in phiếu…"),
        ("running_again", "Máy in đã chạy lại. Đang in phiếu…"),
        ("mended", "Đã có giấy"),
    ],
)
def test_the_heading_says_what_happened_and_never_a_code(sample: str, heading: str) -> None:
    assert plain(SAMPLES[sample].heading(VI)) == heading
    assert SAMPLES[sample].heading(EN) != heading


def test_the_number_is_smaller_beside_its_code_and_still_large() -> None:
    assert SAMPLES["no_paper"].number_px == 236


def test_while_it_prints_again_a_second_touch_is_nothing(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.let_it_finish()
    kiosk.put_in_paper()
    kiosk.touch("In lại", "In lại")
    kiosk.sees("paper_trouble", printing=True, heading="Đang in phiếu…")
    kiosk.let_it_finish()
    kiosk.sees("ticket_issued", slip="confirmed")
    assert kiosk.whole_tickets == ["A001"]


def test_who_leaves_while_it_prints_again_is_not_called_back(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.let_it_finish()
    kiosk.put_in_paper()
    kiosk.touch("In lại", "Trang đầu")
    kiosk.let_it_finish()
    kiosk.sees("home")


def test_the_number_is_gone_with_the_citizen(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Đã nhớ số, xong")
    kiosk.sees("home")
    assert kiosk.terminal.presenters["paper_trouble"].state.number == ""


def test_when_the_printer_is_mended_this_number_comes_by_itself(kiosk: AtTheKiosk) -> None:
    kiosk.let_paper_run_out()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.put_in_paper()
    kiosk.turn_clock(3)
    kiosk.sees("ticket_issued", number="A001", heading="Mời lấy phiếu ở khe in")


@pytest.mark.parametrize("sample", list(SAMPLES))
def test_heading_number_and_that_it_is_kept_are_said(sample: str) -> None:
    state = SAMPLES[sample]
    heading, number, kept, *_ = (plain(text) for text in state.spoken(VI))
    assert heading == plain(state.heading(VI))
    assert number == f"Số của Ông/Bà là {state.number}"
    assert "vẫn được giữ" in kept
    assert "**" not in " ".join(state.spoken(EN))
