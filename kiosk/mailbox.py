"""Carries finished work to the thread that owns the screens."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue

Letter = Callable[[], None]


class Mailbox:
    """Letters from every thread, delivered in order on one.

    wake    asks that thread to call `deliver` soon; called from any thread, never blocks.
    """

    def __init__(self, wake: Callable[[], None] = lambda: None) -> None:
        self.wake = wake
        self._letters: SimpleQueue[Letter] = SimpleQueue()

    def post(self, letter: Letter) -> None:
        """Leave a letter; from any thread."""
        self._letters.put(letter)
        self.wake()

    def deliver(self) -> int:
        """Open all letters that lie here now; on the owner's thread. Returns how many.

        Letters posted while delivering wait for the next round, so that a chatty thread cannot stop the screen.
        """
        opened = 0
        for _ in range(self._letters.qsize()):
            try:
                letter = self._letters.get_nowait()
            except Empty:  # pragma: no cover -- only the owner takes letters out
                break
            opened += 1
            letter()
        return opened
