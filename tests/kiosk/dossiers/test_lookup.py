"""The whole act of asking: limits, equal delays, and what the journal may know."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from kiosk.dossiers.dossier import Dossier
from kiosk.dossiers.lookup import Lookup, outcome_word
from kiosk.dossiers.provider import (
    Factor,
    FactorNeeded,
    Found,
    LastKnown,
    NoAnswer,
    NotFound,
    OtherOffice,
    ProviderAnswer,
    Question,
    TooManyTries,
)
from kiosk.dossiers.tries import TryLimits
from kiosk.journal import KeptJournal
from kiosk.time_source import TurnedTime
from tests.kiosk.dossiers.dossier_makers import REQUEST_ID, a_code, a_dossier, a_question, last_four


@dataclass
class Lobby:
    """A look-up over a provider that says what it is told, taking so long."""

    answer: ProviderAnswer = field(default_factory=NotFound)
    takes_s: float = 0.25
    time: TurnedTime = field(default_factory=TurnedTime)
    journal: KeptJournal = field(default_factory=KeptJournal)
    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> ProviderAnswer:
        self.asked.append(question)
        self.time.turn(self.takes_s)
        return self.answer

    def lookup(self, **settings: Any) -> Lookup:
        chosen: dict[str, Any] = {"pause": self.time.turn, "new_id": lambda: REQUEST_ID} | settings
        return Lookup(self, self.time, self.journal, **chosen)

    def seconds(self, work: Callable[[], object]) -> float:
        began_s = self.time.stopwatch_s()
        work()
        return self.time.stopwatch_s() - began_s


def test_the_answer_of_the_provider_is_the_outcome() -> None:
    lobby = Lobby(Found(a_dossier()))
    assert lobby.lookup().ask(a_code(), "typed", last_four("4821"), "en") == lobby.answer
    question = lobby.asked[0]
    assert (question.code, question.entry, question.factor) == (a_code(), "typed", last_four("4821"))
    assert (question.language, question.request_id) == ("en", REQUEST_ID)


def test_not_found_always_takes_a_second() -> None:
    for takes_s in (0.01, 0.25, 0.99):
        lobby = Lobby(takes_s=takes_s)
        lookup = lobby.lookup()
        assert lobby.seconds(lambda asking=lookup: asking.ask(a_code(), "scan")) == pytest.approx(1.0)  # type: ignore[misc]


def test_a_slow_not_found_is_not_slower_still() -> None:
    lobby = Lobby(takes_s=3)
    lookup = lobby.lookup()
    assert lobby.seconds(lambda: lookup.ask(a_code(), "scan")) == 3


def test_a_found_dossier_is_shown_at_once() -> None:
    lobby = Lobby(Found(a_dossier()))
    lookup = lobby.lookup()
    assert lobby.seconds(lambda: lookup.ask(a_code(), "scan")) == 0.25


def test_after_five_misses_nobody_asks_for_five_minutes() -> None:
    lobby = Lobby()
    lookup = lobby.lookup()
    assert [lookup.ask(a_code(), "typed") for _ in range(5)] == [NotFound()] * 5
    blocked = lookup.ask(a_code(), "typed")
    assert isinstance(blocked, TooManyTries)
    assert 299 <= blocked.retry_after_s <= 300
    lobby.time.turn(150)
    assert lookup.ask(a_code(), "scan") == TooManyTries(blocked.retry_after_s - 150)
    assert len(lobby.asked) == 5
    lobby.time.turn(150)
    assert lookup.ask(a_code(), "scan") == NotFound()


def test_misses_long_ago_do_not_count() -> None:
    lobby = Lobby()
    lookup = lobby.lookup()
    for _ in range(20):
        assert lookup.ask(a_code(), "typed") == NotFound()
        lobby.time.turn(75)


def test_a_hit_does_not_forgive_the_misses_before_it() -> None:
    lobby = Lobby()
    lookup = lobby.lookup(limits=TryLimits(misses_allowed=2))
    lookup.ask(a_code(), "typed")
    lobby.answer = Found(a_dossier())
    lookup.ask(a_code(), "scan")
    lobby.answer = NotFound()
    lookup.ask(a_code(), "typed")
    assert isinstance(lookup.ask(a_code(), "typed"), TooManyTries)


@pytest.mark.parametrize("answer", [OtherOffice("x"), FactorNeeded(("id_last4",)), NoAnswer("ambiguous")])
def test_only_a_code_that_is_not_found_is_a_miss(answer: ProviderAnswer) -> None:
    lobby = Lobby(answer)
    lookup = lobby.lookup()
    assert [lookup.ask(a_code(), "scan") for _ in range(9)] == [answer] * 9


def test_a_limit_of_the_gateway_is_kept_without_asking_it_again() -> None:
    lobby = Lobby(TooManyTries(120))
    lookup = lobby.lookup()
    assert lookup.ask(a_code(), "scan") == TooManyTries(120)
    lobby.time.turn(20)
    assert lookup.ask(a_code(), "scan") == TooManyTries(100)
    assert len(lobby.asked) == 1


def test_a_secret_that_came_with_the_code_is_sent_only_where_it_is_a_second_fact() -> None:
    lobby = Lobby(Found(a_dossier()))
    code = a_code("https://opencps.example.vn/?QRSCAN=BNG-26-00123-A7K2")
    lobby.lookup().ask(code, "scan")
    lobby.lookup(factors=("secret",)).ask(code, "scan")
    lobby.lookup(factors=("secret",)).ask(code, "scan", last_four("4821"))
    assert [question.factor for question in lobby.asked] == [None, Factor("secret", "A7K2"), last_four("4821")]


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (Found(a_dossier()), "found"),
        (NotFound(), "not_found"),
        (OtherOffice("Sở Xây dựng"), "other_office"),
        (FactorNeeded(("id_last4",)), "factor_needed"),
        (TooManyTries(9), "too_many_tries"),
        (NoAnswer("timeout"), "timeout"),
        (NoAnswer("server_error", 30), "server_error"),
    ],
)
def test_the_journal_knows_one_word_and_the_milliseconds(answer: ProviderAnswer, word: str) -> None:
    lobby = Lobby(answer)
    lobby.lookup().ask(a_code(), "typed", last_four("4821"))
    assert ("dossier-looked-up", {"outcome": word, "milliseconds": 250}) in lobby.journal.events
    written = json.dumps(lobby.journal.events)
    assert a_code().text not in written
    assert "4821" not in written
    assert outcome_word(answer) == word


@pytest.mark.parametrize("why", ["refused_device", "bad_request", "broken_answer", "ambiguous"])
def test_what_somebody_has_to_repair_is_a_fault(why: Any) -> None:
    lobby = Lobby(NoAnswer(why))
    lobby.lookup().ask(a_code(), "scan")
    assert ("dossier-answer-refused", {"why": why, "request_id": REQUEST_ID}) in lobby.journal.events


def test_a_gap_in_the_mapping_of_statuses_is_reported() -> None:
    lobby = Lobby(Found(a_dossier(None)))
    lobby.lookup().ask(a_code(), "scan")
    assert ("dossier-status-unmapped", {"request_id": REQUEST_ID}) in lobby.journal.events


def test_silence_is_reported_once_and_its_end_once() -> None:
    lobby = Lobby(NoAnswer("unreachable"))
    lookup = lobby.lookup()
    lookup.ask(a_code(), "scan")
    lookup.ask(a_code(), "scan")
    lobby.answer = Found(a_dossier())
    lookup.ask(a_code(), "scan")
    lookup.ask(a_code(), "scan")
    changes = [name for name in lobby.journal.names() if name.startswith("dossier-service")]
    assert changes == ["dossier-service-silent", "dossier-service-back"]


def test_many_look_ups_within_an_hour_are_reported_once_an_hour() -> None:
    lobby = Lobby(Found(a_dossier()))
    lookup = lobby.lookup()
    for _ in range(30):
        lookup.ask(a_code(), "scan")
    assert "dossier-lookups-many" not in lobby.journal.names()
    for _ in range(30):
        lookup.ask(a_code(), "scan")
    assert lobby.journal.names().count("dossier-lookups-many") == 1


class Remembers:
    """A memory in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Dossier] = {}

    def keep(self, question: Question, dossier: Dossier) -> None:
        self.kept[question.code.text] = dossier

    def forget(self, question: Question) -> None:
        self.kept.pop(question.code.text, None)

    def last_known(self, question: Question) -> Dossier | None:
        return self.kept.get(question.code.text)


