"""Ends the sleep of a listening thread from any other thread."""

from __future__ import annotations

import os
import select
from threading import Lock
from typing import Self


class Wake:
    """Rung once, for good. `sleep` only inside its `with`, which owns the pipe behind it."""

    def __init__(self) -> None:
        self.rung = False
        self._lock = Lock()
        self._pipe: tuple[int, int] | None = None

    def __enter__(self) -> Self:
        self._pipe = os.pipe()
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            for end in self._pipe or ():
                os.close(end)
            self._pipe = None

    def ring(self) -> None:
        """Wake whoever sleeps; twice without harm, from any thread."""
        with self._lock:
            if self._pipe is not None and not self.rung:
                os.write(self._pipe[1], b".")
            self.rung = True

    def sleep(self, timeout_s: float, *devices: int) -> bool:
        """Sleep until a device has something to read or somebody rings, at most `timeout_s` seconds.

        devices  open file descriptors; none to sleep only.
        returns  whether one of them has something to read, or is gone, which reading will tell.
        """
        if self.rung or self._pipe is None:
            return False
        poller = select.poll()
        for descriptor in (self._pipe[0], *devices):
            poller.register(descriptor, select.POLLIN)
        ready = {descriptor for descriptor, _ in poller.poll(timeout_s * 1000)}
        return not ready.isdisjoint(devices) and not self.rung
