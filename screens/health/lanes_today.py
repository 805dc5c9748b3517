"""«Thông báo»: lanes closed and opened, numbers ended for today, one line for everybody, days by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from kiosk.procedures.text import Text
from kiosk.staff_days import Days
from kiosk.tickets.lane_orders import LaneOrders
from kiosk.words import Words
from screens.presenter import Presenter
from screens.sheet import SheetState
from screens.tickets.take_ticket_samples import SAMPLE_LANES

if TYPE_CHECKING:
    from kiosk.tickets.ticket import Ticket
    from kiosk.tickets.waiting import LaneNow

ROWS_A_PAGE, ROWS_LYING = 7, 6
Asked: TypeAlias = Literal["", "begin_day", "finish"]
NO_DAYS = Days()
NO_ORDERS = LaneOrders()


@dataclass(frozen=True, slots=True)
class LaneRow:
    """One lane as staff have it today. waiting: None while it is not counted."""

    code: str
    name: Text
    waiting: int | None
    is_closed: bool = False
    is_finished: bool = False
    is_out_of_hours: bool = False

    def line(self, words: Words) -> str:
        """How it stands."""
        if self.is_closed:
            how = words("Cán bộ đã tạm đóng")
        elif self.is_finished:
            how = words("Hôm nay đã hết số")
        else:
            how = words("Ngoài giờ phát số") if self.is_out_of_hours else words("Đang phát số")
        people = "" if self.waiting is None else words.many("{count} người chờ", count=self.waiting)
        return " · ".join(part for part in (how, people) if part)

    def door(self, words: Words) -> str:
        """What the first button does."""
        return words("Mở lại") if self.is_closed else words("Tạm đóng")

    def end(self, words: Words) -> str:
        """What the second button does."""
        return words("Phát tiếp") if self.is_finished else words("Hết số")


@dataclass(frozen=True, slots=True)
class LanesTodayState:
    """rows: lanes; notices: lines prepared in the release, `chosen` the one in front, `notice` the one that is on."""

    rows: tuple[LaneRow, ...] = ()
    notices: tuple[tuple[str, Text], ...] = ()
    chosen: int = 0
    notice: str = ""
    days: Days = NO_DAYS
    unprinted: int = 0
    asked: Asked = ""
    asked_lane: str = ""
    trouble: bool = False
    page: int = 1
    per_page: int = ROWS_A_PAGE

    @property
    def pages(self) -> int:
        """Pages of lanes, at least one."""
        return max(1, -(-len(self.rows) // self.per_page))

    @property
    def shown(self) -> tuple[LaneRow, ...]:
        """The lanes of this page."""
        return self.rows[(self.page - 1) * self.per_page : self.page * self.per_page]

    @property
    def is_notice_on(self) -> bool:
        """Whether the line in front is the one citizens see."""
        return bool(self.notices) and self.notices[self.chosen][0] == self.notice

    @property
    def has_other_notices(self) -> bool:
        """Whether there are more lines to choose from."""
        return len(self.notices) > 1

    @property
    def may_begin_day(self) -> bool:
        """Whether a day has to be begun by hand."""
        return self.days.next is not None

    def lead(self, words: Words) -> str:
        """What this page is for, or that an order could not be kept."""
        if self.trouble:
            return words("Chưa lưu được. Kiểm tra ổ đĩa rồi thử lại.")
        return words("Chỉ cho hôm nay và cho máy này; ngày mai trở lại như thường")

    def notice_title(self, words: Words) -> str:
        """Whether the line is shown."""
        if not self.notices:
            return words("Không có thông báo soạn sẵn")
        return words("Đang hiện trên trang đầu") if self.is_notice_on else words("Thông báo soạn sẵn (đang tắt)")

    def notice_text(self, words: Words) -> str:
        """The line itself."""
        return self.notices[self.chosen][1].in_(words.language) if self.notices else ""

    def notice_switch(self, words: Words) -> str:
        """What the button beside it does."""
        return words.of("button", "Tắt") if self.is_notice_on else words.of("button", "Bật")

    def overnight_line(self, words: Words) -> str:
        """What the switch means now."""
        if self.days.is_kept:
            return words("Đang bật: ai còn chờ tối nay giữ số, ngày mai được gọi trước.")
        return words("Đang tắt: số của hôm nay hết hiệu lực lúc 24 giờ.")

    def overnight_switch(self, words: Words) -> str:
        """What the button beside it does."""
        return words.of("button", "Tắt") if self.days.is_kept else words.of("button", "Bật")

    def day_line(self, words: Words) -> str:
        """Which business day it is."""
        if self.days.current is None:
            return words("Chưa phát số nào")
        day = words.day(self.days.current)
        if self.days.next is None:
            return words("{day}; máy tự sang ngày mới", day=day)
        return words("{day}; đồng hồ chưa đáng tin, phải bấm để sang ngày mới", day=day)

    def unprinted_label(self, words: Words) -> str:
        """The way to the numbers without paper."""
        return words("Số chưa in ({count})", count=self.unprinted) if self.unprinted else words("Số chưa in")

    def dialog(self, words: Words) -> SheetState | None:
        """What is asked once more."""
        no = words.of("button", "Không")
        match self.asked:
            case "":
                return None
            case "begin_day":
                day = words.day(self.days.next) if self.days.next else ""
                heading = words("Bắt đầu ngày mới?")
                way = words("Số sẽ đếm lại từ đầu cho {day}.", day=day)
                return SheetState(heading, way, no, words("Bắt đầu ngày mới"), "schedule")
            case "finish":
                name = next((row.name.in_(words.language) for row in self.rows if row.code == self.asked_lane), "")
                heading = words("Hết số hôm nay?")
                way = words("{lane}: không phát số nữa đến hết ngày. Người đang chờ vẫn được gọi.", lane=name)
                return SheetState(heading, way, no, words("Hết số hôm nay"), "event_available")

    def spoken(self, words: Words) -> Iterator[str]:
        """Title, lanes, then notice and days."""
        yield words("Thông báo")
        yield self.lead(words)
        yield from (f"{row.name.in_(words.language)}: {row.line(words)}" for row in self.shown)
        yield self.notice_title(words)
        if self.notices:
            yield self.notice_text(words)
        yield words("Giữ hàng đợi qua đêm")
        yield self.overnight_line(words)
        yield self.day_line(words)


class LanesTodayPresenter(Presenter[LanesTodayState]):
    """Orders go to the printer's thread, which owns the queue; what became of them comes back as facts."""

    def first(self) -> LanesTodayState:
        """The lanes as they are known."""
        content = self.terminal.kiosk.content
        is_lying = self.terminal.kiosk.settings.panel.orientation == "landscape"
        notices = tuple((each.code, each.text) for each in content.announcements) if content else ()
        state = LanesTodayState(notices=notices, per_page=ROWS_LYING if is_lying else ROWS_A_PAGE)
        return self._with_facts(state)

    def enter(self, about: object) -> None:  # noqa: ARG002 -- there is only one office
        """Days and numbers without paper, as the queue knows them."""
        kiosk = self.terminal.kiosk
        codes = [code for code, _ in self.state.notices]
        if self.state.notice in codes:
            self.show(replace(self.state, chosen=codes.index(self.state.notice)))
        self.later(kiosk.printer, kiosk.staff_acts.days, self._days_are)
        self.later(kiosk.printer, kiosk.at_printer.unprinted, self._has_unprinted)

    def _has_unprinted(self, left: tuple[Ticket, ...]) -> None:
        self.show(replace(self.state, unprinted=len(left)))

    def facts_changed(self) -> None:
        """The lanes follow the queue."""
        self.show(self._with_facts(self.state))

    def turn(self, by: int) -> None:
        """To the next or previous lanes."""
        self.show(replace(self.state, page=min(max(self.state.page + by, 1), self.state.pages)))

    # Lanes

    def door(self, lane: str) -> None:
        """«Tạm đóng» or «Mở lại»."""
        is_closed = lane in self._orders.closed
        self._order(self._orders.turned(lane, is_closed=not is_closed), "open" if is_closed else "close", lane)

    def end(self, lane: str) -> None:
        """«Hết số», asked once more, or «Phát tiếp»."""
        if lane in self._orders.finished:
            self._order(self._orders.ended(lane, is_finished=False), "go-on", lane)
        else:
            self.show(replace(self.state, asked="finish", asked_lane=lane))

    # One line for everybody

    def switch_notice(self) -> None:
        """On or off."""
        if self.state.notices:
            code = "" if self.state.is_notice_on else self.state.notices[self.state.chosen][0]
            self._order(replace(self._orders, notice=code), "notice-on" if code else "notice-off", "")

    def other_notice(self) -> None:
        """The next prepared line; what is on stays on until another one is turned on."""
        self.show(replace(self.state, chosen=(self.state.chosen + 1) % max(1, len(self.state.notices))))

    # Days

    def switch_overnight(self) -> None:
        """«Giữ hàng đợi qua đêm» on or off."""
        kiosk, is_kept = self.terminal.kiosk, not self.state.days.is_kept
        self.later(kiosk.printer, lambda: kiosk.staff_acts.keep_overnight(is_kept=is_kept), self._days_are)

    def ask_day(self) -> None:
        """«Bắt đầu ngày mới», asked once more."""
        if self.state.may_begin_day:
            self.show(replace(self.state, asked="begin_day"))

    def see_unprinted(self) -> None:
        """To the numbers without paper."""
        self.terminal.go_instead("device_check")
        self.terminal.presenter.list_unprinted()  # type: ignore[attr-defined]

    # Dialogs

    def sheet(self, words: Words) -> SheetState | None:
        """What is asked once more."""
        return self.state.dialog(words)

    def sheet_primary(self) -> None:
        """The harmless button."""
        self.show(replace(self.state, asked=""))

    def sheet_secondary(self) -> None:
        """Yes."""
        asked, lane, kiosk = self.state.asked, self.state.asked_lane, self.terminal.kiosk
        self.show(replace(self.state, asked="", asked_lane=""))
        if asked == "begin_day":
            self.later(kiosk.printer, kiosk.staff_acts.begin_day, self._days_are)
        elif asked == "finish":
            self._order(self._orders.ended(lane, is_finished=True), "finish", lane)

    @property
    def _orders(self) -> LaneOrders:
        today = self.now.date()
        known = self.terminal.facts.orders or NO_ORDERS
        return known if known.day is not None else replace(known, day=today)

    def _order(self, orders: LaneOrders, what: str, lane: str) -> None:
        kiosk = self.terminal.kiosk
        kiosk.journal.write("lanes-ordered", what=what, lane=lane)
        self.later(kiosk.printer, lambda: kiosk.staff_acts.order(orders), self._was_ordered)

    def _was_ordered(self, is_kept: bool) -> None:  # noqa: FBT001 -- a letter's answer
        self.show(self._with_facts(replace(self.state, trouble=not is_kept)))

    def _days_are(self, days: Days) -> None:
        self.show(replace(self.state, days=days))

    def _with_facts(self, state: LanesTodayState) -> LanesTodayState:
        facts = self.terminal.facts
        orders = facts.orders or NO_ORDERS
        return replace(state, rows=tuple(_row(lane, orders) for lane in facts.lanes), notice=orders.notice)


