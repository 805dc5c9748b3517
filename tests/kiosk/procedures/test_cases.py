"""Yes or no, one question after the other, until the list holds what this citizen needs and nothing else."""

from __future__ import annotations

import pytest

from kiosk.procedures.cases import Answers, is_unsure, leads_to, next_question, notes_for, papers_for
from kiosk.procedures.procedure import Condition, Note, Paper, Procedure, Question
from kiosk.procedures.text import Text


def text(words: str) -> Text:
    return Text(words, words)


FOREIGN = Question("foreign", text("Người nước ngoài?"), yes_leads_to="2.000528")
MARRIED = Question("married", text("Đã kết hôn?"))
FATHER = Question("father", text("Ghi tên cha?"), asked_when=(Condition("married", answer=False),))
FORM = Paper(text("Tờ khai"))
CERTIFICATE = Paper(text("Giấy kết hôn"), when=(Condition("married", answer=True),))
PROOF = Paper(text("Giấy chứng minh cha con"), when=(Condition("father", answer=True),))
ALONE = Note(text("Mẹ đi một mình?"), text("Cũng được."), when=(Condition("married", answer=False),))
BIRTH = Procedure(
    code="1.001193",
    title=text("Đăng ký khai sinh"),
    official_name="Thủ tục đăng ký khai sinh",
    field=text("Hộ tịch"),
    telling_line=text("Trong ngày"),
    source="Cổng Dịch vụ công quốc gia",
    as_of="2026-07",
    questions=(FOREIGN, MARRIED, FATHER),
    papers=(FORM, CERTIFICATE, PROOF),
    notes=(ALONE,),
)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, FOREIGN),
        ({"foreign": False}, MARRIED),
        ({"foreign": None}, MARRIED),
        ({"foreign": True}, None),
        ({"foreign": False, "married": True}, None),
        ({"foreign": False, "married": False}, FATHER),
        ({"foreign": False, "married": None}, None),
        ({"foreign": False, "married": False, "father": True}, None),
    ],
)
def test_the_next_question_is_the_first_that_matters(answers: Answers, asked: Question | None) -> None:
    assert next_question(BIRTH, answers) == asked


@pytest.mark.parametrize(
    ("answers", "papers"),
    [
        ({}, (FORM, CERTIFICATE, PROOF)),
        ({"married": True}, (FORM, CERTIFICATE)),
        ({"married": False}, (FORM, PROOF)),
        ({"married": False, "father": True}, (FORM, PROOF)),
        ({"married": False, "father": False}, (FORM,)),
        ({"married": None}, (FORM, CERTIFICATE, PROOF)),
        ({"married": False, "father": None}, (FORM, PROOF)),
    ],
)
def test_only_a_clear_answer_takes_a_paper_away(answers: Answers, papers: tuple[Paper, ...]) -> None:
    assert papers_for(BIRTH, answers) == papers


def test_a_question_that_cannot_arise_any_more_asks_for_no_paper() -> None:
    assert PROOF not in papers_for(BIRTH, {"foreign": False, "married": True})


def test_a_paper_asked_for_by_an_unknown_question_stays() -> None:
    procedure = Procedure(
        **{name: getattr(BIRTH, name) for name in ("code", "title", "official_name", "field", "telling_line")},
        source="Cổng Dịch vụ công quốc gia",
        as_of="2026-07",
        papers=(PROOF,),
    )
    assert papers_for(procedure, {"married": True}) == (PROOF,)


def test_notes_follow_the_same_answers() -> None:
    assert notes_for(BIRTH, {"married": False}) == (ALONE,)
    assert notes_for(BIRTH, {"married": True}) == ()


def test_an_answer_may_show_that_another_procedure_is_the_right_one() -> None:
    assert leads_to(BIRTH, {"foreign": True}) == "2.000528"
    assert leads_to(BIRTH, {"foreign": False}) is None
    assert leads_to(BIRTH, {"foreign": None}) is None


def test_who_is_not_sure_is_told_that_the_list_may_hold_more() -> None:
    assert is_unsure(BIRTH, {"foreign": False, "married": None})
    assert not is_unsure(BIRTH, {"foreign": False})
