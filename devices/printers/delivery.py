"""One job on its way: sends its commands, tells how far it is, and finds out how it ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from devices.printers.command import Command
from devices.printers.contract import PrintOutcome, Progress
from devices.printers.conversation import NO_BYTE_S, NUDGE_EVERY_S, Conversation
from devices.printers.facts import Sign
from devices.printers.job import in_words
from devices.printers.printer_state import before_a_command

BITS_A_BYTE = 10  # 8N1
AFTER_THE_LAST_ROW_S = 1.0  # cutting, and a head that started late
LONGEST_CONFIRMATION_S = 15.0
IN_ORDER_ANSWER_S = 1.0
WHY_S = 0.3
OWED_S = 0.5  # an answer in real time comes before any sign in order, but for the way of the bytes
MOUTH_EVERY_S = 0.25  # a slip at the exit is soon taken

# A line that takes a byte now and then is given up after so many times what a healthy printer needs, and a minute.
SLOWEST = 10
SLOWEST_MORE_S = 60.0
SLOWEST_BAUD = 9600  # there may be a serial line behind a network box, too

UNANSWERED = 1  # so many portions of a job may be on their way at once

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
        self._since_s = self._until_s = self.talk.now_s()
        self._rows_unanswered = 0  # on paper, of the commands since the last answer in order was awaited
        self._is_paced = True

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
        return self._needed_s(self.baud)

    def _needed_s(self, baud: int | None) -> float:
        on_the_wire_s = self.total * BITS_A_BYTE / baud if baud else 0.0
        return on_the_wire_s + self.talk.model.seconds_to_print(sum(command.rows for command in self.commands))

    def delivered(self) -> Verdict:
        """Send everything and wait for the sign that it is on paper; DeviceLost passes through."""
        self.progress(0, self.total)
        self._since_s = self.talk.now_s()
        self._until_s = self._since_s + SLOWEST * self._needed_s(self.baud or SLOWEST_BAUD) + SLOWEST_MORE_S
        self.talk.listen()
        for command in self.commands:
            self.talk.seen = before_a_command(self.talk.seen)
            if not (self._is_taken_in() and self._is_sent(command)):
                return self._undone()
        return self._confirmed()

    def _is_taken_in(self) -> bool:
        """Wait until the portion before the last is worked off: what is not in a printer cannot come out of it later.

        One that answers nothing in order is not waited for; one that did, and does not any more, is STALLED.
        """
        if not self._is_paced or self._unanswered <= UNANSWERED:
            return True
        limit_s = NO_BYTE_S + self.talk.model.seconds_to_print(self._rows_unanswered)
        is_answered = self._heard(lambda: self._unanswered <= UNANSWERED, limit_s, in_job=True)
        self._rows_unanswered = 0
        self._is_paced = is_answered
        if not is_answered and self.talk.seen.answers_in_order and not self.talk.blocked:
            self.talk.stall()
        return not self.talk.blocked

    @property
    def _unanswered(self) -> int:
        return self.talk.asked_in_order - self.talk.seen.answers_in_order

    def _is_sent(self, command: Command) -> bool:
        if command.asks:
            self.talk.expect_in_order()
        taken = self.talk.send(command.data, until_s=self._until_s)
        self.sent += taken
        self._rows_unanswered += command.rows
        if taken < len(command.data):
            return False
        if command.rows or self.sent == self.total:
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
            if self._has_mark_told():
                return self._unless_silent((PrintOutcome.PRINTED, "process-id"))
            return self._unless_silent(PROCESSED)
        if self.talk.blocked:
            return self._undone()
        self.talk.ask_mark()
        return self._by_answer_in_order(IN_ORDER_ANSWER_S)

    def _has_mark_told(self) -> bool:
        """Whether it said, after the job, whether it still holds the mark: only so is an id worth more than a guess."""
        is_asked = bool(self.talk.dialect.mark_question(self.talk.model))
        return is_asked and self._heard(lambda: self.talk.seen.is_marked is not None, IN_ORDER_ANSWER_S)

    def _by_count_of_ends(self) -> Verdict:
        """A printer that was switched off and on counts from 0 again, and never comes to this sum."""
        if self.ends is not None and self._heard(lambda: self.talk.seen.ends == self.ends, self._limit_s):
            return PrintOutcome.PRINTED, "star-etb"
        return self._undone() if self.talk.blocked else self._by_time()

    def _by_ticket_in_the_mouth(self) -> Verdict:
        """Its edge passes the mouth while the rest is still printed: only when all is worked off it is a sign."""
        self.talk.ask_in_order()
        if self._heard(lambda: Sign.TICKET in self.talk.seen.signs and self._is_worked_off, self._limit_s):
            # One that was switched off tells nothing by itself any more: what it hands out may be a stump.
            has_told = self._heard(lambda: self.talk.seen.told_ticket, OWED_S)
            return self._unless_silent((PrintOutcome.PRINTED, "ticket-present") if has_told else PROCESSED)
        if self.talk.blocked:
            return self._undone()
        return self._unless_silent(PROCESSED) if self.talk.is_worked_off else self._by_time()

    @property
    def _is_worked_off(self) -> bool:
        done_s = self._since_s + self.expected_s + AFTER_THE_LAST_ROW_S
        return self.talk.is_worked_off or self.talk.now_s() >= done_s

    def _by_answer_in_order(self, limit_s: float) -> Verdict:
        asked = self.talk.ask_in_order()
        if asked and self._heard(lambda: self.talk.is_worked_off, limit_s):
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
        if self._was_interrupted:
            return PrintOutcome.UNKNOWN, "switched off, or bytes lost, in mid-job"
        if "mute_while_printing" in self.talk.model.quirks:
            return verdict
        until_s = self.talk.now_s() + OWED_S
        while self.talk.is_owed and self.talk.now_s() < until_s:
            self.talk.hear(until_s - self.talk.now_s())
        if self.talk.seen.is_garbled:
            return PrintOutcome.UNKNOWN, "garbled in mid-job"
        return (PrintOutcome.UNKNOWN, "silent in mid-job") if self.talk.is_owed else verdict

    @property
    def _was_interrupted(self) -> bool:
        """Whether it forgot the job's mark, or does no more what it did earlier in this job."""
        seen, confirm = self.talk.seen, self.talk.model.confirm
        lost_mark = seen.is_marked is False or (seen.knows_mark and seen.is_marked is None)
        lost_id = confirm == "process-id" and seen.knows_ids and seen.done_job != self.job
        lost_end = confirm == "star-etb" and seen.has_counted and self.ends not in {None, seen.ends}
        lost_voice = confirm == "ticket-present" and seen.tells_tickets and not seen.told_ticket
        lost_answers = 0 < seen.answers_in_order < self.talk.asked_in_order
        return lost_mark or lost_id or lost_end or lost_voice or lost_answers

    def _heard(self, has_come: Callable[[], bool], limit_s: float, *, in_job: bool = False) -> bool:
        """Wait for a sign, not longer than a blocking condition lets hope for it."""
        every_s = MOUTH_EVERY_S if self.talk.model.confirm == "ticket-present" else NUDGE_EVERY_S
        until_s = self.talk.now_s() + limit_s
        while not has_come():
            if self.talk.now_s() >= until_s or self.talk.blocked:
                return False
            self.talk.nudge(in_job=in_job, every_s=every_s)
            self.talk.hear(min(until_s - self.talk.now_s(), every_s))
        return True
