"""What a scanned or typed text can turn out to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from kiosk.dossiers.private_value import PrivateValue

CodeShape: TypeAlias = Literal["old", "new", "social", "opencps", "local", "unknown"]
"""old: QCVN 102:2016 · new: QĐ 20/2020 · social: bảo hiểm xã hội · opencps: its own · local: from the settings."""
PersonalKind: TypeAlias = Literal["identity_card", "other_card", "number"]
DayPart: TypeAlias = Literal["month", "day"]
WhyNot: TypeAlias = Literal["too_long", "bars", "address", "digits", "payment", "other"]


@dataclass(frozen=True, slots=True, repr=False)
class ReceiptCode(PrivateValue):
    """Mã hồ sơ: what identifies one dossier.

    text        canonical form, 6 to 40 characters of 0-9 A-Z . - / _ (opencps: as printed): what the gateway is asked
    unit        code of the issuing unit; None when the shape does not tell
    day         the day in the code; serial: the running number of that day, with its zeros
    secret      mã tra cứu: four characters that came with the code and prove that the asker holds the receipt
    is_ours     False only when the unit is known and is not one of this office; such a code is looked up all the same
    is_ahead    its day lies more than one day ahead of the clock: a warning, never a reason to refuse
    """

    text: str
    shape: CodeShape
    unit: str | None = None
    day: date | None = None
    serial: str | None = None
    secret: str | None = None
    is_ours: bool = True
    is_ahead: bool = False


@dataclass(frozen=True, slots=True)
class PersonalCode:
    """Mã trên giấy tờ cá nhân: a card or a number of a person. Carries nothing of it.

    kind    identity_card: căn cước, or a bare 12-digit number; other_card: such as a health-insurance card;
            number: 9 or 10 digits (old CMND, telephone, tax), or an identity number inside another text
    """

    kind: PersonalKind


@dataclass(frozen=True, slots=True)
class TicketCode:
    """Mã trên phiếu số thứ tự: a queue slip.

    office  the short code of the office that gave it; "": the slip does not tell, as of an office without one
    """

    day: date
    number: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureCode:
    """Mã thủ tục hành chính, such as 1.001193, without a local suffix."""

    code: str


@dataclass(frozen=True, slots=True)
class SquareCode:
    """Mã vuông (QR) of a receipt that only its own server can resolve: the striped barcode is needed."""


@dataclass(frozen=True, slots=True)
class BadDate:
    """A receipt code whose day is not in the calendar; part: the first wrong part. It is not sent."""

    part: DayPart


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Too little text to be anything."""


@dataclass(frozen=True, slots=True)
class NotACode:
    """Something else: an address, a payment, a product. Carries only the reason."""

    why: WhyNot


CodeReading: TypeAlias = (
    ReceiptCode | PersonalCode | TicketCode | ProcedureCode | SquareCode | BadDate | Unreadable | NotACode
)
