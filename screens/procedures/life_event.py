"""From a life situation to one procedure: a list of plain titles, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.procedures.life_events import Family
from kiosk.procedures.procedure import Procedure
from kiosk.procedures.text import Text
from kiosk.words import Words
from screens.presenter import Presenter

ROWS_UPRIGHT = 5
ROWS_LYING = 6  # two columns of three
ROWS_FLOWING = 12  # built at once where the page turns over by itself


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """One row of the list; the first is the one asked for most."""

    code: str
    title: Text
    telling_line: Text
    icon: str = "description"
    first: bool = False


@dataclass(frozen=True, slots=True)
class LifeEventState:
    """name is None before there is one."""

    name: Text | None = None
    icon: str = "checklist"
    family: Family = "act"
    rows: tuple[ProcedureRow, ...] = ()
    page: int = 1
    per_page: int = ROWS_UPRIGHT

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-len(self.rows) // self.per_page))

    @property
    def shown(self) -> tuple[ProcedureRow, ...]:
        """The rows of this page."""
        start = (min(self.page, self.pages) - 1) * self.per_page
        return self.rows[start : start + self.per_page]

    def heading(self, words: Words) -> str:
        """The life event."""
        return self.name.in_(words.language).replace("\u00a0", " ") if self.name else ""

    def hint(self, words: Words) -> str:
        """What to do here."""
        return words("Chọn một thủ tục để xem giấy tờ cần mang") if self.rows else words("Chưa có thủ tục nào ở đây")

    def spoken(self, words: Words) -> Iterator[str]:
        """Title, how many, then the rows."""
        yield self.heading(words)
        yield words.many("có {count} thủ tục", count=len(self.rows))
        for row in self.shown:
            yield f"{row.title.in_(words.language)}. {row.telling_line.in_(words.language)}"


class LifeEventPresenter(Presenter[LifeEventState]):
    """Lists procedures and opens one. A list of one is skipped: its target opens directly."""

    def first(self) -> LifeEventState:
        """An empty list."""
        upright = self.terminal.kiosk.settings.panel.orientation == "portrait"
        return LifeEventState(per_page=ROWS_UPRIGHT if upright else ROWS_LYING)

    def enter(self, about: str | None) -> None:
        """The list of a life event, by its code; one that nobody knows any more leads to all procedures."""
        content = self.terminal.kiosk.content
        event = content.catalogue.life_event(about) if content and about else None
        if content is None:
            return
        if event is None:
            self.terminal.go_instead("all_procedures")
            return
        procedures = content.catalogue.of_life_event(event.code)
        self.show(replace(self.state, name=event.name, icon=event.icon, family=event.family, rows=rows_of(procedures)))
        if len(procedures) == 1:
            self.terminal.go_instead("procedure", (procedures[0].code, event.name))

    def open(self, code: str) -> None:
        """To one procedure."""
        self.go("procedure", (code, self.state.name))

    def turn(self, by: int) -> None:
        """To the next or the previous page."""
        self.show(replace(self.state, page=min(max(self.state.page + by, 1), self.state.pages)))

    def flow(self, *, flows: bool) -> None:
        """A long list at once where the page turns over by itself."""
        wanted = rows_wanted(self.state.per_page, self.first().per_page, flows=flows)
        if wanted != self.state.per_page:
            self.show(replace(self.state, per_page=wanted, page=1))

    def squeeze(self) -> bool:
        """The page is too tall: fewer rows on each; the first one of this page stays in sight."""
        state = self.state
        if state.per_page == ROWS_FLOWING:
            return False
        fewer = state.per_page - (2 if state.per_page == ROWS_LYING else 1)
        if fewer < 2:
            return False
        first = (min(state.page, state.pages) - 1) * state.per_page
        self.show(replace(state, per_page=fewer, page=first // fewer + 1))
        return True

    def search(self) -> None:
        """It is not in the list: to the search in everyday words."""
        self.go("search")

    def call_staff(self) -> None:
        """It is not in the list: the way to people."""
        self.terminal.call_staff()


def rows_wanted(per_page: int, usual: int, *, flows: bool) -> int:
    """How many rows a list shows from now on; what was squeezed stays squeezed."""
    if flows == (per_page == ROWS_FLOWING):
        return per_page
    return ROWS_FLOWING if flows else usual


def rows_of(procedures: Sequence[Procedure]) -> tuple[ProcedureRow, ...]:
    """The rows of these procedures, in their order."""
    return tuple(ProcedureRow(p.code, p.title, p.telling_line, p.icon, first=i == 0) for i, p in enumerate(procedures))


def _row(code: str, vi: str, en: str, telling_vi: str, telling_en: str, icon: str = "description") -> ProcedureRow:
    return ProcedureRow(code, Text(vi, en), Text(telling_vi, telling_en), icon, first=code == "1.001193")


SAMPLE_ROWS = (
    _row(
        "1.001193",
        "Đăng ký khai sinh",
        "Register a birth",
        "Trong ngày · Miễn phí nếu đúng hạn",
        "Same day · Free if in time",
    ),
    _row(
        "2.000986",
        "Khai sinh, thường trú và thẻ bảo hiểm y tế cho bé",
        "Birth, residence and health card together",
        "Làm cả ba cùng lúc, nộp một lần",
        "All three at once, filed once",
        "groups",
    ),
    _row(
        "1.000689",
        "Khai sinh và nhận cha, mẹ, con",
        "Birth and recognition of a parent",
        "Khi cha mẹ chưa đăng ký kết hôn",
        "When the parents are not married",
        "family_restroom",
    ),
    _row(
        "1.004884",
        "Đăng ký lại khai sinh",
        "Register a birth again",
        "Khi bản chính và sổ gốc đều đã mất",
        "When certificate and register are both lost",
        "history",
    ),
    _row(
        "2.000635",
        "Bản sao Giấy khai sinh (trích lục)",
        "Copy of a birth certificate",
        "Trong ngày · 8.000 đồng/bản",
        "Same day · 8,000 VND a copy",
        "approval",
    ),
    _row(
        "1.004772",
        "Khai sinh cho người lớn",
        "Birth of an adult",
        "Khi chưa từng được khai sinh",
        "When never registered",
    ),
)
SAMPLES = {
    "list": LifeEventState(Text("Sinh con", "Having a baby"), "child_care", "red", SAMPLE_ROWS),
    "page_2": LifeEventState(Text("Sinh con", "Having a baby"), "child_care", "red", SAMPLE_ROWS, page=2),
    "empty": LifeEventState(Text("Đi học", "School"), "school", "act"),
}
