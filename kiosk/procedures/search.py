"""Finds procedures for what was typed, and says why each was found (tìm thủ tục)."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from heapq import nlargest
from operator import attrgetter
from typing import Literal, TypeAlias

from kiosk.procedures.everyday_words import EverydayWords
from kiosk.procedures.index_form import Plain, index_of, plain_index
from kiosk.procedures.misses import countable
from kiosk.procedures.procedure import Procedure
from kiosk.procedures.query_reading import Query, Reader
from kiosk.procedures.ranking import ELSEWHERE, LOWEST_SHARE, POPULAR, Match, Ranking
from kiosk.procedures.same_words import same_words
from kiosk.procedures.search_index import Entry, Index, SaidPhrase, build_index
from kiosk.procedures.text import Text
from kiosk.procedures.vietnamese_text import fold, words_in

WhyKind: TypeAlias = Literal["said", "title", "english", "official_name", "field", "texts", "papers", "code"]

LOWEST_SCORE, LOWEST_COVERAGE = 0.2, 0.34
GOOD_SCORE = 0.85  # below it known words are also taken for slips
POOR_SCORE = 0.55  # below it every word may be a slip
CLEARLY_BETTER, WELL_MET = 1.12, 0.86
MOST_DOUBTFUL = 6  # words of a query that may be slips at once
FULL_SCORE = 1 + ELSEWHERE + POPULAR
# What is found by slips alone is a guess; of 1,425 queries that were understood seven are called so.
SURE_SCORE, SURE_SHARE, MEANT, MOST_WEAK = 0.82, 0.4, 0.5, 4
CLOSE, ENOUGH_TO_ASK = 0.93, 3
LONGEST_NAME, FEWEST_SPACES_OF_A_NAME, PUNCTUATION = 1500, 3, 0.25
SHORTEST = 2
LONGEST_WHY = 60
_WHY: tuple[WhyKind, ...] = ("said", "title", "english", "official_name", "field", "texts", "papers")
_CODE = re.compile(r"[0-9][0-9.\s-]{2,11}")


@dataclass(frozen=True, slots=True)
class Why:
    """Vì sao: what it was found by, in the words and accents of the release; the screen puts it into a sentence."""

    kind: WhyKind
    phrase: str


@dataclass(frozen=True, slots=True)
class Found:
    """One result: a procedure's code, how well it fits (about 0 to 1), and why."""

    code: str
    score: float
    why: Why


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search answers.

    results   best first, at most as many as asked for
    total     how many there are
    is_close  three or more fit about as well: «Ông/Bà cần việc nào?»
    is_weak   hardly a word was met as it was typed: the results are the nearest guess, and few
    remark    to be said beside the results, of the everyday words that found the first one
    """

    query: str
    results: tuple[Found, ...] = ()
    total: int = 0
    is_close: bool = False
    is_weak: bool = False
    remark: Text | None = None


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Of 100,000 small values that come to stay none is garbage: looking through them costs a third more."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Search:
    """A search over the procedures of a release; made once, asked on every key.

    Making it for 428 procedures takes some tenths of a second: on the terminal a worker does that.
    """

    def __init__(self, entries: Sequence[Entry], everyday: Iterable[EverydayWords] = ()) -> None:
        everyday = tuple(everyday)
        with _nothing_collected():
            self._take(build_index(entries, _said(entries, everyday), same_words()), everyday)

    @classmethod
    def again(cls, plain: Plain, entries: Sequence[Entry], everyday: Iterable[EverydayWords] = ()) -> Search:
        """The search that `plain` was told by, over the same entries and everyday words; a tenth of the time.

        raises  ValueError, KeyError, TypeError where these are not an index's lists.
        """
        made = cls.__new__(cls)
        with _nothing_collected():
            made._take(index_of(plain, tuple(entries), same_words()), tuple(everyday))  # noqa: SLF001 -- its own
        return made

    def plain(self) -> Plain:
        """What took time to find out, to be kept."""
        return plain_index(self._index)

    def _take(self, index: Index, everyday: tuple[EverydayWords, ...]) -> None:
        self._index = index
        self._remarks = {phrase: each.remark for each in everyday if each.remark for phrase in each.phrases}
        self._reader = Reader(index)
        self._ranking = Ranking(index)
        self._folds: dict[str, str] = {}
        self._digits = [
            (re.sub(r"\D", "", entry.code), place) for place, entry in enumerate(index.entries) if entry.code
        ]

    def find(self, typed: str, limit: int = 10) -> Findings:
        """Find what was typed; every key may ask again. Empty for less than two letters."""
        if _CODE.fullmatch(typed.strip()):
            return self._by_code(typed, limit)
        if sum(map(len, words_in(typed[: SHORTEST * 20]))) < SHORTEST:
            return Findings(typed)
        matches, is_weak = self._matches(typed)
        if is_weak:
            matches = matches[:MOST_WEAK]
        results = tuple(
            Found(self._index.entries[m.entry].code, round(m.score / FULL_SCORE, 3), self._why(m))
            for m in matches[:limit]
        )
        remark = self._remarks.get(self._index.texts[matches[0].phrase]) if matches else None
        is_close = _are_close(matches) and not is_weak
        return Findings(typed, results, len(matches), is_close=is_close, is_weak=is_weak, remark=remark)

    def candidates(self, syllable: str, limit: int = 5) -> tuple[str, ...]:
        """Words for the last syllable, for the row above the accent keys; see `Vocabulary.candidates`."""
        return self._index.vocabulary.candidates(syllable, limit)

    def countable(self, typed: str) -> str | None:
        """The phrase to count when this was looked for in vain; None when it may tell who somebody is."""
        return countable(typed, self._index.vocabulary.are_beside)

    def _matches(self, typed: str) -> tuple[list[Match], bool]:
        """What was found, best first, and whether it is but a guess."""
        query = self._reader.read(typed)
        ranked = self._ranked(query)
        matches = self._named_exactly_first(typed, ranked)
        lowest = max(LOWEST_SCORE, LOWEST_SHARE * _best(matches))
        found = [m for m in matches if m.score >= lowest and max(m.coverage, m.score) >= LOWEST_COVERAGE]
        is_weak = bool(ranked) and _is_a_guess(query, ranked[0])
        return sorted(found, key=lambda match: self._index.entries[match.entry].is_of_elsewhere), is_weak

    def _ranked(self, query: Query) -> list[Match]:
        contest = self._ranking.contest(query)
        if contest is None:
            return []
        matches = contest.ranked()
        best = _best(matches)
        if best < GOOD_SCORE:
            reread = self._reader.with_slips(query, _doubtful(query, matches))
            with_slips = contest.reread(reread, CLEARLY_BETTER * best)
            if _best(with_slips) > CLEARLY_BETTER * best:
                return with_slips
        return matches

    def _named_exactly_first(self, typed: str, matches: list[Match]) -> list[Match]:
        """Names of three lines share their first words: who types one whole means it alone."""
        name = fold(typed[:LONGEST_NAME])
        if not matches or name.count(" ") < FEWEST_SPACES_OF_A_NAME:
            return matches
        exact = {m.entry for m in matches if self._is_named(m.entry, name)}
        named = [replace(m, score=_best(matches)) for m in matches if m.entry in exact]
        return named + [m for m in matches if m.entry not in exact]

    def _is_named(self, place: int, name: str) -> bool:
        entry = self._index.entries[place]
        return any(
            abs(len(text) - len(name)) <= PUNCTUATION * len(name) and self._folded(text) == name
            for text in (entry.title, entry.official_name)
        )

    def _folded(self, text: str) -> str:
        """A name of the release, folded once."""
        if text not in self._folds:
            self._folds[text] = fold(text)
        return self._folds[text]

    def _by_code(self, typed: str, limit: int) -> Findings:
        wanted = re.sub(r"\D", "", typed)
        found = sorted((not digits.startswith(wanted), place) for digits, place in self._digits if wanted in digits)
        codes = [self._index.entries[place].code for _, place in found]
        results = tuple(Found(code, 1.0, Why("code", code)) for code in codes[:limit])
        return Findings(typed, results, len(codes))

    def _why(self, match: Match) -> Why:
        index = self._index
        kind = _WHY[index.kinds[match.phrase]]
        text = index.texts[match.phrase]
        if not text:  # found by words that stand apart: the title is what the citizen recognises
            return Why(kind, index.entries[match.entry].title)
        return Why(kind, _part(text, match.places))


def _said(entries: Sequence[Entry], everyday: Iterable[EverydayWords]) -> list[SaidPhrase]:
    """Everyday phrases and the places of what they mean."""
    places = {entry.code: place for place, entry in enumerate(entries)}
    return [
        SaidPhrase(phrase, known)
        for each in everyday
        if (known := tuple(places[code] for code in each.codes if code in places))
        for phrase in each.phrases
    ]


def entry_of(procedure: Procedure) -> Entry:
    """A procedure as the search needs it."""
    return Entry(
        code=procedure.code,
        title=procedure.title.vi.replace("\u00a0", " "),
        official_name=procedure.official_name,
        field=procedure.field.vi,
        english=procedure.title.en,
        papers=tuple(paper.name.vi for paper in procedure.papers),
        popularity=procedure.popularity,
        comes_last=not procedure.is_here,
        is_of_elsewhere="local_variant" in procedure.flags,
    )


def _part(text: str, places: tuple[int, ...]) -> str:
    """The part of a phrase that matched, from its first matching word to the last within a line's length."""
    words = list(re.finditer(r"[^\W_]+", text))
    first = words[places[0]].start()
    return text[first : max(words[place].end() for place in places if words[place].end() - first <= LONGEST_WHY)]


def _doubtful(query: Query, matches: list[Match]) -> set[int]:
    """Places of the words that the best match has not; of any words where hardly anything was found."""
    doubtful = query.slots
    if _best(matches) >= POOR_SCORE:
        met = zip(query.slots, matches[0].met, strict=True)
        doubtful = tuple(slot for slot, has in met if has < WELL_MET) or query.slots
    return {slot.place for slot in nlargest(MOST_DOUBTFUL, doubtful, key=attrgetter("weight"))}


def _is_a_guess(query: Query, best: Match) -> bool:
    """Whether the best match was hardly found by words as they were typed, or by their meaning: «pizza», «alo»."""
    if best.score >= SURE_SCORE:
        return False
    met = zip(query.slots, best.met, strict=True)
    sure = sum(slot.weight for slot, has in met if has >= (MEANT if min(slot.terms, default=0) < 0 else WELL_MET))
    return sure < SURE_SHARE * sum(slot.weight for slot in query.slots)


def _best(matches: list[Match]) -> float:
    return matches[0].score if matches else 0.0


def _are_close(matches: list[Match]) -> bool:
    if len(matches) < ENOUGH_TO_ASK:
        return False
    return matches[ENOUGH_TO_ASK - 1].score >= CLOSE * matches[0].score
