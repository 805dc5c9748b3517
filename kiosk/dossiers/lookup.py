"""The whole act of asking about a dossier: limits first, then the provider, then what the journal may know of it."""

from __future__ import annotations

import time as system_time
import uuid
from collections.abc import Callable, Collection
from typing import TypeAlias, assert_never

from kiosk.dossiers.provider import (
    Entry,
    Factor,
    FactorKind,
    FactorNeeded,
    Found,
    Language,
    NoAnswer,
    NotFound,
    OtherOffice,
    Provider,
    ProviderAnswer,
    Question,
    TooManyTries,
)
from kiosk.dossiers.receipt_code import ReceiptCode
from kiosk.dossiers.tries import Tries, TryLimits
from kiosk.journal import Journal
from kiosk.time_source import TimeSource

LookupOutcome: TypeAlias = ProviderAnswer
USUAL_FACTORS: tuple[FactorKind, ...] = ("id_last4",)
PASSING = frozenset({"timeout", "unreachable", "server_error"})


class Lookup:
    """Tra cứu hồ sơ. Blocks; belongs to one thread, the network's.

    factors             kinds of second fact the gateway accepts; a secret that came with a code is sent only then
    not_found_after_s   «Chưa thấy hồ sơ» always takes this long, so that a wrong second fact looks like an unknown code
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
        not_found_after_s: float = 1.0,
        pause: Callable[[float], None] = system_time.sleep,
        new_id: Callable[[], str] = lambda: str(uuid.uuid4()),
    ) -> None:
        self._provider = provider
        self._time = time
        self._journal = journal
        self._tries = Tries(limits or TryLimits())
        self._factors = frozenset(factors)
        self._not_found_after_s = not_found_after_s
        self._pause = pause
        self._new_id = new_id
        self._is_silent = False

    def ask(
        self, code: ReceiptCode, entry: Entry, factor: Factor | None = None, language: Language = "vi"
    ) -> LookupOutcome:
        """Ask about one code; the outcome is a value whatever happens."""
        started_s = self._time.stopwatch_s()
        if wait_s := self._tries.wait_left_s(started_s):
            return self._told(TooManyTries(wait_s), started_s)
        question = Question(code, entry, factor or self._factor_of(code), language, self._new_id())
        outcome = self._provider.ask(question)
        self._note(outcome, question.request_id)
        return self._told(outcome, started_s)

    def _factor_of(self, code: ReceiptCode) -> Factor | None:
        return Factor("secret", code.secret) if code.secret and "secret" in self._factors else None

    def _note(self, outcome: LookupOutcome, request_id: str) -> None:
        """Remember and report what concerns the next questions, or somebody who has to repair something."""
        now_s = self._time.stopwatch_s()
        self._note_silence(outcome)
        if self._tries.is_unusual(now_s):
            self._journal.write("dossier-lookups-many", allowed=self._tries.limits.usual_in_an_hour)
        match outcome:
            case NotFound():
                self._tries.missed(now_s)
            case TooManyTries(seconds):
                self._tries.hold(now_s, seconds)
            case Found(dossier) if dossier.status.code is None:
                self._journal.write("dossier-status-unmapped", request_id=request_id)
            case NoAnswer(why) if why not in PASSING:
                self._journal.write("dossier-answer-refused", why=why, request_id=request_id)
            case _:
                pass

    def _note_silence(self, outcome: LookupOutcome) -> None:
        silent = isinstance(outcome, NoAnswer) and outcome.why in PASSING
        if silent and not self._is_silent:
            self._journal.write("dossier-service-silent", why=outcome_word(outcome))
        if self._is_silent and not silent:
            self._journal.write("dossier-service-back")
        self._is_silent = silent

    def _told(self, outcome: LookupOutcome, started_s: float) -> LookupOutcome:
        took_s = self._time.stopwatch_s() - started_s
        self._journal.write("dossier-looked-up", outcome=outcome_word(outcome), milliseconds=round(took_s * 1000))
        if isinstance(outcome, NotFound) and took_s < self._not_found_after_s:
            self._pause(self._not_found_after_s - took_s)
        return outcome


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
        case NoAnswer(why):
            return why
        case _:
            assert_never(outcome)
