"""What was typed, read in every way a finger may have meant it (đọc câu hỏi).

A query becomes slots, one for each word it was meant to have; a slot knows the terms it may stand for and how much each
counts. Telex and VNI keys, joined and torn words are settled first; slips only where the word is not known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import nlargest
from operator import attrgetter

from kiosk.procedures.joined_words import cut
from kiosk.procedures.same_words import Said, SameWords, Wording
from kiosk.procedures.search_index import Index, Term, term_of
from kiosk.procedures.syllables import from_telex, from_vni, is_bare_syllable, is_syllable
from kiosk.procedures.vietnamese_text import Tone, bare, folded, spelled, taken_apart, words_in
from kiosk.procedures.vocabulary import OTHER_LETTER, Fold

# Someone may tell a story of sixty words; its errand is in the sixteen most telling. More only costs time.
LONGEST_QUERY, MOST_WORDS, MOST_TELLING_WORDS = 400, 60, 12
BEGUN, BEGUN_THOUGH_WHOLE, ALSO_A_SLIP = 0.88, 0.72, 0.7
WEIGHT_OF_A_BEGINNING = (0.3, 0.65)  # of the word's own, by letters typed: one, two
SURELY_IDLE = 0.02
BARE_SYLLABLE = 0.72  # «ma» may be má, mã or ma: without accents one syllable hardly tells a meaning
OTHER_ACCENTS = 0.85
WEIGHT_OF_THE_UNKNOWN = 1.6
WEIGHT_OF_A_NUMBER = 1.0
_NUMBERS_APART = re.compile(r"[0-9]+|[^0-9]+")  # «75tuoi»
_weight_of, _place_of = attrgetter("weight"), attrgetter("place")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it was meant.

    spelling  with its accents · fold  without
    is_open   the last one, perhaps in the middle
    """

    spelling: str
    fold: str
    is_open: bool = False

    @property
    def has_accents(self) -> bool:
        """Whether the person typed any."""
        return self.spelling != self.fold


