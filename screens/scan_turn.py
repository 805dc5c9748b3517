"""What lies between the scanner and the pages: one code that waits its turn, and one line about the scanner. No Kivy.

A code scanned while an answer or a slip is on its way waits until it is there; of several the latest waits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:  # not before the first picture
    from kiosk.dossiers.receipt_code import CodeReading

Notice: TypeAlias = Literal["", "read_again", "scan_waits"]
# The second code that cannot be read within this time gets a page of its own, with how to hold the paper.
READ_AGAIN_S = 30.0
# Whoever has waited so long is served whatever else is still under way.
LONGEST_WAIT_S = 15.0
NOTICE_SHOWN_S = 6.0
# A receipt carries a barcode and a square code; both may be read in one pass under the scanner.
SAME_PAPER_S = 1.5


@dataclass(slots=True)
class ScanTurn:
    """Times are stopwatch seconds. `forget` ends a visit: the code that waits is somebody's."""

    waiting: CodeReading | None = field(default=None, repr=False)
    _waits_since_s: float = 0.0
    _unread_at_s: float = -math.inf
    _receipt_at_s: float = -math.inf
    _notice: Notice = ""
    _notice_until_s: float = -math.inf

    def hold(self, reading: CodeReading, now_s: float) -> None:
        """Let a code wait; one that waited before it is dropped."""
        self._waits_since_s = now_s if self.waiting is None else self._waits_since_s
        self.waiting = reading
        self._say("scan_waits", now_s)

    def next(self, now_s: float, *, is_at_work: bool) -> CodeReading | None:
        """The code whose turn it is now, taken out; None: nobody waits, or has to wait longer."""
        reading = self.waiting
        if reading is None or (is_at_work and now_s - self._waits_since_s < LONGEST_WAIT_S):
            return None
        self.waiting = None
        self.quiet()
        return reading

    def is_unread_again(self, now_s: float) -> bool:
        """Count a code that could not be read: the first is told in a line, True for the one that gets a page."""
        again = now_s - self._unread_at_s <= READ_AGAIN_S
        self._unread_at_s = -math.inf if again else now_s
        if not again:
            self._say("read_again", now_s)
        return again

    def receipt_came(self, now_s: float) -> None:
        """A receipt was read; what comes right after it may be the other code on its paper."""
        self._receipt_at_s = now_s

    def is_same_paper(self, now_s: float) -> bool:
        """Whether a receipt was read a moment ago."""
        return now_s - self._receipt_at_s <= SAME_PAPER_S

    def was_read(self) -> None:
        """Something could be read: the ones before it do not count any more."""
        self._unread_at_s = -math.inf
        self.quiet()

    def notice(self, now_s: float) -> Notice:
        """What is to be said about the scanner now."""
        return self._notice if now_s < self._notice_until_s else ""

    def quiet(self) -> None:
        """Nothing more to say."""
        self._notice = ""

    def forget(self) -> None:
        """Nothing of this citizen waits."""
        self.waiting = None
        self._unread_at_s = self._receipt_at_s = -math.inf
        self.quiet()

    def _say(self, notice: Notice, now_s: float) -> None:
        self._notice, self._notice_until_s = notice, now_s + NOTICE_SHOWN_S
