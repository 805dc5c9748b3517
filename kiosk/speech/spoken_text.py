"""What is written, as it is said: codes sign by sign, numbers, dates and hours as words. Pure.

A synthesizer left alone reads 8.000 as “eight point zero”, A030 as thirty and 27/11 as a fraction.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kiosk.speech.number_words import number_words, ordinal_words, spelled
from kiosk.words import Language

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NO_BREAKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})

# The first that fits a place is taken, so the order is part of the rules.
DATE = r"(?P<date>(?<![\d.])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?(?![\d/]))"
CLOCK = r"(?P<clock>(?<!\d)(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?!\d))"
TELEPHONE = r"(?P<telephone>(?<![\w.])0\d{2,4}(?:[ .]?\d{1,4}){1,3}(?!\d))"
CODE = r"(?P<code>(?<!\w)(?:[A-ZĐ]{1,3}\d+|\d{1,2}\.\d{6})(?:[-./]?[A-Z0-9]+)*(?![a-zà-ỹ]))"
RANGE = r"(?P<range>(?<![\d.,])(?P<low>\d{1,4}) ?[–-] ?(?P<high>\d{1,4})(?![\d.,]?\d))"
NUMBER = r"(?P<number>(?<![\w.,])(?:\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]\d{1,2})?(?:\s?%)?(?!\w))"
FOUND = re.compile(f"{DATE}|{CLOCK}|{TELEPHONE}|{CODE}|{RANGE}|{NUMBER}")
MANY_DIGITS = 6


def spoken_text(text: str, language: Language) -> str:
    """A text of the screen as it is said in this language; marks for bold words are left out."""
    bare = text.replace("**", "").translate(NO_BREAKS).replace("\n", ". ")
    said = FOUND.sub(lambda found: _said(found, language), bare)
    return _signs(said, language)


def _said(found: re.Match[str], language: Language) -> str:
    kind = found.lastgroup or ""
    kinds: dict[str, Callable[[re.Match[str], Language], str]] = {
        "date": _date,
        "clock": _clock,
        "telephone": lambda f, lang: spelled(re.sub(r"\D", "", f[0]), lang),
        "code": lambda f, lang: spelled(f[0].replace("-", " "), lang),
        "range": _range,
        "number": _number,
    }
    kind = next(name for name in kinds if found[name] is not None)
    return kinds[kind](found, language)


def _date(found: re.Match[str], language: Language) -> str:
    day, month, year = int(found["day"]), int(found["month"]), found["year"]
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return " ".join(number_words(int(part), language) for part in found[0].split("/"))
    if language == "en":
        said = f"the {ordinal_words(day)} of {MONTHS[month - 1]}"
        return f"{said}, {number_words(int(year), 'en')}" if year else said
    month_words = "tư" if month == 4 else number_words(month, "vi")
    said = f"ngày {number_words(day, 'vi')} tháng {month_words}"
    return f"{said} năm {number_words(int(year), 'vi')}" if year else said


def _clock(found: re.Match[str], language: Language) -> str:
    hour, minute = int(found["hour"]), int(found["minute"])
    if language == "vi":
        said = f"{number_words(hour, 'vi')} giờ"
        return f"{said} {number_words(minute, 'vi')}" if minute else said
    if minute == 0:
        return f"{number_words(hour, 'en')} o'clock"
    return f"{number_words(hour, 'en')} {'oh ' if minute < 10 else ''}{number_words(minute, 'en')}"


def _range(found: re.Match[str], language: Language) -> str:
    join = "đến" if language == "vi" else "to"
    return f"{number_words(int(found['low']), language)} {join} {number_words(int(found['high']), language)}"


def _number(found: re.Match[str], language: Language) -> str:
    written = found[0].rstrip("% ")
    is_share = written != found[0]
    thousands, comma = (".", ",") if language == "vi" else (",", ".")
    whole, _, parts = written.replace(thousands, "").partition(comma)
    if not whole.isdecimal() or (whole.startswith("0") and len(whole) > 1) or _is_long(whole, written):
        said = spelled(written, language)
    else:
        said = number_words(int(whole), language)
    if parts:
        said += (" phẩy " if language == "vi" else " point ") + spelled(parts, language).replace(",", "")
    return said + ((" phần trăm" if language == "vi" else " per cent") if is_share else "")


def _is_long(whole: str, written: str) -> bool:
    """A row of digits nobody has grouped is a code, not an amount."""
    return len(whole) >= MANY_DIGITS and written.isdecimal()


def _signs(said: str, language: Language) -> str:
    """Signs between words: what a reader sees as a pause or a word."""
    said = said.replace("Ông/Bà", "ông bà").replace(" · ", ", ").replace("«", "").replace("»", "")
    said = re.sub(r"(?<=\w)/(?=\w)", " một " if language == "vi" else " a ", said)
    said = re.sub(r"\s?[–—]\s?", ", ", said)
    said = said.replace("…", ".").replace("“", "").replace("”", "")
    return re.sub(r"\s+", " ", said).strip()
