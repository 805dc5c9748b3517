"""Everyday words: the procedures' own and the table of those with several meanings become one table."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kiosk.content.editorial import Editorial
from kiosk.content.release import EverydayWordsEntry, TextEntry


def joined_words(editorial: Editorial, shown: Collection[str]) -> tuple[EverydayWordsEntry, ...]:
    """Each phrase once, with every procedure it may mean: the table's order first, then the popular ones.

    shown  codes that words may lead to; a phrase that leads nowhere else is left out.
    """
    table: dict[str, _Meaning] = {}
    for phrase, codes, remark in (*_of_the_table(editorial), *_of_the_procedures(editorial)):
        meaning = table.setdefault(_key(phrase), _Meaning(phrase))
        meaning.add([code for code in codes if code in shown], remark)
    return tuple(_gathered(list(table.values())))


class _Meaning:
    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        self.codes: dict[str, None] = {}
        self.remark: TextEntry | None = None

    def add(self, codes: list[str], remark: TextEntry | None) -> None:
        self.codes |= dict.fromkeys(codes)
        self.remark = self.remark or remark


def _of_the_table(editorial: Editorial) -> Iterator[tuple[str, tuple[str, ...], TextEntry | None]]:
    for entry in editorial.everyday_words:
        for phrase in entry.say:
            yield phrase, entry.codes, entry.remark


def _of_the_procedures(editorial: Editorial) -> Iterator[tuple[str, tuple[str, ...], TextEntry | None]]:
    popular_first = sorted(editorial.procedures.items(), key=lambda item: (-item[1].popularity, item[0]))
    for code, words in popular_first:
        for phrase in words.said:
            yield phrase, (code,), None


def _gathered(meanings: list[_Meaning]) -> Iterator[EverydayWordsEntry]:
    groups: dict[tuple[tuple[str, ...], TextEntry | None], list[str]] = {}
    for each in meanings:
        if each.codes:
            groups.setdefault((tuple(each.codes), each.remark), []).append(each.phrase)
    for (codes, remark), phrases in groups.items():
        yield EverydayWordsEntry(say=tuple(phrases), codes=codes, remark=remark)


def _key(phrase: str) -> str:
    return " ".join(phrase.casefold().split())
