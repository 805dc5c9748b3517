"""Everyday words to a procedure: what is typed, what was found for it, and the ways on when nothing was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.procedures.life_events import LifeEvent
from kiosk.procedures.procedure import Procedure
from kiosk.procedures.text import Text
from kiosk.procedures.vietnamese_text import fold
from kiosk.words import Words
from screens.presenter import Presenter
from screens.typed import Typed

if TYPE_CHECKING:
    from kiosk.procedures.misses import Miss
    from kiosk.procedures.search import Findings, Found

SHORTEST = 2
"""Letters from which on something is looked for."""
# Longer than a finger needs from key to key: results come when it rests (screens.md 8.4).
PAUSE_S = 0.15
# From here on silence would look like a broken screen (R3).
SLOW_S = 0.4
MOST_FOUND = 40
ROWS_UPRIGHT, ROWS_LYING = 4, 3
ROWS_FLOWING = 12  # built at once where the page turns over by itself
CHIPS = 6
CANDIDATES = 5
CLOSE_CALLS = 3


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One procedure that was found, or is asked for often.

    why  the everyday words that led here; empty where the title says it itself
    """

    code: str
    title: Text
    field: Text
    time: Text | None = None
    counter: Text | None = None
    why: str = ""
    icon: str = "description"
    first: bool = False

    def line(self, words: Words) -> str:
        """Field, time and counter; or why it stands here at all."""
        if self.why:
            return words("vì {you} gõ: {phrase}", phrase=self.why)
        known = (self.field, self.time, self.counter)
        return " · ".join(each.in_(words.language) for each in known if each)


