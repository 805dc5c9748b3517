"""How each standing of a dossier is put in words."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from kiosk.dossiers.dossier import Payment, Supplement
from kiosk.dossiers.standing import LookState
from kiosk.words import words_of
from screens.dossiers.status_samples import SAMPLES, sample_look, sample_time
from screens.dossiers.status_words import ICONS, TONES, Look, hour_words
from tests.at_the_kiosk import plain
from tests.kiosk.dossiers.sample_answers import the_office
from tests.screens.dossiers.sample_dossiers import all_dossiers

VI, EN = words_of("vi"), words_of("en")


def look(sample: str) -> Look:
    found = SAMPLES[sample].look
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("sample", "heading", "label", "figure"),
    [
        ("waiting", "Đã nhận qua mạng, chờ tiếp nhận", "", ""),
        ("in_time", "Đang giải quyết, đúng hạn", "Hẹn trả kết quả", "Thứ Sáu, 27/11/2026"),
        ("late", "Đã quá hạn 2 ngày làm việc", "Đã hẹn trả", "Thứ Hai, 23/11/2026"),
        ("late_new_date", "Đã quá hạn 2 ngày làm việc", "Hẹn lại", "Thứ Sáu, 27/11/2026"),
        ("more_papers", "Cần bổ sung giấy tờ", "Hạn bổ sung", "Thứ Hai, 30/11/2026"),
        ("pay", "Cần nộp lệ phí", "Số tiền", "50.000 đồng"),
        ("ready", "Đã có kết quả, mời đến Quầy 3", "Giờ trả kết quả", "07:30–11:30, 13:30–17:00"),
        ("done", "Đã trả kết quả ngày 20/11/2026", "", ""),
        ("refused", "Hồ sơ chưa được tiếp nhận", "", ""),
        ("stopped", "Hồ sơ tạm dừng", "", ""),
        ("withdrawn", "Hồ sơ đã rút theo yêu cầu", "", ""),
        ("unknown_status", "Đang xử lý – xin hỏi quầy", "Hẹn trả kết quả", "Thứ Sáu, 27/11/2026"),
        ("no_date", "Đang giải quyết, đúng hạn", "", ""),
    ],
)
def test_heading_label_and_figure(sample: str, heading: str, label: str, figure: str) -> None:
    found = look(sample)
    assert (plain(found.heading(VI)), plain(found.label(VI)), plain(found.date(VI))) == (heading, label, figure)


@pytest.mark.parametrize(
    ("sample", "line"),
    [
        ("late", "Cơ quan xin lỗi Ông/Bà. Mời hỏi Trung tâm Phục vụ hành chính công phường Ngô Quyền."),
        ("pay", "Nộp tại: Quầy 3"),
        (
            "pay_until",
            "Nộp tại: Kho bạc Nhà nước hoặc trực tuyến, theo thông báo của cơ quan thuế\nHạn nộp: Thứ Hai, 30/11/2026",
        ),
        ("paid", "Hồ sơ được giải quyết tiếp sau khi xác nhận."),
        (
            "extended",
            (
                "Từ 14 giờ, tại **Quầy 3** · còn 2 ngày làm việc\nCơ quan xin lỗi Ông/Bà vì đã hẹn lại từ ngày "
                "12/11/2026. Lý do: Cần xác minh thêm tại nơi cư trú trước đây."
            ),
        ),
        (
            "ready_long",
            "Kết quả đang chờ Ông/Bà từ ngày 15/10/2026.\nXin mang theo giấy hẹn và giấy tờ tuỳ thân.",
        ),
        ("waiting", "Kết quả tiếp nhận sẽ hiện ở đây."),
        ("waiting_long", "Gửi lúc 10:20, Thứ Năm, 19/11. Mời hỏi tại quầy."),
        ("refused", "Lý do: Một bên chưa đủ tuổi kết hôn theo quy định."),
        ("withdrawn", ""),
        ("no_date", "Hồ sơ này không hẹn ngày theo quy định."),
        ("ready", "Xin mang theo giấy hẹn và giấy tờ tuỳ thân."),
    ],
)
def test_what_to_do(sample: str, line: str) -> None:
    assert plain(look(sample).line(VI)) == line


def test_no_paper_to_bring_is_left_out() -> None:
    six = Supplement(None, None, None, tuple(f"Giấy {n}" for n in range(6)), None)
    dossier = replace(look("more_papers").dossier, supplement=six)
    assert sample_look(dossier).line(VI).split("\n") == [f"• Giấy {n}" for n in range(6)]


def test_a_date_for_papers_that_has_passed_is_told() -> None:
    assert look("more_papers_too_late").line(VI) == "Đã quá hạn bổ sung. Mời hỏi tại quầy."


def test_a_sentence_instead_of_a_list_is_shown_as_it_came() -> None:
    said = Supplement(None, None, "Xin mang bản gốc đến Quầy 4.", (), None)
    assert look("more_papers").papers
    assert (
        sample_look(replace(look("more_papers").dossier, supplement=said)).line(VI) == "• Xin mang bản gốc đến Quầy 4."
    )


@pytest.mark.parametrize("supplement", [None, Supplement(None, None, None, (), None)])
def test_papers_nobody_listed_are_asked_for_at_the_counter(supplement: Supplement | None) -> None:
    dossier = replace(look("more_papers").dossier, supplement=supplement)
    assert sample_look(dossier).line(VI) == "Mời hỏi tại quầy cần bổ sung giấy tờ nào."


def test_money_already_paid_is_not_asked_for_again() -> None:
    paid = replace(look("pay").dossier, payment=Payment(50000, paid=True, pay_by=None, where=None))
    assert sample_look(paid).heading(VI) == "Đã nhận tiền, đang xác nhận"


def test_an_amount_nobody_knows_is_not_made_up() -> None:
    unknown = sample_look(replace(look("pay").dossier, payment=Payment(None, paid=False, pay_by=None, where=None)))
    assert (unknown.label(VI), unknown.figure(VI), unknown.line(VI)) == ("", "", "Mời hỏi tại quầy.")


def test_english_says_the_same_with_its_own_numbers() -> None:
    assert look("pay").date(EN) == "50,000 VND"
    assert look("in_time").date(EN) == "Friday, 27/11/2026"
    assert look("late").heading(EN) == "2 working days late"


@pytest.mark.parametrize(
    ("hour", "minute", "vietnamese", "english"),
    [(14, 0, "14 giờ", "14:00"), (15, 30, "15 giờ 30", "15:30"), (8, 5, "8 giờ 05", "08:05")],
)
def test_hours_as_people_say_them(hour: int, minute: int, vietnamese: str, english: str) -> None:
    at = sample_time("27T14:00").replace(hour=hour, minute=minute)
    assert (hour_words(VI, at), hour_words(EN, at)) == (vietnamese, english)


def test_every_standing_has_a_tone_and_an_icon() -> None:
    assert set(TONES) == set(ICONS) == set(get_args(LookState))


def test_the_steps_tell_what_is_behind_and_what_is_planned() -> None:
    first, second, third, last = SAMPLES["in_time"].steps
    assert (first.done, plain(first.note(VI))) == (True, "Thứ Ba, 24/11, 09:12 · Quầy 2")
    assert (second.current, second.title(VI)) == (True, "Đang xác minh, xử lý")
    assert plain(third.note(VI)) == "Dự kiến 26/11", "«Lãnh đạo» stands in the title already"
    assert (last.last, plain(last.note(VI))) == (True, "Dự kiến 27/11 · Quầy 3")
    assert {first.icon, second.icon, third.icon} == {"done", "hourglass_top", ""}


@pytest.mark.parametrize("sample", ["late", "more_papers", "pay", "stopped"])
def test_a_plan_that_has_passed_or_stands_still_is_none(sample: str) -> None:
    assert [plain(step.note(VI)) for step in SAMPLES[sample].all_steps][2:] == ["", "Quầy 3"]


def test_every_dossier_of_the_sample_office_is_said_in_both_languages() -> None:
    for dossier in all_dossiers(the_office()):
        state = sample_look(dossier)
        for words in (VI, EN):
            assert state.heading(words), dossier.status
            assert "{" not in " ".join(state.spoken(words))
