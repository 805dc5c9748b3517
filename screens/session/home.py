"""The start: what the home screen shows and what a touch does. Idle is home; everything on it works at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Literal, TypeAlias

from devices.printers.contract import State as PrinterState
from devices.scanners.contract import ScannerState
from kiosk.dossiers.on_time import period_of
from kiosk.procedures.life_events import LifeEvent
from kiosk.procedures.text import Text
from kiosk.tickets.lane import WhyClosed
from kiosk.words import Words
from screens.dossiers.on_time_board import figures_now, rate_text
from screens.presenter import Presenter
from screens.session.hours_text import when_words

Side: TypeAlias = Literal["below", "beside", "left", "right"]
# Several notices take turns after so long.
NOTICE_S = 15.0
# A024; K2-001 and what stands beside it need two lines on a lying panel.
SHORT_NUMBER = 4
BARRED = (PrinterState.BLOCKED, PrinterState.OFFLINE)


@dataclass(frozen=True, slots=True)
class HomeState:
    """What is known at the start.

    waiting     people in all lanes; None: the queue cannot be counted
    why         why no numbers are given now; None: they are
    finished    all lanes have reached their limit
    serving     the number called last and its counter, "" for the guide desk; None: nothing is being called
    rate        per cent finished on time this month; None: not known
    old_since   the office does not answer: as of when its figures are
    notices     what the office has to tell everybody today; with several, one at a time
    turn        counts on while nobody touches anything: which of them is shown
    hours       opening hours in short, «07:30 – 11:30», for when nobody is called
    """

    events: tuple[LifeEvent, ...] = ()
    waiting: int | None = None
    why: WhyClosed | None = None
    opens_at: datetime | None = None
    now: datetime | None = None
    finished: bool = False
    has_printer: bool = True
    has_scanner: bool = True
    scanner_side: Side = "below"
    serving: tuple[str, str] | None = None
    rate: Decimal | None = None
    old_since: datetime | None = None
    notices: tuple[Text, ...] = ()
    turn: int = 0
    hours: tuple[tuple[str, str], ...] = ()

    @property
    def closed(self) -> bool:
        """Whether the ticket door is outlined and says why."""
        return self.why is not None or self.finished

    def banner(self, words: Words) -> str:
        """The one line above everything; empty when all is well. Lost line before printer before notice (R17)."""
        if self.old_since is not None:
            when = when_words(words, self.old_since, self.now)
            if self.now is not None and self.old_since.date() == self.now.date():
                when = words("{time} hôm nay", time=when)
            return words("**Đang mất kết nối.** Số liệu lúc {when}.", when=when)
        if not self.has_printer and not self.closed:
            return words("**Máy in đang nghỉ.** Số vẫn lấy được trên màn hình.")
        if self.notices:
            return self.notices[self.turn % len(self.notices)].in_(words.language)
        return ""

    @property
    def banner_icon(self) -> str:
        """The picture beside it."""
        if self.old_since is not None:
            return "wifi_off"
        return "campaign" if self.has_printer or self.closed else "print_error"

    def ticket_line(self, words: Words) -> str:
        """What stands under «Lấy số thứ tự»."""
        if self.finished:
            return words("Hôm nay đã hết số")
        if self.why is not None:
            when = when_words(words, self.opens_at, self.now)
            return words("Mở lại {when}", when=when) if when else words("Đang nghỉ")
        if not self.has_printer:
            return words("Số hiện trên màn hình")
        if self.waiting is None:
            return words("Chọn việc cần làm")
        return words.many("Đang chờ: {count} người", count=self.waiting) if self.waiting else words("Không phải chờ")

    def scan_sentence(self, words: Words) -> str:
        """Where to hold the receipt, or to type the code when there is no scanner."""
        if not self.has_scanner:
            return words("Mời gõ mã in trên giấy hẹn.")
        match self.scanner_side:
            case "below":
                return words("Đưa mã vạch trên giấy hẹn vào khe quét bên dưới.")
            case "beside":
                return words("Đưa mã vạch trên giấy hẹn vào khe quét bên cạnh.")
            case "left":
                return words("Đưa mã vạch trên giấy hẹn vào khe quét bên trái.")
            case "right":
                return words("Đưa mã vạch trên giấy hẹn vào khe quét bên phải.")

    def scan_short(self, words: Words) -> str:
        """The same in fewer words, where letters are large."""
        return words("Đưa giấy hẹn vào khe quét") if self.has_scanner else self.scan_sentence(words)

    def type_label(self, words: Words) -> str:
        """What stands on the button for typing."""
        return words("Nhập mã bằng tay") if self.has_scanner else words("Nhập mã hồ sơ")

    @property
    def strip_is_long(self) -> bool:
        """Whether it needs two lines on a lying panel: opening hours, the guide desk's name, a long number."""
        if self.why is not None:
            return False
        return self.serving is None or not self.serving[1] or len(self.serving[0]) > SHORT_NUMBER

    def strip_label(self, words: Words) -> str:
        """Small words of the left strip."""
        if self.why is not None:
            return words("Mở lại lúc") if self.opens_at else words("Đang nghỉ")
        return words("Đang mời số") if self.serving else words("Giờ làm việc")

    def strip_value(self, words: Words) -> str:
        """Large words of the left strip."""
        if self.why is not None:
            return words.clock(self.opens_at) if self.opens_at else ""
        if self.serving:
            return self.serving[0]
        return " ".join(f"{opens}–{closes}" for opens, closes in self.hours[:1])

    def strip_note(self, words: Words) -> str:
        """Words beside the large ones."""
        if self.why is not None:
            is_today = self.opens_at is None or (self.now is not None and self.opens_at.date() == self.now.date())
            return "" if is_today or self.opens_at is None else words.weekday(self.opens_at)
        if self.serving:
            counter = self.serving[1]
            return words("Quầy {counter}", counter=counter) if counter else words("Bàn hướng dẫn")
        return " ".join(f"{opens}–{closes}" for opens, closes in self.hours[1:2])

    def rate_text(self, words: Words) -> str:
        """97,8%; the way to the board where the rate is not known."""
        return rate_text(words, self.rate) if self.rate is not None else words("Xem tiến độ")

    def rate_note(self, words: Words) -> str:
        """What that rate is of."""
        return words("tháng này") if self.rate is not None else ""

    def spoken(self, words: Words) -> Iterator[str]:
        """A welcome and the three ways in."""
        yield words("Kính chào {you}.")
        yield words("Nếu đã nộp hồ sơ, xin đưa giấy hẹn vào khe quét. Nếu chưa, mời chọn lấy số hoặc tìm thủ tục.")


