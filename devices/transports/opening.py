"""Something that may hang, such as opening a line or looking up a name, with a deadline all the same."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from typing import Generic, TypeVar

from devices.errors import DeviceLost

Opened = TypeVar("Opened")

# Closing within a second is promised by scanners, also while their line is just being opened.
OPEN_S = 0.9


class TooLate(DeviceLost):
    """It did not come within its time; it may still."""


class Opening(Generic[Opened]):
    """Does one act on a thread of its own, so that a hanging act costs its caller no more than he gives it.

    A wedged USB converter holds `open` for 5 s a request, and a silent name server `getaddrinfo` for 10 s and more.
    At most one thread hangs: who asks again while it does waits for the same act, and gets what it brings in the end.

    act   returns what is wanted, or raises DeviceLost.
    what  said when it takes too long: "opening /dev/kiosk-printer".
    """

    def __init__(self, act: Callable[[], Opened], what: str) -> None:
        self._act = act
        self._what = what
        self._running: Future[Opened] | None = None

    def within(self, timeout_s: float) -> Opened:
        """What the act brings, if it does within this time.

        raises  TooLate when it does not; DeviceLost when the act says so. Used by one thread at a time.
        """
        running = self._running = self._running or self._started()
        # Waited for, and only then looked at: what comes in the very moment the time is over is not lost.
        if not wait((running,), max(timeout_s, 0)).done:
            raise TooLate(f"{self._what} takes longer than {timeout_s:.1f} s")
        self._running = None
        return running.result()

    def _started(self) -> Future[Opened]:
        brings: Future[Opened] = Future()
        # A daemon, because nobody can end a thread that hangs in the kernel.
        Thread(target=self._do, args=(brings,), name="opening", daemon=True).start()
        return brings

    def _do(self, brings: Future[Opened]) -> None:
        try:
            brings.set_result(self._act())
        except BaseException as error:  # noqa: BLE001 - it is raised where the result is asked for
            brings.set_exception(error)
