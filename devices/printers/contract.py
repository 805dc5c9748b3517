"""What any printer (máy in) promises: its state, its conditions, and the honest outcome of a print.

The words follow CUSS 2, XFS and IPP: one state, any number of conditions, paper told apart from both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PIL import Image


class State(Enum):
    """One word for the whole machine. Silence is UNKNOWN, then OFFLINE, never READY."""

    READY = "ready"  # it answered within the last 5 s, and nothing blocks
    PRINTING = "printing"  # ready, and a job is in it
    BLOCKED = "blocked"  # it answers, and something must be done to it first
    OFFLINE = "offline"  # the link is lost, or three polls in a row were silent
    UNKNOWN = "unknown"  # not asked yet, one or two silent polls, garbage, or a model that cannot tell


class Condition(Enum):
    """What is the matter with a printer; `BLOCKING` says which of them keep a job waiting."""

    PAPER_OUT = "paper-out"
    PAPER_LOW = "paper-low"
    COVER_OPEN = "cover-open"
    CUTTER = "cutter"
    OVERHEAT = "overheat"  # recovers by itself
    MECHANISM = "mechanism"
    PANEL_OFFLINE = "panel-offline"  # offline without another cause
    NOT_TAKEN = "not-taken"  # presenters: a slip is still in the mouth
    STALLED = "stalled"  # the line accepted no byte for 2.5 s, and no status explains it
    NO_ANSWER = "no-answer"
    GARBLED = "garbled"  # answers make no sense: wrong speed or wrong model
    DISCONNECTED = "disconnected"
    NOT_SUPPORTED = "not-supported"  # this model has no way to answer


BLOCKING = frozenset(
    {
        Condition.PAPER_OUT,
        Condition.COVER_OPEN,
        Condition.CUTTER,
        Condition.OVERHEAT,
        Condition.MECHANISM,
        Condition.PANEL_OFFLINE,
        Condition.NOT_TAKEN,
        Condition.STALLED,
    }
)


class Paper(Enum):
    """How much paper the sensors see."""

    OK = "ok"
    LOW = "low"
    OUT = "out"
    UNKNOWN = "unknown"
    NOT_SUPPORTED = "not-supported"  # the model has no such sensor, or no way to tell


class PrintOutcome(Enum):
    """What can honestly be said about one job."""

    PRINTED = "printed"  # the printer said so after the last byte
    ASSUMED = "assumed"  # everything left the terminal, nothing speaks against it, this model cannot confirm
    NOT_PRINTED = "not-printed"  # no byte left the terminal: the same job may be sent again unmarked
    UNKNOWN = "unknown"  # some of it may be on paper: print again, marked as a reprint


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """What was last known of a printer.

    since   stopwatch seconds at which `state` was first seen; the zero means nothing.
    model   the key of its table in models.toml; "virtual" has none.
    detail  one English clause for the technician; "" when there is nothing to add.
    """

    state: State
    conditions: frozenset[Condition]
    paper: Paper
    since: float
    model: str
    detail: str = ""

    @property
    def may_print(self) -> bool:
        """Whether a job would be sent now: ready, or a model that can never say that it is."""
        silent_model = self.state is State.UNKNOWN and Condition.NOT_SUPPORTED in self.conditions
        return self.state is State.READY or silent_model


@dataclass(frozen=True, slots=True)
class PrintResult:
    """How one job ended.

    evidence    what the outcome rests on: "process-id", "star-etb", "ticket-present", "processed", "time", or the
                reason it failed.
    bytes_sent  bytes the line accepted; 0 exactly when the outcome is NOT_PRINTED.
    conditions  what was the matter at the end.
    """

    outcome: PrintOutcome
    evidence: str
    bytes_sent: int
    bytes_total: int
    conditions: frozenset[Condition]


Progress = Callable[[int, int], None]


def unheard(_sent: int, _total: int) -> None:
    """Progress nobody asked for."""


class Printer(Protocol):
    """A printer on the terminal. `check` and `print_picture` belong to one thread; the rest to any."""

    @property
    def width_dots(self) -> int:
        """Printable dots in a row; pictures must be exactly this wide. A multiple of 8."""

    def status(self) -> PrinterStatus:
        """What was last known, at once; never asks the device, never raises."""

    def check(self, *, timeout_s: float) -> PrinterStatus:
        """Ask the device now; also the heartbeat, and the moment a lost link is opened again.

        timeout_s  seconds after which silence is the answer; 0.15 before a number is issued.
        raises     never.
        """

    def print_picture(self, picture: Image.Image, *, job: str, progress: Progress = unheard) -> PrintResult:
        """Print and cut, until a positive sign or the deadline.

        picture   mode "1", `width_dots` wide, any height; black burns. Anything else is NOT_PRINTED.
        job       four characters of 0-9 A-Z, unique within the day; a retry carries the same one.
        progress  called with (bytes sent, bytes in all) before the first byte and after each band.
        raises    only what `progress` raises.
        """

    def expect_stump(self) -> None:
        """What an earlier run began may hang out of it, or wait in it: the next slip is cut free of it first."""

    def close(self) -> None:
        """Let go of the device within 200 ms; twice without harm, from any thread."""
