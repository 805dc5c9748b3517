"""The whole act of asking about a dossier: limits first, then the provider, the last known answer otherwise.

What the journal may know of it is one word and the time it took.
"""

from __future__ import annotations

import time as system_time
import uuid
from collections.abc import Callable, Collection
from typing import Protocol, TypeAlias, assert_never

from kiosk.dossiers.circuit import Circuit
from kiosk.dossiers.dossier import Dossier
from kiosk.dossiers.provider import (
    Entry,
    Factor,
    FactorKind,
    FactorNeeded,
    Found,
    Language,
    LastKnown,
    NoAnswer,
    NotFound,
    OtherOffice,
    Provider,
    ProviderAnswer,
    Question,
    TooManyTries,
)
from kiosk.dossiers.receipt_code import ReceiptCode
from kiosk.dossiers.tries import CodeTries, Tries, TryLimits
from kiosk.journal import Journal
from kiosk.time_source import TimeSource

LookupOutcome: TypeAlias = ProviderAnswer | LastKnown
USUAL_FACTORS: tuple[FactorKind, ...] = ("id_last4",)
PASSING = frozenset({"timeout", "unreachable", "server_error"})
# The gateway did speak, about this very question: an older answer would hide that.
OUR_OWN_FAULT = frozenset({"bad_request", "ambiguous"})


class Memory(Protocol):
    """What remembers answers for when nobody can be asked; see `answer_cache.AnswerCache`."""

    def keep(self, question: Question, dossier: Dossier) -> None:
        """Remember an answer, as far as it may be remembered."""

    def forget(self, question: Question) -> None:
        """The same question has another answer now."""

    def last_known(self, question: Question) -> Dossier | None:
        """The last answer to the same question, or None."""


class Lookup:
    """Tra cứu hồ sơ. Blocks; belongs to one thread, the network's.

    factors             kinds of second fact the gateway accepts; a secret that came with a code is sent only then
    memory              last known answers; None: there are none
    pause               waits so many seconds
    """

    def __init__(
        self,
        provider: Provider,
        time: TimeSource,
        journal: Journal,
        *,
        limits: TryLimits | None = None,
        factors: Collection[FactorKind] = USUAL_FACTORS,
        memory: Memory | None = None,
        pause: Callable[[float], None] = system_time.sleep,
        new_id: Callable[[], str] = lambda: str(uuid.uuid4()),
    ) -> None:
        self._provider = provider
        self._time = time
        self._journal = journal
        self._limits = limits or TryLimits()
        self._tries = Tries(self._limits)
        self._code_tries = CodeTries()
        self._circuit = Circuit()
        self._memory = memory
        self._factors = frozenset(factors)
        self._pause = pause
        self._new_id = new_id
        self._is_silent = False

    def ask(
        self, code: ReceiptCode, entry: Entry, factor: Factor | None = None, language: Language = "vi"
    ) -> LookupOutcome:
        """Ask about one code; the outcome is a value whatever happens."""
        started_s = self._time.stopwatch_s()
        wait_s = max(self._tries.wait_left_s(started_s), self._code_tries.wait_left_s(code.text, started_s))
        if wait_s:
            return self._told(TooManyTries(wait_s), started_s)
        question = Question(code, entry, factor or self._factor_of(code), language, self._new_id())
        if not self._circuit.may_ask(started_s):
            return self._told(self._remembered(question) or NoAnswer("unreachable"), started_s)
        outcome = self._provider.ask(question)
        self._note(outcome, question)
        if isinstance(outcome, NoAnswer) and outcome.why not in OUR_OWN_FAULT:
            return self._told(self._remembered(question) or outcome, started_s)
        return self._told(outcome, started_s)

    def _remembered(self, question: Question) -> LastKnown | None:
        dossier = self._memory.last_known(question) if self._memory else None
        return LastKnown(dossier) if dossier else None

    def _factor_of(self, code: ReceiptCode) -> Factor | None:
        return Factor("secret", code.secret) if code.secret and "secret" in self._factors else None

    def _note(self, outcome: ProviderAnswer, question: Question) -> None:
        """Remember and report what concerns the next questions, or somebody who has to repair something."""
        now_s, request_id = self._time.stopwatch_s(), question.request_id
        self._note_silence(outcome)
        self._note_line(outcome, now_s)
        if self._tries.is_unusual(now_s):
            self._journal.write("dossier-lookups-many", allowed=self._tries.limits.usual_in_an_hour)
        if self._memory and isinstance(outcome, NotFound | OtherOffice | FactorNeeded):
            self._memory.forget(question)
        match outcome:
            case NotFound():
                self._tries.missed(now_s)
                if question.factor is not None:  # without one there is nothing to guess
                    self._code_tries.missed(question.code.text, now_s)
            case TooManyTries(seconds):
                self._tries.hold(now_s, seconds)
            case Found(dossier):
                self._note_found(question, dossier)
            case NoAnswer(why) if why not in PASSING:
                self._journal.write("dossier-answer-refused", why=why, request_id=request_id)
            case _:
                pass

    def _note_found(self, question: Question, dossier: Dossier) -> None:
        if question.factor is not None:
            self._code_tries.found(question.code.text)
        if self._memory is not None:
            self._memory.keep(question, dossier)
        if dossier.status.code is None:
            self._journal.write("dossier-status-unmapped", request_id=question.request_id)

    def _note_line(self, outcome: ProviderAnswer, now_s: float) -> None:
        if not _is_passing(outcome):
            self._circuit.answered()
            return
        self._circuit.failed(now_s)
        if isinstance(outcome, NoAnswer) and outcome.retry_after_s:
            self._circuit.rest(now_s, outcome.retry_after_s)

    def _note_silence(self, outcome: ProviderAnswer) -> None:
        silent = _is_passing(outcome)
        if silent and not self._is_silent:
            self._journal.write("dossier-service-silent", why=outcome_word(outcome))
        if self._is_silent and not silent:
            self._journal.write("dossier-service-back")
        self._is_silent = silent

    def _told(self, outcome: LookupOutcome, started_s: float) -> LookupOutcome:
        took_s = self._time.stopwatch_s() - started_s
        self._journal.write("dossier-looked-up", outcome=outcome_word(outcome), milliseconds=round(took_s * 1000))
        if isinstance(outcome, NotFound) and took_s < self._limits.not_found_after_s:
            self._pause(self._limits.not_found_after_s - took_s)
        return outcome


def _is_passing(outcome: LookupOutcome) -> bool:
    """Whether nobody answered, for a reason that passes by itself."""
    return isinstance(outcome, NoAnswer) and outcome.why in PASSING


def outcome_word(outcome: LookupOutcome) -> str:
    """One word for an outcome, from a closed set: all the journal and the metrics may know of it."""
    match outcome:
        case Found():
            return "found"
        case NotFound():
            return "not_found"
        case OtherOffice():
            return "other_office"
        case FactorNeeded():
            return "factor_needed"
        case TooManyTries():
            return "too_many_tries"
        case LastKnown():
            return "last_known"
        case NoAnswer(why):
            return why
        case _:
            assert_never(outcome)
