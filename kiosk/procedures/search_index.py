"""The index of the search (chỉ mục): every phrase a procedure may be found by, and which words stand in it."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import chain
from typing import TypeAlias

from kiosk.procedures.same_words import SameWords
from kiosk.procedures.vocabulary import Vocabulary

Term: TypeAlias = int
"""The number of a folded word, or below zero a meaning of `same_words`."""

_WORD = re.compile(r"[^\W_]+")  # what is indexed is NFC by the checks of the release
# Of a long official name the first words name the errand; what follows are its cases.
LONGEST_PHRASE = 60
IDLE_SHARE = 0.12
MOST_TELLING = 0.65  # of what a word of a single procedure would weigh: rare is not yet important


class Kind(IntEnum):
    """Where a phrase stands; lower counts more."""

    SAID = 0
    TITLE = 1
    ENGLISH = 2
    OFFICIAL_NAME = 3
    FIELD = 4
    TEXTS = 5
    PAPERS = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One procedure as the search needs it.

    popularity       higher comes first among equals
    comes_last       not done here: behind its equals
    is_of_elsewhere  another province's version: behind everything else that was found
    """

    code: str
    title: str
    official_name: str = ""
    field: str = ""
    english: str = ""
    papers: tuple[str, ...] = ()
    popularity: int = 0
    comes_last: bool = False
    is_of_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class SaidPhrase:
    """An everyday phrase and the places of the entries it means, most likely first."""

    text: str
    entries: tuple[int, ...]


Span: TypeAlias = tuple[Term, int, int]
"""A meaning in a phrase or query: its term, the place of its first word and the place behind its last."""


@dataclass(slots=True)
class Index:
    """Phrases by number, ordered by how much they say in how few words.

    owners     the entries a phrase belongs to, and where it means several, their ranks: 0 is meant first
    words      numbers of the words of each phrase; for TEXTS and PAPERS none, there only `terms` counts
    spans      meanings in a phrase that has any
    terms      of a phrase without order: all its terms
    word_weights  of every word of the vocabulary
    totals     weight of all words of a phrase
    postings   term -> phrases, ascending
    weights    term -> how telling it is
    """

    entries: tuple[Entry, ...]
    vocabulary: Vocabulary
    same: SameWords
    texts: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    owners: list[tuple[int, ...]] = field(default_factory=list)
    ranks: dict[int, tuple[int, ...]] = field(default_factory=dict)
    words: list[tuple[int, ...]] = field(default_factory=list)
    spans: dict[int, tuple[Span, ...]] = field(default_factory=dict)
    terms: dict[int, frozenset[Term]] = field(default_factory=dict)
    word_weights: list[float] = field(default_factory=list)
    totals: list[float] = field(default_factory=list)
    postings: dict[Term, list[int]] = field(default_factory=dict)
    weights: dict[Term, float] = field(default_factory=dict)


def term_of(meaning: int) -> Term:
    """The term of a meaning."""
    return -1 - meaning


def build_index(entries: Sequence[Entry], said: Iterable[SaidPhrase], same: SameWords) -> Index:
    """Index everything an entry may be found by."""
    index = Index(tuple(entries), Vocabulary(), same)
    _Builder(index).build(said)
    return index


