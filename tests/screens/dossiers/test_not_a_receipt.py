"""Never «not found» alone."""

from __future__ import annotations

from typing import get_args

import pytest

from kiosk.words import words_of
from screens.dossiers.not_a_receipt import ICONS, MAY_SEARCH, SAMPLES, WITH_PICTURES, Variant
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk, plain

VI, EN = words_of("vi"), words_of("en")


def test_every_variant_has_a_sample_and_an_icon() -> None:
    assert {sample.variant for sample in SAMPLES.values()} == set(ICONS) == set(get_args(Variant))


@pytest.mark.parametrize(
    ("sample", "heading", "primary"),
    [
        ("identity_card", "Đây là mã trên thẻ căn cước", "Nhập mã hồ sơ bằng tay"),
        ("other_card", "Đây là mã trên thẻ cá nhân", "Nhập mã hồ sơ bằng tay"),
        ("something_else", "Đây không phải mã hồ sơ", "Nhập mã hồ sơ bằng tay"),
        ("square_code", "Mã vuông này chưa tra được", "Nhập mã hồ sơ bằng tay"),
        ("bad_date", "Ngày trong mã chưa đúng", "Nhập lại mã"),
        ("own_ticket", "Đây là phiếu số A030", "Nhập mã hồ sơ bằng tay"),
        ("other_office", "Hồ sơ của nơi khác", "Nhập mã khác"),
        ("not_seen_yet", "Chưa thấy hồ sơ này", "Nhập lại mã"),
        ("unreadable", "Máy chưa đọc được", "Nhập mã hồ sơ bằng tay"),
        ("no_answer", "Chưa hỏi được máy chủ", "Thử lại"),
        ("too_many_tries", "Máy tạm ngừng tra cứu ít phút", "Tìm thủ tục"),
        ("too_many_tries_over", "Đã tra lại được", "Thử lại"),
    ],
)
def test_what_it_was_and_what_to_do(sample: str, heading: str, primary: str) -> None:
    state = SAMPLES[sample]
    assert plain(state.heading(VI)) == heading
    assert plain(state.primary(VI)) == primary
    assert state.primary_icon()
    assert state.sentences(VI)
    assert state.heading(EN) != state.heading(VI)
    assert "**" not in " ".join(state.spoken(EN))


def test_pictures_show_a_card_beside_the_receipt_where_it_was_a_card() -> None:
    assert {name for name, state in SAMPLES.items() if state.has_pictures} == WITH_PICTURES
    assert {name for name, state in SAMPLES.items() if state.shows_card} == {"identity_card", "other_card"}


def test_a_card_is_told_that_nothing_of_it_is_kept() -> None:
    assert "**không được lưu lại**" in SAMPLES["identity_card"].sentences(VI)


def test_the_primary_leads_to_typing(kiosk: AtTheKiosk) -> None:
    kiosk.scan("https://example.com")
    kiosk.touch("Nhập mã hồ sơ bằng tay")
    kiosk.sees("type_receipt_code", kind=None, day="", serial="")
    kiosk.touch("Quay lại")
    kiosk.sees("home")


def test_a_wrong_code_is_typed_again(kiosk: AtTheKiosk) -> None:
    kiosk.scan("H24.15-261125-0404")
    kiosk.touch("Nhập lại mã")
    kiosk.sees("type_receipt_code", day="", serial="")


def test_who_has_tried_too_often_is_led_to_the_procedures(kiosk: AtTheKiosk) -> None:
    kiosk.scan("H24.15-261125-0429")
    kiosk.sees("not_a_receipt", variant="too_many_tries", wait_s=120, waiting="")
    kiosk.terminal.presenter.primary()  # type: ignore[attr-defined]
    kiosk.sees("search", text="")


def test_the_minutes_left_are_the_real_ones_and_count_down(kiosk: AtTheKiosk) -> None:
    kiosk.scan("H24.15-261125-0429")
    kiosk.sees("not_a_receipt", sentences="Mời hỏi quầy, hoặc quay lại sau **2 phút**.")
    kiosk.turn_clock(59)
    kiosk.sees("not_a_receipt", sentences="Mời hỏi quầy, hoặc quay lại sau **2 phút**.")
    kiosk.turn_clock(1)
    kiosk.sees("not_a_receipt", sentences="Mời hỏi quầy, hoặc chờ **60 giây**.")
    kiosk.terminal.touched()
    kiosk.turn_clock(45)
    kiosk.sees("not_a_receipt", sentences="Mời hỏi quầy, hoặc chờ **15 giây**.", may_retry=False)
    kiosk.terminal.touched()
    kiosk.turn_clock(15)
    kiosk.sees("not_a_receipt", heading="Đã tra lại được", may_retry=True)


