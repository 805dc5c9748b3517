"""Holds phrases against one query, word by word (so từng chữ)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from operator import mul
from typing import NamedTuple, TypeAlias

from kiosk.procedures.gathering import least_telling
from kiosk.procedures.query_reading import Query, agreement
from kiosk.procedures.search_index import Index, Term

COVERING, SAYING_LITTLE_ELSE, IN_ORDER = 0.5, 0.3, 0.2
STEEP = 1.5
FEW_BETWEEN, OTHER_ORDER = 0.6, 0.3
NEAR = 3
# A phrase wholly said in a long query makes up for a part of what else was said; «mai táng» more than «giấy».
NEARLY_WHOLE, WHOLE, ENOUGH = 0.95, 0.2, 6.0

Reached: TypeAlias = tuple[tuple[int, float], ...]
"""Which slots are met, and how well."""
_NOWHERE = (-1, -1)


class Likeness(NamedTuple):
    """How much of the query a phrase has, how little else it says, and whether in this order.

    coverage  the share of the query that the phrase has, 0 to 1
    places    of the phrase's words that were met, ascending
    met       how well each slot of the query was met, 0 to 1
    """

    score: float
    coverage: float
    places: tuple[int, ...]
    met: tuple[float, ...]


def at_most(coverage: float, total: float = ENOUGH) -> float:
    """The best a phrase can score that has so much of the query, and whose words weigh so much in all."""
    within = WHOLE * (1.0 - coverage) * min(1.0, total / ENOUGH)
    return math.pow(coverage + within, STEEP)


def least_coverage(score: float) -> float:
    """How much of the query a phrase has at least that scores so much."""
    return (math.pow(max(0.0, score), 1.0 / STEEP) - WHOLE) / (1.0 - WHOLE)


class _WordsReached(dict[int, Reached]):
    """Word -> the slots it meets, reckoned when a phrase first has it: an unfinished word may become hundreds."""

    def __init__(self, index: Index, query: Query, by_term: dict[Term, Reached]) -> None:
        super().__init__()
        self._vocabulary = index.vocabulary
        self._slots, self._by_term = query.slots, by_term

    def __missing__(self, word: int) -> Reached:
        fold = self._vocabulary.fold_of[word]
        reached = tuple(
            (place, quality * self._agreed(place, fold, word)) for place, quality in self._by_term.get(fold, ())
        )
        self[word] = reached
        return reached

    def _agreed(self, place: int, fold: int, word: int) -> float:
        slot = self._slots[place]
        if fold != slot.direct:
            return 1.0
        is_known = self._vocabulary.stands_in_a_text(slot.word.spelling)
        return agreement(slot.word, *self._vocabulary.parts(word), is_known=is_known)


class Comparison:
    """Phrases of one index beside one query."""

    def __init__(self, index: Index, query: Query) -> None:
        self._index = index
        self._weights = [slot.weight for slot in query.slots]
        self.whole = sum(self._weights)
        least = least_telling(query)
        self._telling = [place for place, weight in enumerate(self._weights) if weight >= least]
        by_term: dict[Term, Reached] = {}
        for place, slot in enumerate(query.slots):
            for term, quality in slot.terms.items():
                by_term[term] = (*by_term.get(term, ()), (place, quality))
        self._by_term, self._by_word = by_term, _WordsReached(index, query, by_term)
        self._met_by: dict[int, tuple[tuple[float, ...], float]] = {}

    def of(self, phrase: int, least: float = 0.0) -> Likeness | None:
        """How a phrase compares; None where it cannot score `least`."""
        if phrase in self._index.terms:
            met, coverage = self._unordered(phrase)
            return Likeness(coverage**STEEP, coverage, (), met)
        best, at = self._aligned(phrase)
        coverage = sum(map(mul, self._weights, best)) / self.whole
        total = self._index.totals[phrase]
        if at_most(coverage, total) < least:
            return None
        used = {place for start, end in at for place in range(start, end)}
        words, weights = self._index.words[phrase], self._index.word_weights
        share = min(1.0, sum([weights[words[place]] for place in used]) / total) if total else 1.0
        form = COVERING + SAYING_LITTLE_ELSE * share + IN_ORDER * self._order(at)
        score = coverage**STEEP * form
        if share > NEARLY_WHOLE and coverage < 1.0:
            score = max(score, self._said_within(best, total, coverage))
        return Likeness(score, coverage, tuple(sorted(used)), tuple(best))

    def coverage(self, phrase: int) -> float:
        """The share of the query that a phrase without order has, 0 to 1."""
        return self._unordered(phrase)[1]

    def _unordered(self, phrase: int) -> tuple[tuple[float, ...], float]:
        """How well each slot is met by a phrase without order, and its coverage; asked twice, reckoned once."""
        if phrase not in self._met_by:
            met = self._met(self._index.terms[phrase])
            self._met_by[phrase] = tuple(met), sum(map(mul, self._weights, met)) / self.whole
        return self._met_by[phrase]

    def _met(self, terms: Iterable[Term]) -> list[float]:
        best = [0.0] * len(self._weights)
        by_term = self._by_term
        for term in by_term.keys() & terms:
            for slot, quality in by_term[term]:
                best[slot] = max(best[slot], quality)
        return best

    def _aligned(self, phrase: int) -> tuple[list[float], list[tuple[int, int]]]:
        """How well each slot is met by a phrase, and from where to where; behind its neighbour among equals."""
        best = [0.0] * len(self._weights)
        at = [_NOWHERE] * len(best)
        by_word, by_term = self._by_word, self._by_term
        for place, word in enumerate(self._index.words[phrase]):
            for slot, quality in by_word[word]:
                has = best[slot]
                if quality > has or (quality == has and slot and at[slot - 1][1] == place):
                    best[slot], at[slot] = quality, (place, place + 1)
        for term, start, end in self._index.spans.get(phrase, ()):
            for slot, quality in by_term.get(term, ()):
                has = best[slot]
                if quality > has or (quality == has and slot and at[slot - 1][1] == start):
                    best[slot], at[slot] = quality, (start, end)
        return best, at

    def _said_within(self, best: list[float], total: float, coverage: float) -> float:
        """What a phrase is worth that is wholly said in a long query."""
        met = [place for place in self._telling if best[place] > 0]
        if not met:
            return 0.0
        quality = sum(self._weights[p] * best[p] for p in met) / sum(self._weights[p] for p in met)
        compact = len(met) / sum(met[0] <= place <= met[-1] for place in self._telling)
        mixed = coverage + WHOLE * (1.0 - coverage) * min(1.0, total / ENOUGH) * quality * compact
        return math.pow(mixed, STEEP) * (COVERING + SAYING_LITTLE_ELSE + IN_ORDER * compact)

    def _order(self, at: list[tuple[int, int]]) -> float:
        """How much of the query stands side by side and in its order in the phrase, 0 to 1."""
        if len(self._telling) == 1:
            return float(at[self._telling[0]][0] >= 0)
        reached = possible = 0.0
        for earlier, later in pairwise(self._telling):
            weight = self._weights[earlier] + self._weights[later]
            possible += weight
            before, after = at[earlier][0], at[later][0]
            if before >= 0 and after >= 0:
                step = after - before
                is_beside = step in {0, 1} or step == later - earlier
                reached += weight * (1.0 if is_beside else FEW_BETWEEN if 0 < step <= NEAR else OTHER_ORDER)
        return reached / possible
