"""The papers of a procedure as rows on pages: numbered through, long ones going on at a sentence's end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kiosk.procedures.procedure import Handling, Paper
from kiosk.words import Words

# About as many letters stand on a line upright: of a plain name, of an official one, of a note.
NAME_LETTERS, OFFICIAL_LETTERS, NOTE_LETTERS = 34, 46, 46
# An official wording longer than this continues as a row of its own; the longest has 7,630 letters.
LONGEST_PIECE = 300
SHORTEST_PIECE = 120
ENDS = (r"(?<=[.;:])\s+", r"(?<=,)\s+", r"\s+")
COUNTED = ("bản chính", "bản sao")


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper, or a part of it, with its number in the whole list.

    part  0 for the beginning, then 1, 2 … where a long wording goes on
    vi    the part's own words where the name is divided
    """

    number: int
    paper: Paper
    last: bool = False
    part: int = 0
    vi: str = ""

    @property
    def handling(self) -> Handling:
        """Given, shown, or not known."""
        return self.paper.handling

    @property
    def key(self) -> str:
        """What tells it from every other row."""
        return f"{self.number}-{self.part}" if self.part else str(self.number)

    @property
    def base(self) -> int:
        """Size of the name: official wordings are long, and small enough to be read as a text."""
        return 32 if self.paper.is_official_wording else 38

    def name(self, words: Words) -> str:
        """What it is called."""
        return self.vi or self.paper.name.in_(words.language)

    def note(self, words: Words) -> str:
        """The small line below its name: how many, and what is worth knowing; that it goes on, for a later part."""
        if self.part:
            return words("tiếp theo giấy số {number}", number=self.number)
        return note_of(self.paper, words)

    def second_line(self, words: Words) -> str:
        """Note and tag together, where the tag has no room beside the name."""
        return " · ".join(part for part in (self.note(words), self.tag(words)) if part)

    def tag(self, words: Words) -> str:
        """What happens to it at the counter; empty when the source does not say."""
        if self.part:
            return ""
        match self.handling:
            case "given":
                return words("Nộp")
            case "shown":
                return words("Chỉ cho xem")
            case "unknown":
                return ""

    @property
    def lines(self) -> int:
        """About how many lines it takes, its frame as one."""
        name = self.vi or self.paper.name.vi
        width = OFFICIAL_LETTERS if self.paper.is_official_wording else NAME_LETTERS
        note = len(self.paper.note.vi) // NOTE_LETTERS + 1 if self.paper.note and not self.part else 0
        return 1 + len(name) // width + 1 + note


def note_of(paper: Paper, words: Words) -> str:
    """How many of a paper, and what is worth knowing about it."""
    note = paper.note.in_(words.language) if paper.note else ""
    says_so = paper.note is not None and any(word in paper.note.vi.casefold() for word in COUNTED)
    return " · ".join(part for part in ("" if says_so else how_many(paper, words), note) if part)


def how_many(paper: Paper, words: Words) -> str:
    """1 bản chính, 2 bản sao; empty when the source does not say."""
    originals = words.many("{count} bản chính", count=paper.originals) if paper.originals else ""
    copies = words.many("{count} bản sao", count=paper.copies) if paper.copies else ""
    return ", ".join(part for part in (originals, copies) if part)


@lru_cache(maxsize=16)
def paged(
    papers: tuple[Paper, ...], per_page: int, room: int | None = None, longest: int = LONGEST_PIECE
) -> tuple[tuple[PaperRow, ...], ...]:
    """All papers in their order, a page each; every page has at least one row.

    room     lines a page may hold, as `PaperRow.lines` counts them; None: only the number of rows limits it
    longest  letters of a wording that stay in one row
    """
    pages: list[list[PaperRow]] = []
    for row in _rows(papers, longest):
        lines = sum(each.lines for each in pages[-1]) + row.lines if pages else 0
        if not pages or len(pages[-1]) == per_page or (room is not None and lines > room):
            pages.append([])
        pages[-1].append(row)
    return tuple(_with_last(page) for page in pages)


def pieces(text: str, longest: int) -> list[str]:
    """A text in parts of at most `longest` letters, divided where a sentence ends, else at a comma, else at a blank."""
    text = text.strip()
    if len(text) <= longest:
        return [text]
    for end in ENDS:
        found = [0, *(each.end() for each in re.finditer(end, text) if each.start() <= longest)]
        if found[-1] > longest // 3 or end == ENDS[-1]:
            cut = found[-1] or longest
            return [text[:cut].rstrip(), *pieces(text[cut:], longest)]
    raise AssertionError(text)


def _rows(papers: tuple[Paper, ...], longest: int) -> Iterator[PaperRow]:
    for number, paper in enumerate(papers, 1):
        parts = pieces(paper.name.vi, longest) if paper.is_official_wording else [""]
        for part, vi in enumerate(parts):
            yield PaperRow(number, paper, part=part, vi=vi if len(parts) > 1 else "")


def _with_last(page: list[PaperRow]) -> tuple[PaperRow, ...]:
    return tuple(PaperRow(each.number, each.paper, each is page[-1], each.part, each.vi) for each in page)
