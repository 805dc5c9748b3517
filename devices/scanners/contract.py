"""What any scanner (máy quét mã) promises: whole scans, its state, and troubles without a citizen's text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Scan:
    """One code that was read.

    text       NFC, without terminator and AIM prefix. May be personal: `repr` and `str` never show it.
    symbology  AIM identifier without its "]", such as "C0" (Code 128) or "Q1" (QR); None when not sent.
    seconds    stopwatch time of its last character.
    source     which scanner: its address.
    """

    text: str = field(repr=False)
    symbology: str | None
    seconds: float
    source: str

    def __repr__(self) -> str:
        return f"Scan(length={len(self.text)}, symbology={self.symbology!r}, source={self.source!r})"


class ScannerState(Enum):
    """Whether codes can be read."""

    READY = "ready"
    OFFLINE = "offline"
    UNKNOWN = "unknown"  # not opened yet


class Why(Enum):
    """Why a code could not be read."""

    NOT_UTF8 = "not-utf8"
    CONTROL_CHARACTER = "control-character"  # BadBarcode (PacSec 2015): such codes try to drive programs
    GS1_SEPARATOR = "gs1-separator"  # FNC1 (1Dh) between the parts of a product code: goods, never a receipt
    NO_SUCH_CHARACTER = "no-such-character"  # keys that spell nothing for sure: Alt codes, dead keys, lost events
    CUT_OFF = "cut-off"  # its terminator never came


class Change(Enum):
    """What a scanner does differently than before; somebody may have held a programming code to it."""

    TERMINATOR_GONE = "terminator-gone"
    TERMINATOR_OTHER = "terminator-other"
    INIT_NOT_TAKEN = "init-not-taken"  # the bytes of its set-up did not go out


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A code arrived and was dropped. `length` in bytes."""

    why: Why
    length: int


@dataclass(frozen=True, slots=True)
class Overflow:
    """A code longer than any real one was dropped; said once for each."""


@dataclass(frozen=True, slots=True)
class Noise:
    """Codes came faster than a person can scan; everything is dropped until a second of silence."""


@dataclass(frozen=True, slots=True)
class ProgrammingCode:
    """A code that re-programs scanners of this maker was held to ours; dropped, for the technician to know."""

    maker: str


@dataclass(frozen=True, slots=True)
class BehaviourChanged:
    """The scanner works, but not as it was set up; said once for each change."""

    what: Change


Trouble = Unreadable | Overflow | Noise | ProgrammingCode | BehaviourChanged

OnScan = Callable[[Scan], None]
OnState = Callable[[ScannerState], None]
OnTrouble = Callable[[Trouble], None]


class Scanner(Protocol):
    """A scanner on the terminal."""

    def listen(self, on_scan: OnScan, on_state: OnState, on_trouble: OnTrouble) -> None:
        """Hand over everything that is scanned until `close`; returns after it, never raises by itself.

        Blocks, and calls all three on the calling thread. A state is told once per change, the first at the start.
        """

    def close(self) -> None:
        """End `listen` within one second and let go of the device; twice without harm, from any thread."""
