"""How applications are progressing: what the office has done in time, in figures that add up, and never a person."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from kiosk.assembly import Kiosk
from kiosk.dossiers.on_time import PERIOD_KINDS, Band, BoardRow, OnTimeBoard, PeriodKind, period_of
from kiosk.office_talk import Figures
from kiosk.words import Words
from screens.presenter import Presenter

ROWS_A_PAGE = 6
# More groups of fields than an office has: the page turns over those that have no room.
ROWS_FLOWING = 99
LEAST_ROWS = 2
# A board nobody touches shows month, quarter and year in turn; a change of page is no animation (R11).
CYCLE_S = 15.0


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One group of fields in words: 99,4 %, 702 hồ sơ · quá hạn 4. share: of the bar, 0 to 1."""

    name: str
    note: str
    rate: str
    share: float
    band: Band


@dataclass(frozen=True, slots=True)
class PeriodKey:
    """A key that shows another period."""

    kind: PeriodKind
    chosen: bool = False

    def label(self, words: Words) -> str:
        """What stands on it."""
        match self.kind:
            case "month":
                return words("Tháng này")
            case "quarter":
                return words("Quý này")
            case "year":
                return words("Năm nay")


@dataclass(frozen=True, slots=True)
class OnTimeBoardState:
    """The board of one period.

    day        the day it is looked at; which month, quarter and year that is follows from it
    is_silent  the office does not answer: the figures are as old as they say
    asked      whether anything was heard of this period
    public     a display on a wall: no keys, the periods take turns
    turned     pages such a display has turned within a period, where not everything has room on one
    """

    kind: PeriodKind = "month"
    board: OnTimeBoard | None = None
    day: datetime | None = None
    is_silent: bool = False
    asked: bool = True
    public: bool = False
    turned: int = 0
    page: int = 1
    per_page: int = ROWS_A_PAGE

    @property
    def periods(self) -> tuple[PeriodKey, ...]:
        """The keys below the rows; a display on a wall has none."""
        return () if self.public else tuple(PeriodKey(kind, kind == self.kind) for kind in PERIOD_KINDS)

    @property
    def pages(self) -> int:
        """How many pages of rows, at least one."""
        return max(1, -(-len(self.board.rows if self.board else ()) // self.per_page))

    @property
    def shown(self) -> tuple[BoardRow, ...]:
        """The rows of this page."""
        start = (min(self.page, self.pages) - 1) * self.per_page
        return self.board.rows[start : start + self.per_page] if self.board else ()

    @property
    def band(self) -> Band:
        """How good the whole office's rate is."""
        return self.board.band if self.board else "none"

    def lines(self, words: Words) -> tuple[BoardLine, ...]:
        """The rows of this page in words."""
        return tuple(_line(row, words) for row in self.shown)

    def banner(self, words: Words) -> str:
        """That the figures are old, and how old."""
        if not self.is_silent or self.board is None:
            return ""
        when = _when(words, self.board.as_of, self.day)
        return words("**Đang mất kết nối.** Số liệu lúc {when}.", when=when)

    def period_name(self, words: Words) -> str:
        """Tháng 11/2026, Quý 4/2026, Năm 2026."""
        if self.day is None:
            return ""
        year, month = self.day.year, self.day.month
        match self.kind:
            case "month":
                if words.language == "en":
                    return f"{month_name[month]} {year}"
                return words("Tháng {month}/{year}", month=month, year=year)
            case "quarter":
                return words("Quý {quarter}/{year}", quarter=(month + 2) // 3, year=year)
            case "year":
                return words("Năm {year}", year=year)

    def line(self, words: Words) -> str:
        """Which period, and as of when."""
        if self.board is None or self.is_silent:
            return self.period_name(words)
        when = _when(words, self.board.as_of, self.day)
        return words("{period} · Số liệu tự động, lúc {when}", period=self.period_name(words), when=when)

    def rate(self, words: Words) -> str:
        """97,8%."""
        return rate_text(words, self.board.rate if self.board else None)

    def finished(self, words: Words) -> str:
        """1.284."""
        return words.number(self.board.finished) if self.board else "–"

    def in_progress(self, words: Words) -> str:
        """163."""
        return words.number(self.board.in_progress) if self.board else "–"

    def nothing(self, words: Words) -> str:
        """What stands in place of figures; empty when there are some."""
        if self.board is not None:
            return "" if self.board.finished else words("Chưa có hồ sơ")
        if not self.asked:
            return words("Đang tìm…")
        match self.kind:
            case "month":
                return words("Chưa có số liệu tháng này")
            case "quarter":
                return words("Chưa có số liệu quý này")
            case "year":
                return words("Chưa có số liệu năm nay")

    def spoken(self, words: Words) -> Iterator[str]:
        """Title and period, the rate of the whole office, then the rows with theirs."""
        yield words("Tiến độ giải quyết hồ sơ")
        yield self.line(words)
        if self.nothing(words):
            yield self.nothing(words)
            return
        yield words("Đúng hạn, toàn phường") + ": " + self.rate(words)
        for line in self.lines(words):
            yield f"{line.name}: {line.rate}"


class OnTimeBoardPresenter(Presenter[OnTimeBoardState]):
    """Shows one period after the other; asks the office for what it shows."""

    def first(self) -> OnTimeBoardState:
        """This month, with what is known of it."""
        self._turned_at_s, self._count = self._stopwatch_s, 1
        state = OnTimeBoardState(public=self.terminal.kiosk.settings.terminal.public_display)
        return self._with_figures(state)

    def enter(self, about: object) -> None:  # noqa: ARG002 -- there is nothing to be told
        """Ask for all three: whoever turns to another shall not wait."""
        for kind in PERIOD_KINDS:
            self.terminal.kiosk.talk.want(period_of(kind, self.now.date()))

    def facts_changed(self) -> None:
        """Figures may have come."""
        self.show(self._with_figures(self.state))

    def tick(self) -> None:
        """Ask again when they are old; on a wall the next period has its turn."""
        self.terminal.kiosk.talk.want(period_of(self.state.kind, self.now.date()))
        if self.state.public and self._stopwatch_s - self._turned_at_s >= CYCLE_S:
            self._turned_at_s = self._stopwatch_s
            self._show_next()

    def counted(self, pages: int) -> None:
        """The page turns over what does not fit, and has so many pages."""
        self._count = pages

    def choose_period(self, kind: PeriodKind) -> None:
        """Another period."""
        self.show(self._with_figures(replace(self.state, kind=kind, page=1, turned=0)))

    def flow(self, *, flows: bool) -> None:
        """All rows at once where the page turns over by itself."""
        if flows != (self.state.per_page == ROWS_FLOWING):
            self.show(replace(self.state, per_page=ROWS_FLOWING if flows else ROWS_A_PAGE, page=1))

    def turn(self, by: int) -> None:
        """To the next or the previous rows."""
        self.show(replace(self.state, page=min(max(self.state.page + by, 1), self.state.pages)))

    def squeeze(self) -> bool:
        """The page is too tall: a row fewer on it."""
        state = self.state
        if state.per_page == ROWS_FLOWING:
            return False
        fewer = min(state.per_page, max(len(state.board.rows if state.board else ()), 1)) - 1
        if fewer < LEAST_ROWS:
            return False
        first = (min(state.page, state.pages) - 1) * state.per_page
        self.show(replace(state, per_page=fewer, page=first // fewer + 1))
        return True

    def type_code(self) -> None:
        """To one's own dossier."""
        self.go("type_receipt_code")

    def comment(self) -> None:
        """To what one would like to say."""
        self.go("feedback")

    def _show_next(self) -> None:
        """The next page of a display nobody touches, or the next period."""
        if self.state.turned + 1 < self._count:
            self.show(replace(self.state, turned=self.state.turned + 1))
            return
        nth = PERIOD_KINDS.index(self.state.kind)
        self.choose_period(PERIOD_KINDS[(nth + 1) % len(PERIOD_KINDS)])

    def _with_figures(self, state: OnTimeBoardState) -> OnTimeBoardState:
        known = figures_now(self.terminal.kiosk, state.kind)
        day = self.now.replace(second=0, microsecond=0)
        return replace(state, board=known.board, is_silent=known.is_silent, asked=known.asked, day=day)

    @property
    def _stopwatch_s(self) -> float:
        return self.terminal.kiosk.time.stopwatch_s()


def figures_now(kiosk: Kiosk, kind: PeriodKind) -> Figures:
    """What is known of this month, quarter or year: the office's figures, or else those that came with the content."""
    period = period_of(kind, kiosk.time.now().date())
    known = kiosk.talk.figures(period)
    ours = kiosk.content.on_time if kiosk.content else None
    if known.board is None and ours is not None and ours.period == period:
        return replace(known, board=ours.board.shown(), asked=True)
    return known


def rate_text(words: Words, rate: Decimal | None) -> str:
    """97,8%, or a dash where nothing is known."""
    return f"{words.number(float(rate), decimals=1)}%" if rate is not None else "–"


def _line(row: BoardRow, words: Words) -> BoardLine:
    name = row.name_en if words.language == "en" and row.name_en else row.name
    note = words("{count} hồ sơ · quá hạn {late}", count=words.number(row.finished), late=words.number(row.late))
    rate = rate_text(words, row.rate) if row.finished else words("Chưa có")
    return BoardLine(name, note, rate, float(row.rate or 0) / 100, row.band)


def _when(words: Words, at: datetime, now: datetime | None) -> str:
    if now is not None and at.date() == now.date():
        return words("{time} hôm nay", time=words.clock(at))
    return words("{time} {day}", time=words.clock(at), day=words.short_day(at))


_DAY = datetime.fromisoformat("2026-11-25T09:42:00+07:00")
_ROWS = (
    BoardRow("Hộ tịch, chứng thực", 702, 4, "Civil status, certification"),
    BoardRow("Chính sách, trợ cấp", 158, 3, "Policies, allowances"),
    BoardRow("Kinh doanh, thuế", 124, 3, "Business, tax"),
    BoardRow("Cư trú, căn cước", 163, 5, "Residence, identity"),
    BoardRow("Xây dựng, đô thị", 46, 3, "Construction, urban affairs"),
    BoardRow("Đất đai", 91, 10, "Land"),
)
_BOARD = OnTimeBoard("2026-11", _DAY.replace(minute=30), 1284, 28, 163, 6, _ROWS)
_MONTH = OnTimeBoardState(board=_BOARD, day=_DAY)
_LESS = tuple(replace(row, late=row.late * 4) for row in _ROWS)
_QUARTER = replace(_BOARD, period="2026-Q4", finished=2568, late=140)
_NEW = replace(_BOARD, finished=0, late=0, in_progress=2, in_progress_late=0, rows=())
SAMPLES = {
    "month": _MONTH,
    "quarter": replace(_MONTH, kind="quarter", board=replace(_QUARTER, rows=_LESS)),
    "year": replace(_MONTH, kind="year", board=replace(_BOARD, period="2026", finished=15402, late=1694)),
    "public_display": replace(_MONTH, public=True),
    "stale": replace(_MONTH, is_silent=True, board=replace(_BOARD, as_of=_DAY - timedelta(minutes=87))),
    "stale_since_yesterday": replace(_MONTH, is_silent=True, board=replace(_BOARD, as_of=_DAY - timedelta(hours=17))),
    "no_data": replace(_MONTH, board=None),
    "asking": replace(_MONTH, board=None, asked=False),
    "total_only": replace(_MONTH, board=replace(_BOARD, rows=())),
    "nothing_finished": replace(_MONTH, board=_NEW),
    "many_rows": replace(_MONTH, board=replace(_BOARD, rows=(*_ROWS, *_ROWS[:3]))),
}
