"""Remembers when the answer is on its way to the screen already: nobody in front of a terminal waits for its disk."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from kiosk.dossiers.answer_cache import is_public
from kiosk.dossiers.dossier import Dossier, minimal
from kiosk.dossiers.lookup import Memory
from kiosk.dossiers.provider import Question


class LateMemory:
    """Around a memory that writes to a disk; a disk that makes sure of what it writes takes up to seconds for it.

    soon    does a work after the one in hand, on the same thread; False when it will not
    """

    def __init__(self, memory: Memory, soon: Callable[[Callable[[], None]], bool]) -> None:
        self._memory = memory
        self._soon = soon
        # What is to be written waits here and not in the work: a thread holds its last work until the next one comes.
        self._waiting: deque[tuple[Question, Dossier | None]] = deque()

    def keep(self, question: Question, dossier: Dossier) -> None:
        """See Memory. What is not kept does not wait here either, nor does more of it than is kept."""
        self._later(question, minimal(dossier))

    def forget(self, question: Question) -> None:
        """See Memory."""
        self._later(question, None)

    def last_known(self, question: Question) -> Dossier | None:
        """See Memory; what still waits is written first."""
        while self._waiting:
            self._write()
        return self._memory.last_known(question)

    def _later(self, question: Question, dossier: Dossier | None) -> None:
        if not is_public(question):
            return
        self._waiting.append((question, dossier))
        if not self._soon(self._write):
            self._write()

    def _write(self) -> None:
        if not self._waiting:
            return
        question, dossier = self._waiting.popleft()
        if dossier is None:
            self._memory.forget(question)
        else:
            self._memory.keep(question, dossier)
