"""Which procedures were meant, in order (xếp hạng): how much of the query a phrase has, and how much else it says.

First every phrase that shares a telling word is gathered cheaply; then the best are compared word by word.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise, repeat
from operator import attrgetter, itemgetter, mul
from typing import TypeAlias

from kiosk.procedures.query_reading import Query, agreement
from kiosk.procedures.search_index import Index, Kind, Term

# What a phrase is worth that has every word of the query and no other.
WORTH = {
    Kind.SAID: 1.0,
    Kind.TITLE: 0.97,
    Kind.ENGLISH: 0.96,
    Kind.OFFICIAL_NAME: 0.93,
    Kind.FIELD: 0.55,
    Kind.TEXTS: 0.42,
    Kind.PAPERS: 0.3,
}
COVERING, SAYING_LITTLE_ELSE, IN_ORDER = 0.5, 0.3, 0.2
ELSEWHERE = 0.12  # what the rest of the procedure's words may add
STEEP = 1.5
FEW_BETWEEN, OTHER_ORDER = 0.6, 0.3
POPULAR, LAST = 0.06, 0.04
SAID_LATER, MOST_LATER = 0.035, 3  # for each procedure that comes before it under the same phrase
MOST_GATHERED, MOST_RANKED = 60, 40
FLOOR = 0.35  # of the most that any phrase has
UNORDERED_SHARE = 0.2
UNCOUNTED = 0.1  # of a query's weight may go uncounted while phrases are gathered
LOWEST_SHARE = 0.5  # of the best score: what is further behind only makes the list long
MOST_OF_A_SLOT, LEAST_OF_A_TERM = 700, 40  # phrases looked at for a word, and for each of its readings
NEAR = 3
# A phrase wholly said in a long query makes up for a part of what else was said; «mai táng» more than «giấy».
NEARLY_WHOLE, WHOLE, ENOUGH = 0.95, 0.2, 6.0
TELLING = 0.2  # of the most telling word: what weighs less says nothing about order


@dataclass(frozen=True, slots=True)
class Match:
    """An entry and the phrase it was found by.

    coverage   the share of the query that the phrase has, 0 to 1
    places     of the phrase's words that were met, ascending
    met        how well each slot of the query was met, 0 to 1
    """

    entry: int
    phrase: int
    score: float
    coverage: float
    places: tuple[int, ...] = ()
    met: tuple[float, ...] = ()


Reached: TypeAlias = tuple[tuple[int, float], ...]
"""Which slots are met, and how well."""


class Ranking:
    """Ranks the entries of one index for one query after another."""

    def __init__(self, index: Index) -> None:
        self._index = index
        most = math.log1p(max((entry.popularity for entry in index.entries), default=0)) or 1.0
        self._prior = [
            POPULAR * math.log1p(entry.popularity) / most - (LAST if entry.comes_last else 0.0)
            for entry in index.entries
        ]
        self._texts = {index.owners[n][0]: n for n in index.terms if index.kinds[n] is Kind.TEXTS}

    def ranked(self, query: Query) -> list[Match]:
        """The entries that share anything with the query, best first."""
        whole = sum(slot.weight for slot in query.slots)
        if not whole:
            return []
        comparison = _Comparison(self._index, query, whole)
        best: dict[int, Match] = {}
        leader = 0.0
        for has, phrase in self._gathered(query):
            worth = WORTH[self._index.kinds[phrase]]
            if worth * _at_most(has / whole) + ELSEWHERE + POPULAR < LOWEST_SHARE * leader:
                continue  # whatever else it says, it would be too far behind to be shown
            match = comparison.of(phrase)
            leader = max(leader, worth * match.score)
            owners = self._index.owners[phrase]
            for entry, rank in zip(owners, self._index.ranks.get(phrase, repeat(0)), strict=False):
                score = worth * match.score - SAID_LATER * min(rank, MOST_LATER)
                if entry not in best or score > best[entry].score:
                    best[entry] = Match(entry, phrase, score, match.coverage, match.places, match.met)
        leading = [m for m in best.values() if m.score + ELSEWHERE + POPULAR >= LOWEST_SHARE * leader]
        leading = nlargest(MOST_RANKED, leading, key=attrgetter("score"))
        return sorted(
            (self._with_the_rest(m, comparison) for m in leading), key=lambda m: (-round(m.score, 4), m.entry)
        )

    def _with_the_rest(self, match: Match, comparison: _Comparison) -> Match:
        texts = self._texts.get(match.entry)
        elsewhere = match.coverage if texts is None else comparison.coverage(texts)
        score = match.score + ELSEWHERE * elsewhere + self._prior[match.entry]
        return Match(match.entry, match.phrase, score, max(match.coverage, elsewhere), match.places, match.met)

    def _gathered(self, query: Query) -> list[tuple[float, int]]:
        """The phrases worth comparing, those with most of the query that say little else first; before each, how much
        of the query's weight it has, about.
        """
        sums = self._sums(query)
        floor = FLOOR * max(sums.values(), default=0.0)
        totals = self._index.totals
        promising = [
            (total * (1.0 + (total / totals[number] if totals[number] else UNORDERED_SHARE)), number)
            for number, total in sums.items()
            if total >= floor
        ]
        return [(sums[number], number) for _, number in nlargest(MOST_GATHERED, promising)]

    def _sums(self, query: Query) -> dict[int, float]:
        """Phrase -> weight of the query it has, about: phrases are numbered by length, the longest may go uncounted."""
        postings = self._index.postings
        telling = TELLING * max(slot.weight for slot in query.slots)
        sums: dict[int, float] = {}
        for slot in query.slots:
            if slot.weight < telling:
                continue
            most = max(LEAST_OF_A_TERM, MOST_OF_A_SLOT // max(1, len(slot.terms)))
            here: dict[int, float] = {}
            for term, quality in sorted(slot.terms.items(), key=itemgetter(1)):
                here.update(dict.fromkeys(postings[term][:most], quality * slot.weight))
            if sums:
                for number, share in here.items():
                    sums[number] = sums.get(number, 0.0) + share
            else:
                sums = here
        return sums


def _at_most(coverage: float) -> float:
    """The best a phrase can score that has about so much of the query."""
    has = min(1.0, coverage + UNCOUNTED)
    return math.pow(has + WHOLE * (1.0 - has), STEEP)


class _Comparison:
    """Holds phrases against one query."""

    def __init__(self, index: Index, query: Query, whole: float) -> None:
        self._index = index
        self._whole = whole
        self._weights = [slot.weight for slot in query.slots]
        telling = TELLING * max(self._weights)
        self._telling = [place for place, weight in enumerate(self._weights) if weight >= telling]
        terms: dict[Term, Reached] = {}
        words: dict[int, Reached] = {}
        for place, slot in enumerate(query.slots):
            for term, quality in slot.terms.items():
                terms[term] = (*terms.get(term, ()), (place, quality))
                is_direct = term == slot.direct
                is_known = index.vocabulary.stands_in_a_text(slot.word.spelling)
                for word in index.vocabulary.words_of(term):
                    agreed = (
                        agreement(slot.word, *index.vocabulary.parts(word), is_known=is_known) if is_direct else 1.0
                    )
                    words[word] = (*words.get(word, ()), (place, quality * agreed))
        self._terms, self._words = terms, words
        self._met_by: dict[int, tuple[tuple[float, ...], float]] = {}

    def of(self, phrase: int) -> Match:
        """How much of the query a phrase has, how little else it says, and whether in this order."""
        index = self._index
        if phrase in index.terms:
            met, coverage = self._unordered(phrase)
            return Match(-1, phrase, coverage**STEEP, coverage, met=met)
        best = [0.0] * len(self._weights)
        at = [(-1, -1)] * len(best)
        for start, end, reached in self._reached(phrase):
            for slot, quality in reached:
                follows = quality == best[slot] and slot > 0 and at[slot - 1][1] == start
                if quality > best[slot] or follows:
                    best[slot], at[slot] = quality, (start, end)
        return self._match(phrase, best, at)

    def coverage(self, phrase: int) -> float:
        """The share of the query that a phrase without order has, 0 to 1."""
        return self._unordered(phrase)[1]

    def _unordered(self, phrase: int) -> tuple[tuple[float, ...], float]:
        """How well each slot is met by a phrase without order, and its coverage; asked twice, reckoned once."""
        if phrase not in self._met_by:
            met = self._met(self._index.terms[phrase])
            self._met_by[phrase] = tuple(met), self._covered(met)
        return self._met_by[phrase]

    def _met(self, terms: frozenset[Term]) -> list[float]:
        best = [0.0] * len(self._weights)
        reached = self._terms
        for term in reached.keys() & terms:
            for slot, quality in reached[term]:
                best[slot] = max(best[slot], quality)
        return best

    def _covered(self, best: list[float]) -> float:
        covered: float = sum(map(mul, self._weights, best))
        return covered / self._whole

    def _reached(self, phrase: int) -> Iterator[tuple[int, int, Reached]]:
        for place, word in enumerate(self._index.words[phrase]):
            if word in self._words:
                yield place, place + 1, self._words[word]
        for term, start, end in self._index.spans.get(phrase, ()):
            if term in self._terms:
                yield start, end, self._terms[term]

    def _match(self, phrase: int, best: list[float], at: list[tuple[int, int]]) -> Match:
        index = self._index
        coverage = self._covered(best)
        used = {place for start, end in at for place in range(start, end)}
        words, total = index.words[phrase], index.totals[phrase]
        share = min(1.0, sum(index.word_weights[words[place]] for place in used) / total) if total else 1.0
        form = COVERING + SAYING_LITTLE_ELSE * share + IN_ORDER * self._order(at)
        score = coverage**STEEP * form
        if share > NEARLY_WHOLE and coverage < 1.0:
            score = max(score, self._said_within(best, total, coverage))
        return Match(-1, phrase, score, coverage, tuple(sorted(used)), tuple(best))

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
