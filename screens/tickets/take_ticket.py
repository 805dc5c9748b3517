"""Taking a queue ticket: the right lane in one touch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeAlias, assert_never
from uuid import uuid4

from devices.printers.contract import State as PrinterState
from kiosk.tickets.lane import Lane, WhyClosed
from kiosk.tickets.outcome import JustTaken, LaneClosed, NoMoreToday, NoNumber, Taken, TicketOutcome
from kiosk.tickets.ticket import Ticket
from kiosk.tickets.waiting import LaneNow
from kiosk.words import Words
from screens.presenter import Presenter
from screens.session.hours_text import opening_line, when_words
from screens.sheet import SheetState
from screens.tickets.issued import Issued

Refusal: TypeAlias = LaneClosed | NoMoreToday | JustTaken | NoNumber
LANES_A_PAGE = 6


@dataclass(frozen=True, slots=True)
class LaneTile:
    """One lane to choose. issuing: its number is on the way."""

    lane: Lane
    waiting: int | None = None
    why: WhyClosed | None = None
    issuing: bool = False

    @property
    def code(self) -> str:
        """The lane's code."""
        return self.lane.code

    def name(self, words: Words) -> str:
        """What it is for."""
        return self.lane.name_en if words.language == "en" else self.lane.name

    def counters(self, words: Words) -> str:
        """Where it is served."""
        if self.issuing:
            return words("Đang lấy số…")
        return words("Quầy {counter}", counter=self.lane.counters_text) if self.lane.counters else ""

    def people(self, words: Words) -> str:
        """How many wait, or why nobody may."""
        if self.issuing:
            return ""
        match self.why:
            case None if self.waiting is None:
                return ""
            case None:
                return (
                    words.many("{count} người chờ", count=self.waiting or 0)
                    if self.waiting
                    else words("Không phải chờ")
                )
            case "day_off":
                return words("Hôm nay nghỉ")
            case "lunch":
                return words("Nghỉ trưa")
            case "before_hours":
                return words("Chưa mở")
            case "after_hours":
                return words("Đã hết giờ")