@dataclass(frozen=True, slots=True)
class Slot:
    """A word with what it may stand for.

    place   of the word in what was typed
    direct  the term of its own letters
    """

    word: Word
    place: int
    weight: float
    terms: dict[Term, float]
    direct: Term | None


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, as slots in its order."""

    slots: tuple[Slot, ...]


class Reader:
    """Reads queries against one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._same: SameWords = index.same
        self._idle = {tuple(map(folded, each)): each for each in index.same.idle}
        self._idle_lengths, self._said_lengths = _lengths(self._idle), _lengths(index.same.in_queries)

    def read(self, typed: str) -> Query:
        """Read a query."""
        words = self.meant(typed)
        idle = self._idle_places(words)
        if len(words) > 1 and words[-1].is_open and len(words[-1].fold) == 1:
            words = words[:-1]  # a word just begun says nothing yet; one letter stands for hundreds
        slots = [self._slot(word, place, is_idle=place in idle) for place, word in enumerate(words)]
        for term, start, end, quality in self._meanings(words):
            for place in range(start, end):
                slots[place] = self._with_meaning(slots[place], term, quality)
        if len(slots) > MOST_TELLING_WORDS:
            slots = sorted(nlargest(MOST_TELLING_WORDS, slots, key=_weight_of), key=_place_of)
        return Query(tuple(slots))

    def with_slips(self, query: Query, places: Container[int]) -> Query:
        """The same when known words at these places may be slips of others: «khi sinh» for «khai sinh».

        returns  the same slots, some of them with more terms.
        """
        return Query(tuple(self._with_slips(slot) if slot.place in places else slot for slot in query.slots))

    def _with_slips(self, slot: Slot) -> Slot:
        if slot.direct is None:
            return slot  # an unknown word was taken for a slip from the beginning
        slips = {
            fold: quality * ALSO_A_SLIP
            for fold, quality in self._index.vocabulary.resembling(slot.word.fold).items()
            if fold in self._index.weights and fold not in slot.terms
        }
        if not slips:
            return slot
        weight = slot.weight if slot.direct in self._index.weights else self._weight(slot.word, slips, slot.direct)
        return replace(slot, terms=slips | slot.terms, weight=weight)

    def meant(self, typed: str) -> list[Word]:
        """The words that were meant, in order."""
        every = words_in(typed[:LONGEST_QUERY])
        raw = every[:MOST_WORDS]
        is_open = len(typed) <= LONGEST_QUERY and len(raw) == len(every) and not typed[-1:].isspace()
        found: list[Word] = []
        place = 0
        while place < len(raw):
            last = is_open and place == len(raw) - 1
            torn = self._torn(raw, place, is_open=is_open)
            found += torn or self._meant(raw[place], is_open=last)
            place += 2 if torn else 1
        return found[:MOST_WORDS]

    def is_known(self, fold: str) -> bool:
        """Whether a folded word stands in the release or in the table of same words."""
        return self._index.vocabulary.fold(fold) is not None

    def _meant(self, raw: str, *, is_open: bool) -> list[Word]:
        as_typed = self._word(raw, is_open=is_open)
        if self._is_readable(as_typed):
            return [as_typed]
        for decoded in filter(None, (from_telex(raw), from_vni(raw))):
            word = Word(spelled(decoded), folded(decoded), is_open)
            if is_syllable(decoded) and self._is_readable(word):
                return [word]
        joined = cut(raw, self._index.vocabulary, is_open=is_open)
        if joined and (joined.is_sure or not self._is_a_slip(as_typed)):
            last = len(joined.pieces) - 1
            return [Word(spelled(p), folded(p), is_open and place == last) for place, p in enumerate(joined.pieces)]
        if self._is_a_slip(as_typed):
            return [as_typed]
        parts = _NUMBERS_APART.findall(raw)
        if len(parts) > 1:
            last = len(parts) - 1
            return [word for n, part in enumerate(parts) for word in self._meant(part, is_open=is_open and n == last)]
        decoded_anyway = next((each for each in (from_telex(raw), from_vni(raw)) if each and is_syllable(each)), None)
        return [Word(spelled(decoded_anyway), folded(decoded_anyway), is_open) if decoded_anyway else as_typed]

    def _word(self, raw: str, *, is_open: bool = False) -> Word:
        spelling, fold = self._index.vocabulary.as_written(raw) or (spelled(raw), folded(raw))
        return Word(spelling, fold, is_open)

    def _is_readable(self, word: Word) -> bool:
        if self.is_known(word.fold):
            return True
        return word.is_open and self._index.vocabulary.is_beginning(word.fold)

    def _is_a_slip(self, word: Word) -> bool:
        return max(self._index.vocabulary.resembling(word.fold).values(), default=0.0) >= OTHER_LETTER

    def _torn(self, raw: list[str], place: int, *, is_open: bool) -> list[Word] | None:
        """«kha i» -> khai: two pieces of which one is no word, together one."""
        if place + 1 >= len(raw):
            return None
        pieces = [self._word(each) for each in raw[place : place + 2]]
        if all(self.is_known(each.fold) for each in pieces):
            return None
        is_last = is_open and place + 2 == len(raw)
        together = self._word(raw[place] + raw[place + 1], is_open=is_last)
        if not self.is_known(together.fold):
            return None
        is_beginning = is_last and self._index.vocabulary.is_beginning(pieces[1].fold)
        if is_beginning and self.is_known(pieces[0].fold):
            return None  # «bao h»: the second word has just been begun
        return [together] if is_syllable(together.spelling) else None

    def _slot(self, word: Word, place: int, *, is_idle: bool) -> Slot:
        vocabulary, weights = self._index.vocabulary, self._index.weights
        direct = vocabulary.fold(word.fold)
        terms: dict[Term, float] = {}
        if direct is None:
            terms = vocabulary.resembling(word.fold)
        if word.is_open:
            found = [fold for fold in self._begun(word) if fold in weights]
            begun = dict.fromkeys(found, BEGUN if direct is None else BEGUN_THOUGH_WHOLE)
            terms = begun if direct is None and begun else terms | begun
        if direct is not None:
            terms[direct] = 1.0
        terms = {term: quality for term, quality in terms.items() if term in weights}
        weight = self._weight(word, terms, direct) * (SURELY_IDLE if is_idle else 1.0)
        if word.is_open and len(word.fold) <= len(WEIGHT_OF_A_BEGINNING):
            weight *= WEIGHT_OF_A_BEGINNING[len(word.fold) - 1]
        return Slot(word, place, weight, terms, direct)

    def _begun(self, word: Word) -> list[Fold]:
        """What an unfinished word may become: «sĩ» does not become «sinh», «đấ» becomes «đất»."""
        vocabulary = self._index.vocabulary
        folds = list(vocabulary.beginning_with(word.fold))
        if not word.has_accents:
            return folds
        letters, tone = taken_apart(word.spelling)
        return [
            fold
            for fold in folds
            if any(
                tone in {Tone.LEVEL, theirs} and all(a in {b, bare(b)} for a, b in zip(letters, other, strict=False))
                for other, theirs in map(vocabulary.parts, vocabulary.words_of(fold))
            )
        ]

    def _weight(self, word: Word, terms: dict[Term, float], direct: Term | None) -> float:
        weights = self._index.weights
        if word.fold.isdecimal():
            return WEIGHT_OF_A_NUMBER
        if direct in weights and word.has_accents:
            # «chó» is not the idle «cho»: with accents a word weighs what it is itself.
            number = self._index.vocabulary.number(word.spelling)
            return max(weights[direct], WEIGHT_OF_THE_UNKNOWN) if number is None else self._index.word_weights[number]
        if direct in weights:
            return weights[direct]
        if not terms:
            return WEIGHT_OF_THE_UNKNOWN
        best = max(terms.values())
        near = [weights[term] for term, quality in terms.items() if quality == best]
        return sum(near) / len(near)

    def _idle_places(self, words: list[Word]) -> set[int]:
        """Places of words that carry no errand; empty when all of them do not."""
        places: set[int] = set()
        for start, word in enumerate(words):
            for length in self._idle_lengths.get(word.fold, ()):
                chunk = words[start : start + length]
                wording = self._idle.get(tuple(each.fold for each in chunk))
                if wording and len(wording) == length and self._may_be_idle(chunk, wording):
                    places.update(range(start, start + length))
        # «thì cần gì ạ»: a bare syllable beside words that are idle for sure is idle too.
        for place in (*range(len(words)), *reversed(range(len(words)))):
            if {place - 1, place + 1} & places and not words[place].has_accents and (words[place].fold,) in self._idle:
                places.add(place)
        return places if len(places) < len(words) else set()

    def _may_be_idle(self, chunk: list[Word], wording: tuple[str, ...]) -> bool:
        if any(word.has_accents and word.spelling not in wording for word in chunk):
            return False
        if len(chunk) > 1 or chunk[0].has_accents:
            return True
        # One bare syllable: its weight already says how often these letters are the idle word.
        return self._index.vocabulary.fold(chunk[0].fold) not in self._index.weights

    def _meanings(self, words: list[Word]) -> Iterator[tuple[Term, int, int, float]]:
        """Meanings over the words: term, from, to, and how much it counts."""
        for start, word in enumerate(words):
            for length in self._said_lengths.get(word.fold, ()):
                chunk = words[start : start + length]
                if len(chunk) < length:
                    break
                for said in self._same.in_queries.get(tuple(each.fold for each in chunk), ()):
                    yield term_of(said.meaning), start, start + length, said.quality * _trust(chunk, said)

    def _with_meaning(self, slot: Slot, term: Term, quality: float) -> Slot:
        if term not in self._index.weights or slot.terms.get(term, 0.0) >= quality:
            return slot
        weight = (
            slot.weight if slot.direct in self._index.weights else max(slot.weight, self._index.weights[term] * 0.8)
        )
        return replace(slot, terms=slot.terms | {term: quality}, weight=weight)


