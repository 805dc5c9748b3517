"""A receipt code typed into three boxes: unit, day (yyMMdd) and running number."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from kiosk.dossiers.code_grammar import calendar_day
from kiosk.dossiers.receipt_code import CodeReading, DayPart, Unreadable, read_code

DAY_DIGITS = 6
SHORTEST_SERIAL = 4
LONGEST_SERIAL = 7
# Any day in this month exists, so that the month can be judged before the day is typed.
FIRST_DAY = "01"


def day_problem(digits: str) -> DayPart | None:
    """The wrong part of a day as it is being typed, as soon as that part is complete.

    digits  what stands in the box so far, yyMMdd, at most six digits.
    """
    whole = digits if len(digits) == DAY_DIGITS else digits[:4] + FIRST_DAY
    found = calendar_day(whole) if re.fullmatch(r"[0-9]{6}", whole) else None
    return None if found is None or isinstance(found, date) else found


def is_complete(day: str, serial: str) -> bool:
    """Whether the two typed boxes hold a whole code that may be asked."""
    right_lengths = len(day) == DAY_DIGITS and SHORTEST_SERIAL <= len(serial) <= LONGEST_SERIAL
    return right_lengths and day_problem(day) is None


def typed_code(unit: str, day: str, serial: str, *, our_units: Collection[str], today: date) -> CodeReading:
    """What the three boxes say together.

    unit     as prefilled, such as "H24.15".
    day      yyMMdd; serial: 4 to 7 digits.
    returns  a ReceiptCode, BadDate for an impossible day, Unreadable while a box is incomplete.
    """
    if len(day) != DAY_DIGITS or not SHORTEST_SERIAL <= len(serial) <= LONGEST_SERIAL:
        return Unreadable()
    return read_code(f"{unit}-{day}-{serial}", our_units=our_units, today=today)
