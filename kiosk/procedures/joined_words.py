"""Words typed without the blanks between them (chữ viết liền): «khaisinh», «giayphepxaydung», «cawncuwowcs»."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from kiosk.procedures.syllables import from_telex, from_vni, is_bare_syllable, is_syllable
from kiosk.procedures.vietnamese_text import bare, folded
from kiosk.procedures.vocabulary import Vocabulary

Decode: TypeAlias = Callable[[str], str | None]
"""What keys make of a piece; None when they make no syllable."""

SHORTEST, LONGEST = 4, 48  # letters; beyond it nobody forgot the blank, and it would take time
_LONGEST_PIECE = 12
# What a piece costs: each; less beside a neighbour of the release; more for «cccd», for the «y» of «y tế», when begun.
_PIECE, _BESIDE, _NO_SYLLABLE, _ONE_LETTER, _BEGUN = 2.0, 1.2, 0.9, 0.9, 1.6
_TWO_LETTERS = 1.8  # «id», «ab»: most such cuts are chance
_LETTERS_ALONE = frozenset("yoaue")
_SHORT_ABBREVIATION = 2


@dataclass(frozen=True, slots=True)
class Cut:
    """The pieces as typed, decoded; `is_sure` when each stands beside the one before somewhere in the release."""

    pieces: tuple[str, ...]
    cost: float
    is_sure: bool


def cut(text: str, vocabulary: Vocabulary, *, is_open: bool) -> Cut | None:
    """The known words in a run of letters; None when it cannot be cut into such.

    text     lower case, NFC
    is_open  the last word may still be in the middle of being typed
    """
    if not SHORTEST <= len(text) <= LONGEST:
        return None
    decodings: Iterator[Decode] = (d for d in (_as_it_is, _telex, _vni) if d is not _vni or not text.isalpha())
    for decode in decodings:
        if found := _cut(text, vocabulary, decode, is_open=is_open):
            return found
    return None


def _cut(text: str, vocabulary: Vocabulary, decode: Decode, *, is_open: bool) -> Cut | None:
    best: list[Cut | None] = [Cut((), 0.0, is_sure=True), *([None] * len(text))]
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - _LONGEST_PIECE), end):
            before, piece = best[start], decode(text[start:end])
            if before is None or piece is None:
                continue
            longer = _with(before, piece, vocabulary, is_open=is_open and end == len(text))
            here = best[end]
            if longer and (here is None or longer.cost < here.cost):
                best[end] = longer
    whole = best[-1]
    return whole if whole and len(whole.pieces) > 1 else None


def _with(before: Cut, piece: str, vocabulary: Vocabulary, *, is_open: bool) -> Cut | None:
    plain = bare(piece)
    fold = vocabulary.fold(folded(piece))
    if fold is None:
        if not is_open or not vocabulary.is_beginning(folded(piece)):
            return None
        return Cut((*before.pieces, piece), before.cost + _PIECE + _BEGUN, is_sure=False)
    cost = _PIECE + 1.0 / (1.0 + math.log1p(vocabulary.times(fold)))
    if len(plain) == 1:
        if plain not in _LETTERS_ALONE:
            return None
        cost += _ONE_LETTER
    elif not is_bare_syllable(plain):
        cost += _TWO_LETTERS if len(plain) == _SHORT_ABBREVIATION else _NO_SYLLABLE
    is_beside = bool(before.pieces) and vocabulary.are_beside(before.pieces[-1], piece)
    is_sure = before.is_sure and (is_beside or not before.pieces)
    return Cut((*before.pieces, piece), before.cost + cost - (_BESIDE if is_beside else 0.0), is_sure)


def _as_it_is(piece: str) -> str | None:
    return piece


def _telex(piece: str) -> str | None:
    return _syllable(from_telex(piece) or piece)


def _vni(piece: str) -> str | None:
    return _syllable(from_vni(piece) or piece)


def _syllable(piece: str) -> str | None:
    return piece if is_syllable(piece) or is_bare_syllable(piece) else None
