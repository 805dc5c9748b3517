"""A code by hand: three boxes and a number pad."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.assembly import parked
from kiosk.journal import KeptJournal
from kiosk.mailbox import Mailbox
from kiosk.settings import Settings
from kiosk.time_source import TurnedTime
from kiosk.words import words_of
from screens.dossiers.type_receipt_code import SAMPLES, TypeReceiptCodePresenter
from screens.terminal import Terminal
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk

VI, EN = words_of("vi"), words_of("en")


@pytest.fixture
def typing(kiosk: AtTheKiosk) -> AtTheKiosk:
    kiosk.touch("Nhập mã bằng tay")
    return kiosk


def looks(kiosk: AtTheKiosk) -> list[tuple[str, str]]:
    return [(box.text, box.look) for box in kiosk.state.boxes(kiosk.terminal.words)]


def test_the_unit_is_filled_in_already(typing: AtTheKiosk) -> None:
    assert looks(typing) == [("H24.15", "fixed"), ("", "current"), ("", "to_come")]
    assert "**H24.15** đã điền sẵn" in str(typing.shown("help"))


def test_digits_fill_the_day_and_then_the_number(typing: AtTheKiosk) -> None:
    typing.type_digits("26112")
    assert looks(typing)[1] == ("26112", "current")
    typing.type_digits("4")
    assert looks(typing)[1:] == [("261124", "done"), ("", "current")]
    typing.type_digits("003")
    typing.sees("type_receipt_code", complete=False, serial="003")
    typing.type_digits("7")
    assert looks(typing)[1:] == [("261124", "done"), ("0037", "done")]
    typing.sees("type_receipt_code", complete=True)


def test_the_number_takes_seven_digits_and_no_more(typing: AtTheKiosk) -> None:
    typing.type_digits("261124" + "0" * 12)
    typing.sees("type_receipt_code", serial="0000000", complete=True)


@pytest.mark.parametrize(
    ("digits", "problem"),
    [
        ("2613", "Tháng chỉ từ 01 đến 12"),
        ("2600", "Tháng chỉ từ 01 đến 12"),
        ("260230", "Ngày này không có trong tháng"),
    ],
)
def test_a_day_that_cannot_be_is_told_at_once(typing: AtTheKiosk, digits: str, problem: str) -> None:
    typing.type_digits(digits)
    typing.sees("type_receipt_code", problem=problem, complete=False)
    assert looks(typing)[1][1] == "wrong"
    typing.touch("Xoá một số")
    typing.sees("type_receipt_code", problem="")


def test_after_a_wrong_day_no_digit_goes_into_the_number(typing: AtTheKiosk) -> None:
    typing.type_digits("2602301234")
    typing.sees("type_receipt_code", day="260230", serial="")


def test_rubbing_out_goes_across_the_boxes(typing: AtTheKiosk) -> None:
    typing.type_digits("26112400")
    typing.touch("Xoá một số", "Xoá một số", "Xoá một số")
    typing.sees("type_receipt_code", day="26112", serial="")
    typing.touch("Xoá hết")
    typing.sees("type_receipt_code", day="", serial="")
    typing.touch("Xoá một số")
    typing.sees("type_receipt_code", day="")


def test_each_box_has_a_name_of_its_own_and_says_its_digits_one_by_one(typing: AtTheKiosk) -> None:
    typing.type_digits("261124")
    boxes = typing.state.boxes(VI)
    assert [box.name for box in boxes] == ["unit", "day", "serial"]
    assert [box.say(VI) for box in boxes] == ["Đơn vị: H24.15", "Năm, tháng, ngày: 2 6 1 1 2 4", "Số thứ tự: chưa gõ"]


def test_the_primary_sleeps_until_the_code_is_whole(typing: AtTheKiosk) -> None:
    typing.type_digits("261124003")
    typing.touch("Xem tình trạng")
    typing.sees("type_receipt_code", serial="003")
    assert typing.events("dossier-looked-up") == []


def test_the_second_fact_is_four_digits(typing: AtTheKiosk) -> None:
    typing.type_digits("2611240037")
    typing.touch("Xem tình trạng")
    typing.sees("type_receipt_code", heading="Xin thêm 4 số cuối căn cước", complete=False)
    typing.type_digits("48")
    typing.touch("Xem tình trạng")
    typing.sees("type_receipt_code", fact="48")
    typing.type_digits("2199")
    typing.sees("type_receipt_code", fact="4821", complete=True)
    typing.touch("Xoá một số")
    typing.sees("type_receipt_code", fact="482")


def test_it_is_promised_that_the_fact_is_not_kept() -> None:
    assert SAMPLES["second_fact"].help(VI) == "Máy chỉ dùng các số này để so với hồ sơ, **không lưu lại**."


def test_another_fact_has_other_words(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(dossiers={"factors": ["phone_last4", "id_last4"]})
    kiosk.scan("H24.15-261124-0037")
    kiosk.touch("Xem chi tiết")
    kiosk.sees("type_receipt_code", kind="phone_last4", heading="Xin thêm 4 số cuối điện thoại")


def test_the_secret_beside_the_code_has_letters(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(dossiers={"factors": ["secret"]})
    kiosk.scan("H24.15-261124-0037")
    kiosk.touch("Xem chi tiết")
    kiosk.sees("type_receipt_code", kind="secret", heading="Xin thêm mã tra cứu", has_letters=True, has_pad=False)
    kiosk.sees("type_receipt_code", offers_card=False)
    kiosk.type_signs("Q-7.X")
    kiosk.sees("type_receipt_code", fact="Q7X", complete=False)
    kiosk.type_signs("ZZ")
    kiosk.sees("type_receipt_code", fact="Q7XZ", complete=True)


def test_letters_are_no_digits(typing: AtTheKiosk) -> None:
    typing.type_digits("2611240037")
    typing.touch("Xem tình trạng")
    typing.type_signs("A4.8")
    typing.sees("type_receipt_code", fact="48")


def test_a_code_with_other_letters_has_one_field_and_a_keyboard(typing: AtTheKiosk) -> None:
    typing.touch("Mã có chữ khác")
    typing.sees("type_receipt_code", shows_field=True, shows_boxes=False, has_letters=True, complete=False)
    typing.type_signs("G01.31-20261117-0004821")
    typing.sees("type_receipt_code", other="G01.31-20261117-0004821", complete=True)
    typing.touch("Xem tình trạng")
    typing.sees("type_receipt_code", kind="id_last4", may_skip=False)
    typing.type_digits("9528")
    typing.touch("Xem tình trạng")
    typing.sees("dossier_status", code="G01.31-20261117-0004821", minimal=False)


@pytest.mark.parametrize(
    ("signs", "problem", "left"),
    [
        ("HELLO-WORLD", "Mã này chưa đúng. Mời so lại với giấy hẹn.", "HELLO-WORLD"),
        ("H24.15-261324-0037", "Ngày trong mã chưa đúng", "H24.15-261324-0037"),
        ("031085004821", "Đây là số giấy tờ cá nhân, không phải mã hồ sơ", ""),
    ],
)
def test_what_is_no_code_is_told_and_asked_nowhere(typing: AtTheKiosk, signs: str, problem: str, left: str) -> None:
    typing.touch("Mã có chữ khác")
    typing.type_signs(signs)
    typing.touch("Xem tình trạng")
    typing.sees("type_receipt_code", problem=problem, other=left)
    assert typing.events("dossier-looked-up") == []
    typing.type_signs("H")
    typing.sees("type_receipt_code", problem="")


def test_the_field_takes_forty_signs_and_only_those_of_codes(typing: AtTheKiosk) -> None:
    typing.touch("Mã có chữ khác")
    for sign in "a!|é ":
        typing.terminal.presenter.press(sign)  # type: ignore[attr-defined]
    typing.sees("type_receipt_code", other="")
    typing.type_signs("H" * 41)
    typing.sees("type_receipt_code", other="H" * 40)
    typing.terminal.presenter.press("back")  # type: ignore[attr-defined]
    typing.sees("type_receipt_code", other="H" * 39)


def test_back_leads_from_the_field_to_the_boxes_and_then_away(typing: AtTheKiosk) -> None:
    typing.touch("Mã có chữ khác")
    typing.type_signs("G01")
    typing.touch("Quay lại")
    typing.sees("type_receipt_code", is_other=False, other="")
    typing.touch("Quay lại")
    typing.sees("home")


def test_the_card_is_awaited_for_half_a_minute(typing: AtTheKiosk) -> None:
    typing.type_digits("2611240037")
    typing.touch("Xem tình trạng", "Dùng thẻ căn cước để xác minh")
    typing.sees("type_receipt_code", waiting_for_card="Máy đang chờ thẻ: **30 giây**", is_primary_awake=False)
    typing.turn_clock(12)
    typing.sees("type_receipt_code", waiting_for_card="Máy đang chờ thẻ: **18 giây**")
    typing.turn_clock(18)
    typing.sees("type_receipt_code", waiting_for_card="Chưa thấy thẻ. Mời bấm «Chờ thẻ lần nữa».", card_s=0)
    typing.touch("Chờ thẻ lần nữa")
    typing.sees("type_receipt_code", card_s=30)
    typing.touch("Gõ thay vì dùng thẻ")
    typing.sees("type_receipt_code", card_only=False, kind="id_last4", card_s=0)


def test_an_office_that_takes_the_card_alone_asks_for_nothing_else() -> None:
    state = SAMPLES["second_fact_card_only"]
    assert (state.has_pad, state.has_letters, state.shows_boxes, state.offers_typing) == (False,) * 4
    assert not state.complete


def test_no_card_is_asked_for_where_it_proves_nothing() -> None:
    state = SAMPLES["second_fact_phone"]
    assert (state.offers_card, "thẻ" in state.line(VI)) == (False, False)


def test_another_office_has_another_unit(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(dossiers={"default_unit": "H24.16", "unit_prefixes": ["H24.16"]})
    kiosk.touch("Nhập mã bằng tay")
    kiosk.sees("type_receipt_code", unit="H24.16")


def test_leaving_and_coming_back_finds_the_boxes_empty(typing: AtTheKiosk) -> None:
    typing.type_digits("261124")
    typing.touch("Trang đầu", "Nhập mã bằng tay")
    typing.sees("type_receipt_code", day="", serial="")


@given(st.lists(st.sampled_from([*"0123456789", "rub out", "clear"]), max_size=30))
def test_whatever_is_pressed_the_boxes_hold_digits_of_allowed_lengths(keys: list[str]) -> None:
    closed = parked(Settings(), (), time=TurnedTime(), journal=KeptJournal(), mailbox=Mailbox())  # needs no folder
    pad = TypeReceiptCodePresenter(Terminal(closed))
    for key in keys:
        {"rub out": pad.rub_out, "clear": pad.clear}.get(key, partial(pad.press, key))()
        state = pad.state
        assert len(state.day) <= 6
        assert len(state.serial) <= 7
        assert not state.serial or len(state.day) == 6
        assert len(state.boxes(VI)) == 3


@pytest.mark.parametrize("sample", list(SAMPLES))
def test_title_and_line_are_said_and_that_it_is_enough(sample: str) -> None:
    state = SAMPLES[sample]
    said = list(state.spoken(VI))
    assert said[:2] == [state.heading(VI), state.line(VI)]
    assert ("đủ số, mời xem tình trạng" in said) is state.complete
    assert all(state.spoken(EN))
    assert not any(part in " ".join(said) for part in ("261124", "0037"))
