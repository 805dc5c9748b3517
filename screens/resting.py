"""Sleeps until the panel, another thread or the next tick wants something. No Kivy here, only descriptors.

Kivy's own loop asks its window for news so many times a second and sleeps blindly in between: often enough for a
finger it burns a processor, seldom enough for the processor it is late for the finger.
"""

from __future__ import annotations

import ctypes
import os
import select
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Self

X11 = "libX11.so.6"
QUEUED_ALREADY = 0  # XEventsQueued: only what was read from the server before, and no input or output


def is_finger_waiting(providers: Iterable[object]) -> bool:
    """Whether a provider of Kivy's input has met a finger and not told it yet.

    Kivy hears of a finger at the end of a turn and tells it in the middle of the next, which begins with its sleep: a
    press would wait a picture's time (17 ms, measured) before anybody looked at it.
    """
    return any(getattr(provider, "waiting_event", ()) for provider in providers)


class Rest:
    """One sleeper, woken from any thread; on the screen's thread.

    panel      the descriptor on which the window's news come; None: only the bell wakes.
    has_news   whether some of them were already taken from it and wait in the window's own queue.
    """

    def __init__(self, panel: int | None = None, has_news: Callable[[], bool] = lambda: False) -> None:
        self._has_news = has_news
        self._bell, self._rope = os.pipe()
        for end in (self._bell, self._rope):
            os.set_blocking(end, False)
        self._sources = [self._bell] if panel is None else [self._bell, panel]

    def ring(self) -> None:
        """Wake the sleeper, or the next one that lies down; from any thread, never blocks."""
        with suppress(BlockingIOError):  # so many rings lie there already that one more says nothing
            os.write(self._rope, b"!")

    def sleep(self, most_s: float) -> bool:
        """Sleep until there is something to do, so long at the most; True when somebody woke us."""
        if self._has_news():
            return True
        try:
            awake = select.select(self._sources, [], [], max(0.0, most_s))[0]
        except OSError:  # the display is gone: the window will notice
            return True
        if self._bell in awake:
            with suppress(BlockingIOError):
                os.read(self._bell, 4096)
        return bool(awake)

    @classmethod
    def before(cls, display: int) -> Self | None:
        """A sleeper before a window of X11; None where that cannot be watched.

        display  the address of its `Display`, as Kivy's window tells it.
        """
        try:
            x11 = ctypes.CDLL(X11)
        except OSError:
            return None
        x11.XConnectionNumber.argtypes = [ctypes.c_void_p]
        x11.XEventsQueued.argtypes = [ctypes.c_void_p, ctypes.c_int]
        return cls(x11.XConnectionNumber(display), lambda: x11.XEventsQueued(display, QUEUED_ALREADY) > 0)
