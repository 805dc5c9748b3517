"""What every listener to a printer does: counts strays, gives up on half a group, forgets stale questions. Pure."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque

from devices.printers.facts import Fact, Garbled

PART_S = 0.100  # a group of bytes is never interrupted for longer
STRAYS = 3
STRAYS_WITHIN_S = 1.0
QUIET_S = 0.100


class ByteParser(ABC):
    """See StatusParser; a dialect says what begins a group of bytes and what may follow."""

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
        """See StatusParser."""
        return bool(self._asked)

    def expect(self, question: int) -> None:
        """See StatusParser."""
        self._asked.append(question)

    def take_back(self) -> None:
        """See StatusParser."""
        if self._asked:
            self._asked.pop()

    def expect_in_order(self) -> None:
        """See StatusParser."""
        self._asked_in_order += 1

    def forget_questions(self) -> None:
        """See StatusParser."""
        self._asked.clear()
        self._asked_in_order = 0

    def feed(self, data: bytes, now_s: float) -> list[Fact]:
        """See StatusParser."""
        facts = self._passed(now_s)
        for byte in data:
            if not self._is_deaf:
                facts += self._take(byte, now_s)
        if data:
            self._last_byte_s = now_s
        return facts

    @abstractmethod
    def _begin(self, byte: int, now_s: float) -> list[Fact]:
        """A byte outside any group."""

    @abstractmethod
    def _continue(self, byte: int, now_s: float) -> list[Fact]:
        """A byte within a group."""

    def _take(self, byte: int, now_s: float) -> list[Fact]:
        return self._continue(byte, now_s) if self._part else self._begin(byte, now_s)

    def _open_group(self, byte: int, now_s: float) -> list[Fact]:
        self._part.append(byte)
        self._part_since_s = now_s
        return []

    def _break_group(self, byte: int, now_s: float) -> list[Fact]:
        """This byte does not belong to the group: the group was nothing, the byte may be something."""
        self._part.clear()
        return self._stray(now_s) or self._take(byte, now_s)

    def _taken_group(self) -> bytes:
        part = bytes(self._part)
        self._part.clear()
        return part

    def _answering(self, question: int) -> int:
        """The question when it is the next to be answered, else 0: told unasked."""
        return self._asked.popleft() if self._asked and self._asked[0] == question else 0

    def _passed(self, now_s: float) -> list[Fact]:
        """What the time since the last byte means."""
        if now_s - self._last_byte_s >= QUIET_S:
            self._is_deaf = False
        if self._part and now_s - self._part_since_s >= PART_S:
            return self._garbled(now_s)
        return []

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
