"""Taking a queue ticket: the right lane in one touch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeAlias, TypeVar, assert_never
from uuid import uuid4

from devices.printers.contract import PrinterStatus
from devices.printers.contract import State as PrinterState
from kiosk.tickets.lane import Lane, WhyClosed
from kiosk.tickets.outcome import JustTaken, LaneClosed, NoMoreToday, NoNumber, Taken, TicketOutcome
from kiosk.tickets.policy import NORMAL_CLASS, PriorityClass, Spoken
from kiosk.tickets.ticket import Ticket
from kiosk.tickets.waiting import LaneNow
from kiosk.words import Words
from screens.presenter import Presenter
from screens.session.hours_text import opening_line, when_words
from screens.sheet import SheetState
from screens.tickets.issued import Issued

Told = TypeVar("Told")
LANES_A_PAGE = 6
LANES_FLOWING = 12  # built at once where the page turns over by itself
LEAST_LANES = 2
# What is declared with a touch where no policy names its classes, and the one chosen first where it does.
PRIORITY = "priority"
# Nobody declares this one: it comes with an appointment.
BY_APPOINTMENT = "appointment"
BARRED = (PrinterState.BLOCKED, PrinterState.OFFLINE)


@dataclass(frozen=True, slots=True)
class LongQueue:
    """Đông người: asked before a number is taken, so that nobody waits half a day without having been told."""

    waiting: int


Refusal: TypeAlias = LaneClosed | NoMoreToday | JustTaken | NoNumber
Answer: TypeAlias = Refusal | LongQueue


@dataclass(frozen=True, slots=True)
class ClassChip:
    """One priority class to declare."""

    klass: PriorityClass
    chosen: bool = False

    def name(self, words: Words) -> str:
        """What it is called."""
        return self.klass.name.en if words.language == "en" else self.klass.name.vi


@dataclass(frozen=True, slots=True)
class LaneTile:
    """One lane to choose. issuing: its number is on the way; is_full: it has no more of them today."""

    lane: Lane
    waiting: int | None = None
    why: WhyClosed | None = None
    issuing: bool = False
    is_full: bool = False

    @property
    def code(self) -> str:
        """The lane's code."""
        return self.lane.code

    def name(self, words: Words) -> str:
        """What it is for."""
        return self.lane.name_en if words.language == "en" else self.lane.name

    def counters(self, words: Words) -> str:
        """Where it is served; not while it has no numbers, for then nobody shall go there."""
        if self.issuing:
            return words("Đang lấy số…")
        if self.is_full or self.why is not None:
            return ""
        return words("Quầy {counter}", counter=self.lane.counters_text) if self.lane.counters else ""

    def people(self, words: Words) -> str:
        """How many wait, or why nobody may."""
        if self.issuing:
            return ""
        match self.why:
            case None if self.is_full:
                return words("Đã hết số")
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
            case "by_staff":
                return words("Đang tạm đóng")
            case "after_hours":
                return words("Đã hết giờ")