@pytest.mark.parametrize("why", ["timeout", "unreachable", "server_error"])
def test_when_nobody_answers_the_last_known_answer_is_told_as_such(why: Any) -> None:
    lobby, memory = Lobby(Found(a_dossier())), Remembers()
    lookup = lobby.lookup(memory=memory)
    lookup.ask(a_code(), "scan")
    lobby.answer = NoAnswer(why)
    assert lookup.ask(a_code(), "scan") == LastKnown(a_dossier())
    assert ("dossier-looked-up", {"outcome": "last_known", "milliseconds": 250}) in lobby.journal.events


@pytest.mark.parametrize("answer", [NotFound(), OtherOffice("x"), FactorNeeded(("id_last4",)), NoAnswer("ambiguous")])
def test_what_the_gateway_says_now_counts_more_than_what_it_said_before(answer: ProviderAnswer) -> None:
    lobby, memory = Lobby(Found(a_dossier())), Remembers()
    lookup = lobby.lookup(memory=memory)
    lookup.ask(a_code(), "scan")
    lobby.answer = answer
    assert lookup.ask(a_code(), "scan") == answer
    lobby.answer = silence = NoAnswer("timeout")
    withdrawn = not isinstance(answer, NoAnswer)
    assert lookup.ask(a_code(), "scan") == (silence if withdrawn else LastKnown(a_dossier()))


