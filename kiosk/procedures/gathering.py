"""Which phrases are worth comparing with a query (gom cụm từ): how much of its weight each has, about.

Phrases are numbered by length and only the first of a word's are looked at; the longest may go uncounted.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest
from operator import attrgetter, itemgetter

from kiosk.procedures.query_reading import Query, Slot
from kiosk.procedures.search_index import Index, Term

MOST_GATHERED, MOST_GROWN = 48, 24  # phrases compared for a query, and again for its slips
FLOOR = 0.35  # of the most that any phrase has
UNORDERED_SHARE = 0.2
# Phrases looked at for a word and for a slip of it, and among how many readings they are parted at most.
MOST_OF_A_SLOT, MOST_OF_A_SLIP, FEWEST_TERMS = 700, 350, 17
TELLING = 0.2  # of the most telling word: what weighs less says nothing about order


def least_telling(query: Query) -> float:
    """What a slot weighs at least by which anything is found."""
    return TELLING * max(slot.weight for slot in query.slots)


class Gathering:
    """The phrases that share a telling word with one query.

    sums       phrase -> weight of the query it has, about
    whole      weight of the query
    uncounted  weight of what says too little to gather by
    """

    def __init__(self, index: Index, query: Query) -> None:
        self._index = index
        self._query = query
        self._least = least_telling(query)
        self.whole = sum(slot.weight for slot in query.slots)
        self.uncounted = sum(slot.weight for slot in query.slots if slot.weight < self._least)
        self.sums = self._summed()

    def promising(self) -> list[int]:
        """Those with most of the query that say little else, first."""
        return self._promising(self.sums.items(), FLOOR * max(self.sums.values(), default=0.0), MOST_GATHERED)

    def grown(self, query: Query, least: float) -> list[int]:
        """Take in that some slots of the query may stand for more; the promising of those that have more of it now.

        least  of the query's weight; what has less is left out
        """
        grown: set[int] = set()
        sums = self.sums
        for old, new in zip(self._query.slots, query.slots, strict=True):
            further = {term: quality for term, quality in new.terms.items() if term not in old.terms}
            if not further or old.weight < self._least:
                continue
            here = self._of(old, further, MOST_OF_A_SLIP)
            grown |= here.keys()
            for number, share in here.items():
                sums[number] = sums.get(number, 0.0) + share
        return self._promising([(number, sums[number]) for number in grown], least, MOST_GROWN)

    def _promising(self, sums: Iterable[tuple[int, float]], floor: float, most: int) -> list[int]:
        totals = self._index.totals
        promise = []
        for number, has in sums:
            if has >= floor:
                total = totals[number]
                share = (has / total if has < total else 1.0) if total else UNORDERED_SHARE
                promise.append((has + has * share, number))
        return [number for _, number in nlargest(most, promise)]

    def _summed(self) -> dict[int, float]:
        sums: dict[int, float] = {}
        slots = [slot for slot in self._query.slots if slot.weight >= self._least]
        left = whole = sum(slot.weight for slot in slots)
        for slot in sorted(slots, key=attrgetter("weight"), reverse=True):
            here = self._of(slot, slot.terms)
            if not sums:
                sums = here
            elif left < FLOOR * (whole - left) and left < FLOOR * max(sums.values(), default=0.0):
                for number in sums.keys() & here.keys():  # a phrase with nothing else would stay below the floor
                    sums[number] += here[number]
            else:
                for number, share in here.items():
                    sums[number] = sums.get(number, 0.0) + share
            left -= slot.weight
        return sums

    def _of(self, slot: Slot, terms: dict[Term, float], most: int = MOST_OF_A_SLOT) -> dict[int, float]:
        """Phrase -> the weight it has of one slot; the best reading counts."""
        postings = self._index.postings
        most = max(most // FEWEST_TERMS, most // max(1, len(terms)))
        here: dict[int, float] = {}
        for term, quality in sorted(terms.items(), key=itemgetter(1)):
            here.update(dict.fromkeys(postings[term][:most], quality * slot.weight))
        return here
