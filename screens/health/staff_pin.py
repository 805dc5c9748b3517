"""The PIN before the staff pages. What is typed stays with the presenter: the state only knows how many digits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from kiosk.session.staff_door import (
    PIN_DIGITS,
    DoorDamaged,
    DoorLocked,
    Entered,
    NoPinSet,
    PinOutcome,
    WrongPin,
    is_guessed_first,
)
from kiosk.words import Words
from screens.presenter import Presenter

Step: TypeAlias = Literal["enter", "set_first", "set_again"]
Trouble: TypeAlias = Literal["", "wrong", "guessed_first", "differs", "not_kept", "damaged"]


@dataclass(frozen=True, slots=True)
class Dot:
    """One of the six places of the PIN."""

    filled: bool


@dataclass(frozen=True, slots=True)
class StaffPinState:
    """How far the typing is, and how the door stands. No digit is in it.

    step         enter the PIN; or, at the first installation, set it, twice
    left         tries before the lock
    locked_s     seconds the door stays locked; 0: it may be tried
    is_judging   the answer is on its way
    """

    typed: int = 0
    step: Step = "enter"
    trouble: Trouble = ""
    left: int = 5
    locked_s: int = 0
    is_judging: bool = False

    @property
    def dots(self) -> tuple[Dot, ...]:
        """Filled for every digit typed."""
        return tuple(Dot(nth < self.typed) for nth in range(PIN_DIGITS))

    @property
    def may_type(self) -> bool:
        """Whether the pad does anything now."""
        return not self.locked_s and not self.is_judging and self.trouble != "damaged"

    @property
    def is_complete(self) -> bool:
        """Six digits, and nothing against trying them."""
        return self.may_type and self.typed == PIN_DIGITS

    def lead(self, words: Words) -> str:
        """What to type."""
        match self.step:
            case "enter":
                return words("Nhập mã PIN để vào phần kiểm tra và cài đặt")
            case "set_first":
                return words("Máy chưa có mã PIN. Đặt mã gồm 6 chữ số")
            case "set_again":
                return words("Nhập lại mã vừa đặt một lần nữa")

    def message(self, words: Words) -> str:
        """What is against it; empty when nothing is."""
        if self.locked_s:
            minutes = -(-self.locked_s // 60)
            return words.many("Tạm khoá. Thử lại sau {count} phút.", count=minutes)
        match self.trouble:
            case "":
                return ""
            case "wrong":
                return words.many("Mã chưa đúng. Còn {count} lần thử.", count=self.left)
            case "guessed_first":
                return words("Mã này quá dễ đoán. Mời chọn mã khác.")
            case "differs":
                return words("Hai lần nhập khác nhau. Mời đặt lại từ đầu.")
            case "not_kept":
                return words("Chưa lưu được mã. Kiểm tra ổ đĩa rồi thử lại.")
            case "damaged":
                return words("Tệp mã PIN bị hỏng. Mời gọi kỹ thuật viên.")

    def primary(self, words: Words) -> str:
        """What stands on the key that ends the typing."""
        return words("Vào") if self.step == "enter" else words("Tiếp tục")

    def spoken(self, words: Words) -> Iterator[str]:
        """Title, what to type, what is against it; never a digit."""
        yield words("Dành cho cán bộ")
        yield self.lead(words)
        if message := self.message(words):
            yield message


class StaffPinPresenter(Presenter[StaffPinState]):
    """Collects six digits and lets the door judge them, on its own thread."""

    _digits = ""
    _first = ""

    def first(self) -> StaffPinState:
        """Nothing typed, and nothing remembered of what was."""
        self._digits = self._first = ""
        return StaffPinState()

    def enter(self, about: object) -> None:  # noqa: ARG002 -- there is only one door
        """Ask how the door stands."""
        staff = self.terminal.kiosk.staff
        self.later(staff.worker, staff.door.standing, self._stands)

    def press(self, digit: str) -> None:
        """One digit more."""
        if self.state.may_type and len(self._digits) < PIN_DIGITS:
            self._type(self._digits + digit)

    def rub_out(self) -> None:
        """One digit less."""
        if self.state.may_type:
            self._type(self._digits[:-1])

    def clear(self) -> None:
        """None."""
        if self.state.may_type:
            self._type("")

    def primary(self) -> None:
        """«Vào»: let the door judge, or go on setting the first PIN."""
        if not self.state.is_complete:
            return
        digits = self._digits
        if self.state.step == "enter":
            staff = self.terminal.kiosk.staff
            is_asked = self.later(staff.worker, lambda: staff.door.enter(digits), self._judged)
            self.show(replace(self.state, is_judging=is_asked))
        elif self.state.step == "set_first":
            self._set_first(digits)
        else:
            self._set_again(digits)

    def leave(self) -> None:
        """«Thoát»."""
        self.terminal.home()

    def tick(self) -> None:
        """A lock runs out."""
        if self.state.locked_s and not self.is_at_work:
            staff = self.terminal.kiosk.staff
            self.later(staff.worker, staff.door.standing, self._stands)

    def _type(self, digits: str) -> None:
        self._digits = digits
        self.show(replace(self.state, typed=len(digits), trouble=""))

    def _set_first(self, digits: str) -> None:
        if is_guessed_first(digits):
            self._begin("set_first", trouble="guessed_first")
            return
        self._begin("set_again")
        self._first = digits

    def _set_again(self, digits: str) -> None:
        if digits != self._first:
            self._begin("set_first", trouble="differs")
            return
        staff = self.terminal.kiosk.staff
        is_asked = self.later(staff.worker, lambda: staff.door.set_first_pin(digits), self._was_set)
        self.show(replace(self.state, is_judging=is_asked))

    def _was_set(self, is_kept: bool) -> None:  # noqa: FBT001 -- a letter's answer
        if is_kept:
            self.terminal.staff_entered()
        else:
            self._begin("set_first", trouble="not_kept")

    def _begin(self, step: Step, *, trouble: Trouble = "") -> None:
        self._digits = self._first = ""
        self.show(StaffPinState(step=step, trouble=trouble))

    def _stands(self, standing: PinOutcome) -> None:
        match standing:
            case NoPinSet() if self.state.step == "enter":
                self._begin("set_first")
            case DoorLocked(seconds):
                self._digits = ""
                self.show(StaffPinState(locked_s=seconds))
            case DoorDamaged():
                self.show(StaffPinState(trouble="damaged"))
            case WrongPin(left):
                self.show(replace(self.state, left=left, locked_s=0))
            case _:
                pass

    def _judged(self, outcome: PinOutcome) -> None:
        self._digits = ""
        match outcome:
            case Entered():
                self.terminal.staff_entered()
            case WrongPin(left):
                self.show(StaffPinState(trouble="wrong", left=left))
            case _:
                self._stands(outcome)


SAMPLES = {
    "empty": StaffPinState(),
    "typing": StaffPinState(typed=3),
    "judging": StaffPinState(typed=6, is_judging=True),
    "wrong": StaffPinState(trouble="wrong", left=4),
    "locked": StaffPinState(locked_s=300),
    "no_pin_set": StaffPinState(step="set_first"),
    "set_again": StaffPinState(step="set_again", typed=2),
    "guessed_first": StaffPinState(step="set_first", trouble="guessed_first"),
    "differs": StaffPinState(step="set_first", trouble="differs"),
    "not_kept": StaffPinState(step="set_first", trouble="not_kept"),
    "damaged": StaffPinState(trouble="damaged"),
}
