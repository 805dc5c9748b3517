"""What was answered is written down after the answer, and nothing of it stays behind in a thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.dossiers.answer_cache import AnswerCache
from kiosk.dossiers.dossier import minimal
from kiosk.dossiers.late_memory import LateMemory
from kiosk.journal import KeptJournal
from kiosk.time_source import TurnedTime
from tests.journeys.whats_remembered import texts_below
from tests.kiosk.dossiers.dossier_makers import NOW, ON_TIME, a_dossier, a_question, last_four


class Soon:
    """A thread that comes to its works when it is told to."""

    def __init__(self, *, takes: bool = True) -> None:
        self.works: list[Callable[[], None]] = []
        self.takes = takes

    def __call__(self, work: Callable[[], None]) -> bool:
        if self.takes:
            self.works.append(work)
        return self.takes


def a_cache(folder: Path) -> AnswerCache:
    return AnswerCache(folder, TurnedTime(NOW), KeptJournal())


def test_nobody_waits_for_the_disk(tmp_path: Path) -> None:
    soon, cache = Soon(), a_cache(tmp_path)
    LateMemory(cache, soon).keep(a_question(), a_dossier())
    assert not list(tmp_path.iterdir())
    soon.works[0]()
    assert cache.last_known(a_question()) == minimal(a_dossier())


def test_what_is_not_kept_does_not_even_wait(tmp_path: Path) -> None:
    soon = Soon()
    LateMemory(a_cache(tmp_path), soon).keep(a_question(factor=last_four("4821")), a_dossier())
    LateMemory(a_cache(tmp_path), soon).keep(a_question(entry="typed"), a_dossier())
    assert soon.works == []


def test_a_work_that_is_done_holds_nothing_of_the_answer(tmp_path: Path) -> None:
    soon = Soon()
    LateMemory(a_cache(tmp_path), soon).keep(a_question(), a_dossier())
    assert ON_TIME in set(texts_below(soon.works))
    soon.works[0]()
    assert ON_TIME not in set(texts_below(soon.works))


def test_what_waits_is_known_already_and_in_its_order(tmp_path: Path) -> None:
    soon = Soon()
    memory = LateMemory(a_cache(tmp_path), soon)
    memory.keep(a_question(), a_dossier())
    assert memory.last_known(a_question()) is not None
    memory.keep(a_question(), a_dossier(9))
    memory.forget(a_question())
    assert memory.last_known(a_question()) is None
    for work in soon.works:
        work()


def test_a_thread_with_too_much_to_do_is_no_reason_to_forget(tmp_path: Path) -> None:
    memory = LateMemory(a_cache(tmp_path), Soon(takes=False))
    memory.keep(a_question(), a_dossier())
    assert memory.last_known(a_question()) is not None