def test_a_line_that_failed_three_times_makes_nobody_wait() -> None:
    lobby, memory = Lobby(NoAnswer("timeout"), takes_s=8), Remembers()
    lookup = lobby.lookup(memory=memory)
    memory.keep(a_question(), a_dossier())
    for _ in range(3):
        lookup.ask(a_code(), "scan")
    asked = len(lobby.asked)
    assert lobby.seconds(lambda: lookup.ask(a_code(), "scan")) == 0
    assert lookup.ask(a_code(), "scan") == LastKnown(a_dossier())
    assert lookup.ask(a_code("H24.15-261124-0099"), "scan") == NoAnswer("unreachable")
    assert len(lobby.asked) == asked


def test_after_its_rest_one_question_finds_out_that_the_line_is_back() -> None:
    lobby = Lobby(NoAnswer("unreachable"))
    lookup = lobby.lookup()
    for _ in range(3):
        lookup.ask(a_code(), "scan")
    lobby.time.turn(15)
    lobby.answer = Found(a_dossier())
    assert lookup.ask(a_code(), "scan") == lobby.answer
    assert lobby.journal.names().count("dossier-service-back") == 1


def test_a_pause_the_gateway_asks_for_is_kept() -> None:
    lobby = Lobby(NoAnswer("server_error", retry_after_s=60))
    lookup = lobby.lookup()
    lookup.ask(a_code(), "scan")
    lobby.answer = Found(a_dossier())
    assert lookup.ask(a_code(), "scan") == NoAnswer("unreachable")
    lobby.time.turn(60)
    assert lookup.ask(a_code(), "scan") == lobby.answer


def test_guessing_the_second_fact_of_one_code_takes_longer_each_time() -> None:
    lobby = Lobby()
    lookup = lobby.lookup(limits=TryLimits(misses_allowed=1000))
    waits = []
    for guess in range(6):
        outcome = lookup.ask(a_code(), "typed", last_four(f"{guess:04}"))
        while isinstance(outcome, TooManyTries):
            waits.append(outcome.retry_after_s)
            lobby.time.turn(outcome.retry_after_s)
            outcome = lookup.ask(a_code(), "typed", last_four(f"{guess:04}"))
    assert waits == [30, 120, 480]


def test_the_right_second_fact_forgives_the_wrong_ones_before_it() -> None:
    lobby = Lobby()
    lookup = lobby.lookup()
    lookup.ask(a_code(), "typed", last_four("0000"))
    lookup.ask(a_code(), "typed", last_four("0001"))
    lobby.answer = Found(a_dossier())
    lookup.ask(a_code(), "typed", last_four("4821"))
    lobby.answer = NotFound()
    assert [lookup.ask(a_code(), "typed", last_four("9999")) for _ in range(2)] == [NotFound()] * 2


def test_a_receipt_scanned_again_and_again_is_no_guessing() -> None:
    lobby = Lobby()
    lookup = lobby.lookup(limits=TryLimits(misses_allowed=1000))
    assert [lookup.ask(a_code(), "scan") for _ in range(10)] == [NotFound()] * 10


def test_each_pause_of_the_terminal_is_longer_than_the_one_before() -> None:
    lobby = Lobby()
    lookup = lobby.lookup(limits=TryLimits(misses_allowed=2, wait_s=300))
    pauses = []
    for _ in range(6):
        lookup.ask(a_code(), "scan")
        lookup.ask(a_code(), "scan")
        blocked = lookup.ask(a_code(), "scan")
        assert isinstance(blocked, TooManyTries)
        pauses.append(blocked.retry_after_s)
        lobby.time.turn(blocked.retry_after_s)
    assert [round(pause, -2) for pause in pauses] == [300, 600, 1200, 2400, 3600, 3600]
