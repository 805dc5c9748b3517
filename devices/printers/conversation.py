"""The conversation with one ESC/POS printer over one link: asks, listens, sends, remembers.

Knows no job and no outcome. Used by the thread that owns the printer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event

from devices.errors import DeviceLost
from devices.printers.contract import BLOCKING, Condition
from devices.printers.escpos import TELL_CHANGES, question
from devices.printers.escpos_status import Answer, Fact, StatusParser
from devices.printers.models import Model
from devices.printers.printer_state import ERROR, Seen, conditions_of, opened, polled, taken_in
from devices.transports.contract import Transport

SLICE_S = 0.1  # one wait on the line; closing takes effect between two of them
NO_BYTE_S = 2.5
QUIET_S = 0.03  # longer than the 16 ms a USB converter collects bytes
NUDGE_EVERY_S = 1.0
DISCARDED_BYTES = 65536

OpenLink = Callable[[float], Transport]


class Conversation:
    """One printer as seen from here; `seen` is replaced with every fact.

    open_link  opens the line, within so many seconds, or raises DeviceLost.
    raises     DeviceLost from every method that uses the line.
    """

    def __init__(self, open_link: OpenLink, model: Model, now_s: Callable[[], float]) -> None:
        self.seen = Seen()
        self.model = model
        self.now_s = now_s
        self.closing = Event()
        self._open_link = open_link
        self._link: Transport | None = None
        self._parser = StatusParser()
        self._nudged_s = now_s()
        self._nudges = 0

    @property
    def is_open(self) -> bool:
        """Whether there is a line to talk on."""
        return self._link is not None

    @property
    def blocked(self) -> frozenset[Condition]:
        """What keeps the printer from working, as far as it said."""
        return conditions_of(self.seen, self.model, self.now_s()) & BLOCKING

    def open(self, *, timeout_s: float) -> None:
        """Open the line and drop what a former conversation left on it."""
        self._link = self._open_link(timeout_s)
        self._parser = StatusParser()
        self.seen = opened(self.seen)
        left = DISCARDED_BYTES
        while left > 0 and (stale := self._line().read(timeout_s=0)):
            left -= len(stale)
        if self.model.sends_status_by_itself:
            self._line().write(TELL_CHANGES, deadline_s=0)

    def drop(self) -> None:
        """Let go of the line and of everything not yet sent."""
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def hear(self, timeout_s: float) -> list[Fact]:
        """Take in what comes within this time, at most a tenth of a second; returns at the first bytes."""
        data = self._line().read(timeout_s=max(0.0, min(timeout_s, SLICE_S)))
        facts = self._parser.feed(data, self.now_s())
        for fact in facts:
            self.seen = taken_in(self.seen, fact)
        return facts

    def poll(self, *, until_s: float) -> bool:
        """Ask everything, one question after the other; returns whether all of it was answered in time."""
        self.hear(0)
        answered = self._settled(until_s) and self._asked(until_s)
        self.seen = polled(self.seen, self.now_s(), answered=answered)
        return answered

    def nudge(self) -> None:
        """In mid-job: ask one thing, not more often than once a second, and do not wait for the answer."""
        is_due = self.now_s() - self._nudged_s >= NUDGE_EVERY_S
        if self.model.answers and is_due and not self._parser.is_waiting:
            self._nudged_s = self.now_s()
            self._nudges += 1
            self._ask((1, 2, 4)[self._nudges % 3], self._nudged_s + SLICE_S)

    def ask_in_order(self, command: bytes) -> None:
        """Send a question that is answered when everything before it is done."""
        self._parser.expect_in_order()
        self.send(command)

    def send(self, data: bytes) -> int:
        """Send all of it, unless the line takes nothing for 2.5 s; returns the bytes it took.

        A printer that stops taking bytes and says why is not waited for; one that says nothing is STALLED.
        """
        sent = 0
        last_s = self.now_s()
        while sent < len(data):
            taken = self._line().write(data[sent:], deadline_s=SLICE_S)
            sent += taken
            if taken:
                last_s = self.now_s()
                continue
            self.hear(0)
            if self.blocked or self._gave_up(last_s):
                break
        return sent

    def _gave_up(self, last_s: float) -> bool:
        if self.now_s() - last_s < NO_BYTE_S:
            return False
        self.seen = replace(self.seen, is_stalled=True)
        return True

    def _line(self) -> Transport:
        if self._link is None or self.closing.is_set():
            raise DeviceLost("closed")
        return self._link

    def _ask(self, number: int, until_s: float) -> None:
        self._parser.expect(number)
        self._line().write(question(number), deadline_s=max(0.0, min(until_s - self.now_s(), SLICE_S)))

    def _asked(self, until_s: float) -> bool:
        """Whether each question found its answer. What it says on errors is only asked when there is one."""
        if not (self._answered(1, until_s) and self._answered(2, until_s)):
            return False
        has_error = self.seen.answers[2] & ERROR
        return (not has_error or self._answered(3, until_s)) and self._answered(4, until_s)

    def _answered(self, number: int, until_s: float) -> bool:
        self._ask(number, until_s)
        while True:
            facts = self.hear(until_s - self.now_s())
            if any(isinstance(fact, Answer) and fact.question == number for fact in facts):
                return True
            if self.now_s() >= until_s:
                return False

    def _settled(self, until_s: float) -> bool:
        """After silence old answers may still be on their way: one question, then wait until it is quiet."""
        if not self.seen.silent_polls and not self._parser.is_waiting:
            return True
        self._parser.forget_questions()
        if not self._answered(1, until_s):
            return False
        while self.now_s() < until_s:
            if not self._line().read(timeout_s=QUIET_S):
                self._parser = StatusParser()
                return True
        return False