def test_another_office_is_followed_on_the_citizens_own_telephone(kiosk: AtTheKiosk) -> None:
    kiosk.scan("H24.03-261112-0008")
    kiosk.sees("not_a_receipt", unit="Sở Xây dựng", qr="https://dichvucong.gov.vn")
    assert "261112" not in kiosk.state.qr


def test_our_own_ticket_tells_its_lane_and_who_is_before_it(kiosk: AtTheKiosk) -> None:
    for _ in range(2):
        kiosk.touch("Lấy số thứ tự", "Hộ tịch, chứng thực", "Xong")
        kiosk.turn_clock(60)
    kiosk.scan("T261125-A002")
    kiosk.sees("not_a_receipt", variant="own_ticket", lane="Hộ tịch, chứng thực", ahead=1)
    assert "Trước Ông/Bà còn 1 người." in str(kiosk.shown("sentences"))


def test_a_slip_of_another_office_is_told_as_such_and_has_no_place_here(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", "Hộ tịch, chứng thực", "Xong")
    kiosk.scan("ZZ9-261125-A001")
    kiosk.sees("not_a_receipt", variant="other_ticket", number="A001", lane="", ahead=None)
    assert "không có trong hàng chờ ở đây" in str(kiosk.shown("sentences"))
    assert kiosk.kiosk.content is not None
    kiosk.scan(f"{kiosk.kiosk.content.office.short_code}-261125-A001")
    kiosk.sees("not_a_receipt", variant="own_ticket", ahead=0)


@pytest.mark.parametrize("number", ["A077", "Z001"])
def test_of_a_number_nobody_waits_with_no_place_is_told(kiosk: AtTheKiosk, number: str) -> None:
    kiosk.scan(f"T261125-{number}")
    kiosk.sees("not_a_receipt", variant="own_ticket", ahead=None)
    assert "người" not in str(kiosk.shown("sentences"))


def test_where_nobody_counts_no_place_is_told(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(terminal={"production": True}, scanner={"address": "serial:///dev/kiosk-scanner"})
    kiosk.scan("T261125-A001")
    kiosk.sees("not_a_receipt", variant="own_ticket", ahead=None, number="A001")


@pytest.mark.parametrize("sample", list(SAMPLES))
def test_the_procedures_are_offered_to_whom_they_may_help(sample: str) -> None:
    state = SAMPLES[sample]
    assert state.may_search is (state.variant in MAY_SEARCH)
    assert state.primary(VI) != "Tìm thủ tục" or not state.may_search, "the same way stands there twice"


def test_the_procedures_and_staff_are_one_touch_away(kiosk: AtTheKiosk) -> None:
    kiosk.scan("https://example.com")
    kiosk.touch("Gọi cán bộ")
    assert kiosk.sheet()[0] == "Mời đến bàn hướng dẫn"
    kiosk.touch("Xong", "Tìm thủ tục")
    kiosk.sees("search", text="")


def test_the_scanner_stays_live(kiosk: AtTheKiosk) -> None:
    kiosk.scan("https://example.com")
    kiosk.scan("H24.15-261124-0037")
    kiosk.sees("dossier_status", code="H24.15-261124-0037")


@pytest.mark.parametrize(
    ("code", "variant"),
    [
        ("H24.15-261125-0503", "no_answer"),
        ("H24.15-261125-0504", "no_answer"),
        ("H24.15-261125-0409", "no_answer"),
        ("H24.15-261125-0429", "too_many_tries"),
        ("H24.15-261125-0404", "not_seen_yet"),
        ("H24.03-261112-0008", "other_office"),
    ],
)
def test_whatever_the_office_cannot_answer_has_its_page(kiosk: AtTheKiosk, code: str, variant: str) -> None:
    kiosk.scan(code)
    kiosk.sees("not_a_receipt", variant=variant)
