"""Waiting for a file descriptor, with a deadline. A negative one is closed: OSError."""

from __future__ import annotations

import errno
import select


def can_read(descriptor: int, timeout_s: float) -> bool:
    """Whether there is something to read (or the device is gone, which reading will tell)."""
    return _is_ready(descriptor, select.POLLIN, timeout_s)


def can_write(descriptor: int, timeout_s: float) -> bool:
    """Whether bytes would be accepted (or the device is gone, which writing will tell)."""
    return _is_ready(descriptor, select.POLLOUT, timeout_s)


def is_hung_up(descriptor: int) -> bool:
    """Whether the other side is gone for good."""
    poller = select.poll()
    poller.register(descriptor, 0)
    return bool(poller.poll(0))


def _is_ready(descriptor: int, event: int, timeout_s: float) -> bool:
    if descriptor < 0:
        raise OSError(errno.EBADF, "closed")
    poller = select.poll()  # select() fails beyond descriptor 1023
    poller.register(descriptor, event)
    return bool(poller.poll(max(timeout_s, 0) * 1000))


def pause(seconds: float) -> None:
    """Let time pass where there is nothing to wait for."""
    select.poll().poll(max(seconds, 0) * 1000)
