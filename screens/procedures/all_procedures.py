"""Every procedure of the office: by field, then by who decides, then the procedures themselves, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from kiosk.procedures.catalogue import AgencyGroup
from kiosk.procedures.text import Text
from kiosk.tickets.lane import Lane
from kiosk.words import Language, Words, words_of
from screens.presenter import Presenter
from screens.procedures.life_event import ROWS_FLOWING, SAMPLE_ROWS, ProcedureRow, rows_of, rows_wanted

ROWS_UPRIGHT = 5
ROWS_LYING = 6  # two columns of three
LEAST_ROWS = 2
Level: TypeAlias = Literal["fields", "agencies", "procedures"]


@dataclass(frozen=True, slots=True)
class HowMany:
    """«12 thủ tục», where other rows have their telling line."""

    count: int

    def in_(self, language: Language) -> str:
        """The words for a language."""
        return words_of(language).many("{count} thủ tục", count=self.count)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A field, or the agency that decides some of its procedures; code names it within its level."""

    code: str
    title: Text
    telling_line: HowMany
    icon: str = "menu_book"
    first: bool = False


@dataclass(frozen=True, slots=True)
class AllProceduresState:
    """One level of the way down.

    field, agency   names of what was chosen on the levels above
    """

    level: Level = "fields"
    rows: tuple[GroupRow | ProcedureRow, ...] = ()
    total: int = 0
    field: Text | None = None
    agency: Text | None = None
    page: int = 1
    per_page: int = ROWS_UPRIGHT

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-len(self.rows) // self.per_page))

    @property
    def shown(self) -> tuple[GroupRow | ProcedureRow, ...]:
        """The rows of this page."""
        start = (min(self.page, self.pages) - 1) * self.per_page
        return self.rows[start : start + self.per_page]

    def heading(self, words: Words) -> str:
        """The field, or what the list of all is called."""
        return self.field.in_(words.language) if self.field else words("Tất cả thủ tục")

    def hint(self, words: Words) -> str:
        """What to do on this level."""
        match self.level:
            case "fields":
                return words.many("{count} thủ tục, xếp theo lĩnh vực", count=self.total)
            case "agencies":
                return words("Chọn nơi giải quyết")
            case "procedures":
                return self.agency.in_(words.language) if self.agency else words("Chọn một thủ tục")

    def spoken(self, words: Words) -> Iterator[str]:
        """Title and hint, then the rows."""
        yield self.heading(words)
        yield self.hint(words)
        for row in self.shown:
            yield f"{row.title.in_(words.language)}. {row.telling_line.in_(words.language)}"


