"""The way to the lobby's store: asked on a thread of its own, so that no citizen waits longer than a second for it.

A server that is gone, frozen, or behind a pulled cable can keep a driver waiting for minutes; whoever asks here goes on
after the deadline, and the waiting question is cut off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event
from typing import Generic, TypeVar

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from kiosk.database import Store
from kiosk.errors import KioskError
from kiosk.workers import Worker

T = TypeVar("T")
NO_ANSWER = "no answer in time"


@dataclass(frozen=True, slots=True)
class Silence:
    """Không trả lời: nothing was learned; what was asked may have been done all the same."""

    why: str


class LobbyLine:
    """One line to one store; its own thread does one question after the other.

    A question may be asked twice, or done although nobody heard the answer: it must do no harm then.
    open_lobby  opens the store and brings its tables up to date; tried again with every question until it succeeds.
    """

    def __init__(self, open_lobby: Callable[[], Store], worker: Worker) -> None:
        self._open_lobby = open_lobby
        self._worker = worker
        self._store: Store | None = None

    def ask(self, question: Callable[[Store], T], *, timeout_s: float) -> T | Silence:
        """What the store says, or silence after `timeout_s` at the latest."""
        return self.begin(question).wait(timeout_s)

    def begin(self, question: Callable[[Store], T]) -> Asked[T]:
        """Ask without waiting."""
        asked: Asked[T] = Asked(self._cut)
        if not self._worker.do(lambda: asked.answer_with(lambda: self._answer(question, asked)), lambda _none: None):
            asked.answers.put(Silence("too many questions"))
        return asked

    def close(self) -> None:
        """Close the store; a question on its way ends in silence."""
        self._cut()
        self._worker.do(self._close, lambda _none: None)
        self._worker.stop(timeout_s=1.0)

    def _answer(self, question: Callable[[Store], T], asked: Asked[T]) -> T | Silence:
        """Two tries: a line that broke since the last question, or in this one, is replaced by a new one."""
        try:
            return self._try(question)
        except KioskError as error:
            return Silence(_in_short(error))
        except SQLAlchemyError as error:
            if asked.is_given_up.is_set():
                return Silence(_in_short(error))
        try:
            return self._try(question)
        except (SQLAlchemyError, KioskError) as error:
            return Silence(_in_short(error))

    def _try(self, question: Callable[[Store], T]) -> T:
        if self._store is None:
            self._store = self._open_lobby()
        return question(self._store)

    def _cut(self) -> None:
        if self._store is not None:
            self._store.cut()

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()


def _in_short(error: Exception) -> str:
    """The driver's own words, never a statement with its values."""
    said = error.orig if isinstance(error, DBAPIError) else error
    return " ".join(f"{type(error).__name__}: {said}".split())


class Asked(Generic[T]):
    """A question on its way."""

    def __init__(self, cut: Callable[[], None]) -> None:
        self.answers: SimpleQueue[T | Silence] = SimpleQueue()
        self._cut = cut
        self.is_given_up = Event()

    def answer_with(self, answer: Callable[[], T | Silence]) -> None:
        """On the line's thread. A question nobody waits for any more is not asked at all."""
        if not self.is_given_up.is_set():
            self.answers.put(answer())

    def wait(self, timeout_s: float) -> T | Silence:
        """The answer; after `timeout_s` the question is given up."""
        try:
            return self.answers.get(timeout=timeout_s) if timeout_s else self.answers.get_nowait()
        except Empty:
            self.is_given_up.set()
            self._cut()
            return Silence(NO_ANSWER)

    def is_answered(self) -> bool:
        """Whether `wait` returns at once."""
        return not self.answers.empty()
