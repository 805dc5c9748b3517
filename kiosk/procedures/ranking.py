"""Which procedures were meant, in order (xếp hạng): how much of the query a phrase has, and how much else it says.

First every phrase that shares a telling word is gathered cheaply; then the best are compared word by word.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter
from typing import TypeAlias

from kiosk.procedures.comparison import Comparison, Likeness, at_most, least_coverage
from kiosk.procedures.gathering import Gathering
from kiosk.procedures.query_reading import Query
from kiosk.procedures.search_index import Index, Kind

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
ELSEWHERE = 0.12  # what the rest of the procedure's words may add
POPULAR, LAST = 0.06, 0.04
SAID_LATER, MOST_LATER = 0.035, 3  # for each procedure that comes before it under the same phrase
MOST_RANKED = 40
UNCOUNTED = 0.03  # of the weight of the telling words may go uncounted while phrases are gathered
FEW = 5
LOWEST_SHARE = 0.5  # of the best score: what is further behind only makes the list long
_ADDED = ELSEWHERE + POPULAR

_Best: TypeAlias = dict[int, tuple[float, int, Likeness]]
"""Entry -> its score so far, and the phrase that gave it."""


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


@dataclass(frozen=True, slots=True)
class _Field:
    """What is known of an index before anything is asked.

    worth  of each phrase, by its kind
    prior  of each entry: how often it is asked for
    texts  entry -> the phrase with all its words, where it has one
    """

    index: Index
    worth: list[float]
    prior: list[float]
    texts: dict[int, int]


class Ranking:
    """Ranks the entries of one index for one query after another."""

    def __init__(self, index: Index) -> None:
        most = math.log1p(max((entry.popularity for entry in index.entries), default=0)) or 1.0
        prior = [
            POPULAR * math.log1p(entry.popularity) / most - (LAST if entry.comes_last else 0.0)
            for entry in index.entries
        ]
        texts = {index.owners[n][0]: n for n in index.terms if index.kinds[n] is Kind.TEXTS}
        self._field = _Field(index, [WORTH[kind] for kind in index.kinds], prior, texts)

    def contest(self, query: Query) -> Contest | None:
        """The entries that share anything with the query; None for a query that weighs nothing."""
        return Contest(self._field, query) if any(slot.weight for slot in query.slots) else None


class Contest:
    """The entries that share anything with one query."""

    def __init__(self, field: _Field, query: Query) -> None:
        self._field = field
        self._query = query
        self._gathering = Gathering(field.index, query)
        self._comparison = Comparison(field.index, query)
        self._best: _Best = {}
        self._leader = 0.0
        self._uncounted = self._gathering.uncounted + UNCOUNTED * self._gathering.whole
        for phrase in self._gathering.promising():
            self._let_speak(phrase)

    def ranked(self) -> list[Match]:
        """Best first."""
        prior, least = self._field.prior, LOWEST_SHARE * self._leader - _ADDED
        leading = [(score + prior[entry], entry) for entry, (score, _, _) in self._best.items() if score >= least]
        matches = [self._match(entry) for _, entry in nlargest(MOST_RANKED, leading, key=itemgetter(0))]
        return sorted(matches, key=lambda match: (-round(match.score, 4), match.entry))

    def reread(self, query: Query, above: float) -> list[Match]:
        """The same when some slots may stand for more; nothing where that cannot score above so much.

        query  the same slots, some of them with more terms
        """
        if any(old.weight != new.weight for old, new in zip(self._query.slots, query.slots, strict=True)):
            return Contest(self._field, query).ranked()
        least = least_coverage(above - _ADDED) * self._gathering.whole - self._uncounted
        grown = self._gathering.grown(query, least)
        self._comparison = Comparison(self._field.index, query)
        if not any(self._may_lead(phrase, above) for phrase in grown):
            return []
        for phrase in grown:
            self._let_speak(phrase)
        return self.ranked()

    def _may_lead(self, phrase: int, above: float) -> bool:
        """Whether an entry of a phrase scores above so much; where it has many, whether it may."""
        likeness = self._compared(phrase, above - _ADDED)
        if likeness is None:
            return False
        owners = self._field.index.owners[phrase]
        score = self._field.worth[phrase] * likeness.score
        return len(owners) > FEW or any(score + self._added(entry, likeness)[0] > above for entry in owners)

    def _let_speak(self, phrase: int) -> None:
        """A phrase may give its entries a better score."""
        # What would be too far behind to be shown, whatever else it says, is not compared to the end.
        likeness = self._compared(phrase, LOWEST_SHARE * self._leader - _ADDED)
        if likeness is None:
            return
        best, index = self._best, self._field.index
        score = self._field.worth[phrase] * likeness.score
        self._leader = max(self._leader, score)
        ranks = index.ranks.get(phrase)
        for place, entry in enumerate(index.owners[phrase]):
            here = score - SAID_LATER * min(ranks[place], MOST_LATER) if ranks else score
            if entry not in best or here > best[entry][0]:
                best[entry] = (here, phrase, likeness)

    def _compared(self, phrase: int, least: float) -> Likeness | None:
        """How a phrase compares; None where it is worth less than so much."""
        worth = self._field.worth[phrase]
        has = min(1.0, (self._gathering.sums[phrase] + self._uncounted) / self._gathering.whole)
        if worth * at_most(has) < least:
            return None
        likeness = self._comparison.of(phrase, least / worth)
        return likeness if likeness and worth * likeness.score >= least else None

    def _match(self, entry: int) -> Match:
        """An entry with what the rest of its words add."""
        score, phrase, likeness = self._best[entry]
        added, elsewhere = self._added(entry, likeness)
        coverage = max(likeness.coverage, elsewhere)
        return Match(entry, phrase, score + added, coverage, likeness.places, likeness.met)

    def _added(self, entry: int, likeness: Likeness) -> tuple[float, float]:
        """What an entry adds to the score of its phrase, and how much of the query the rest of its words have."""
        texts = self._field.texts.get(entry)
        elsewhere = likeness.coverage if texts is None else self._comparison.coverage(texts)
        return ELSEWHERE * elsewhere + self._field.prior[entry], elsewhere
