"""A code by hand: three boxes and a number pad; then, where the office asks for it, a second fact."""

from __future__ import annotations

import math
from dataclasses import replace

from kiosk.dossiers.provider import Factor, FactorKind
from kiosk.dossiers.receipt_code import BadDate, CodeReading, PersonalCode, ReceiptCode, id_number_of_card, read_code
from kiosk.dossiers.typed_code import DAY_DIGITS, LONGEST_SERIAL, SHORTEST_SERIAL, typed_code
from screens.code_keys import ROWS, SIGNS
from screens.dossiers.dossier_status import Asked
from screens.dossiers.typing_state import FACT_SIGNS, LONGEST_OTHER, OF_A_CARD, TYPEABLE, Problem, TypeReceiptCodeState
from screens.presenter import Presenter

CARD_AWAITED_S = 30.0
IN_CODES = frozenset(SIGNS + "".join(ROWS))


class TypeReceiptCodePresenter(Presenter[TypeReceiptCodeState]):
    """Collects a code or a second fact; what was typed vanishes with the visit."""

    def first(self) -> TypeReceiptCodeState:
        """Empty boxes with this office's unit."""
        self._asked: Asked | None = None
        self._card_until_s = -math.inf
        return TypeReceiptCodeState(unit=self.terminal.kiosk.settings.dossiers.default_unit)

    def enter(self, about: tuple[Asked, tuple[FactorKind, ...]] | None) -> None:
        """Type a code; or, for a code already known, the second fact the office likes best."""
        if about is None:
            return
        self._asked, kinds = about
        kind = kinds[0] if kinds else TYPEABLE[0]
        may_skip = self._asked.entry == "scan"
        self.show(replace(self.state, kind=kind, accepts=kinds, may_skip=may_skip, card_only=kind == "id"))
        self._await_card()

    # Keys

    def press(self, key: str) -> None:
        """One key; a full box takes no more, and a sign no code can hold is not taken."""
        state = replace(self.state, trouble="")
        if key == "back":
            self.rub_out()
        elif state.kind:
            fits = key in IN_CODES and key.isalnum() and (key.isdigit() or state.kind == "secret")
            self.show(replace(state, fact=(state.fact + key)[:FACT_SIGNS]) if fits else state)
        elif state.is_other:
            self.show(replace(state, other=(state.other + key)[:LONGEST_OTHER]) if key in IN_CODES else state)
        elif state.at_day:
            self.show(replace(state, day=(state.day + key)[:DAY_DIGITS]))
        else:
            self.show(replace(state, serial=(state.serial + key)[:LONGEST_SERIAL]))

    def rub_out(self) -> None:
        """Take the last sign back, across boxes."""
        state = replace(self.state, trouble="")
        if state.kind:
            self.show(replace(state, fact=state.fact[:-1]))
        elif state.is_other:
            self.show(replace(state, other=state.other[:-1]))
        elif state.serial:
            self.show(replace(state, serial=state.serial[:-1]))
        else:
            self.show(replace(state, day=state.day[:-1]))

    def clear(self) -> None:
        """Start again."""
        self.show(replace(self.state, day="", serial="", other="", fact="", trouble=""))

    def _other_form(self) -> None:
        """«Mã có chữ khác»: a field and a keyboard instead of boxes and pad."""
        self.show(replace(self.state, is_other=True, trouble=""))

    def step_back(self) -> bool:
        """«Quay lại» goes from the field to the boxes, and from the card to what can be typed."""
        if self.state.offers_typing:
            self._type_instead()
            return True
        if not self.state.shows_field:
            return False
        self.show(replace(self.state, is_other=False, other="", trouble=""))
        return True

    # Asking

    def primary(self) -> None:
        """The next step: wait for the card once more, or ask."""
        if self.state.card_only:
            self.use_card()
        else:
            self._look_up()

    def aside(self) -> None:
        """The key beside it."""
        match self.state.aside:
            case "type-instead":
                self._type_instead()
            case "skip":
                self._skip()
            case "other-form":
                self._other_form()
            case "":
                pass

    def _look_up(self) -> None:
        """Ask about the code, or repeat the question with the second fact."""
        state = self.state
        if not state.complete:
            return
        if state.kind is not None:
            self._ask(Factor(state.kind, state.fact))
            return
        reading = self._reading()
        if isinstance(reading, ReceiptCode) and (state.is_other or len(state.serial) >= SHORTEST_SERIAL):
            self.terminal.go_instead("dossier_status", Asked(reading, "typed"))
        elif state.is_other:  # a personal number does not stay on the glass
            other = "" if isinstance(reading, PersonalCode) else state.other
            self.show(replace(state, other=other, trouble=_trouble(reading)))

    def _skip(self) -> None:
        """Back to the short answer of a scan."""
        self.terminal.back()

    def _reading(self) -> CodeReading:
        state, rules, today = self.state, self.terminal.kiosk.settings.dossiers, self.now.date()
        if state.is_other:
            units, patterns = rules.unit_prefixes, rules.extra_code_patterns
            return read_code(state.other, our_units=units, extra_patterns=patterns, today=today)
        return typed_code(state.unit, state.day, state.serial, our_units=rules.unit_prefixes, today=today)

    def _ask(self, factor: Factor, *, once: bool = False) -> None:
        asked = self._asked
        if asked is not None:
            self.terminal.go_instead("dossier_status", Asked(asked.code, asked.entry, factor, once=once))

    # The card

    def use_card(self) -> None:
        """«Dùng thẻ căn cước để xác minh»: the next half minute belongs to the card."""
        self.show(replace(self.state, card_only=True, fact=""))
        self._await_card()

    def _type_instead(self) -> None:
        """Back to the keys; the card is not awaited any more."""
        self._card_until_s = -math.inf
        self.show(replace(self.state, card_only=False, card_s=0))

    def tick(self) -> None:
        """The time for the card runs."""
        if self.state.card_s:
            self.show(replace(self.state, card_s=max(0, math.ceil(self._card_until_s - self._stopwatch_s))))

    def take_card(self, text: str) -> bool:
        """A card held to the scanner while it is awaited: used for one question, kept nowhere.

        Its last four digits are enough where the office accepts them: the rest of the number stays here.
        """
        state = self.state
        if self.terminal.page != "type_receipt_code" or not state.card_s or self._asked is None:
            return False
        number = id_number_of_card(text)
        if number is None:
            return False
        accepted = {state.kind, *state.accepts}
        self._ask(Factor("id_last4", number[-4:]) if "id_last4" in accepted else Factor("id", number), once=True)
        return True

    def _await_card(self) -> None:
        if not OF_A_CARD & {self.state.kind, *self.state.accepts}:
            return
        self._card_until_s = self._stopwatch_s + CARD_AWAITED_S
        self.show(replace(self.state, card_s=round(CARD_AWAITED_S)))

    @property
    def _stopwatch_s(self) -> float:
        return self.terminal.kiosk.time.stopwatch_s()


