"""Names as a lobby may see them: each word its first letter and exactly three stars, so that no length is betrayed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

STARS = "***"
FORMS_OF_ADDRESS = frozenset({"ông", "bà", "anh", "chị", "cháu"})
HOUSEHOLD_BUSINESS = "hộ kinh doanh"
ORGANISATION_WORDS = (
    "Công ty", "Doanh nghiệp", "Hợp tác xã", "Trường", "Ủy ban", "Uỷ ban", "Trung tâm", "Chi nhánh", "Văn phòng",
    "Hội", "Ban", "Chùa", "Giáo xứ",
)  # fmt: skip
MASKED_WORD = re.compile(r".\*{3}")


def masked_name(name: str | None, *, organisation_words: Sequence[str] = ORGANISATION_WORDS) -> str | None:
    """A name as it may be shown; an already masked one stays as it is, so masking twice changes nothing.

    name                as a gateway sent it; blank and None give None.
    organisation_words  what names of organisations begin with (`privacy.organisation_words`); those are not masked.
    """
    words = unicodedata.normalize("NFC", name or "").split()
    if not words:
        return None
    if _begins_with(words, organisation_words):
        return " ".join(words)
    kept = _words_kept(words)
    return " ".join([*words[:kept], *map(_masked, words[kept:])])


def is_masked(name: str, *, organisation_words: Sequence[str] = ORGANISATION_WORDS) -> bool:
    """Whether a name may be shown as it is."""
    return masked_name(name, organisation_words=organisation_words) == name


def _begins_with(words: Sequence[str], beginnings: Sequence[str]) -> bool:
    text = f"{' '.join(words)} ".casefold()
    return any(text.startswith(f"{unicodedata.normalize('NFC', beginning).casefold()} ") for beginning in beginnings)


def _words_kept(words: Sequence[str]) -> int:
    """How many leading words are no part of a person's name; a single word always is the name."""
    household = len(HOUSEHOLD_BUSINESS.split()) if _begins_with(words, [HOUSEHOLD_BUSINESS]) else 0
    rest = words[household:]
    return household + (len(rest) > 1 and rest[0].casefold() in FORMS_OF_ADDRESS)


def _masked(word: str) -> str:
    return word if MASKED_WORD.fullmatch(word) else word[0] + STARS
