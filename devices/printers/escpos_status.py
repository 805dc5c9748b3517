"""Bytes from an ESC/POS printer -> facts. Pure, incremental: any split of the bytes gives the same facts.

An answer is told by its fixed bits and by what was asked; what fits nothing is never taken for good news.
source  Epson ESC/POS Command Reference: dle_eot, gs_la, gs_lr, gs_ci, gs_lparen_ch_fn48, appendix G.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

XON_XOFF = frozenset(b"\x11\x13")  # may stand inside an automatic status
BLOCK = 0x37
TEXTS = frozenset(b"\x5f\x3d")  # GS I: printer information B and A
LONGEST = {BLOCK: 32, 0x5F: 80, 0x3D: 80}
PROCESS_ID = 0x22
AUTOMATIC_BYTES = 4
PART_S = 0.100  # a group of bytes is never interrupted for longer
STRAYS = 3
STRAYS_WITHIN_S = 1.0
QUIET_S = 0.100


@dataclass(frozen=True, slots=True)
class Answer:
    """DLE EOT `question` (1 to 4) was answered with `byte`."""

    question: int
    byte: int
    at_s: float


@dataclass(frozen=True, slots=True)
class AutomaticStatus:
    """Four bytes the printer sent by itself (ASB)."""

    data: bytes
    at_s: float


@dataclass(frozen=True, slots=True)
class ProcessDone:
    """Everything up to GS ( H with this job is done."""

    job: str
    at_s: float


@dataclass(frozen=True, slots=True)
class InOrderAnswer:
    """GS r was answered: everything sent before it has been worked off."""

    byte: int
    at_s: float


@dataclass(frozen=True, slots=True)
class Told:
    """Some other block or text, without its frame."""

    data: bytes
    at_s: float


@dataclass(frozen=True, slots=True)
class Garbled:
    """The bytes make no sense: wrong speed, wrong model, a broken line."""

    at_s: float


Fact = Answer | AutomaticStatus | ProcessDone | InOrderAnswer | Told | Garbled


class StatusParser:
    """Takes what a printer sends. `expect` each DLE EOT before it goes out; `feed` also with b"" as time passes."""

    def __init__(self) -> None:
        self.dropped = 0  # answers nobody asked for; image data can hold questions
        self._asked: deque[int] = deque()
        self._asked_in_order = 0
        self._part = bytearray()
        self._part_since_s = 0.0
        self._strays_s: deque[float] = deque(maxlen=STRAYS)
        self._is_deaf = False
        self._last_byte_s = 0.0

    @property
    def is_waiting(self) -> bool:
        """Whether a question is still open."""
        return bool(self._asked)

    def expect(self, question: int) -> None:
        """DLE EOT `question` is about to be sent. Answers come in the order of the questions."""
        self._asked.append(question)

    def expect_in_order(self) -> None:
        """GS r is about to be sent."""
        self._asked_in_order += 1

    def forget_questions(self) -> None:
        """Whatever answer comes now is a stale one."""
        self._asked.clear()
        self._asked_in_order = 0

    def feed(self, data: bytes, now_s: float) -> list[Fact]:
        """Take what arrived at this moment."""
        facts = self._passed(now_s)
        for byte in data:
            facts += self._take(byte, now_s)
        if data:
            self._last_byte_s = now_s
        return facts

    def _passed(self, now_s: float) -> list[Fact]:
        """What the time since the last byte means."""
        if now_s - self._last_byte_s >= QUIET_S:
            self._is_deaf = False
        if self._part and now_s - self._part_since_s >= PART_S:
            return self._garbled(now_s)
        return []

    def _take(self, byte: int, now_s: float) -> list[Fact]:
        if self._is_deaf or byte in XON_XOFF:
            return []
        return self._continue(byte, now_s) if self._part else self._begin(byte, now_s)

    def _begin(self, byte: int, now_s: float) -> list[Fact]:
        if byte & 0x93 == 0x12:
            return self._answered(byte, now_s)
        if byte & 0x93 == 0x10 or byte == BLOCK or byte in TEXTS:
            self._part.append(byte)
            self._part_since_s = now_s
            return []
        if byte & 0x90 == 0 and self._asked_in_order:
            self._asked_in_order -= 1
            return [InOrderAnswer(byte, now_s)]
        return self._stray(now_s)

    def _answered(self, byte: int, now_s: float) -> list[Fact]:
        if self._asked:
            return [Answer(self._asked.popleft(), byte, now_s)]
        self.dropped += 1
        return []

    def _continue(self, byte: int, now_s: float) -> list[Fact]:
        longest = LONGEST.get(self._part[0])
        fits = byte & 0x90 == 0 if longest is None else byte == 0 or 0x20 <= byte <= 0x7E
        if not fits or len(self._part) == longest:
            self._part.clear()
            return self._stray(now_s) + self._take(byte, now_s)
        self._part.append(byte)
        is_whole = len(self._part) == AUTOMATIC_BYTES if longest is None else byte == 0
        return [self._whole(now_s)] if is_whole else []

    def _whole(self, now_s: float) -> Fact:
        part = bytes(self._part)
        self._part.clear()
        if part[0] not in LONGEST:
            return AutomaticStatus(part, now_s)
        if part[:2] == bytes((BLOCK, PROCESS_ID)) and len(part) == 7:
            return ProcessDone(part[2:6].decode("ascii"), now_s)
        return Told(part[1:-1], now_s)

    def _stray(self, now_s: float) -> list[Fact]:
        self._strays_s.append(now_s)
        if len(self._strays_s) < STRAYS or now_s - self._strays_s[0] > STRAYS_WITHIN_S:
            return []
        self._is_deaf = True
        return self._garbled(now_s)

    def _garbled(self, now_s: float) -> list[Fact]:
        self._part.clear()
        self._strays_s.clear()
        self.forget_questions()
        return [Garbled(now_s)]
