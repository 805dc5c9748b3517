"""Never «not found» alone: what was scanned, and what to do instead."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from kiosk.dossiers.provider import NoAnswer, NotFound, OtherOffice, TooManyTries
from kiosk.dossiers.receipt_code import (
    BadDate,
    CodeReading,
    NotACode,
    PersonalCode,
    ProcedureCode,
    ReceiptCode,
    SquareCode,
    TicketCode,
    Unreadable,
)
from kiosk.words import Words
from screens.dossiers.dossier_status import Asked
from screens.presenter import Presenter

if TYPE_CHECKING:
    from kiosk.content.content import Content

Variant: TypeAlias = Literal[
    "identity_card",
    "other_card",
    "something_else",
    "square_code",
    "bad_date",
    "own_ticket",
    "other_ticket",
    "other_office",
    "not_seen_yet",
    "unreadable",
    "no_answer",
    "too_many_tries",
]
Unanswered: TypeAlias = NotFound | OtherOffice | TooManyTries | NoAnswer
# Whoever holds the wrong thing to the scanner may not have come for a dossier at all.
MAY_SEARCH: frozenset[Variant] = frozenset(
    {"identity_card", "other_card", "something_else", "square_code", "bad_date", "own_ticket", "other_ticket"}
)
MINUTE_S = 60
WITH_PICTURES: frozenset[Variant] = frozenset({"identity_card", "other_card", "something_else", "square_code"})
ICONS: dict[Variant, str] = {
    "identity_card": "badge",
    "other_card": "badge",
    "something_else": "qr_code",
    "square_code": "qr_code",
    "bad_date": "warning",
    "own_ticket": "confirmation_number",
    "other_ticket": "apartment",
    "other_office": "apartment",
    "not_seen_yet": "search",
    "unreadable": "barcode_scanner",
    "no_answer": "cloud_off",
    "too_many_tries": "hourglass_top",
}


@dataclass(frozen=True, slots=True)
class NotAReceiptState:
    """code: shown large, so that its digits can be compared; only for codes that were looked up.

    unit     who handles the dossier · portal_url: where it can be followed; empty: no code to scan
    number   of a ticket; lane and lane_en: its lane, empty when no lane has such numbers
    ahead    people before that number; None: nobody knows
    wait_s   how long look-ups are still paused
    """

    variant: Variant = "something_else"
    code: str = field(default="", repr=False)
    unit: str = ""
    number: str = ""
    lane: str = ""
    lane_en: str = ""
    counters: str = ""
    ahead: int | None = None
    portal_url: str = ""
    wait_s: int = 0

    @property
    def icon(self) -> str:
        """The heading's picture."""
        return ICONS[self.variant]

    @property
    def has_pictures(self) -> bool:
        """Whether right and wrong are shown side by side."""
        return self.variant in WITH_PICTURES

    @property
    def shows_card(self) -> bool:
        """Whether the wrong picture is a card."""
        return self.variant in ("identity_card", "other_card")

    @property
    def may_retry(self) -> bool:
        """Whether asking again can help."""
        return self.variant == "no_answer" or (self.variant == "too_many_tries" and bool(self.code) and not self.wait_s)

    @property
    def may_search(self) -> bool:
        """Whether the way to the procedures is offered beside the way to staff."""
        return self.variant in MAY_SEARCH

    @property
    def qr(self) -> str:
        """What the citizen's telephone may scan here."""
        return self.portal_url if self.variant == "other_office" else ""

    def heading(self, words: Words) -> str:  # noqa: PLR0912 -- one branch a variant
        """What it was, or what happened."""
        match self.variant:
            case "identity_card":
                return words("Đây là mã trên thẻ căn\u00a0cước")
            case "other_card":
                return words("Đây là mã trên thẻ cá nhân")
            case "something_else":
                return words("Đây không phải mã hồ sơ")
            case "square_code":
                return words("Mã vuông này chưa tra được")
            case "bad_date":
                return words("Ngày trong mã chưa đúng")
            case "own_ticket":
                return words("Đây là phiếu số {number}", number=self.number)
            case "other_ticket":
                return words("Phiếu số của nơi khác")
            case "other_office":
                return words("Hồ sơ của nơi khác")
            case "not_seen_yet":
                return words("Chưa thấy hồ sơ này")
            case "unreadable":
                return words("Máy chưa đọc được")
            case "no_answer":
                return words("Chưa hỏi được máy chủ")
            case "too_many_tries":
                return words("Máy tạm ngừng tra cứu ít\u00a0phút") if self.wait_s else words("Đã tra lại được")
            case _:
                assert_never(self.variant)

    def sentences(self, words: Words) -> str:
        """What the terminal needs, or what to do."""
        match self.variant:
            case "identity_card" | "other_card":
                return words("Máy cần mã trên **giấy hẹn trả kết quả**.\nThông tin trên thẻ **không được lưu lại**.")
            case "something_else":
                return words("Máy cần mã trên **giấy hẹn trả kết quả**.")
            case "square_code":
                return words("Mời quét **mã vạch** (mã sọc) trên giấy hẹn.")
            case "bad_date":
                return words("Mời xem lại mã in dưới mã vạch, hoặc hỏi bàn hướng dẫn.")
            case "own_ticket":
                return self._place_in_lane(words)
            case "other_ticket":
                return words(
                    "Số **{number}** không có trong hàng chờ ở đây. Mời xem tên trung tâm in ở đầu phiếu.",
                    number=self.number,
                )
            case "other_office":
                return words(
                    "**{unit}** giải quyết hồ sơ này. Mời tra trên Cổng Dịch vụ công quốc gia.", unit=self.unit
                )
            case "not_seen_yet":
                return words("Hồ sơ mới nộp có thể sau 15 phút mới hiện. Mời so lại từng chữ số của mã.")
            case "unreadable":
                return words("Vuốt phẳng giấy, đưa chậm lại.")
            case "no_answer":
                return words("Mời thử lại sau hoặc hỏi quầy.")
            case "too_many_tries":
                return self._pause(words)
            case _:
                assert_never(self.variant)

    def _pause(self, words: Words) -> str:
        if not self.wait_s:
            return words("Mời bấm «Thử lại», hoặc quét lại giấy hẹn.")
        if self.wait_s <= MINUTE_S:
            return words.many("Mời hỏi quầy, hoặc chờ **{count} giây**.", count=self.wait_s)
        return words.many("Mời hỏi quầy, hoặc quay lại sau **{count} phút**.", count=-(-self.wait_s // MINUTE_S))

    def _place_in_lane(self, words: Words) -> str:
        lane = self.lane_en if words.language == "en" and self.lane_en else self.lane
        where = f"**{lane}**" if lane else ""
        if lane and self.counters:
            where += " · " + words("Quầy {counter}", counter=self.counters)
        before = words.many("Trước {you} còn {count} người.", count=self.ahead) if self.ahead is not None else ""
        wait = words("Mời ngồi chờ gọi số. Muốn xem hồ sơ, xin quét **giấy\u00a0hẹn.**")
        return "\n".join(part for part in (where, " ".join(part for part in (before, wait) if part)) if part)

    def waiting(self, words: Words) -> str:
        """The scanner is live; nothing need be pressed. Not while look-ups are paused."""
        return "" if self.wait_s else words("Mời đưa **giấy hẹn** vào khe quét. Máy\u00a0đang\u00a0chờ…")

    def primary(self, words: Words) -> str:
        """The next step."""
        if self.may_retry:
            return words("Thử lại")
        if self.variant == "too_many_tries":
            return words("Tìm thủ tục")
        if self.variant == "other_office":
            return words("Nhập mã khác")
        return words("Nhập lại mã") if self.variant in ("not_seen_yet", "bad_date") else words("Nhập mã hồ sơ bằng tay")

    def primary_icon(self) -> str:
        """Its picture."""
        return "refresh" if self.may_retry else "search" if self.variant == "too_many_tries" else "keyboard"

    def spoken(self, words: Words) -> Iterator[str]:
        """Heading and sentences, as alert."""
        yield self.heading(words)
        yield self.sentences(words).replace("**", "").replace("\n", " ")


class NotAReceiptPresenter(Presenter[NotAReceiptState]):
    """Sends the citizen on: to typing, to the procedures, to staff."""

    def first(self) -> NotAReceiptState:
        """Nothing scanned."""
        self._asked: Asked | None = None
        self._paused_until_s = 0.0
        return NotAReceiptState()

    def enter(self, about: CodeReading | tuple[Unanswered, Asked]) -> None:
        """What a scan was instead of a receipt, or why a code has no answer."""
        self._asked = about[1] if isinstance(about, tuple) else None
        state = state_of(about)
        self._paused_until_s = self._stopwatch_s + state.wait_s
        office = about.office if isinstance(about, TicketCode) else ""
        self.show(completed(state, self.terminal.kiosk.content, office=office))
        if isinstance(about, TicketCode) and self.state.variant == "own_ticket":
            self._ask_place(about)

    def tick(self) -> None:
        """The pause gets shorter."""
        if self.state.wait_s:
            left_s = max(0, math.ceil(self._paused_until_s - self._stopwatch_s))
            # Minutes are told while there is more than one: nothing to draw anew every second.
            shown_s = left_s if left_s <= MINUTE_S else -(-left_s // MINUTE_S) * MINUTE_S
            self.show(replace(self.state, wait_s=shown_s))

    def primary(self) -> None:
        """Ask again, or type the code."""
        if self.state.may_retry and self._asked is not None:
            self.terminal.go_instead("dossier_status", self._asked)
        elif self.state.variant == "too_many_tries":
            self.go("search")
        else:
            self.terminal.go_instead("type_receipt_code")

    def find(self) -> None:
        """To the procedures."""
        self.go("search")

    def call_staff(self) -> None:
        """Somebody is needed."""
        self.terminal.call_staff()

    def _ask_place(self, ticket: TicketCode) -> None:
        kiosk = self.terminal.kiosk
        if kiosk.counts_waiting:
            place = partial(kiosk.at_printer.ahead_of, ticket.number, ticket.day)
            self.later(kiosk.printer, place, lambda ahead: self.show(replace(self.state, ahead=ahead)))

    @property
    def _stopwatch_s(self) -> float:
        return self.terminal.kiosk.time.stopwatch_s()


def completed(state: NotAReceiptState, content: Content | None, *, office: str = "") -> NotAReceiptState:
    """The same page with what this office's content knows of it.

    office  whose slip it is; "": it does not tell, and counts as ours
    """
    if content is None:
        return state
    if state.variant == "own_ticket" and office and office != content.office.short_code:
        return NotAReceiptState("other_ticket", number=state.number)
    series = state.number.rstrip("0123456789").rstrip("-")
    lane = next((lane for lane in content.lanes if series and lane.prefix == series), None)
    if state.variant == "own_ticket" and lane is not None:
        return replace(state, lane=lane.name, lane_en=lane.name_en, counters=lane.counters_text)
    return replace(state, portal_url=content.brand.portal_url) if state.variant == "other_office" else state


def state_of(about: CodeReading | tuple[Unanswered, Asked]) -> NotAReceiptState:
    """The page for what was scanned or answered."""
    match about:
        case (NotFound(), Asked(code)):
            return NotAReceiptState("not_seen_yet", code=code.text)
        case (OtherOffice(unit), Asked(code)):
            return NotAReceiptState("other_office", code=code.text, unit=unit)
        case (TooManyTries(seconds), Asked(code)):
            return NotAReceiptState("too_many_tries", code=code.text, wait_s=seconds)
        case (NoAnswer(), Asked(code)):
            return NotAReceiptState("no_answer", code=code.text)
        case PersonalCode(kind):
            return NotAReceiptState("identity_card" if kind == "identity_card" else "other_card")
        case TicketCode(_, number, _):
            return NotAReceiptState("own_ticket", number=number)
        case SquareCode():
            return NotAReceiptState("square_code")
        case BadDate():
            return NotAReceiptState("bad_date")
        case Unreadable():
            return NotAReceiptState("unreadable")
        case ReceiptCode() | ProcedureCode() | NotACode() | _:
            return NotAReceiptState("something_else")


_CODE = "H24.15-261124-0037"
_PORTAL = "https://dichvucong.gov.vn"
_OWN = NotAReceiptState(
    "own_ticket",
    number="A030",
    lane="Hộ tịch, chứng thực",
    lane_en="Civil status, certification",
    counters="1 – 2",
)
SAMPLES = {
    "identity_card": NotAReceiptState("identity_card"),
    "other_card": NotAReceiptState("other_card"),
    "something_else": NotAReceiptState("something_else"),
    "square_code": NotAReceiptState("square_code"),
    "bad_date": NotAReceiptState("bad_date"),
    "own_ticket": _OWN,
    "own_ticket_place": replace(_OWN, ahead=5),
    "own_ticket_unknown": NotAReceiptState("own_ticket", number="K2-001"),
    "other_ticket": NotAReceiptState("other_ticket", number="A030"),
    "other_office": NotAReceiptState(
        "other_office", code="H24.07-261118-0102", unit="Sở Tài chính", portal_url=_PORTAL
    ),
    "other_office_no_link": NotAReceiptState("other_office", code="H24.07-261118-0102", unit="Sở Tài chính"),
    "not_seen_yet": NotAReceiptState("not_seen_yet", code=_CODE),
    "unreadable": NotAReceiptState("unreadable"),
    "no_answer": NotAReceiptState("no_answer", code=_CODE),
    "too_many_tries": NotAReceiptState("too_many_tries", code=_CODE, wait_s=240),
    "too_many_tries_seconds": NotAReceiptState("too_many_tries", code=_CODE, wait_s=25),
    "too_many_tries_over": NotAReceiptState("too_many_tries", code=_CODE),
}
