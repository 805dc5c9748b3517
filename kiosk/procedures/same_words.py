"""Words that mean the same to the search (từ đồng nghĩa): regions, generations, short forms, English.

The table is `same_words.toml`. A group is a *meaning* with a number; a text that contains one of its wordings carries
the meaning, and a query that says one of them looks for it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from kiosk.procedures.vietnamese_text import folded, spelled, words_in

Wording: TypeAlias = tuple[str, ...]
"""The spelled words of one way to say it."""

# How much a word counts that was found by its meaning only.
SAME, LEAD = 0.9, 0.78
TABLE = Path(__file__).with_name("same_words.toml")


@dataclass(frozen=True, slots=True)
class Said:
    """One wording in a query and the meaning it looks for; `quality` is below 1, for it is not the text's own word."""

    wording: Wording
    meaning: int
    quality: float


@dataclass(frozen=True, slots=True)
class SameWords:
    """The table, ready for use.

    in_texts    wording in a text -> the meanings it carries
    in_queries  folded wording -> what it looks for; several where the folded words are said of different things
    idle        spelled wordings that carry no errand («cho tôi hỏi»)
    """

    in_texts: dict[Wording, tuple[int, ...]]
    in_queries: dict[Wording, tuple[Said, ...]]
    idle: frozenset[Wording]
    meanings: int

    @property
    def longest(self) -> int:
        """Words in the longest wording."""
        return max(map(len, (*self.in_queries, *self.in_texts, *self.idle)), default=0)


@cache
def same_words(table: Path = TABLE) -> SameWords:
    """The table in a file."""
    content = tomllib.loads(table.read_text(encoding="utf-8"))
    in_texts: dict[Wording, tuple[int, ...]] = {}
    in_queries: dict[Wording, tuple[Said, ...]] = {}
    groups = [(group, group, SAME) for group in content["same"]]
    groups += [(each["means"], each["say"], LEAD) for each in content["leads"]]
    for meaning, (texts, queries, quality) in enumerate(groups):
        for wording in _wordings(texts):
            in_texts[wording] = (*in_texts.get(wording, ()), meaning)
        for wording in _wordings(queries):
            key = tuple(map(folded, wording))
            in_queries[key] = (*in_queries.get(key, ()), Said(wording, meaning, quality))
    return SameWords(in_texts, in_queries, frozenset(_wordings(content["idle"])), len(groups))


def _wordings(phrases: Iterable[str]) -> Iterable[Wording]:
    return dict.fromkeys(tuple(map(spelled, words_in(phrase))) for phrase in phrases)