@dataclass(frozen=True, slots=True)
class TakeTicketState:
    """answer: no number, and why: closed, used up, just taken, the store silent."""

    tiles: tuple[LaneTile, ...] = ()
    guide: Lane | None = None
    issuing: str = ""
    priority: bool = False
    printer_ready: bool = True
    answer: Refusal | None = None
    lane: str = ""
    now: datetime | None = None
    hours: tuple[tuple[str, str], ...] = ()
    always_open: bool = False
    page: int = 1

    @property
    def pages(self) -> int:
        """Pages of lanes, at least one."""
        return max(1, -(-len(self.tiles) // LANES_A_PAGE))

    @property
    def shown(self) -> tuple[LaneTile, ...]:
        """The lanes of this page; the touched one says that its number is on the way."""
        start = (self.page - 1) * LANES_A_PAGE
        return tuple(
            replace(tile, issuing=tile.code == self.issuing) for tile in self.tiles[start : start + LANES_A_PAGE]
        )

    def hint(self, words: Words) -> str:
        """What to do, or what will be different today."""
        if not self.printer_ready:
            return words("Máy in chưa sẵn sàng. Số sẽ hiện trên màn hình.")
        return words("Chạm vào việc cần làm, máy in phiếu ngay")

    def guide_line(self, words: Words) -> str:
        """The way out for those who do not know."""
        if self.guide is not None and self.issuing == self.guide.code:
            return words("Đang lấy số…")
        return words("Chạm vào đây, cán bộ hướng dẫn sẽ hỏi giúp")

    def hours_line(self, words: Words) -> str:
        """Giờ làm việc: 07:30 – 11:30 và 13:30 – 17:00."""
        if self.always_open:
            return words("Máy mẫu: lấy số được cả ngoài giờ làm việc.")
        spans = [f"{opens} – {closes}" for opens, closes in self.hours]
        return words("Giờ làm việc: {hours}", hours=words(" và ").join(spans)) if spans else ""

    def answer_heading(self, words: Words) -> str:
        """What happened."""
        match self.answer:
            case None:
                return ""
            case LaneClosed(why, opens_at):
                return opening_line(words, why, opens_at, self.now)
            case NoMoreToday():
                return words("Hôm nay đã hết số")
            case JustTaken(number):
                return words("Phiếu vừa in là {number}", number=number)
            case NoNumber():
                return words("Chưa lấy được số")

    def answer_text(self, words: Words) -> str:
        """What to do now."""
        match self.answer:
            case None:
                return ""
            case LaneClosed():
                return words("Vẫn xem được giấy tờ cần mang và tình trạng hồ sơ trên máy này.")
            case NoMoreToday(opens_at):
                when = when_words(words, opens_at, self.now)
                return (
                    words("Phát lại {when}, hoặc nộp qua mạng.", when=when) if when else words("Có thể nộp qua mạng.")
                )
            case JustTaken():
                return words("Cần thêm một số nữa?")
            case NoNumber():
                return words("Mời đến bàn hướng dẫn. Cán bộ sẽ giúp lấy số.")

    def answer_done(self, words: Words) -> str:
        """What stands on the button that closes the sheet."""
        return words("Không, cảm ơn") if isinstance(self.answer, JustTaken) else words("Đã hiểu")

    @property
    def may_take_another(self) -> bool:
        """Whether the answer offers one more number."""
        return isinstance(self.answer, JustTaken)

    def spoken(self, words: Words) -> Iterator[str]:
        """Title, hint, then lanes with their counts; or what the answer says."""
        if self.answer is not None:
            yield self.answer_heading(words)
            yield self.answer_text(words)
            return
        yield words("Lấy số thứ tự")
        yield self.hint(words)
        for tile in self.tiles:
            yield ", ".join(part for part in (tile.name(words), tile.people(words)) if part)


class TakeTicketPresenter(Presenter[TakeTicketState]):
    """Takes one number; a second touch on the way is not a second ticket."""

    def first(self) -> TakeTicketState:
        """The lanes of this office, nothing touched."""
        content = self.terminal.kiosk.content
        hours = tuple(
            (f"{period.opens:%H:%M}", f"{period.closes:%H:%M}")
            for some in (content.hours[:1] if content else ())
            for period in some.periods
        )
        guide = content.guide_desk if content else None
        return self._with_facts(TakeTicketState(guide=guide, hours=hours, always_open=self.terminal.kiosk.always_open))

    def enter(self, about: str | None) -> None:
        """From a procedure with its lane: take its number at once. Otherwise wait for a touch."""
        if about is not None:
            self.choose(about)

    def facts_changed(self) -> None:
        """Counts follow the queue."""
        self.show(self._with_facts(self.state))

    def turn(self, by: int) -> None:
        """To the next or the previous lanes."""
        self.show(replace(self.state, page=min(max(self.state.page + by, 1), self.state.pages)))

    def toggle_priority(self) -> None:
        """Self-declared; the counter checks."""
        self.show(replace(self.state, priority=not self.state.priority))

    def guide(self) -> None:
        """To the desk that asks what is needed, never to a wrong lane."""
        if self.state.guide is not None:
            self.choose(self.state.guide.code)

    def choose(self, lane: str, *, again: bool = False) -> None:
        """Take the next number of a lane."""
        if self.state.issuing:
            return
        self.show(replace(self.state, issuing=lane, answer=None, lane=lane))
        kiosk = self.terminal.kiosk
        request = str(uuid4())  # made at the touch: whatever is repeated, it is one number
        numbered = self._posted(partial(self._numbered, lane))
        ended = partial(self._ended, self.for_this_visit(self._refused))
        klass = "priority" if self.state.priority else "normal"
        language = self.words.language  # of the touch: the printer may come to it later
        take = lambda: kiosk.take(  # noqa: E731 -- the work, handed to the printer's thread
            lane, request, language=language, on_number=numbered, again=again, klass=klass
        )
        if not kiosk.printer.do(take, ended):
            self._refused(NoNumber())

    def sheet_secondary(self) -> None:
        """One more number, after being asked."""
        self.choose(self.state.lane, again=True)

    def sheet(self, words: Words) -> SheetState | None:
        """The answer that came instead of a number."""
        state = self.state
        if state.answer is None:
            return None
        more = words("Lấy thêm") if state.may_take_another else ""
        return SheetState(
            state.answer_heading(words),
            state.answer_text(words),
            state.answer_done(words),
            secondary=more,
            icon="confirmation_number" if more else "schedule",
        )

    def sheet_primary(self) -> None:
        """The citizen has read it."""
        self.show(replace(self.state, answer=None))

    def _posted(self, then: Callable[[Ticket], None]) -> Callable[[Ticket], None]:
        heard = self.for_this_visit(then)
        post = self.terminal.kiosk.mailbox.post
        return lambda ticket: post(lambda: heard(ticket))

    def _numbered(self, lane: str, ticket: Ticket) -> None:
        self.go("ticket_issued", Issued(ticket, self._lane(lane)))

    def _ended(self, refused: Callable[[Refusal], None], outcome: TicketOutcome) -> None:
        match outcome:
            case Taken():  # the page of the number is in front already; it hears what became of the paper
                self.terminal.paper_came(outcome)
            case LaneClosed() | NoMoreToday() | JustTaken() | NoNumber():
                refused(outcome)
            case _:
                assert_never(outcome)

    def _refused(self, outcome: Refusal) -> None:
        self.show(replace(self.state, issuing="", answer=outcome, now=self.now))

    def _lane(self, code: str) -> Lane:
        content = self.terminal.kiosk.content
        lane = content.lane(code) if content else None
        if lane is None:
            raise KeyError(code)
        return lane

    def _with_facts(self, state: TakeTicketState) -> TakeTicketState:
        facts = self.terminal.facts
        lanes: tuple[LaneNow, ...] = tuple(lane for lane in facts.lanes if not lane.lane.is_guide_desk)
        tiles = tuple(LaneTile(now.lane, now.waiting, now.why) for now in lanes)
        if not tiles and self.terminal.kiosk.content is not None:
            tiles = tuple(LaneTile(lane) for lane in self.terminal.kiosk.content.lanes if not lane.is_guide_desk)
        ready = facts.printer.state not in (PrinterState.BLOCKED, PrinterState.OFFLINE)
        return replace(state, tiles=tiles, printer_ready=ready)


def _lane(code: str, vi: str, en: str, icon: str, family: str, *counters: int) -> Lane:
    return Lane(code, code, vi, en, counters, icon, family)


SAMPLE_LANES = (
    _lane("A", "Hộ tịch, chứng\u00a0thực", "Civil status, certification", "groups", "red", 1, 2),
    _lane("B", "Đất đai, xây\u00a0dựng", "Land, construction", "home_work", "act", 4),
    _lane("C", "Kinh doanh, thuế", "Business, tax", "storefront", "act", 5),
    _lane("D", "Chính sách, trợ\u00a0cấp", "Policies, allowances", "elderly", "ok", 6),
    _lane("F", "Cư trú, căn cước", "Residence, identity", "badge", "ok", 7),
    _lane("E", "Nhận kết quả", "Collect a result", "assignment_turned_in", "red", 3),
)
SAMPLE_GUIDE = Lane("G", "G", "Bàn hướng dẫn", "Guide desk", (), "help", "act", is_guide_desk=True)
_NOON = datetime.fromisoformat("2026-11-25T13:30:00+07:00")
_CHOOSING = TakeTicketState(
    tiles=tuple(LaneTile(lane, waiting) for lane, waiting in zip(SAMPLE_LANES, (5, 3, 0, 2, 1, 1), strict=True)),
    guide=SAMPLE_GUIDE,
    hours=(("07:30", "11:30"), ("13:30", "17:00")),
    now=_NOON.replace(hour=11, minute=42),
)
SAMPLES = {
    "choosing": _CHOOSING,
    "priority_on": replace(_CHOOSING, priority=True),
    "issuing": replace(_CHOOSING, issuing="A"),
    "printer_not_ready": replace(_CHOOSING, printer_ready=False),
    "lunch": replace(_CHOOSING, answer=LaneClosed("lunch", _NOON)),
    "lane_closed": replace(_CHOOSING, tiles=(replace(_CHOOSING.tiles[0], why="day_off"), *_CHOOSING.tiles[1:])),
    "no_more_today": replace(_CHOOSING, answer=NoMoreToday(datetime.fromisoformat("2026-11-26T07:30:00+07:00"))),
    "just_taken": replace(_CHOOSING, answer=JustTaken("A030"), lane="A"),
    "no_number": replace(_CHOOSING, answer=NoNumber()),
    "always_open": replace(_CHOOSING, always_open=True),
}