class _Builder:
    def __init__(self, index: Index) -> None:
        self.index = index
        vocabulary = index.vocabulary
        self.alone: dict[int, tuple[Term, ...]] = {}
        self.wordings: dict[tuple[int, ...], tuple[Term, ...]] = {}
        lengths: dict[tuple[int, ...], set[int]] = defaultdict(set)
        for wording, meanings in index.same.in_texts.items():
            numbers, terms = vocabulary.numbers(wording, is_text=False), tuple(map(term_of, meanings))
            if len(numbers) == 1:
                self.alone[numbers[0]] = terms
            else:
                self.wordings[numbers] = terms
                lengths[numbers[:2]].add(len(numbers))
        self.lengths = {begun: tuple(sorted(every)) for begun, every in lengths.items()}
        self.first_words = self.alone.keys() | {first for first, _ in self.lengths}
        for wording in (*index.same.in_queries, *index.same.idle):
            vocabulary.numbers(wording, is_text=False)  # known words: never taken for slips of others

    def build(self, said: Iterable[SaidPhrase]) -> None:
        index = self.index
        for text, kind, ranks in sorted(self._phrases(said), key=lambda each: (len(each[0]), each[1])):
            self._add(text, kind, ranks)
        index.vocabulary.finish()
        self._post()

    def _phrases(self, said: Iterable[SaidPhrase]) -> Iterable[tuple[str, Kind, dict[int, int]]]:
        together: dict[tuple[str, Kind], dict[int, int]] = {}
        for phrase in said:
            meant = together.setdefault((phrase.text, Kind.SAID), {})
            for rank, owner in enumerate(phrase.entries):
                meant[owner] = min(rank, meant.get(owner, rank))
        for place, entry in enumerate(self.index.entries):
            named = [
                (entry.title, Kind.TITLE),
                (entry.english, Kind.ENGLISH),
                (entry.official_name, Kind.OFFICIAL_NAME),
                (entry.field, Kind.FIELD),
            ]
            for text, kind in named:
                if text and not (kind is Kind.OFFICIAL_NAME and text == entry.title):
                    together.setdefault((text, kind), {})[place] = 0
        return [(text, kind, owners) for (text, kind), owners in together.items()]

    def _add(self, text: str, kind: Kind, ranks: dict[int, int]) -> None:
        index = self.index
        words = index.vocabulary.numbers(_WORD.findall(text.lower()))[:LONGEST_PHRASE]
        index.texts.append(text)
        index.kinds.append(kind)
        index.owners.append(tuple(ranks))
        if any(ranks.values()):
            index.ranks[len(index.texts) - 1] = tuple(ranks.values())
        index.words.append(words)
        if spans := self._meanings_in(words):
            index.spans[len(index.texts) - 1] = spans

    def _meanings_in(self, words: tuple[int, ...]) -> tuple[Span, ...]:
        first_words, alone, lengths, wordings, none = self.first_words, self.alone, self.lengths, self.wordings, ()
        spans: list[Span] = []
        for start in [start for start, word in enumerate(words) if word in first_words]:
            spans += [(term, start, start + 1) for term in alone.get(words[start], none)]
            for length in lengths.get(words[start : start + 2], none):
                # At the end of a phrase a slice is shorter and may be a shorter wording, which has its own turn.
                if start + length <= len(words):
                    spans += [
                        (term, start, start + length) for term in wordings.get(words[start : start + length], none)
                    ]
        return tuple(spans)

    def _post(self) -> None:
        index = self.index
        postings: dict[Term, list[int]] = defaultdict(list)
        every: list[set[Term]] = [set() for _ in index.entries]
        fold_of = index.vocabulary.fold_of
        for number, words in enumerate(index.words):
            terms = set(map(fold_of.__getitem__, words))
            terms.update(term for term, _, _ in index.spans.get(number, ()))
            for term in terms:
                postings[term].append(number)
            for owner in index.owners[number]:
                every[owner] |= terms
        for place, entry in enumerate(index.entries):
            if entry.english or entry.papers:  # else its name is all there is, and stands in the index already
                self._add_unordered(postings, Kind.TEXTS, place, every[place])
                known = index.vocabulary.known(_WORD.findall(" ".join(entry.papers).lower()))
                self._add_unordered(postings, Kind.PAPERS, place, known & postings.keys())
        index.postings = dict(postings)
        self._weigh(every)

    def _add_unordered(self, postings: dict[Term, list[int]], kind: Kind, place: int, terms: set[Term]) -> None:
        index = self.index
        number = len(index.texts)
        index.texts.append("")
        index.kinds.append(kind)
        index.owners.append((place,))
        index.words.append(())
        index.terms[number] = frozenset(terms)
        for term in terms:
            postings[term].append(number)

    def _weigh(self, every: list[set[Term]]) -> None:
        """Rare words tell more; those of the idle phrases hardly anything."""
        index = self.index
        vocabulary = index.vocabulary
        owners = Counter(chain.from_iterable(every))
        many = len(index.entries)
        most = MOST_TELLING * math.log1p(many)
        index.weights = {term: min(most, math.log1p(many / count)) for term, count in owners.items()}
        of_word = [index.weights.get(fold, 0.0) for fold in vocabulary.fold_of]
        idle = {
            number for each in index.same.idle if len(each) == 1 for number in vocabulary.numbers(each, is_text=False)
        }
        for number in idle:
            of_word[number] *= IDLE_SHARE
        for fold in {vocabulary.fold_of[number] for number in idle} & index.weights.keys():
            index.weights[fold] *= vocabulary.share(fold, idle) * IDLE_SHARE + 1 - vocabulary.share(fold, idle)
        index.word_weights = of_word
        index.totals = [sum(map(of_word.__getitem__, words)) for words in index.words]
