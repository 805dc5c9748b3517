"""Trường hợp: yes/no answers choose the papers that apply. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from kiosk.procedures.procedure import Condition, Note, Paper, Procedure, Question

Answers: TypeAlias = Mapping[str, bool | None]
"""Question key -> «Có», «Không», or None for «Chưa rõ»; a key that is missing has not been asked yet."""


def next_question(procedure: Procedure, answers: Answers) -> Question | None:
    """The question to ask now; None when enough is known, or when an answer leads to another procedure."""
    if leads_to(procedure, answers):
        return None
    return next((each for each in _applying(procedure, answers) if each.key not in answers), None)


def leads_to(procedure: Procedure, answers: Answers) -> str | None:
    """The code of the procedure that the answers say is the right one instead."""
    targets = (
        {True: each.yes_leads_to, False: each.no_leads_to}.get(answer)
        for each in procedure.questions
        if (answer := answers.get(each.key)) is not None
    )
    return next((target for target in targets if target), None)


def papers_for(procedure: Procedure, answers: Answers) -> tuple[Paper, ...]:
    """The personal checklist: what may be needed; only a clear answer takes a paper away."""
    return tuple(each for each in procedure.papers if _may_hold(each.when, answers, procedure))


def notes_for(procedure: Procedure, answers: Answers) -> tuple[Note, ...]:
    """What is worth knowing in this case."""
    return tuple(each for each in procedure.notes if _may_hold(each.when, answers, procedure))


def is_unsure(procedure: Procedure, answers: Answers) -> bool:
    """Whether a question was answered with «Chưa rõ», so that the list may hold more than is needed."""
    return any(answers.get(each.key, True) is None for each in procedure.questions)


def _applying(procedure: Procedure, answers: Answers) -> Iterable[Question]:
    return (each for each in procedure.questions if all(answers.get(c.question) is c.answer for c in each.asked_when))


def _may_hold(conditions: Iterable[Condition], answers: Answers, procedure: Procedure) -> bool:
    """Whether no clear answer speaks against it; a question that cannot arise any more is as good as answered."""
    return all(
        answers.get(each.question) in {each.answer, None} and _may_arise(each.question, answers, procedure)
        for each in conditions
    )


def _may_arise(key: str, answers: Answers, procedure: Procedure) -> bool:
    question = next((each for each in procedure.questions if each.key == key), None)
    return question is None or _may_hold(question.asked_when, answers, procedure)
