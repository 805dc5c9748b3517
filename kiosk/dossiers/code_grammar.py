"""The shapes of receipt codes, and what a canonical text is by them.

source  TT 01/2018/TT-VPCP art. 19; QCVN 102:2016/BTTTT (old); QĐ 20/2020/QĐ-TTg (new). No shape has a check digit.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.dossiers.code_reading import (
    BadDate,
    CodeReading,
    CodeShape,
    DayPart,
    NotACode,
    PersonalCode,
    ProcedureCode,
    ReceiptCode,
    TicketCode,
    Unreadable,
)
from kiosk.dossiers.personal_text import kind_of_number

DAY_AND_SERIAL = r"-(?P<day>[0-9]{8}|[0-9]{6})-(?P<serial>[0-9]{4,7})"
OLD = re.compile(r"(?P<unit>[0-9A-Z]{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.[A-Z][0-9]{2})" + DAY_AND_SERIAL)
NEW = re.compile(r"(?P<unit>[A-Z][0-9]{2}(?:\.[0-9A-Z]{1,3}){1,3})" + DAY_AND_SERIAL)
SOCIAL = re.compile(r"(?P<unit>[0-9]{5})/[0-9]{4}/(?P<serial>[0-9]{4,6})")
PROCEDURE = re.compile(r"(?P<code>[0-9]\.[0-9]{6})(?:\.(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.)?[A-Z][0-9]{2})?")
TICKET = re.compile(
    r"(?:T|(?P<office>[A-Z0-9]{2,6})-)(?P<day>[0-9]{6})-(?P<number>K[0-9]-[0-9]{3,4}|[A-Z]{1,2}[0-9]{3,4})"
)
UNKNOWN = re.compile(r"(?=.*[0-9])(?=.*[A-Z./_-])[0-9A-Z./_-]{6,40}")
SHORTEST = 6
PAYMENT = "000201"  # EMVCo: payload format indicator 01


@dataclass(frozen=True, slots=True)
class CodeRules:
    """What this office adds to the grammar: its own units, local shapes, and today for codes from the future."""

    our_units: Collection[str]
    extra_patterns: Sequence[str]
    today: date


def calendar_day(digits: str) -> date | DayPart:
    """The date of yyMMdd or yyyyMMdd, else its first wrong part."""
    year, month, day = int(digits[:-4].rjust(4, "0")), int(digits[-4:-2]), int(digits[-2:])
    if not 1 <= month <= 12:
        return "month"
    try:
        return date(year if len(digits) == 8 else 2000 + year, month, day)
    except ValueError:
        return "day"


def recognise(text: str, rules: CodeRules) -> CodeReading:
    """What a canonical text is; the first shape that fits decides."""
    return (
        _ticket(text)
        or _dated(text, OLD, "old", rules)
        or _dated(text, NEW, "new", rules)
        or _social(text, rules)
        or _procedure(text)
        or _personal(text)
        or _local(text, rules)
        or _anything_else(text)
    )


def is_one_of_ours(unit: str, our_units: Collection[str]) -> bool:
    """Whether a unit is one of `our_units` or stands below one; an old code names its province last."""
    return any(unit == ours or unit.startswith(f"{ours}.") or unit.endswith(f".{ours}") for ours in our_units)


def _ticket(text: str) -> TicketCode | None:
    found = TICKET.fullmatch(text)
    day = calendar_day(found["day"]) if found else None
    return TicketCode(day, found["number"], found["office"] or "") if found and isinstance(day, date) else None


def _dated(text: str, pattern: re.Pattern[str], shape: CodeShape, rules: CodeRules) -> ReceiptCode | BadDate | None:
    found = pattern.fullmatch(text)
    if not found:
        return None
    day = calendar_day(found["day"])
    if not isinstance(day, date):
        return BadDate(day)
    unit = found["unit"]
    return ReceiptCode(
        text, shape, unit, day, found["serial"],
        is_ours=is_one_of_ours(unit, rules.our_units), is_ahead=day - rules.today > timedelta(days=1),
    )  # fmt: skip


def _social(text: str, rules: CodeRules) -> ReceiptCode | None:
    found = SOCIAL.fullmatch(text)
    if not found:
        return None
    is_ours = is_one_of_ours(found["unit"], rules.our_units)
    return ReceiptCode(text, "social", found["unit"], serial=found["serial"], is_ours=is_ours)


def _procedure(text: str) -> ProcedureCode | None:
    found = PROCEDURE.fullmatch(text)
    return ProcedureCode(found["code"]) if found else None


def _personal(text: str) -> PersonalCode | None:
    kind = kind_of_number(text)
    return PersonalCode(kind) if kind else None


def _local(text: str, rules: CodeRules) -> ReceiptCode | None:
    fits = any(re.fullmatch(pattern, text) for pattern in rules.extra_patterns)
    return ReceiptCode(text, "local") if fits else None


def _anything_else(text: str) -> ReceiptCode | Unreadable | NotACode:
    if re.fullmatch(r"[0-9]+", text):
        return NotACode("digits")
    if text.startswith(PAYMENT):
        return NotACode("payment")
    if UNKNOWN.fullmatch(text):
        return ReceiptCode(text, "unknown")
    return Unreadable() if len(text) < SHORTEST else NotACode("other")
