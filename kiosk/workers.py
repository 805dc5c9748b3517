"""Named threads that do one thing after another; every answer comes back through the mailbox."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, Full, Queue
from typing import Protocol, TypeVar

from kiosk.mailbox import Mailbox

T = TypeVar("T")
PR_SET_NAME = 15
# More waiting work than this means that the thread hangs: the caller hears it instead of queueing for ever.
LONGEST_QUEUE = 32


class Worker(Protocol):
    """Where a presenter hands blocking work."""

    def start(self) -> None:
        """Begin; before this, work only waits."""

    def do(self, work: Callable[[], T], then: Callable[[T], None]) -> bool:
        """Do `work` soon on the worker's thread, then `then(answer)` on the screen's; False when it is overloaded."""

    def stop(self, *, timeout_s: float = 2.0) -> bool:
        """Finish the work in hand and end; False when it did not end in time."""


class ThreadWorker:
    """One thread with a name the kernel knows too, so that `ps -T` tells who hangs.

    idle      done between works, every `every_s` seconds, on the same thread (the heartbeat of a device).
    """

    def __init__(
        self, name: str, mailbox: Mailbox, *, idle: Callable[[], None] | None = None, every_s: float = 3.0
    ) -> None:
        self._name = name
        self._mailbox = mailbox
        self._idle = idle
        self._every_s = every_s if idle else None
        self._works: Queue[Callable[[], None] | None] = Queue(LONGEST_QUEUE)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def do(self, work: Callable[[], T], then: Callable[[T], None]) -> bool:
        """See Worker."""
        try:
            self._works.put_nowait(lambda: self._answer(work, then))
        except Full:
            return False
        return True

    def stop(self, *, timeout_s: float = 2.0) -> bool:
        """See Worker; a thread that did not end in time dies with the process, one never started has nothing to end."""
        if self._thread.ident is None:
            return True
        try:
            self._works.put(None, timeout=timeout_s)
        except Full:
            return False
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _answer(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        answer = work()
        self._mailbox.post(lambda: then(answer))

    def _run(self) -> None:
        name_this_thread(self._name)
        while True:
            try:
                work = self._works.get(timeout=self._every_s)
            except Empty:
                work = self._idle
            if work is None:
                return
            try:
                work()
            except BaseException as fault:  # noqa: BLE001 -- nothing dies in silence: it is raised again where it is heard
                self._mailbox.post(raising(fault))


def raising(fault: BaseException) -> Callable[[], None]:
    """A letter that raises this fault on the thread that opens it."""

    def letter() -> None:
        raise fault

    return letter


def name_this_thread(name: str) -> None:
    """Tell the kernel this thread's name (at most 15 bytes); Python's own `name=` does not reach it on 3.11."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PR_SET_NAME, name.encode()[:15], 0, 0, 0)


@dataclass
class AtOnce:
    """Does the work at once on the caller's thread; the answer waits in the mailbox as ever. For tests."""

    mailbox: Mailbox

    def start(self) -> None:
        """See Worker."""

    def do(self, work: Callable[[], T], then: Callable[[T], None]) -> bool:
        """See Worker."""
        answer = work()
        self.mailbox.post(lambda: then(answer))
        return True

    def stop(self, *, timeout_s: float = 2.0) -> bool:  # noqa: ARG002 -- there is nothing to wait for
        """See Worker."""
        return True


@dataclass
class Kept(AtOnce):
    """Keeps the work until `finish` is called: for tests that look at the moment in between."""

    works: list[Callable[[], None]] = field(default_factory=list)

    def do(self, work: Callable[[], T], then: Callable[[T], None]) -> bool:
        """See Worker."""
        self.works.append(lambda: self._answer(work, then))
        return True

    def finish(self) -> None:
        """Do everything that was kept."""
        works, self.works = self.works, []
        for work in works:
            work()

    def _answer(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        super().do(work, then)
