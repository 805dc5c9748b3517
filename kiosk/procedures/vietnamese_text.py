"""One spelling for many (chính tả): case, NFC, tone marks and where they stand, i/y, đ/d. Pure, knows no procedure.

Three forms of a word. As typed: «Hoà». Spelled: one accented spelling for all placements, «hoà» = «hòa», «lý» = «lí».
Folded: the spelled form without any mark, «hoa»; what a finger types that knows no accents.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Tone(StrEnum):
    """Thanh: the mark of a syllable as its combining character."""

    LEVEL = ""
    HUYEN = "\u0300"
    SAC = "\u0301"
    NGA = "\u0303"
    HOI = "\u0309"
    NANG = "\u0323"


_TONES = frozenset(tone.value for tone in Tone if tone)
VOWELS = frozenset("aăâeêioôơuưy")
_MARKED_VOWELS = frozenset("ăâêôơư")
_MARK_OF_A_LETTER = {"\u0302", "\u0306", "\u031b"}  # circumflex, breve, horn
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # soft hyphens and joiners that copied text brings along
# Two vowels without a final consonant carry the mark on the first, except these: «hoà, khoẻ, thuỷ» (screens.md §10).
_SECOND_CARRIES = {"oa", "oe", "uy"}
# The letters that stand alone before a final i or y that may be written either way.
_EITHER_I_OR_Y = re.compile(r"(?:[bcdđghklmnprstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)y")


def listed(words: str) -> frozenset[str]:
    """The words of a table in a source file."""
    return frozenset(words.split())


def words_in(text: str) -> list[str]:
    """The words of a text in lower case, in order; digits count as letters, «kt3» is one word."""
    clean = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).lower()
    return _WORD.findall(clean.replace("\u00f0", "đ"))  # ð: Đ as old encodings wrote it


def spelled(word: str) -> str:
    """One accented spelling of a lower-case word: tone placed by the house's rule, final y written i."""
    letters, tone = taken_apart(word)
    return put_together(_one_i(letters), tone)


def folded(word: str) -> str:
    """The spelled word without any mark: «đường» -> «duong», «lý» -> «li»."""
    return _one_i(bare(word))


def bare(text: str) -> str:
    """The letters without any mark; as many as there were, if the text was NFC."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in letters if not unicodedata.combining(c))


def fold(text: str) -> str:
    """What two spellings of the same text have in common: folded words, one blank between them."""
    return " ".join(map(folded, words_in(text)))


def taken_apart(syllable: str) -> tuple[str, Tone]:
    """A syllable's letters (with ă â đ ê ô ơ ư, NFC) and its tone; of several tones the last counts."""
    if syllable.isascii():
        return syllable, Tone.LEVEL
    letters, tone = "", Tone.LEVEL
    for each in unicodedata.normalize("NFD", syllable):
        if each in _TONES:
            tone = Tone(each)
        elif not unicodedata.combining(each) or each in _MARK_OF_A_LETTER:
            letters += each
    return unicodedata.normalize("NFC", letters), tone


def put_together(letters: str, tone: Tone) -> str:
    """The syllable with its tone where the house writes it; letters without a vowel stay as they are."""
    where = tone_stands_at(letters)
    if tone is Tone.LEVEL or where is None:
        return letters
    return unicodedata.normalize("NFC", letters[: where + 1] + tone + letters[where + 1 :])


def with_tone(text: str, tone: Tone) -> str:
    """What a tone key makes of a text: its last syllable re-toned; the same key again takes the tone off."""
    before, syllable = last_syllable(text)
    letters, now = taken_apart(syllable)
    return before + put_together(letters, Tone.LEVEL if now is tone else tone)


def last_syllable(text: str) -> tuple[str, str]:
    """A text cut before its last syllable; the syllable is empty after a blank."""
    found = re.search(r"(?:[^\W_]|[\u0300-\u036f])*\Z", text)
    start = found.start() if found else len(text)
    return text[:start], text[start:]


def tone_stands_at(letters: str) -> int | None:
    """The place of the letter that carries the tone: `taken_apart` letters in any case; None without a vowel."""
    lower = letters.lower()
    start = _first_vowel(lower)
    run = start
    while run < len(lower) and lower[run] in VOWELS:
        run += 1
    vowels = lower[start:run]
    if not vowels:
        return None
    marked = [place for place, vowel in enumerate(vowels) if vowel in _MARKED_VOWELS]
    if marked:
        return start + marked[-1]  # «ươ» carries it on ơ
    if len(vowels) == 2:
        return start + int(run < len(lower) or vowels in _SECOND_CARRIES)
    return start + len(vowels) // 2


def _first_vowel(letters: str) -> int:
    if letters[:2] in {"qu", "gi"} and letters[2:3] and letters[2] in VOWELS:
        return 2  # there u and i belong to the consonant: «quý», «già»
    return next((place for place, letter in enumerate(letters) if letter in VOWELS), len(letters))


def _one_i(letters: str) -> str:
    if letters == "i":
        return "y"  # «i tế»
    return letters[:-1] + "i" if _EITHER_I_OR_Y.fullmatch(letters) else letters
