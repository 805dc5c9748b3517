"""What the page of lanes shows: the lanes, what may be declared, the answer that came instead of a number. No Kivy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from kiosk.tickets.lane import Lane, WhyClosed
from kiosk.tickets.outcome import JustTaken, LaneClosed, NoMoreToday, NoNumber
from kiosk.tickets.policy import PriorityClass
from kiosk.words import Words
from screens.session.hours_text import opening_line, when_words
from screens.sheet import SheetState

LANES_A_PAGE = 6
LANES_FLOWING = 12  # built at once where the page turns over by itself
LEAST_LANES = 2


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