class HomePresenter(Presenter[HomeState]):
    """Sends citizens on their way; shows what devices and queue say."""

    def first(self) -> HomeState:
        """The start with what is known at this moment."""
        kiosk = self.terminal.kiosk
        panel = kiosk.settings.panel
        state = HomeState(scanner_side=panel.scanner_side or ("below" if panel.orientation == "portrait" else "beside"))
        if kiosk.content is not None:
            hours = tuple(
                (f"{period.opens:%H:%M}", f"{period.closes:%H:%M}")
                for some in kiosk.content.hours[:1]
                for period in some.periods
            )
            state = replace(state, events=kiosk.content.life_events[:9], hours=hours)
        return self._with_facts(state)

    def facts_changed(self) -> None:
        """Counts, doors and the scan card follow the machines."""
        self.show(self._with_facts(self.state))

    def tick(self) -> None:
        """Figures are asked for while somebody may look at them; several notices take turns, without any movement."""
        kiosk = self.terminal.kiosk
        kiosk.talk.want(period_of("month", self.now.date()))
        turn = int(kiosk.time.stopwatch_s() // NOTICE_S) if len(self.state.notices) > 1 else 0
        self.show(replace(self.state, turn=turn))

    def see_board(self) -> None:
        """To the on-time rates of the office."""
        self.go("on_time_board")

    def open_event(self, code: str) -> None:
        """To the procedures of a life event."""
        self.go("life_event", code)

    def find(self) -> None:
        """To the search in everyday words."""
        self.go("search")

    def take_ticket(self) -> None:
        """To the lanes; there a closed office says when it opens."""
        self.go("take_ticket")

    def type_code(self) -> None:
        """To the number pad for receipt codes."""
        self.go("type_receipt_code")

    def _notices(self) -> tuple[Text, ...]:
        """The line staff have turned on alone; otherwise what the release has for this day."""
        content, orders = self.terminal.kiosk.content, self.terminal.facts.orders
        if content is None:
            return ()
        chosen = tuple(each.text for each in content.announcements if orders and each.code == orders.notice)
        return chosen or tuple(each.text for each in content.announcements_on(self.now.date(), "home"))

    def _with_facts(self, state: HomeState) -> HomeState:
        facts = self.terminal.facts
        lanes = [lane for lane in facts.lanes if not lane.lane.is_guide_desk]
        counts = [lane.waiting for lane in facts.lanes if lane.waiting is not None]
        open_lanes = [lane for lane in lanes if lane.is_open]
        closed = lanes[0] if lanes and not open_lanes else None
        finished = bool(open_lanes) and not any(lane.gives for lane in open_lanes)
        latest = facts.board.latest if facts.board else None
        figures = figures_now(self.terminal.kiosk, "month")
        return replace(
            state,
            waiting=sum(counts) if counts else None,
            why=closed.why if closed else None,
            opens_at=closed.opens_at if closed else None,
            finished=finished,
            rate=figures.board.rate if figures.board else None,
            old_since=figures.board.as_of if figures.board and figures.is_silent else None,
            notices=self._notices(),
            serving=(latest.number, str(latest.counter or "")) if latest else None,
            now=self.now.replace(second=0, microsecond=0),
            has_printer=facts.printer.state not in BARRED,
            has_scanner=facts.scanner is not ScannerState.OFFLINE,
        )


def _event(code: str, vi: str, en: str, icon: str, family: Literal["red", "sunk", "act", "ok"]) -> LifeEvent:
    return LifeEvent(code, Text(vi, en), icon, family, ())


SAMPLE_EVENTS = (
    _event("birth", "Sinh con", "Having a baby", "child_care", "red"),
    _event("marriage", "Kết hôn", "Getting married", "favorite", "red"),
    _event("death", "Mất người\u00a0thân", "A death in the family", "local_florist", "sunk"),
    _event("land", "Mua bán nhà,\u00a0đất", "House and land", "home_work", "act"),
    _event("shop", "Mở cửa\u00a0hàng", "Opening a shop", "storefront", "act"),
    _event("school", "Đi học", "School", "school", "act"),
    _event("identity", "Giấy tờ tuỳ\u00a0thân", "Identity papers", "badge", "ok"),
    _event("copies", "Sao y, chứng\u00a0thực", "Certified copies", "approval", "ok"),
    _event("allowances", "Trợ cấp, chính\u00a0sách", "Allowances", "elderly", "ok"),
)
_NORMAL = HomeState(
    events=SAMPLE_EVENTS,
    waiting=12,
    serving=("A024", "2"),
    rate=Decimal("97.8"),
    now=datetime.fromisoformat("2026-11-25T09:42:00+07:00"),
    hours=(("07:30", "11:30"), ("13:30", "17:00")),
)
SAMPLES = {
    "normal": _NORMAL,
    "closed": replace(
        _NORMAL, why="day_off", opens_at=datetime.fromisoformat("2026-11-30T07:30:00+07:00"), serving=None, waiting=0
    ),
    "lunch": replace(_NORMAL, why="lunch", opens_at=datetime.fromisoformat("2026-11-25T13:30:00+07:00"), serving=None),
    "tickets_finished": replace(_NORMAL, finished=True),
    "printer_absent": replace(_NORMAL, has_printer=False),
    "scanner_absent": replace(_NORMAL, has_scanner=False),
    "counts_unknown": replace(_NORMAL, waiting=None, serving=None),
    "offline": replace(_NORMAL, old_since=datetime.fromisoformat("2026-11-25T08:15:00+07:00")),
    "notice": replace(
        _NORMAL,
        notices=(
            Text(
                "Chiều 27/11, Quầy 4 nghỉ. Mời đến Quầy 5.", "Counter 4 is closed on 27/11 afternoon. Counter 5 helps."
            ),
        ),
    ),
    "rate_unknown": replace(_NORMAL, rate=None),
    "nobody_waiting": replace(_NORMAL, waiting=0, serving=None),
    "before_hours": replace(
        _NORMAL,
        why="before_hours",
        opens_at=datetime.fromisoformat("2026-11-25T07:30:00+07:00"),
        now=datetime.fromisoformat("2026-11-25T07:05:00+07:00"),
        serving=None,
        waiting=0,
    ),
    "serving_at_guide_desk": replace(_NORMAL, serving=("H007", "")),
    "serving_alone": replace(_NORMAL, serving=("K2-001", "2"), waiting=None),
}