def _row(now: LaneNow, orders: LaneOrders) -> LaneRow:
    lane = now.lane
    is_closed, is_finished = lane.code in orders.closed, lane.code in orders.finished
    return LaneRow(lane.code, Text(lane.name, lane.name_en), now.waiting, is_closed, is_finished, not now.is_open)


_ROWS = tuple(
    LaneRow(lane.code, Text(lane.name, lane.name_en), waiting)
    for lane, waiting in zip(SAMPLE_LANES, (5, 3, 0, 2, 1, 1), strict=False)
)
_NOTICES = (
    ("friday", Text("Thứ Sáu 27/11 chỉ làm việc buổi sáng.", "Friday 27 Nov: open in the morning only.")),
    ("land", Text("Hồ sơ đất đai: trả kết quả ở quầy 5.", "Land and houses: results at counter 5.")),
)
_USUAL = LanesTodayState(_ROWS, _NOTICES, days=Days(date(2026, 11, 25)))
SAMPLES = {
    "usual": _USUAL,
    "closed": replace(
        _USUAL,
        rows=(replace(_ROWS[0], is_closed=True), replace(_ROWS[1], is_finished=True), *_ROWS[2:]),
        notice="friday",
        unprinted=3,
    ),
    "out_of_hours": replace(_USUAL, rows=tuple(replace(row, is_out_of_hours=True, waiting=None) for row in _ROWS)),
    "kept_overnight": replace(_USUAL, days=Days(date(2026, 11, 25), is_kept=True)),
    "clock_untrusted": replace(_USUAL, days=Days(date(2026, 11, 25), date(2026, 11, 26))),
    "begin_day_asked": replace(_USUAL, days=Days(date(2026, 11, 25), date(2026, 11, 26)), asked="begin_day"),
    "finish_asked": replace(_USUAL, asked="finish", asked_lane=_ROWS[0].code),
    "no_notice": replace(_USUAL, notices=()),
    "not_kept": replace(_USUAL, trouble=True),
}
