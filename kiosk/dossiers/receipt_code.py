"""Scanned or typed text -> what it is. Classified before anything else sees it; personal text leaves no trace.

No function here raises, whatever it is given, and no value but a ReceiptCode carries a part of its text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from kiosk.dossiers.code_address import (
    Parameters,
    code_candidates,
    codes_with_secret,
    is_opaque,
    looks_like_address,
    parameters,
)
from kiosk.dossiers.code_grammar import CodeRules, recognise
from kiosk.dossiers.code_reading import (
    BadDate,
    CodeReading,
    CodeShape,
    DayPart,
    NotACode,
    PersonalCode,
    PersonalKind,
    ProcedureCode,
    ReceiptCode,
    SquareCode,
    TicketCode,
    Unreadable,
    WhyNot,
)
from kiosk.dossiers.code_text import canonical, cleaned
from kiosk.dossiers.personal_text import ID_NUMBER, card_fields, kind_of_card, kind_of_number

__all__ = [
    "BadDate",
    "CodeReading",
    "CodeShape",
    "DayPart",
    "NotACode",
    "PersonalCode",
    "PersonalKind",
    "ProcedureCode",
    "ReceiptCode",
    "SquareCode",
    "TicketCode",
    "Unreadable",
    "WhyNot",
    "id_number_of_card",
    "read_code",
]

LONGEST = 512
OPENCPS = re.compile(r"D-(?P<secret>[0-9A-Za-z]{4})-[0-9]{1,12}")


def read_code(
    raw: str | bytes, *, our_units: Collection[str], extra_patterns: Sequence[str] = (), today: date
) -> CodeReading:
    """What a scanned or typed text is.

    raw             as the scanner delivered it; bytes are UTF-8, else CP1258.
    our_units       unit codes of this office, as `dossiers.unit_prefixes`; a unit below one of them is ours too.
    extra_patterns  further shapes of receipt codes, matched in full against the canonical text;
                    they never win over a personal number.
    today           the day of the office; a code dated later than tomorrow is marked, not refused.
    """
    text = cleaned(raw)
    rules = CodeRules(our_units, extra_patterns, today)
    if len(text) > LONGEST:
        return NotACode("too_long")
    if "|" in canonical(text):
        return _with_bars(text)
    if looks_like_address(text):
        return _address(text, rules)
    return _opencps(text) or recognise(canonical(text), rules)


def id_number_of_card(raw: str | bytes) -> str | None:
    """The 12 digits of an identity card (số định danh), or None for any other text.

    Only for the moment after a person chose to prove themselves with their card: use it once, keep no reference.
    """
    text = cleaned(raw)
    first = (card_fields(text) or [canonical(text)])[0].strip()
    return first if ID_NUMBER.fullmatch(first) else None


def _with_bars(text: str) -> PersonalCode | NotACode:
    fields = card_fields(text)
    return PersonalCode(kind_of_card(fields)) if fields else NotACode("bars")


def _address(address: str, rules: CodeRules) -> ReceiptCode | SquareCode | NotACode:
    given = parameters(address)
    found = _code_with_secret(given, rules) or _code_alone(given, rules)
    return found or (SquareCode() if is_opaque(address) else NotACode("address"))


def _code_with_secret(given: Parameters, rules: CodeRules) -> ReceiptCode | None:
    for text, secret in codes_with_secret(given):
        code = recognise(canonical(cleaned(text)), rules)
        if isinstance(code, ReceiptCode):
            return replace(code, secret=secret)
    return None


def _code_alone(given: Parameters, rules: CodeRules) -> ReceiptCode | None:
    readings = (recognise(canonical(cleaned(value)), rules) for value in code_candidates(given))
    return next((code for code in readings if isinstance(code, ReceiptCode)), None)


def _opencps(text: str) -> ReceiptCode | PersonalCode | None:
    found = OPENCPS.fullmatch(text)
    if not found:
        return None
    if kind := kind_of_number(text):
        return PersonalCode(kind)
    return ReceiptCode(text, "opencps", secret=found["secret"])