def _lengths(wordings: Iterable[Wording]) -> dict[str, tuple[int, ...]]:
    """First word -> how many words the wordings have that begin with it, ascending."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for wording in wordings:
        lengths[wording[0]].add(len(wording))
    return {first: tuple(sorted(each)) for first, each in lengths.items()}


def _trust(chunk: list[Word], said: Said) -> float:
    """How sure it is that these words mean this wording of the same letters."""
    differs = any(word.has_accents and word.spelling != other for word, other in zip(chunk, said.wording, strict=True))
    if len(chunk) > 1:
        return OTHER_ACCENTS if differs else 1.0
    if differs:
        return 0.0
    is_sure = chunk[0].spelling == said.wording[0] or not is_bare_syllable(chunk[0].fold)
    return 1.0 if is_sure else BARE_SYLLABLE


def agreement(word: Word, letters: str, tone: Tone, *, is_known: bool) -> float:
    """How well the accents of a typed word agree with those of a word of the same letters, given in its parts.

    is_known  the typed word stands in the release itself: then it was rather meant than mistyped
    returns  1 the same, a little less for none typed, less for some missing, least for others.
    """
    if not word.has_accents:
        return 1.0 if tone is Tone.LEVEL and letters == word.fold else 0.97
    own_letters, own_tone = taken_apart(word.spelling)
    if own_letters == letters and own_tone is tone:
        return 1.0
    fits = all(a in {b, bare(b)} for a, b in zip(own_letters, letters, strict=False))
    if fits and own_tone in {tone, Tone.LEVEL}:
        return 0.93
    return 0.66 if is_known else 0.78
