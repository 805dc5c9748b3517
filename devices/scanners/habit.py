"""How a scanner ends its codes, and when it begins to do it in another way. Pure."""

from __future__ import annotations

from devices.scanners.contract import Change

SETTLED_AFTER = 3  # codes in a row


class Habit:
    """Told of every code; notices a new manner once it has come three times in a row, and says so once.

    terminators  those the scanner was set up for, none of them for one that sends none; None: not known yet.
    """

    def __init__(self, terminators: bytes | None) -> None:
        self._manner: bytes | None = terminators
        self._latest = b""
        self._in_a_row = 0

    def ended_with(self, terminator: bytes) -> Change | None:
        """Take note of one code; b"" when silence ended it, or its terminator never came."""
        self._in_a_row = self._in_a_row + 1 if terminator == self._latest else 1
        self._latest = terminator
        if self._in_a_row < SETTLED_AFTER or terminator == self._manner:
            return None
        before, self._manner = self._manner, terminator
        if before is None:
            return None
        return Change.TERMINATOR_OTHER if terminator else Change.TERMINATOR_GONE
