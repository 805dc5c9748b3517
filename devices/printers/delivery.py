"""One job on its way: sends its commands, tells how far it is, and finds out how it ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from devices.printers.command import Command
from devices.printers.contract import PrintOutcome, Progress
from devices.printers.conversation import NUDGE_EVERY_S, Conversation
from devices.printers.facts import Sign
from devices.printers.job import in_words
from devices.printers.printer_state import listening

BITS_A_BYTE = 10  # 8N1
AFTER_THE_LAST_ROW_S = 1.0  # cutting, and a head that started late
LONGEST_CONFIRMATION_S = 15.0
IN_ORDER_ANSWER_S = 1.0
WHY_S = 0.3
OWED_S = 0.5  # an answer in real time comes before any sign in order, but for the way of the bytes
MOUTH_EVERY_S = 0.25  # a slip at the exit is soon taken

Verdict = tuple[PrintOutcome, str]
PROCESSED: Verdict = (PrintOutcome.ASSUMED, "processed")


@dataclass
class Delivery:
    """A job and how far it is.

    job   its four characters.
    baud  speed of the line; None where the line is no bottleneck.
    ends  how many ends of jobs the printer will have counted after this one; None where it counts none.
    sent  bytes the line took.
    """

    talk: Conversation
    commands: Sequence[Command]
    job: str
    baud: int | None
    progress: Progress
    ends: int | None = None
    sent: int = 0

    def __post_init__(self) -> None:
        self._since_s = self.talk.now_s()

    @property
    def total(self) -> int:
        """Bytes of the whole job."""
        return sum(len(command.data) for command in self.commands)

    @property
    def longest_bytes(self) -> int:
        """Of any single command: what a torn image may still be waiting for."""
        return max(len(command.data) for command in self.commands)

    @property
    def expected_s(self) -> float:
        """From the first byte to the last row."""
        on_the_wire_s = self.total * BITS_A_BYTE / self.baud if self.baud else 0.0
        return on_the_wire_s + self.talk.model.seconds_to_print(sum(command.rows for command in self.commands))

    def delivered(self) -> Verdict:
        """Send everything and wait for the sign that it is on paper; DeviceLost passes through."""
        self.progress(0, self.total)
        self._since_s = self.talk.now_s()
        for command in self.commands:
            self.talk.seen = listening(self.talk.seen)  # a sign before the last command is an old one
            if not self._is_sent(command):
                return self._undone()
        return self._confirmed()

    def _is_sent(self, command: Command) -> bool:
        taken = self.talk.send(command.data)
        self.sent += taken
        if taken < len(command.data):
            return False
        if command.rows:
            self.progress(self.sent, self.total)
        if command.poll_after:
            self.talk.nudge()
            self.talk.hear(0)
        return not self.talk.blocked

    def _undone(self) -> Verdict:
        self.talk.ask_why(within_s=WHY_S)
        why = in_words(self.talk.blocked, "the line stopped")
        return (PrintOutcome.UNKNOWN if self.sent else PrintOutcome.NOT_PRINTED), why

    def _confirmed(self) -> Verdict:
        """Climb down the ladder of signs, from the one this model promises."""
        match self.talk.model.confirm:
            case "process-id":
                return self._by_process_id()
            case "star-etb":
                return self._by_count_of_ends()
            case "ticket-present":
                return self._by_ticket_in_the_mouth()
            case "gs-r":
                return self._by_answer_in_order(self._limit_s)
            case _:
                return self._by_time()

    @property
    def _limit_s(self) -> float:
        return min(2 * self.expected_s + 2.0, LONGEST_CONFIRMATION_S)

    def _by_process_id(self) -> Verdict:
        if self._heard(lambda: self.talk.seen.done_job == self.job, self._limit_s):
            printed = self.talk.model.confirm_means == "printed"
            return self._unless_silent((PrintOutcome.PRINTED, "process-id") if printed else PROCESSED)
        return self._undone() if self.talk.blocked else self._by_answer_in_order(IN_ORDER_ANSWER_S)

    def _by_count_of_ends(self) -> Verdict:
        """A printer that was switched off and on counts from 0 again, and never comes to this sum."""
        if self.ends is not None and self._heard(lambda: self.talk.seen.ends == self.ends, self._limit_s):
            return PrintOutcome.PRINTED, "star-etb"
        return self._undone() if self.talk.blocked else self._by_time()

    def _by_ticket_in_the_mouth(self) -> Verdict:
        """Its edge passes the mouth while the rest is still printed: only when all is worked off it is a sign."""
        self.talk.ask_in_order()
        if self._heard(lambda: Sign.TICKET in self.talk.seen.signs and self._is_worked_off, self._limit_s):
            return self._unless_silent((PrintOutcome.PRINTED, "ticket-present"))
        if self.talk.blocked:
            return self._undone()
        return self._unless_silent(PROCESSED) if self.talk.seen.has_answered_in_order else self._by_time()

    @property
    def _is_worked_off(self) -> bool:
        done_s = self._since_s + self.expected_s + AFTER_THE_LAST_ROW_S
        return self.talk.seen.has_answered_in_order or self.talk.now_s() >= done_s

    def _by_answer_in_order(self, limit_s: float) -> Verdict:
        asked = self.talk.ask_in_order()
        if asked and self._heard(lambda: self.talk.seen.has_answered_in_order, limit_s):
            return self._unless_silent(PROCESSED)
        return self._by_time()

    def _by_time(self) -> Verdict:
        """The time a healthy printer needs has passed, and nothing speaks against it."""
        remaining_s = self._since_s + self.expected_s + AFTER_THE_LAST_ROW_S - self.talk.now_s()
        self._heard(lambda: False, remaining_s)
        if self.talk.blocked:
            return self._undone()
        verdict = self._unless_silent((PrintOutcome.ASSUMED, "time"))
        if self.talk.model.answers and not self.talk.poll(until_s=self.talk.now_s() + IN_ORDER_ANSWER_S):
            return PrintOutcome.UNKNOWN, "no answer after the last byte"
        return self._undone() if self.talk.blocked else verdict

    def _unless_silent(self, verdict: Verdict) -> Verdict:
        """A question of this job that finds no answer was asked of a printer switched off: its buffer was lost.

        Switching on also makes noise, and after noise no question is remembered.
        """
        if "mute_while_printing" in self.talk.model.quirks:
            return verdict
        until_s = self.talk.now_s() + OWED_S
        while self.talk.is_owed and self.talk.now_s() < until_s:
            self.talk.hear(until_s - self.talk.now_s())
        if self.talk.seen.is_garbled:
            return PrintOutcome.UNKNOWN, "garbled in mid-job"
        return (PrintOutcome.UNKNOWN, "silent in mid-job") if self.talk.is_owed else verdict

    def _heard(self, has_come: Callable[[], bool], limit_s: float) -> bool:
        """Wait for a sign, not longer than a blocking condition lets hope for it."""
        every_s = MOUTH_EVERY_S if self.talk.model.confirm == "ticket-present" else NUDGE_EVERY_S
        until_s = self.talk.now_s() + limit_s
        while not has_come():
            if self.talk.now_s() >= until_s or self.talk.blocked:
                return False
            self.talk.nudge(in_job=False, every_s=every_s)
            self.talk.hear(min(until_s - self.talk.now_s(), every_s))
        return True
