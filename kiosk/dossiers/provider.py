"""What any provider of dossiers must answer: values, never exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from kiosk.dossiers.dossier import Dossier
from kiosk.dossiers.private_value import PrivateValue
from kiosk.dossiers.receipt_code import ReceiptCode

Entry: TypeAlias = Literal["scan", "typed"]
FactorKind: TypeAlias = Literal["secret", "id_last4", "phone_last4", "id"]
Language: TypeAlias = Literal["vi", "en"]
WhyNoAnswer: TypeAlias = Literal[
    "timeout",
    "unreachable",
    "refused_device",
    "bad_request",
    "broken_answer",
    "server_error",
    "ambiguous",
    "tls_untrusted",
    "tls_expired",
    "tls_wrong_name",
    "tls_refused",
]


@dataclass(frozen=True, slots=True, repr=False)
class Factor(PrivateValue):
    """Thông tin xác minh: what proves that the asker has to do with the dossier.

    value   secret: 4 characters of the receipt · id_last4, phone_last4: 4 digits · id: 12 digits of a scanned card
    """

    kind: FactorKind
    value: str


@dataclass(frozen=True, slots=True, repr=False)
class Question(PrivateValue):
    """One look-up. request_id: a UUID, the only thing the journals of both sides may share."""

    code: ReceiptCode
    entry: Entry
    factor: Factor | None
    language: Language
    request_id: str


@dataclass(frozen=True, slots=True)
class Found:
    """The one dossier of this code, as much of it as the gateway allows."""

    dossier: Dossier


@dataclass(frozen=True, slots=True)
class NotFound:
    """No dossier of this code, or a wrong second fact: the two are never told apart."""


@dataclass(frozen=True, slots=True)
class OtherOffice:
    """Hồ sơ của nơi khác: this code belongs to another unit."""

    unit_name: str


@dataclass(frozen=True, slots=True)
class FactorNeeded:
    """The gateway wants a second fact first; kinds: what it accepts, the preferred one first."""

    kinds: tuple[FactorKind, ...]


@dataclass(frozen=True, slots=True)
class TooManyTries:
    """Look-ups are paused for this long."""

    retry_after_s: int


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nobody could be asked, or the answer cannot be trusted.

    why            timeout, unreachable, server_error: the network or the gateway, passing
                   refused_device, bad_request, broken_answer, ambiguous, tls_…: somebody has to repair something
    retry_after_s  how long the gateway wants to be left alone; 0: it did not say
    """

    why: WhyNoAnswer
    retry_after_s: int = 0


@dataclass(frozen=True, slots=True)
class LastKnown:
    """Số liệu lần trước: nobody could be asked now; what this code was told last, as of the time it carries."""

    dossier: Dossier


ProviderAnswer: TypeAlias = Found | NotFound | OtherOffice | FactorNeeded | TooManyTries | NoAnswer


class Provider(Protocol):
    """Who is asked about a dossier."""

    def ask(self, question: Question) -> ProviderAnswer:
        """Ask once; blocks for at most the provider's own total time, never raises for what the world does."""