@dataclass(frozen=True, slots=True)
class SearchState:
    """What the page shows.

    looked      the text the rows were found for; None: not looked yet
    is_close    several results fit nearly equally well: the citizen is asked which
    is_weak     the rows are but the nearest guess
    is_slow     it takes longer than a moment
    remark      what the release has to say about these words: «Sổ hộ khẩu giấy không còn dùng»
    per_page    results on a page; fewer when they are tall or the keyboard is
    chips       how many of the frequent ones have room
    candidates  words with marks for the last syllable, in the accent layer
    keys_up     the keys are in front, where they have no room beside what was found
    """

    typed: Typed = Typed()  # noqa: RUF009 -- a frozen value
    looked: str | None = None
    rows: tuple[ResultRow, ...] = ()
    remark: Text | None = None
    is_close: bool = False
    is_weak: bool = False
    is_slow: bool = False
    page: int = 1
    per_page: int = ROWS_UPRIGHT
    frequent: tuple[ResultRow, ...] = ()
    chips: int = CHIPS
    events: tuple[LifeEvent, ...] = ()
    candidates: tuple[str, ...] = ()
    keys_up: bool = False

    @property
    def text(self) -> str:
        """What was typed."""
        return self.typed.text

    @property
    def is_long_enough(self) -> bool:
        """Whether there is anything to look for."""
        return is_long_enough(self.text)

    @property
    def is_start(self) -> bool:
        """Whether the ways in without typing are shown."""
        return not self.is_long_enough

    @property
    def has_accents(self) -> bool:
        """Whether the tall layer is shown, with candidate words above it."""
        return self.typed.layer == "accents"

    @property
    def has_tiles(self) -> bool:
        """Whether there is room for the life events above upright keys; beside them they stay for all letters."""
        return self.is_start and not self.has_accents

    @property
    def underlined(self) -> str:
        """The syllable that tone keys and candidate words change."""
        return self.typed.last_syllable if self.has_accents else ""

    @property
    def found_nothing(self) -> bool:
        """Whether it was looked for in vain."""
        return self.is_long_enough and self.looked is not None and not self.rows

    @property
    def has_results(self) -> bool:
        """Whether there is anything to choose from."""
        return self.is_long_enough and bool(self.rows)

    @property
    def pages(self) -> int:
        """How many pages of results, at least one."""
        return max(1, -(-len(self.rows) // self.per_page))

    @property
    def shown(self) -> tuple[ResultRow, ...]:
        """The results of this page."""
        if not self.has_results:
            return ()
        start = (min(self.page, self.pages) - 1) * self.per_page
        return self.rows[start : start + self.per_page]

    @property
    def shown_chips(self) -> tuple[ResultRow, ...]:
        """The frequent ones there is room for."""
        return self.frequent[: self.chips]

    @property
    def has_more(self) -> bool:
        """Whether another page follows."""
        return self.has_results and self.page < self.pages

    @property
    def has_fewer(self) -> bool:
        """Whether there is a page before."""
        return self.has_results and self.page > 1

    @property
    def asks_back(self) -> bool:
        """Whether the citizen is asked which of several is meant."""
        return self.is_close and self.has_results and self.remark is None and len(self.rows) >= CLOSE_CALLS

    @property
    def is_a_guess(self) -> bool:
        """Whether it must be said that the rows are but near what was typed."""
        return self.is_weak and self.has_results

    @property
    def is_unsure(self) -> bool:
        """Whether the line below the field is to be read before anything is chosen."""
        return self.asks_back or self.is_a_guess

    def hint(self, words: Words) -> str:
        """One line below the field."""
        if self.is_slow:
            return words("Đang tìm…")
        if self.is_a_guess:
            return words("Chưa rõ việc này. Gần giống nhất:")
        if self.remark and self.has_results:
            return self.remark.in_(words.language)
        if self.asks_back:
            return words("{you} cần việc nào?")
        return words("Gõ không dấu cũng được. Ví dụ: «lam so do»")

    def count_line(self, words: Words) -> str:
        """4 trong 9 kết quả."""
        if not self.has_results:
            return ""
        return words("{shown} trong {count} kết quả", shown=self._seen, count=len(self.rows))

    @property
    def is_telling(self) -> bool:
        """Whether the line below the field says more than how to type."""
        return self.is_slow or self.is_unsure or (self.remark is not None and self.has_results)

    def how_many(self, words: Words) -> str:
        """9 kết quả, while the keys stand before them."""
        if self.found_nothing:
            return self.nothing_heading(words)
        return words.many("{count} kết quả", count=len(self.rows)) if self.has_results else ""

    def count_short(self, words: Words) -> str:
        """4 / 9, where two keys stand beside it."""
        return words("{shown} / {count}", shown=self._seen, count=len(self.rows)) if self.has_results else ""

    @property
    def _seen(self) -> int:
        return (min(self.page, self.pages) - 1) * self.per_page + len(self.shown)

    def nothing_heading(self, words: Words) -> str:
        """What happened."""
        return words("Chưa tìm thấy “{typed}”.", typed=self.looked or "")

    def spoken(self, words: Words) -> Iterator[str]:
        """Title and hint; after typing how many there are, then the rows."""
        if self.found_nothing:
            yield self.nothing_heading(words)
            yield words("Thử từ khác, xem theo việc gia đình, hoặc gọi cán bộ.")
            return
        if not self.has_results:
            yield words("Tìm thủ tục")
            yield self.hint(words)
            return
        if self.is_a_guess:
            yield self.hint(words)
        yield words.many("{count} kết quả", count=len(self.rows))
        for row in self.shown:
            yield f"{row.title.in_(words.language)}. {row.line(words)}"


def is_long_enough(text: str) -> bool:
    """Whether a text is worth looking for: two letters or digits."""
    return sum(map(str.isalnum, text)) >= SHORTEST


class SearchPresenter(Presenter[SearchState]):
    """Follows the keys; looks when the finger rests; counts what was looked for in vain."""

    def first(self) -> SearchState:
        """Nothing typed; what is asked for most is offered at once."""
        self._typed_at_s = 0.0
        self._is_open = False
        kiosk = self.terminal.kiosk
        state = SearchState(per_page=self._usual_rows())
        if kiosk.content is None:
            return state
        frequent = tuple(map(row_of, kiosk.content.catalogue.frequent(CHIPS)))
        return replace(state, frequent=frequent, events=kiosk.content.life_events[:9])

    def forget(self) -> None:
        """What was typed goes with the citizen; that it led nowhere is counted, without the citizen."""
        self._count_a_miss()
        super().forget()

    def enter(self, about: object) -> None:  # noqa: ARG002 -- there is nothing to be told
        """Have the search made while the first letters are typed."""
        self.terminal.kiosk.want_search()

    # Keys

    def press(self, key: str) -> None:
        """One key of the keyboard."""
        self._now_typed(self.state.typed.pressed(key))
        if key == "go":
            self.look()
            self.show(replace(self.state, keys_up=False))

    def raise_keys(self) -> None:
        """To the keys, where they have a page of their own."""
        self.show(replace(self.state, keys_up=True))

    def choose_word(self, word: str) -> None:
        """A candidate word takes the place of the last syllable."""
        self._now_typed(self.state.typed.with_last(word))

    def clear(self) -> None:
        """Start again; also the way to the life events when nothing was found."""
        self._count_a_miss()
        self._now_typed(self.state.typed.cleared())

    def _now_typed(self, typed: Typed) -> None:
        before = self.state
        if typed.text != before.text:
            self._typed_at_s = self._stopwatch_s
        state = replace(before, typed=typed, candidates=self._candidates(typed), chips=CHIPS)
        if not is_long_enough(typed.text):
            state = replace(state, looked=None, rows=(), remark=None, page=1)
            state = replace(state, is_close=False, is_weak=False, is_slow=False)
        elif typed.layer != before.typed.layer:
            state = replace(state, per_page=self._rows(), page=1)  # the keys have another height now
        self.show(state)

    # Looking

    def tick(self) -> None:
        """Look as soon as the finger rests."""
        if self.state.is_long_enough and self._rested_s >= PAUSE_S:
            self.look()

    def facts_changed(self) -> None:
        """The search may have become ready meanwhile."""
        self.tick()

    def look(self) -> None:
        """Find procedures for what is typed now; nothing when that was done already."""
        state, search = self.state, self.terminal.kiosk.search
        if not state.is_long_enough or state.looked == state.text:
            return
        if search is None:  # it is still being made, on its own thread
            self.show(replace(state, is_slow=self._rested_s >= SLOW_S))
            return
        self._is_open = True
        self._found(search.find(state.text, MOST_FOUND))

    def _found(self, findings: Findings) -> None:
        content = self.terminal.kiosk.content
        found = [(content.catalogue.procedure(each.code), each) for each in findings.results] if content else []
        # Of a guess it would be untrue that the person typed it.
        rows = tuple(row_of(each, None if findings.is_weak else why) for each, why in found if each)
        state = replace(self.state, looked=self.state.text, rows=_first_marked(rows), page=1)
        usual = self._rows()  # what was squeezed away for the rows before may have room now
        state = replace(state, is_close=findings.is_close, is_weak=findings.is_weak, remark=findings.remark)
        self.show(replace(state, is_slow=False, per_page=usual))

    def _rows(self) -> int:
        return ROWS_FLOWING if self.state.per_page == ROWS_FLOWING else self._usual_rows()

    def _usual_rows(self) -> int:
        return ROWS_UPRIGHT if self.terminal.kiosk.settings.panel.orientation == "portrait" else ROWS_LYING

    # Going on

    def open(self, code: str) -> None:
        """To one procedure."""
        self._is_open = False
        self.go("procedure", (code, None))

    def open_event(self, code: str) -> None:
        """To the procedures of a life event; lying panels show the events beside what was found."""
        self._count_a_miss()
        self.go("life_event", code)

    def see_all(self) -> None:
        """To all procedures by field."""
        self._count_a_miss()
        self.go("all_procedures")

    def call_staff(self) -> None:
        """Nothing was found: the way to people."""
        self._count_a_miss()
        self.terminal.call_staff()

    def turn(self, by: int) -> None:
        """To the next or the previous results."""
        self.show(replace(self.state, page=min(max(self.state.page + by, 1), self.state.pages)))

    def flow(self, *, flows: bool) -> None:
        """All results at once where the page turns over by itself."""
        if flows != (self.state.per_page == ROWS_FLOWING):
            self.show(replace(self.state, per_page=ROWS_FLOWING if flows else self._usual_rows(), page=1))

    def squeeze(self) -> bool:
        """The page is too tall: one result fewer on it, or one chip fewer."""
        state = self.state
        if state.per_page == ROWS_FLOWING:
            return False
        if state.has_results and state.per_page > 1:
            fewer = state.per_page - 1
            first = (min(state.page, state.pages) - 1) * state.per_page
            self.show(replace(state, per_page=fewer, page=first // fewer + 1))
            return True
        if state.is_start and state.chips > 1:
            self.show(replace(state, chips=state.chips - 1))
            return True
        return False

    # What else is asked

    def _candidates(self, typed: Typed) -> tuple[str, ...]:
        search = self.terminal.kiosk.search
        if search is None or typed.layer != "accents" or not typed.last_syllable:
            return ()
        return search.candidates(typed.last_syllable, CANDIDATES)

    def _count_a_miss(self) -> None:
        """Once for each text that was looked for and led to no procedure; what may name a person is not counted."""
        state, kiosk = self.state, self.terminal.kiosk
        if self._is_open and state.looked and kiosk.search is not None:
            kind: Miss = "search-left" if state.rows and not state.is_weak else "search-not-found"
            phrase = kiosk.search.countable(state.looked)
            if phrase:
                kiosk.count(kind, phrase)
        self._is_open = False

    @property
    def _stopwatch_s(self) -> float:
        return self.terminal.kiosk.time.stopwatch_s()

    @property
    def _rested_s(self) -> float:
        return self._stopwatch_s - self._typed_at_s


def row_of(procedure: Procedure, found: Found | None = None) -> ResultRow:
    """The row of a procedure; why it was found is told where its title does not."""
    why = found.why.phrase if found is not None and found.why.kind == "said" and not _says(procedure, found) else ""
    return ResultRow(
        procedure.code, procedure.title, procedure.field, procedure.time, procedure.counter, why, procedure.icon
    )


def _says(procedure: Procedure, found: Found) -> bool:
    """Whether the title shows already what it was found by."""
    return f" {fold(found.why.phrase)} " in f" {fold(procedure.title.vi)} "


def _first_marked(rows: tuple[ResultRow, ...]) -> tuple[ResultRow, ...]:
    return (replace(rows[0], first=True), *rows[1:]) if rows else ()
