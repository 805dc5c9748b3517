"""Recognising what belongs to a person, before anything else looks at the text."""

from __future__ import annotations

import re
import unicodedata

from kiosk.dossiers.code_reading import PersonalKind

BARS_OF_A_CARD = 3
ID_NUMBER = re.compile(r"[0-9]{12}")
# Digits in groups, as people write telephone and identity numbers; a leading year is a running number of an office.
GROUPED = re.compile(r"(?!20[0-9]{2}[./_-])[0-9]+(?:[./_-]+[0-9]+)*[./_-]*")
# Every identity number begins with the province of birth registration, 001 to 096.
ID_NUMBER_INSIDE = re.compile(r"(?<![0-9])0(?:0[1-9]|[1-8][0-9]|9[0-6])[0-9]{9}(?![0-9])")


def card_fields(text: str) -> list[str]:
    """The fields of a personal card (căn cước, thẻ bảo hiểm y tế); a text with fewer than three bars has none."""
    fields = unicodedata.normalize("NFKC", text).split("|")
    return fields if len(fields) > BARS_OF_A_CARD else []


def kind_of_card(fields: list[str]) -> PersonalKind:
    """Which card it is, by its first field only: since 2024 cards may append others."""
    return "identity_card" if ID_NUMBER.fullmatch(fields[0].strip()) else "other_card"


def kind_of_number(text: str) -> PersonalKind | None:
    """Whether a canonical text is, or hides, a number of a person.

    9, 10 or 12 digits are personal whatever separates them; so is an identity number inside any other text.
    """
    digits = re.sub(r"[./_-]", "", text) if GROUPED.fullmatch(text) else ""
    if len(digits) == 12:
        return "identity_card"
    if len(digits) in {9, 10} or ID_NUMBER_INSIDE.search(text):
        return "number"
    return None