class AllProceduresPresenter(Presenter[AllProceduresState]):
    """Goes down level by level and back up again; a level of one row is skipped."""

    def first(self) -> AllProceduresState:
        """The fields."""
        upright = self.terminal.kiosk.settings.panel.orientation == "portrait"
        per_page = ROWS_UPRIGHT if upright else ROWS_LYING
        content = self.terminal.kiosk.content
        if content is None:
            return AllProceduresState(per_page=per_page)
        rows = tuple(
            GroupRow(field.code, field.name, HowMany(field.count), field.icon, first=nth == 0)
            for nth, field in enumerate(content.catalogue.fields)
        )
        total = sum(field.count for field in content.catalogue.fields)
        return AllProceduresState(rows=rows, total=total, per_page=per_page)

    def forget(self) -> None:
        """Back to the top."""
        self._above: list[AllProceduresState] = []
        super().forget()

    def enter(self, about: Lane | None) -> None:
        """From the top; or, from a number, straight to what is done in its lane."""
        content = self.terminal.kiosk.content
        if about is None or content is None:
            return
        rows = rows_of(content.catalogue.of_lane(about.code))
        name = Text(about.name, about.name_en)
        self.show(replace(self.first(), level="procedures", field=name, rows=rows, total=len(rows)))

    def choose(self, code: str) -> None:
        """One row: a level down, or to the procedure."""
        match self.state.level:
            case "fields":
                self._choose_field(code)
            case "agencies":
                self._choose_agency(int(code))
            case "procedures":
                self.go("procedure", (code, self.state.field))

    def step_back(self) -> bool:
        """«Quay lại» goes up a level first, to the page it was left on."""
        if not self._above:
            return False
        self.show(self._above.pop())
        return True

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
        if fewer < LEAST_ROWS:
            return False
        first = (min(state.page, state.pages) - 1) * state.per_page
        self.show(replace(state, per_page=fewer, page=first // fewer + 1))
        return True

    def search(self) -> None:
        """To the search: typing may be shorter."""
        self.go("search")

    def _choose_field(self, code: str) -> None:
        content = self.terminal.kiosk.content
        field = content.catalogue.field(code) if content else None
        if content is None or field is None:
            return
        below = replace(self.first(), level="agencies", field=field.name, total=field.count)
        groups = content.catalogue.agencies_of_field(code)
        if len(groups) == 1:
            self._down(replace(below, level="procedures", rows=rows_of(groups[0].procedures)))
            return
        rows = tuple(
            GroupRow(str(nth), name_of(group), HowMany(len(group.procedures)), icon_of(group), first=nth == 0)
            for nth, group in enumerate(groups)
        )
        self._groups = groups
        self._down(replace(below, rows=rows))

    def _choose_agency(self, nth: int) -> None:
        group = self._groups[nth]
        rows = rows_of(group.procedures)
        self._down(replace(self.state, level="procedures", rows=rows, agency=name_of(group), page=1))

    def _down(self, below: AllProceduresState) -> None:
        if len(below.rows) == 1 and below.level == "procedures":  # a list of one is skipped: its target opens directly
            self.go("procedure", (below.rows[0].code, below.field))
            return
        self._above.append(self.state)
        self.show(below)


def name_of(group: AgencyGroup) -> Text:
    """Who decides, or at least whether it is here."""
    if group.agency is not None:
        return group.agency.name
    vietnamese, english = words_of("vi"), words_of("en")
    return Text(*(_nameless(words, is_here=group.is_here) for words in (vietnamese, english)))


def _nameless(words: Words, *, is_here: bool) -> str:
    return words("Nộp tại trung tâm này") if is_here else words("Nơi khác giải quyết")


def icon_of(group: AgencyGroup) -> str:
    """A house for what is done here, a place for what is not."""
    return "account_balance" if group.is_here else "place"


def _group(nth: int, vi: str, en: str, count: int, icon: str) -> GroupRow:
    return GroupRow(str(nth), Text(vi, en), HowMany(count), icon, first=nth == 0)


_FIELDS = tuple(
    _group(nth, *each)
    for nth, each in enumerate(
        (
            ("Hộ tịch", "Civil status", 40, "family_restroom"),
            ("Bảo hiểm xã hội, bảo hiểm y tế", "Social and health insurance", 25, "health_and_safety"),
            ("Cư trú", "Residence", 13, "home"),
            ("Căn cước", "Identity cards", 22, "badge"),
            ("Đăng ký xe", "Vehicle registration", 12, "directions_car"),
            ("Đất đai", "Land", 31, "home_work"),
        )
    )
)
_AGENCIES = (
    _group(0, "Uỷ ban nhân dân cấp xã", "People’s Committee of the commune", 28, "account_balance"),
    _group(1, "Sở Tư pháp", "Department of Justice", 9, "place"),
    _group(2, "Cơ quan đại diện Việt Nam ở nước ngoài", "Vietnamese missions abroad", 3, "place"),
)
_CIVIL_STATUS = Text("Hộ tịch", "Civil status")
_TOP = AllProceduresState(rows=_FIELDS, total=143)
SAMPLES = {
    "fields": _TOP,
    "fields_page_2": replace(_TOP, page=2),
    "agencies": replace(_TOP, level="agencies", field=_CIVIL_STATUS, rows=_AGENCIES),
    "procedures": replace(_TOP, level="procedures", field=_CIVIL_STATUS, agency=_AGENCIES[0].title, rows=SAMPLE_ROWS),
}
