"""What a printer said, in words that belong to no dialect. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto
from typing import Protocol


class Sign(Flag):
    """One thing a sensor or the printer's own programme can say."""

    OFFLINE = auto()
    COVER = auto()
    PAPER_STOP = auto()  # it stopped because the roll ended
    PAPER_OUT = auto()
    PAPER_LOW = auto()
    CUTTER = auto()
    HEAD_HOT = auto()
    MECHANISM = auto()
    ERROR = auto()  # something is wrong; another sign may say what
    TICKET = auto()  # a slip is in the presenter's mouth


NOTHING = Sign(0)
NAMED_ERRORS = Sign.CUTTER | Sign.HEAD_HOT | Sign.MECHANISM


@dataclass(frozen=True, slots=True)
class Reported:
    """The state of some signs.

    signs     those that are set.
    about     all this answer speaks of; the others stay as they were.
    question  number of the question it answers; 0 when the printer told it by itself.
    """

    signs: Sign
    about: Sign
    at_s: float
    question: int = 0


@dataclass(frozen=True, slots=True)
class ProcessDone:
    """Everything up to the question with this job is done."""

    job: str
    at_s: float


@dataclass(frozen=True, slots=True)
class MarkTold:
    """Whether it still holds the mark this job left in it at its beginning; switched off, it forgets it."""

    is_held: bool
    at_s: float


@dataclass(frozen=True, slots=True)
class EndsCounted:
    """How many ends of a job it has passed, from 0 to 31 and round again (Star ETB)."""

    count: int
    at_s: float


@dataclass(frozen=True, slots=True)
class InOrderAnswer:
    """Everything sent before a question in order has been worked off."""

    byte: int
    at_s: float


@dataclass(frozen=True, slots=True)
class Told:
    """Some other block or text, without its frame; `kind` is the byte it began with."""

    kind: int
    data: bytes
    at_s: float


@dataclass(frozen=True, slots=True)
class Garbled:
    """The bytes make no sense: wrong speed, wrong model, a broken line."""

    at_s: float


Fact = Reported | ProcessDone | MarkTold | EndsCounted | InOrderAnswer | Told | Garbled


class StatusParser(Protocol):
    """Takes what a printer sends; `expect` each question before it goes out, `feed` also with b"" as time passes."""

    @property
    def is_waiting(self) -> bool:
        """Whether a question is still open."""

    def expect(self, question: int) -> None:
        """The question of this number is about to be sent. Answers come in the order of the questions."""

    def take_back(self) -> None:
        """The question expected last was not sent after all."""

    def expect_in_order(self) -> None:
        """A question that is answered in order is about to be sent."""

    def forget_questions(self) -> None:
        """Whatever answer comes now is a stale one."""

    def feed(self, data: bytes, now_s: float) -> list[Fact]:
        """Take what arrived at this moment."""
