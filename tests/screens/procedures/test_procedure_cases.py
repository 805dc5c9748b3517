"""Questions before the papers: one at a time, back one at a time, and every answer can be changed."""

from __future__ import annotations

import pytest

from kiosk.words import words_of
from screens.procedures.procedure_samples import SAMPLES
from tests.at_the_kiosk import AtTheKiosk

VI = words_of("vi")


@pytest.fixture
def birth(kiosk: AtTheKiosk) -> AtTheKiosk:
    kiosk.touch("Sinh con", "Đăng ký khai sinh")
    return kiosk


def names(kiosk: AtTheKiosk) -> list[str]:
    return [paper.name.vi for paper in kiosk.state.all_papers]


def test_no_paper_is_shown_before_the_questions_are_answered(birth: AtTheKiosk) -> None:
    birth.sees("procedure", question_text="Cha hoặc mẹ bé là người nước ngoài?", papers=(), can_be_printed=False)
    birth.touch("Không")
    birth.sees("procedure", question_text="Cha mẹ bé có đăng ký kết hôn không?")
    birth.touch("Có", "Có")
    birth.sees("procedure", is_list=True, question_text="")
    assert "Giấy chứng sinh" in names(birth)
    assert "Giấy của người làm chứng về việc sinh" not in names(birth)


def test_back_goes_one_question_back_and_then_to_the_list(birth: AtTheKiosk) -> None:
    birth.touch("Không", "Có")
    birth.touch("Quay lại")
    birth.sees("procedure", question_text="Cha mẹ bé có đăng ký kết hôn không?")
    birth.touch("Quay lại")
    birth.sees("procedure", question_text="Cha hoặc mẹ bé là người nước ngoài?")
    birth.touch("Quay lại")
    birth.sees("life_event")


def test_from_the_list_too_the_last_answer_can_be_taken_back_or_all_of_them(birth: AtTheKiosk) -> None:
    birth.touch("Không", "Có", "Có")
    birth.touch("Quay lại")
    birth.sees("procedure", question_text="Có Giấy chứng sinh của nơi sinh không?")
    birth.touch("Không", "Đổi câu trả lời")
    birth.sees("procedure", question_text="Cha hoặc mẹ bé là người nước ngoài?", answers=())


def test_not_sure_keeps_the_papers_of_both_answers_and_asks_staff(birth: AtTheKiosk) -> None:
    birth.touch("Không", "Có", "Chưa rõ")
    assert {"Giấy chứng sinh", "Giấy của người làm chứng về việc sinh"} <= set(names(birth))
    assert any(each == "unsure" for each in birth.state.remarks)
    assert "Chưa rõ" in str(birth.shown("case_line"))


def test_an_answer_may_lead_to_another_procedure_and_says_why(birth: AtTheKiosk) -> None:
    birth.touch("Có")
    birth.sees("procedure", is_led_away=True, papers=())
    assert "Cha hoặc mẹ bé là người nước ngoài?" in str(birth.shown("led_because"))
    other = birth.state.target
    birth.touch(other.title.vi)
    birth.sees("procedure", procedure=other, answers=(), target=None)
    birth.touch("Quay lại")
    birth.sees("life_event")


def test_who_was_led_away_by_mistake_goes_back_to_the_question(birth: AtTheKiosk) -> None:
    birth.touch("Có", "Quay lại")
    birth.sees("procedure", is_asking=True, is_led_away=False)


def test_the_questions_are_put_again_to_the_next_citizen(birth: AtTheKiosk) -> None:
    birth.touch("Không", "Có", "Có", "Trang đầu", "Sinh con", "Đăng ký khai sinh")
    birth.sees("procedure", is_asking=True, answers=())


def test_what_was_answered_stands_above_the_list() -> None:
    assert SAMPLES["answered"].shown_case(VI) == "Cha mẹ bé có đăng ký kết hôn không? Có"
    assert SAMPLES["papers"].shown_case(VI) == ""


def test_the_papers_of_a_case_are_numbered_through() -> None:
    assert [row.number for row in SAMPLES["answered"].papers] == [1, 2, 3]
    assert [row.number for row in SAMPLES["unsure"].papers] == [1, 2, 3, 4]
