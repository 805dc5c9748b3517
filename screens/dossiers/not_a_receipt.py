"""Never «not found» alone: what was scanned, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, assert_never

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

Variant: TypeAlias = Literal[
    "identity_card",
    "other_card",
    "something_else",
    "square_code",
    "bad_date",
    "own_ticket",
    "other_office",
    "not_seen_yet",
    "unreadable",
    "no_answer",
    "too_many_tries",
]
Unanswered: TypeAlias = NotFound | OtherOffice | TooManyTries | NoAnswer
WITH_PICTURES: frozenset[Variant] = frozenset({"identity_card", "other_card", "something_else", "square_code"})
ICONS: dict[Variant, str] = {
    "identity_card": "badge",
    "other_card": "badge",
    "something_else": "qr_code",
    "square_code": "qr_code",
    "bad_date": "event_available",
    "own_ticket": "confirmation_number",
    "other_office": "apartment",
    "not_seen_yet": "search",
    "unreadable": "barcode_scanner",
    "no_answer": "cloud_off",
    "too_many_tries": "hourglass_top",
}


@dataclass(frozen=True, slots=True)
class NotAReceiptState:
    """code: shown large, so that its digits can be compared; only for codes that were looked up."""

    variant: Variant = "something_else"
    code: str = field(default="", repr=False)
    unit: str = ""
    number: str = ""

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
        return self.variant == "no_answer"

    def heading(self, words: Words) -> str:
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
            case "other_office":
                return words("Hồ sơ của nơi khác")
            case "not_seen_yet":
                return words("Chưa thấy hồ sơ này")
            case "unreadable":
                return words("Máy chưa đọc được")
            case "no_answer":
                return words("Chưa hỏi được máy chủ")
            case "too_many_tries":
                return words("Máy tạm ngừng tra cứu ít phút")
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
                return words("Mời ngồi chờ gọi số. Muốn xem hồ sơ, xin quét **giấy hẹn**.")
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
                return words("Mời hỏi quầy, hoặc quay lại sau 5 phút.")
            case _:
                assert_never(self.variant)

    def waiting(self, words: Words) -> str:
        """The scanner is live; nothing need be pressed."""
        return words("Mời đưa **giấy hẹn** vào khe quét. Máy đang chờ…")

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
        return "refresh" if self.may_retry else "checklist" if self.variant == "too_many_tries" else "keyboard"

    def spoken(self, words: Words) -> Iterator[str]:
        """Heading and sentences, as alert."""
        yield self.heading(words)
        yield self.sentences(words).replace("**", "").replace("\n", " ")


class NotAReceiptPresenter(Presenter[NotAReceiptState]):
    """Sends the citizen on: to typing, to the procedures, to staff."""

    _asked: Asked | None = None

    def first(self) -> NotAReceiptState:
        """Nothing scanned."""
        return NotAReceiptState()

    def enter(self, about: CodeReading | tuple[Unanswered, Asked]) -> None:
        """What a scan was instead of a receipt, or why a code has no answer."""
        self._asked = about[1] if isinstance(about, tuple) else None
        self.show(state_of(about))

    def forget(self) -> None:
        """The code asked about is gone."""
        self._asked = None
        super().forget()

    def primary(self) -> None:
        """Ask again, or type the code."""
        if self.state.may_retry and self._asked is not None:
            self.terminal.go_instead("dossier_status", self._asked)
        elif self.state.variant == "too_many_tries":
            self.go("life_event", None)
        else:
            self.terminal.go_instead("type_receipt_code")

    def find(self) -> None:
        """To the procedures."""
        self.go("life_event", None)

    def call_staff(self) -> None:
        """Somebody is needed."""
        self.terminal.call_staff()


def state_of(about: CodeReading | tuple[Unanswered, Asked]) -> NotAReceiptState:
    """The page for what was scanned or answered."""
    match about:
        case (NotFound(), Asked(code)):
            return NotAReceiptState("not_seen_yet", code=code.text)
        case (OtherOffice(unit), Asked(code)):
            return NotAReceiptState("other_office", code=code.text, unit=unit)
        case (TooManyTries(), _):
            return NotAReceiptState("too_many_tries")
        case (NoAnswer(), Asked(code)):
            return NotAReceiptState("no_answer", code=code.text)
        case PersonalCode(kind):
            return NotAReceiptState("identity_card" if kind == "identity_card" else "other_card")
        case TicketCode(_, number):
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
SAMPLES = {
    "identity_card": NotAReceiptState("identity_card"),
    "other_card": NotAReceiptState("other_card"),
    "something_else": NotAReceiptState("something_else"),
    "square_code": NotAReceiptState("square_code"),
    "bad_date": NotAReceiptState("bad_date"),
    "own_ticket": NotAReceiptState("own_ticket", number="A030"),
    "other_office": NotAReceiptState("other_office", code="H24.07-261118-0102", unit="Sở Tài chính"),
    "not_seen_yet": NotAReceiptState("not_seen_yet", code=_CODE),
    "unreadable": NotAReceiptState("unreadable"),
    "no_answer": NotAReceiptState("no_answer", code=_CODE),
    "too_many_tries": NotAReceiptState("too_many_tries"),
}
