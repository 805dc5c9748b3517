"""A code by hand: three boxes and a number pad; then, where the office asks for it, a second fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from kiosk.dossiers.provider import Factor, FactorKind
from kiosk.dossiers.receipt_code import ReceiptCode, id_number_of_card
from kiosk.dossiers.typed_code import (
    DAY_DIGITS,
    LONGEST_SERIAL,
    SHORTEST_SERIAL,
    day_problem,
    is_complete,
    typed_code,
)
from kiosk.words import Words
from screens.dossiers.dossier_status import Asked
from screens.presenter import Presenter

FACT_DIGITS = 4
Look: TypeAlias = Literal["fixed", "current", "done", "to_come", "wrong"]
TYPEABLE: tuple[FactorKind, ...] = ("id_last4", "phone_last4")


@dataclass(frozen=True, slots=True)
class BoxLook:
    """One box: what stands in it and how it looks."""

    text: str = field(repr=False)
    look: Look
    caption: str
    joined: bool = False  # a dash stands before it


@dataclass(frozen=True, slots=True)
class TypeReceiptCodeState:
    """kind: which second fact is asked; None while the code itself is typed."""

    unit: str = "H24.15"
    day: str = field(default="", repr=False)
    serial: str = field(default="", repr=False)
    kind: FactorKind | None = None
    fact: str = field(default="", repr=False)
    may_skip: bool = False

    @property
    def complete(self) -> bool:
        """Whether the primary is awake."""
        return len(self.fact) == FACT_DIGITS if self.kind else is_complete(self.day, self.serial)

    @property
    def day_is_wrong(self) -> bool:
        """Whether the day typed so far cannot be."""
        return day_problem(self.day) is not None

    @property
    def at_day(self) -> bool:
        """Whether the next digit belongs to the day."""
        return len(self.day) < DAY_DIGITS or self.day_is_wrong

    def heading(self, words: Words) -> str:
        """What to type."""
        match self.kind:
            case None:
                return words("Nhập mã hồ sơ")
            case "phone_last4":
                return words("Xin thêm 4 số cuối điện thoại")
            case _:
                return words("Xin thêm 4 số cuối căn cước")

    def line(self, words: Words) -> str:
        """Where it stands."""
        match self.kind:
            case None:
                return words("Mã in ngay dưới mã vạch trên giấy hẹn")
            case "phone_last4":
                return words("Số điện thoại đã ghi khi nộp hồ sơ")
            case _:
                return words("Căn cước của người nộp hồ sơ. Cũng có thể quét thẻ.")

    def help(self, words: Words) -> str:
        """What is filled in already, or why the fact is asked."""
        if self.kind:
            return words("Máy chỉ dùng các số này để so với hồ sơ, **không lưu lại**.")
        return words("Phần đầu **{unit}** đã điền sẵn.\nChỉ cần gõ **10 chữ số** còn lại.", unit=self.unit)

    def problem(self, words: Words) -> str:
        """The mistake, as soon as it can be known."""
        match day_problem(self.day):
            case "month":
                return words("Tháng chỉ từ 01 đến 12")
            case "day":
                return words("Ngày này không có trong tháng")
            case None:
                return ""

    def boxes(self, words: Words) -> tuple[BoxLook, ...]:
        """The boxes from left to right."""
        if self.kind:
            look: Look = "done" if self.complete else "current"
            return (BoxLook(self.fact, look, words("4 chữ số")),)
        day: Look = "wrong" if self.day_is_wrong else "current" if self.at_day else "done"
        serial: Look = "to_come" if self.at_day else "done" if self.complete else "current"
        return (
            BoxLook(self.unit, "fixed", words("Đơn vị")),
            BoxLook(self.day, day, words("Năm, tháng, ngày"), joined=True),
            BoxLook(self.serial, serial, words("Số thứ tự"), joined=True),
        )

    def spoken(self, words: Words) -> Iterator[str]:
        """Title, line, then that it is complete."""
        yield self.heading(words)
        yield self.line(words)
        if self.complete:
            yield words("đủ số, mời xem tình trạng")


class TypeReceiptCodePresenter(Presenter[TypeReceiptCodeState]):
    """Collects digits; what was typed vanishes with the visit."""

    def first(self) -> TypeReceiptCodeState:
        """Empty boxes with this office's unit."""
        return TypeReceiptCodeState(unit=self.terminal.kiosk.settings.dossiers.default_unit)

    def forget(self) -> None:
        """Neither code nor fact stays."""
        self._asked: Asked | None = None
        super().forget()

    def enter(self, about: tuple[Asked, tuple[FactorKind, ...]] | None) -> None:
        """Type a code; or, for a code already known, the second fact."""
        if about is None:
            return
        self._asked, kinds = about
        asked_for: list[FactorKind] = [kind for kind in kinds if kind in TYPEABLE]
        kind = asked_for[0] if asked_for else TYPEABLE[0]
        self.show(replace(self.state, kind=kind, may_skip=self._asked.entry == "scan"))

    def press(self, digit: str) -> None:
        """One key of the pad; a full box takes no more."""
        state = self.state
        if state.kind:
            self.show(replace(state, fact=(state.fact + digit)[:FACT_DIGITS]))
        elif state.at_day:
            self.show(replace(state, day=(state.day + digit)[:DAY_DIGITS]))
        else:
            self.show(replace(state, serial=(state.serial + digit)[:LONGEST_SERIAL]))

    def rub_out(self) -> None:
        """Take the last digit back, across boxes."""
        state = self.state
        if state.kind:
            self.show(replace(state, fact=state.fact[:-1]))
        elif state.serial:
            self.show(replace(state, serial=state.serial[:-1]))
        else:
            self.show(replace(state, day=state.day[:-1]))

    def clear(self) -> None:
        """Start again."""
        self.show(replace(self.state, day="", serial="", fact=""))

    def look_up(self) -> None:
        """Ask about the code, or repeat the question with the second fact."""
        state = self.state
        if not state.complete:
            return
        if state.kind is not None and self._asked is not None:
            self._ask(Factor(state.kind, state.fact))
            return
        code = typed_code(
            state.unit,
            state.day,
            state.serial,
            our_units=self.terminal.kiosk.settings.dossiers.unit_prefixes,
            today=self.now.date(),
        )
        if isinstance(code, ReceiptCode) and len(state.serial) >= SHORTEST_SERIAL:
            self.terminal.go_instead("dossier_status", Asked(code, "typed"))

    def skip(self) -> None:
        """Back to the short answer of a scan."""
        self.terminal.back()

    def take_card(self, text: str) -> bool:
        """A card held to the scanner while the second fact is asked: used once, kept nowhere."""
        if self.terminal.screen != "type_receipt_code" or self.state.kind is None or self._asked is None:
            return False
        number = id_number_of_card(text)
        if number is None:
            return False
        self._ask(Factor("id", number))
        return True

    def _ask(self, factor: Factor) -> None:
        asked = self._asked
        if asked is not None:
            self.terminal.go_instead("dossier_status", Asked(asked.code, asked.entry, factor))


_EMPTY = TypeReceiptCodeState()
SAMPLES = {
    "empty": _EMPTY,
    "typing": replace(_EMPTY, day="261124", serial="00"),
    "month_wrong": replace(_EMPTY, day="2613"),
    "complete": replace(_EMPTY, day="261124", serial="0037"),
    "second_fact": replace(_EMPTY, kind="id_last4", fact="48", may_skip=True),
    "second_fact_phone": replace(_EMPTY, kind="phone_last4"),
}
