"""Ai được xem gì: who may see how much of a dossier, where a back-office leaves that to us (domain.md 8.4).

Comparing takes the same time whether it fits or not, and what was compared is in no value that comes out of here.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kiosk.dossiers.dossier import Dossier, minimal
from kiosk.dossiers.local_names import LocalNames
from kiosk.dossiers.provider import (
    Factor,
    FactorKind,
    FactorNeeded,
    Found,
    NotFound,
    OtherOffice,
    ProviderAnswer,
    Question,
)

Policy: TypeAlias = Literal["open", "standard", "strict"]
"""Who may see what without a second fact: everyone a little · only who scanned · nobody."""
Proof: TypeAlias = Literal["right", "wrong", "unknown"]
"""unknown: the back-office has nothing to compare a second fact with."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The rules of one office. kinds: second facts it accepts, the preferred one first."""

    policy: Policy = "standard"
    kinds: tuple[FactorKind, ...] = ("id_last4",)
    names: LocalNames = field(default_factory=LocalNames)

    def asks_first(self, question: Question) -> FactorNeeded | None:
        """What is answered before anybody is asked: the same for codes that exist and codes that do not."""
        if question.factor is None and not self._may_see_little(question):
            return FactorNeeded(self.kinds)
        return None

    def told(self, question: Question, dossier: Dossier | None, proof: Proof) -> ProviderAnswer:
        """What whoever asks is told of a full dossier; dossier None: there is none of this code."""
        if needed := self.asks_first(question):
            return needed
        if dossier is None:
            return self._absent(question)
        if question.factor is None:
            return Found(minimal(dossier))
        if proof == "right" and self._accepts(question.factor):
            return Found(dossier)
        if proof == "unknown" and self._may_see_little(question):
            return Found(minimal(dossier))
        return self._absent(question)

    def _absent(self, question: Question) -> NotFound | OtherOffice:
        """With a second fact, never whose the code is: it would tell a dossier that is there from one that is not."""
        code = question.code
        if question.factor is None and not code.is_ours and code.unit:
            return OtherOffice(self.names.unit_name(code.unit))
        return NotFound()

    def _may_see_little(self, question: Question) -> bool:
        return self.policy == "open" or (self.policy == "standard" and question.entry == "scan")

    def _accepts(self, factor: Factor) -> bool:
        return factor.kind in self.kinds or (factor.kind == "id" and "id_last4" in self.kinds)


def proof_of(factor: Factor, *, id_numbers: Iterable[str | None] = (), phones: Iterable[str | None] = ()) -> Proof:
    """Whether a second fact fits one of the numbers of a dossier."""
    match factor.kind:
        case "id":
            known = [_digits(number) for number in id_numbers]
        case "id_last4":
            known = [_digits(number)[-4:] for number in id_numbers]
        case "phone_last4":
            known = [_digits(number)[-4:] for number in phones]
        case _:
            return "unknown"
    return proof_among(factor.value, [each for each in known if len(each) == len(factor.value)])


def proof_among(given: str, known: Iterable[str]) -> Proof:
    """Whether a text is one of some; all of them are looked at, whichever fits."""
    fits = [hmac.compare_digest(given.encode(), each.encode()) for each in known]
    if not fits:
        return "unknown"
    return "right" if any(fits) else "wrong"


def _digits(number: str | None) -> str:
    return "".join(letter for letter in number or "" if letter.isascii() and letter.isdigit())
