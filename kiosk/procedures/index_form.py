"""An index as plain lists, and back: what a made index is kept as. Entries and same words are not in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, TypeAlias

from kiosk.procedures.same_words import SameWords
from kiosk.procedures.search_index import Entry, Index, Kind
from kiosk.procedures.vocabulary import Vocabulary

Plain: TypeAlias = dict[str, Any]
"""Numbers, texts, lists and objects of them, as JSON knows them."""


def plain_index(index: Index) -> Plain:
    """Everything that took time to find out."""
    return {
        "texts": index.texts,
        "kinds": index.kinds,
        "owners": index.owners,
        "ranks": _pairs(index.ranks),
        "words": index.words,
        "spans": _pairs(index.spans),
        "terms": [[number, sorted(terms)] for number, terms in index.terms.items()],
        "word_weights": index.word_weights,
        "totals": index.totals,
        "postings": _pairs(index.postings),
        "weights": _pairs(index.weights),
        "vocabulary": plain_vocabulary(index.vocabulary),
    }


def index_of(plain: Plain, entries: tuple[Entry, ...], same: SameWords) -> Index:
    """The index again, over the same entries and the same table.

    raises  ValueError, KeyError, TypeError where these are not an index's lists.
    """
    return Index(
        entries,
        vocabulary_of(plain["vocabulary"]),
        same,
        texts=plain["texts"],
        kinds=[Kind(kind) for kind in plain["kinds"]],
        owners=list(map(tuple, plain["owners"])),
        ranks={number: tuple(ranks) for number, ranks in plain["ranks"]},
        words=list(map(tuple, plain["words"])),
        spans={number: tuple((term, start, end) for term, start, end in spans) for number, spans in plain["spans"]},
        terms={number: frozenset(terms) for number, terms in plain["terms"]},
        word_weights=plain["word_weights"],
        totals=plain["totals"],
        postings=dict(plain["postings"]),
        weights=dict(plain["weights"]),
    )


def plain_vocabulary(vocabulary: Vocabulary) -> Plain:
    """A finished vocabulary."""
    kept = vocabulary.kept()
    return kept | {"counts": _pairs(kept["counts"]), "pairs": sorted(kept["pairs"])}


def vocabulary_of(plain: Plain) -> Vocabulary:
    """The vocabulary again."""
    return Vocabulary.again(plain | {"counts": Counter(dict(plain["counts"])), "pairs": set(plain["pairs"])})


def _pairs(mapping: Mapping[int, Any]) -> list[tuple[int, Any]]:
    return list(mapping.items())  # JSON's own objects have no numbers for keys
