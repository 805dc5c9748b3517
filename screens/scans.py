"""Where a scanned text leads: to its dossier, its procedure, or to what it was instead."""

from __future__ import annotations

from kiosk.assembly import Kiosk
from kiosk.dossiers.receipt_code import (
    CodeReading,
    NotACode,
    ProcedureCode,
    ReceiptCode,
    SquareCode,
    Unreadable,
    read_code,
)
from kiosk.session.situation import Place

UNREADABLE = Place("not_a_receipt", Unreadable())


def reading_of(text: str, kiosk: Kiosk) -> CodeReading:
    """What the text is; personal codes come back as a value without content."""
    rules = kiosk.settings.dossiers
    today = kiosk.time.now().date()
    return read_code(text, our_units=rules.unit_prefixes, extra_patterns=rules.extra_code_patterns, today=today)


def place_for(reading: CodeReading, kiosk: Kiosk) -> Place:
    """The page for a reading."""
    match reading:
        case ReceiptCode():
            return Place("dossier_status", reading)
        case ProcedureCode(code) if kiosk.content is not None and kiosk.content.catalogue.procedure(code):
            return Place("procedure", (code, None))
        case _:
            return Place("not_a_receipt", reading)


def is_other_code_of(code: str, reading: CodeReading) -> bool:
    """Whether a reading can be the other code on the paper of this receipt, and tells nothing more than it."""
    match reading:
        case SquareCode() | NotACode():
            return True
        case ReceiptCode(text, secret=None):
            return text == code
        case _:
            return False