@dataclass(frozen=True, slots=True)
class TakeTicketState:
    """What is shown.

    answer    no number, and why: closed, used up, just taken, the store silent; or a question before one is taken
    klass     the class declared with a touch; "": none
    classes   what may be declared; one or none: a touch on «Ưu tiên» says it all
    is_alone  the lobby's store is silent: the number will be this terminal's own
    portal    where the same can be filed without coming; "": not known
    per_page  lanes on a page; fewer when they are tall
    """

    tiles: tuple[LaneTile, ...] = ()
    guide: Lane | None = None
    issuing: str = ""
    klass: str = ""
    classes: tuple[PriorityClass, ...] = ()
    printer_ready: bool = True
    is_alone: bool = False
    answer: Answer | None = None
    lane: str = ""
    now: datetime | None = None
    hours: tuple[tuple[str, str], ...] = ()
    always_open: bool = False
    portal: str = ""
    page: int = 1
    per_page: int = LANES_A_PAGE
    shows_hours: bool = True

    @property
    def priority(self) -> bool:
        """Whether one is declared."""
        return bool(self.klass)

    @property
    def chips(self) -> tuple[ClassChip, ...]:
        """The classes to choose from, once «Ưu tiên» was touched."""
        if not self.priority or len(self.classes) < 2:
            return ()
        return tuple(ClassChip(each, each.code == self.klass) for each in self.classes)

    @property
    def pages(self) -> int:
        """Pages of lanes, at least one."""
        return max(1, -(-len(self.tiles) // self.per_page))

    @property
    def shown(self) -> tuple[LaneTile, ...]:
        """The lanes of this page; the touched one says that its number is on the way."""
        start = (min(self.page, self.pages) - 1) * self.per_page
        return tuple(
            replace(tile, issuing=tile.code == self.issuing) for tile in self.tiles[start : start + self.per_page]
        )

    def hint(self, words: Words) -> str:
        """What to do, or what will be different today."""
        if self.is_alone:
            return words("Máy đang mất mạng nội bộ. Quầy sẽ gọi theo số này.")
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
        if not self.shows_hours:
            return ""
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
            case LongQueue(waiting):
                return words.many("Đang có {count} người chờ", count=waiting)
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
            case LongQueue():
                return words("{you} có muốn chờ không?")
            case NoNumber():
                return words("Mời đến bàn hướng dẫn. Cán bộ sẽ giúp lấy số.")

    def sheet(self, words: Words) -> SheetState | None:
        """The answer that came instead of a number, or the question before one; None: there is none."""
        heading, text = self.answer_heading(words), self.answer_text(words)
        match self.answer:
            case None:
                return None
            case JustTaken():
                no, more = words("Không, cảm ơn"), words("Lấy thêm")
                return SheetState(heading, text, no, secondary=more, icon="confirmation_number")
            case LongQueue():
                return SheetState(heading, text, words("Lấy số"), secondary=words("Không"), icon="groups")
            case NoMoreToday() if self.portal:
                return SheetState(heading, text, words("Đã hiểu"), icon="schedule", qr=self.portal)
            case NoNumber():
                return SheetState(heading, text, words("Đã hiểu"), icon="support_agent")
            case LaneClosed() | NoMoreToday():
                return SheetState(heading, text, words("Đã hiểu"), icon="schedule")

    def spoken(self, words: Words) -> Iterator[str]:
        """The answer when there is one; otherwise title, hint, then the lanes with what is said of each."""
        if self.answer is not None:
            yield self.answer_heading(words)
            yield self.answer_text(words)
            return
        yield words("Lấy số thứ tự")
        yield self.hint(words)
        for tile in self.shown:
            yield ", ".join(part for part in (tile.name(words), tile.people(words)) if part)

    def squeezed(self) -> TakeTicketState:
        """The page is too tall: a row of lanes fewer, then without the hours; the same when nothing can go."""
        if self.per_page == LANES_FLOWING:
            return self
        if self.shows_hours and self.chips:  # the hours are the least of what is asked while classes are chosen
            return replace(self, shows_hours=False)
        fewer = next((each for each in (4, 3, 2) if each < min(self.per_page, max(len(self.tiles), 1))), 0)
        if fewer >= LEAST_LANES:
            first = (min(self.page, self.pages) - 1) * self.per_page
            return replace(self, per_page=fewer, page=first // fewer + 1)
        return replace(self, shows_hours=False)


class TakeTicketPresenter(Presenter[TakeTicketState]):
    """Takes one number; a second touch on the way is not a second ticket."""

    def first(self) -> TakeTicketState:
        """The lanes of this office, nothing touched."""
        self._procedure = ""
        content = self.terminal.kiosk.content
        hours = tuple(
            (f"{period.opens:%H:%M}", f"{period.closes:%H:%M}")
            for some in (content.hours[:1] if content else ())
            for period in some.periods
        )
        state = TakeTicketState(
            guide=content.guide_desk if content else None,
            hours=hours,
            always_open=self.terminal.kiosk.always_open,
            portal=content.brand.portal_url if content else "",
        )
        return self._with_facts(state)

    def enter(self, about: tuple[str, str] | str | None) -> None:
        """From a procedure, or with a lane that is known: take its number at once. Otherwise wait for a touch.

        about  a lane, with the procedure it is wanted for where there is one
        """
        if about is None:
            return
        lane, self._procedure = (about, "") if isinstance(about, str) else about
        self.choose(lane)

    def facts_changed(self) -> None:
        """Counts follow the queue."""
        self.show(self._with_facts(self.state))

    def turn(self, by: int) -> None:
        """To the next or the previous lanes."""
        self.show(replace(self.state, page=min(max(self.state.page + by, 1), self.state.pages)))

    def flow(self, *, flows: bool) -> None:
        """All lanes at once where the page turns over by itself."""
        if flows != (self.state.per_page == LANES_FLOWING):
            per_page = LANES_FLOWING if flows else LANES_A_PAGE
            self.show(replace(self.state, per_page=per_page, page=1, shows_hours=True))

    def squeeze(self) -> bool:
        """The page is too tall: fewer lanes on it."""
        before = self.state
        self.show(before.squeezed())
        return self.state != before

    def toggle_priority(self) -> None:
        """Self-declared; the counter checks."""
        if self.state.issuing:
            return
        usual = next((each.code for each in self.state.classes if each.code == PRIORITY), None)
        flows = self.state.per_page == LANES_FLOWING
        per_page = LANES_FLOWING if flows else LANES_A_PAGE  # what gave way to the chips comes back
        klass = usual or (self.state.classes[-1].code if self.state.classes else PRIORITY)
        self.show(replace(self.state, klass="" if self.state.priority else klass, per_page=per_page, page=1))

    def choose_class(self, code: str) -> None:
        """Another of the classes."""
        if not self.state.issuing:
            self.show(replace(self.state, klass=code))

    def guide(self) -> None:
        """To the desk that asks what is needed, never to a wrong lane."""
        if self.state.guide is not None:
            self.choose(self.state.guide.code)

    def choose(self, lane: str) -> None:
        """A lane was touched: its number, or a question first where many wait."""
        if self.state.issuing:
            return
        people = self._waiting(lane)
        if people is not None and people > self.terminal.kiosk.settings.queue.ask_waiting:
            self.show(replace(self.state, answer=LongQueue(people), lane=lane))
        else:
            self._take(lane)

    def sheet(self, words: Words) -> SheetState | None:
        """The answer that came instead of a number, or the question before one."""
        return self.state.sheet(words)

    def sheet_primary(self) -> None:
        """The citizen has read it; or wants to wait all the same."""
        waits = isinstance(self.state.answer, LongQueue)
        self.show(replace(self.state, answer=None))
        if waits:
            self._take(self.state.lane)

    def sheet_secondary(self) -> None:
        """One more number, after being asked; or rather none."""
        wants_more = isinstance(self.state.answer, JustTaken)
        self.show(replace(self.state, answer=None))
        if wants_more:
            self._take(self.state.lane, again=True)

    def _take(self, lane: str, *, again: bool = False) -> None:
        if self.state.issuing:
            return
        self.show(replace(self.state, issuing=lane, answer=None, lane=lane))
        kiosk = self.terminal.kiosk
        request = str(uuid4())  # made at the touch: whatever is repeated, it is one number
        numbered, sent = self._posted(partial(self._numbered, lane)), self._posted_to_all(self.terminal.slip_sent)
        printer = self._posted(self._printer_said)
        ended = partial(self._ended, self.for_this_visit(self._refused))
        klass = self.state.klass or NORMAL_CLASS
        language = self.words.language  # of the touch: the printer may come to it later
        take = lambda: kiosk.at_printer.take(  # noqa: E731 -- the work, handed to the printer's thread
            lane,
            request,
            language=language,
            on_number=numbered,
            on_printer=printer,
            on_sent=sent,
            again=again,
            klass=klass,
        )
        if not kiosk.printer.do(take, ended):
            self._refused(NoNumber())

    def _posted(self, then: Callable[[Told], None]) -> Callable[[Told], None]:
        return self._posted_to_all(self.for_this_visit(then))

    def _posted_to_all(self, then: Callable[[Told], None]) -> Callable[[Told], None]:
        post = self.terminal.kiosk.mailbox.post
        return lambda told: post(lambda: then(told))

    def _printer_said(self, status: PrinterStatus) -> None:
        self.show(replace(self.state, printer_ready=status.state not in BARRED))

    def _numbered(self, lane: str, ticket: Ticket) -> None:
        self.go("ticket_issued", Issued(ticket, self._lane(lane), self._procedure))

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
        self.terminal.watch()  # a sheet lies over the page now

    def _lane(self, code: str) -> Lane:
        content = self.terminal.kiosk.content
        lane = content.lane(code) if content else None
        if lane is None:
            raise KeyError(code)
        return lane

    def _waiting(self, code: str) -> int | None:
        return next((each.waiting for each in self.terminal.facts.lanes if each.lane.code == code and each.gives), None)

    def _with_facts(self, state: TakeTicketState) -> TakeTicketState:
        facts = self.terminal.facts
        lanes: tuple[LaneNow, ...] = tuple(lane for lane in facts.lanes if not lane.lane.is_guide_desk)
        tiles = tuple(LaneTile(now.lane, now.waiting, now.why, is_full=now.is_full) for now in lanes)
        if not tiles and self.terminal.kiosk.content is not None:
            tiles = tuple(LaneTile(lane) for lane in self.terminal.kiosk.content.lanes if not lane.is_guide_desk)
        policy = facts.policy
        classes = tuple(each for each in policy.classes if each.code != BY_APPOINTMENT) if policy else ()
        ready = facts.printer.state not in BARRED
        return replace(state, tiles=tiles, printer_ready=ready, is_alone=facts.is_alone, classes=classes)


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
SAMPLE_CLASSES = (
    PriorityClass("urgent80", 0, Spoken("Từ 80 tuổi", "Aged 80 and over"), "Luật Người cao tuổi"),
    PriorityClass(
        "priority",
        1,
        Spoken("Người cao tuổi, khuyết tật, mang thai, người có công", "Elderly, disabled, pregnant, people of merit"),
        "Luật Người khuyết tật",
    ),
)
_TOMORROW = datetime.fromisoformat("2026-11-26T07:30:00+07:00")
_PORTAL = "https://dichvucong.gov.vn"
_EARLY_OPENS = _NOON.replace(hour=7, minute=30)
_EARLY = replace(_CHOOSING, now=_NOON.replace(hour=7, minute=5))


def _all(why: WhyClosed) -> tuple[LaneTile, ...]:
    return tuple(replace(tile, why=why, waiting=0) for tile in _CHOOSING.tiles)


_ONE_CLOSED = replace(_CHOOSING, tiles=(replace(_CHOOSING.tiles[0], why="day_off"), *_CHOOSING.tiles[1:]))
SAMPLES = {
    "choosing": _CHOOSING,
    "priority_on": replace(_CHOOSING, klass="priority"),
    "priority_classes": replace(_CHOOSING, klass="priority", classes=SAMPLE_CLASSES),
    "issuing": replace(_CHOOSING, issuing="A"),
    "printer_not_ready": replace(_CHOOSING, printer_ready=False),
    "uncounted": replace(_CHOOSING, tiles=tuple(replace(tile, waiting=None) for tile in _CHOOSING.tiles)),
    "more_lanes": replace(_CHOOSING, tiles=(*_CHOOSING.tiles, *_CHOOSING.tiles[1:3])),
    "lane_closed": _ONE_CLOSED,
    "lane_closed_sheet": replace(_ONE_CLOSED, answer=LaneClosed("day_off", _TOMORROW), lane="A"),
    "before_hours": replace(
        _EARLY, tiles=_all("before_hours"), answer=LaneClosed("before_hours", _EARLY_OPENS), lane="A"
    ),
    "lunch": replace(_CHOOSING, tiles=_all("lunch"), answer=LaneClosed("lunch", _NOON), lane="A"),
    "after_hours": replace(_CHOOSING, tiles=_all("after_hours"), answer=LaneClosed("after_hours", _TOMORROW), lane="A"),
    "lane_full": replace(_CHOOSING, tiles=(replace(_CHOOSING.tiles[0], is_full=True), *_CHOOSING.tiles[1:])),
    "no_more_today": replace(_CHOOSING, answer=NoMoreToday(_TOMORROW), lane="A", portal=_PORTAL),
    "just_taken": replace(_CHOOSING, answer=JustTaken("A030"), lane="A"),
    "long_queue": replace(_CHOOSING, answer=LongQueue(34), lane="A"),
    "alone": replace(_CHOOSING, is_alone=True, tiles=tuple(replace(tile, waiting=None) for tile in _CHOOSING.tiles)),
    "no_number": replace(_CHOOSING, answer=NoNumber(), lane="A"),
    "always_open": replace(_CHOOSING, always_open=True),
}