def _trouble(reading: CodeReading) -> Problem:
    match reading:
        case BadDate():
            return "bad_date"
        case PersonalCode():
            return "personal"
        case _:
            return "no_code"


_EMPTY = TypeReceiptCodeState()
_OTHER = replace(_EMPTY, is_other=True)
_FACT = replace(_EMPTY, kind="id_last4", accepts=("id_last4", "id"), may_skip=True, card_s=24)
SAMPLES = {
    "empty": _EMPTY,
    "typing": replace(_EMPTY, day="261124", serial="00"),
    "month_wrong": replace(_EMPTY, day="2613"),
    "complete": replace(_EMPTY, day="261124", serial="0037"),
    "other_form": replace(_OTHER, other="G01.31-20261117-000"),
    "other_form_longest": replace(_OTHER, other="000.00.16.H24-250612-0027-XYZW/2026_00MW"),
    "other_form_wrong": replace(_OTHER, other="HELLO-WORLD", trouble="no_code"),
    "second_fact": replace(_FACT, fact="48"),
    "second_fact_typed": replace(_FACT, kind="id_last4", fact="4821", may_skip=False),
    "second_fact_phone": replace(_EMPTY, kind="phone_last4", accepts=("phone_last4",)),
    "second_fact_secret": replace(_EMPTY, kind="secret", accepts=("secret", "id_last4"), fact="Q7X", may_skip=True),
    "second_fact_card": replace(_FACT, card_only=True),
    "second_fact_card_only": replace(_FACT, kind="id", accepts=("id",), card_only=True, may_skip=False),
    "second_fact_no_card": replace(_FACT, card_only=True, card_s=0),
}
