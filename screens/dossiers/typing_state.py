"""What the page for typing shows: three boxes, one field for other codes, or the second fact the office asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kiosk.dossiers.provider import FactorKind
from kiosk.dossiers.typed_code import DAY_DIGITS, day_problem, is_complete
from kiosk.words import Words

FACT_SIGNS = 4
SHORTEST_OTHER, LONGEST_OTHER = 6, 40
Look: TypeAlias = Literal["fixed", "current", "done", "to_come", "wrong"]
Problem: TypeAlias = Literal["", "no_code", "bad_date", "personal"]
"""What is wrong with a whole code that was to be asked about."""
Aside: TypeAlias = Literal["", "type-instead", "skip", "other-form"]
TYPEABLE: tuple[FactorKind, ...] = ("id_last4", "phone_last4", "secret")
OF_A_CARD: frozenset[FactorKind] = frozenset({"id", "id_last4"})


@dataclass(frozen=True, slots=True)
class BoxLook:
    """One box: which it is, what stands in it and how it looks."""

    name: Literal["unit", "day", "serial", "fact"]
    text: str = field(repr=False)
    look: Look
    caption: str
    joined: bool = False  # a dash stands before it

    def say(self, words: Words) -> str:
        """What it is for, and what stands in it: digits one by one."""
        typed = " ".join(self.text) if self.text.isdigit() else self.text
        return self.caption + ": " + (typed or words("chưa gõ"))


@dataclass(frozen=True, slots=True)
class TypeReceiptCodeState:
    """What was typed so far, and for what.

    is_other   the code has other letters: one field instead of boxes; other: what stands in it
    kind       which second fact is asked; None while the code itself is typed
    accepts    every kind the office takes
    card_s     seconds in which a card held to the scanner still counts; 0: none is awaited
    card_only  the page waits for the card and for nothing else
    trouble    see Problem
    """

    unit: str = "H24.15"
    day: str = field(default="", repr=False)
    serial: str = field(default="", repr=False)
    is_other: bool = False
    other: str = field(default="", repr=False)
    kind: FactorKind | None = None
    accepts: tuple[FactorKind, ...] = ()
    fact: str = field(default="", repr=False)
    may_skip: bool = False
    card_s: int = 0
    card_only: bool = False
    trouble: Problem = ""

    @property
    def complete(self) -> bool:
        """Whether the primary is awake."""
        if self.kind:
            return len(self.fact) == FACT_SIGNS and not self.card_only
        return len(self.other) >= SHORTEST_OTHER if self.is_other else is_complete(self.day, self.serial)

    @property
    def has_letters(self) -> bool:
        """Whether the keyboard stands there instead of the number pad."""
        return self.kind == "secret" if self.kind else self.is_other

    @property
    def has_pad(self) -> bool:
        """Whether the number pad is there."""
        return not self.has_letters and not self.card_only

    @property
    def shows_boxes(self) -> bool:
        """Whether there are boxes; the other ways are a field, and the picture of a card."""
        return not self.card_only and (self.kind is not None or not self.is_other)

    @property
    def shows_field(self) -> bool:
        """Whether there is one field for a whole code."""
        return self.is_other and self.kind is None

    @property
    def offers_card(self) -> bool:
        """Whether the citizen may prove themselves with their card instead of typing."""
        return self.kind is not None and not self.card_only and bool(OF_A_CARD & {self.kind, *self.accepts})

    @property
    def offers_typing(self) -> bool:
        """Whether there is something to type instead of the card."""
        return self.card_only and self.kind != "id"

    @property
    def aside(self) -> Aside:
        """What stands beside the primary."""
        if self.offers_typing:
            return "type-instead"
        if self.may_skip:
            return "skip"
        return "other-form" if self.offers_other else ""

    def aside_label(self, words: Words) -> str:
        """Its words."""
        match self.aside:
            case "type-instead":
                return words("Gõ thay vì dùng thẻ")
            case "skip":
                return words("Bỏ qua")
            case "other-form":
                return words("Mã có chữ khác")
            case "":
                return ""

    def primary(self, words: Words) -> str:
        """The next step."""
        return words("Chờ thẻ lần nữa") if self.card_only else words("Xem tình trạng")

    @property
    def is_primary_awake(self) -> bool:
        """Whether it does anything now."""
        return self.card_s == 0 if self.card_only else self.complete

    @property
    def offers_other(self) -> bool:
        """Whether the way to a code with other letters is offered."""
        return self.kind is None and not self.is_other

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
        if self.card_only:
            return words("Dùng thẻ căn cước để xác minh")
        match self.kind:
            case None:
                return words("Nhập mã hồ sơ")
            case "phone_last4":
                return words("Xin thêm 4 số cuối điện thoại")
            case "secret":
                return words("Xin thêm mã tra cứu")
            case "id_last4" | "id":
                return words("Xin thêm 4 số cuối căn cước")

    def line(self, words: Words) -> str:
        """Where it stands."""
        if self.card_only:
            return words("Mời đưa mã vuông trên thẻ vào khe quét.")
        match self.kind:
            case None:
                return words("Mã in ngay dưới mã vạch trên giấy hẹn")
            case "phone_last4":
                where = words("Số điện thoại đã ghi khi nộp hồ sơ.")
            case "secret":
                where = words("4 ký tự, in cạnh mã hồ sơ trên giấy hẹn.")
            case "id_last4" | "id":
                where = words("Căn cước của người nộp hồ sơ.")
        card = words("Cũng có thể quét thẻ căn\u00a0cước.") if self.offers_card and self.card_s else ""
        return " ".join(part for part in (where, card) if part)

    def help(self, words: Words) -> str:
        """What is filled in already, or why the fact is asked."""
        if self.card_only:
            return words("Thông tin trên thẻ chỉ dùng một lần để so với hồ sơ, **không lưu lại**.")
        if self.kind == "secret":
            return words("Máy chỉ dùng mã này để so với hồ sơ, **không lưu lại**.")
        if self.kind:
            return words("Máy chỉ dùng các số này để so với hồ sơ, **không lưu lại**.")
        if self.is_other:
            return words("Gõ **đúng như in trên giấy hẹn**,\ncả dấu chấm và dấu gạch.")
        return words("Phần đầu **{unit}** đã điền sẵn.\nChỉ cần gõ **10 chữ số** còn lại.", unit=self.unit)

    def waiting_for_card(self, words: Words) -> str:
        """How long the scanner still waits for the card."""
        if not self.card_only:
            return ""
        if not self.card_s:
            return words("Chưa thấy thẻ. Mời bấm «Chờ thẻ lần nữa».")
        return words.many("Máy đang chờ thẻ: **{count} giây**", count=self.card_s)

    def problem(self, words: Words) -> str:
        """The mistake, as soon as it can be known."""
        match self.trouble:
            case "no_code":
                return words("Mã này chưa đúng. Mời so lại với giấy hẹn.")
            case "bad_date":
                return words("Ngày trong mã chưa đúng")
            case "personal":
                return words("Đây là số giấy tờ cá nhân, không phải mã hồ sơ")
            case "":
                pass
        match None if self.is_other else day_problem(self.day):
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
            caption = words("4 ký tự") if self.kind == "secret" else words("4 chữ số")
            return (BoxLook("fact", self.fact, look, caption),)
        day: Look = "wrong" if self.day_is_wrong else "current" if self.at_day else "done"
        serial: Look = "to_come" if self.at_day else "done" if self.complete else "current"
        return (
            BoxLook("unit", self.unit, "fixed", words("Đơn vị")),
            BoxLook("day", self.day, day, words("Năm, tháng, ngày"), joined=True),
            BoxLook("serial", self.serial, serial, words("Số thứ tự"), joined=True),
        )

    @property
    def typed_line(self) -> str:
        """What was typed, on one line; what was filled in stands before it."""
        if self.kind:
            return self.fact
        if self.is_other:
            return self.other
        return "-".join((self.unit, self.day, self.serial) if self.serial else (self.unit, self.day))

    def spoken(self, words: Words) -> Iterator[str]:
        """Title, line, then the mistake, or that it is complete."""
        yield self.heading(words)
        yield self.line(words)
        if problem := self.problem(words) or self.waiting_for_card(words).replace("**", ""):
            yield problem
        if self.complete:
            yield words("đủ số, mời xem tình trạng")
