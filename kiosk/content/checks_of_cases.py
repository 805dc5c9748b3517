"""Whether the questions of a procedure lead somewhere: no unknown key, no circle, no paper that nobody needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from kiosk.content.draft import PROCEDURES, Draft
from kiosk.content.problems import place, shown
from kiosk.content.release import ProcedureEntry, When
from kiosk.content.values import procedure_of
from kiosk.errors import Problem
from kiosk.procedures.cases import Answers, leads_to, next_question, papers_for
from kiosk.procedures.procedure import Procedure
from kiosk.procedures.text import Text

# A citizen answers at most this many; and every way through them is walked here: 2 to the power of 8.
MOST_QUESTIONS = 8


def cases_are_sound(draft: Draft) -> Iterator[Problem]:
    """Questions look back only, conditions name questions, targets exist, and every paper is needed by somebody."""
    known = draft.procedures.codes or frozenset()
    for each in draft.procedures.entries:
        problems = [*_questions(each), *_conditions(each), *_targets(each, known)]
        yield from problems
        if each.questions and not problems:
            yield from _unreachable(each)


def procedures_lead_nowhere_twice(draft: Draft) -> Iterator[Problem]:
    """Nobody is sent from one procedure to the next and back again."""
    ways = {each.code: _targets_of(each) for each in draft.procedures.entries if _targets_of(each)}
    for circle in _circles(ways):
        spot = place(PROCEDURES, circle[0], "questions")
        named = " → ".join((*circle, circle[0]))
        yield Problem(spot, named, "these lead to each other in a circle.", "Take one of the ways away.")


def _questions(entry: ProcedureEntry) -> Iterator[Problem]:
    spot = place(PROCEDURES, entry.code, "questions")
    if len(entry.questions) > MOST_QUESTIONS:
        yield Problem(spot, str(len(entry.questions)), "nobody answers so many.", f"At most {MOST_QUESTIONS}.")
    for key, times in Counter(each.key for each in entry.questions).items():
        if times > 1:
            yield Problem(spot, key, "two questions have this key.", "Give each its own.")
    earlier: set[str] = set()
    for question in entry.questions:
        for key in sorted(question.asked_when.keys() - earlier):
            where = f"{spot}.{question.key}.asked_when"
            yield Problem(where, key, "no earlier question has this key.", "Name a question that stands before it.")
        earlier.add(question.key)


def _conditions(entry: ProcedureEntry) -> Iterator[Problem]:
    known = {each.key for each in entry.questions}
    conditions: list[tuple[str, When]] = [
        *((f"papers.{at}", paper.when) for at, paper in enumerate(entry.papers, start=1)),
        *((f"notes.{at}", note.when) for at, note in enumerate(entry.notes, start=1)),
    ]
    for name, when in conditions:
        for key in sorted(when.keys() - known):
            spot = place(PROCEDURES, entry.code, f"{name}.when")
            yield Problem(spot, key, "no question has this key.", "Correct the key, or add the question.")


def _targets(entry: ProcedureEntry, known: frozenset[str]) -> Iterator[Problem]:
    spot = place(PROCEDURES, entry.code, "questions")
    for code in _targets_of(entry):
        if code == entry.code:
            yield Problem(spot, code, "it leads to itself.", "Take it out.")
        elif code not in known:
            yield Problem(spot, code, "this release has no such procedure.", "Correct the code, or add it.")


def _targets_of(entry: ProcedureEntry) -> tuple[str, ...]:
    return tuple(code for each in entry.questions for code in (each.yes_leads_to, each.no_leads_to) if code)


def _unreachable(entry: ProcedureEntry) -> Iterator[Problem]:
    # Nothing about papers depends on the field's name or the lane.
    procedure = procedure_of(entry, Text("", ""), None)
    needed = [papers_for(procedure, answers) for answers in _ways_through(procedure, {})]
    for paper in procedure.papers:
        # Without any way to the end this is a signpost; its papers are for those who answer «Chưa rõ».
        if needed and not any(paper in papers for papers in needed):
            spot = place(PROCEDURES, entry.code, "papers")
            yield Problem(spot, shown(paper.name.vi), "no answers ever ask for it.", "Correct its conditions.")


def _ways_through(procedure: Procedure, answers: Answers) -> Iterator[Answers]:
    """Every set of clear answers that ends with the papers of this procedure."""
    question = next_question(procedure, answers)
    if question is not None:
        for answer in (True, False):
            yield from _ways_through(procedure, {**answers, question.key: answer})
    elif leads_to(procedure, answers) is None:
        yield answers


def _circles(ways: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Each circle once, beginning with its smallest code."""
    told: set[frozenset[str]] = set()
    for start in sorted(ways):
        circle = _way_back(start, ways)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            yield circle


def _way_back(start: str, ways: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """The shortest way from a procedure to itself."""
    paths: list[tuple[str, ...]] = [(start,)]
    seen = set[str]()
    for path in paths:
        for target in ways.get(path[-1], ()):
            if target == start:
                return path
            if target not in seen:
                seen.add(target)
                paths.append((*path, target))
    return None
