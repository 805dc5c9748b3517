"""The conversation with one printer over one link: asks, listens, sends, remembers.

Knows no job, no outcome, and of the printer's language only what any dialect promises. Used by the thread that owns
the printer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf
from threading import Event

from devices.errors import DeviceLost
from devices.printers.command import Question
from devices.printers.contract import BLOCKING, Condition
from devices.printers.dialect import dialect_of
from devices.printers.facts import Fact, Reported
from devices.printers.models import Model
from devices.printers.port_signs import TellsPortStatus, port_report
from devices.printers.printer_state import (
    Seen,
    conditions_of,
    listening,
    opened,
    polled,
    taken_in,
    unsure_of_mark,
)
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
        self.dialect = dialect_of(model)
        self.now_s = now_s
        self.closing = Event()
        self._open_link = open_link
        self._link: Transport | None = None
        self._parser = self.dialect.parser(model)
        self._nudged_s = now_s()
        self._nudges = 0
        self._asked_in_order = 0

    @property
    def is_open(self) -> bool:
        """Whether there is a line to talk on."""
        return self._link is not None

    @property
    def is_owed(self) -> bool:
        """Whether a question still has no answer."""
        return self._parser.is_waiting

    @property
    def asked_in_order(self) -> int:
        """How many questions in order were asked since `listen`."""
        return self._asked_in_order

    @property
    def is_worked_off(self) -> bool:
        """Whether there were such questions, and each is answered."""
        return 0 < self._asked_in_order <= self.seen.answers_in_order

    @property
    def blocked(self) -> frozenset[Condition]:
        """What keeps the printer from working, as far as it said. A slip in its mouth only keeps the next one back."""
        return conditions_of(self.seen, self.model, self.now_s()) & BLOCKING - {Condition.NOT_TAKEN}

    def open(self, *, timeout_s: float) -> None:
        """Open the line and drop what a former conversation left on it. The printer is not greeted yet."""
        self._link = self._open_link(timeout_s)
        self._parser = self.dialect.parser(self.model)
        self.seen = opened(self.seen, self.now_s())
        left = DISCARDED_BYTES
        while left > 0 and (stale := self._line().read(timeout_s=0)):
            left -= len(stale)

    def greet(self) -> None:
        """Ask it to tell changes by itself."""
        if greeting := self.dialect.greeting(self.model):
            self.say(greeting)

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
        if self.model.status == "usb_port":
            answered = self._port_answered()
        else:
            answered = self._settled(until_s) and self._asked(until_s)
        self.seen = polled(self.seen, self.now_s(), answered=answered)
        return answered

    def nudge(self, *, in_job: bool = True, every_s: float = NUDGE_EVERY_S) -> None:
        """While a job is on its way: ask one thing, not more often than this, and do not wait for the answer.

        in_job  more of the job's commands follow: only what may stand between them is asked.
        """
        if not self.model.answers or self._parser.is_waiting or self.now_s() - self._nudged_s < every_s:
            return
        self._nudged_s = self.now_s()
        if self.model.status == "usb_port":
            self._port_answered()
        elif questions := self._nudging(in_job=in_job):
            self._nudges += 1
            self._ask(questions[self._nudges % len(questions)], self._nudged_s + SLICE_S)

    def ask_why(self, *, within_s: float) -> None:
        """When all it said is that it is offline, give it this long to say more."""
        if self.blocked == {Condition.PANEL_OFFLINE} and not self._parser.is_waiting:
            self._asked(self.now_s() + within_s)

    def ask_in_order(self) -> bool:
        """Send a question that is answered when everything before it is done; returns whether there is one."""
        question = self.dialect.question_in_order(self.model)
        if question:
            self.expect_in_order()
            self.send(question)
        return bool(question)

    def listen(self) -> None:
        """What is told or asked in order from now on is of a new job."""
        self.seen = listening(self.seen)
        self._asked_in_order = 0

    def expect_in_order(self) -> None:
        """A question in order is about to be sent."""
        self._parser.expect_in_order()
        self._asked_in_order += 1

    def stall(self) -> None:
        """It works nothing off any more, and does not say why."""
        self.seen = replace(self.seen, is_stalled=True)

    def ask_mark(self) -> None:
        """Ask once more, in order, whether it still holds the job's mark, where jobs leave one."""
        if question := self.dialect.mark_question(self.model):
            self.seen = unsure_of_mark(self.seen)
            self.say(question)

    def say(self, data: bytes, *, deadline_s: float = 0.0) -> bool:
        """Send a few bytes if the line takes any; half a question would make nonsense of what follows it."""
        taken = self._line().write(data, deadline_s=deadline_s)
        return taken > 0 and taken + (self.send(data[taken:]) if taken < len(data) else 0) == len(data)

    def answers_in_order(self, *, within_s: float) -> bool:
        """Whether it works off what it is sent: a printer that waits for the rest of an image does not."""
        until_s = self.now_s() + within_s
        self.listen()
        if not (self.model.answers and self.ask_in_order()):
            return False
        while not self.is_worked_off and self.now_s() < until_s:
            self.hear(until_s - self.now_s())
        return self.is_worked_off

    def send(self, data: bytes, *, until_s: float = inf) -> int:
        """Send all of it, unless the line takes nothing for 2.5 s; returns the bytes it took.

        A printer that stops taking bytes and says why is not waited for; one that says nothing is STALLED, and so is
        one that is not done at `until_s`, though it takes a byte now and then.
        """
        sent = 0
        last_s = self.now_s()
        while sent < len(data):
            taken = self._line().write(data[sent:], deadline_s=SLICE_S)
            sent += taken
            if taken:
                last_s = self.now_s()
                if last_s < until_s:
                    continue
            self.hear(0)
            if self.blocked or self._gave_up(min(last_s + NO_BYTE_S, until_s)):
                break
        return sent

    def _nudging(self, *, in_job: bool) -> Sequence[Question]:
        if in_job:
            return self.dialect.questions_in_mid_job(self.model)
        return self.dialect.questions(self.model, self.seen.signs)

    def _gave_up(self, until_s: float) -> bool:
        if self.now_s() < until_s:
            return False
        self.stall()
        return True

    def _line(self) -> Transport:
        if self._link is None or self.closing.is_set():
            raise DeviceLost("closed")
        return self._link

    def _ask(self, question: Question, until_s: float) -> None:
        self._parser.expect(question.number)
        if not self.say(question.data, deadline_s=max(0.0, min(until_s - self.now_s(), SLICE_S))):
            self._parser.take_back()

    def _asked(self, until_s: float) -> bool:
        """Whether each question found its answer. An answer may give rise to another question."""
        done: set[int] = set()
        while (question := self._next_question(done)) is not None:
            if not self._answered(question, until_s):
                return False
            done.add(question.number)
        return True

    def _next_question(self, done: set[int]) -> Question | None:
        questions = self.dialect.questions(self.model, self.seen.signs)
        return next((question for question in questions if question.number not in done), None)

    def _answered(self, question: Question, until_s: float) -> bool:
        self._ask(question, until_s)
        while True:
            facts = self.hear(until_s - self.now_s())
            if any(isinstance(fact, Reported) and fact.question == question.number for fact in facts):
                return True
            if self.now_s() >= until_s:
                return False

    def _port_answered(self) -> bool:
        link = self._line()
        status = link.port_status() if isinstance(link, TellsPortStatus) else None
        report = port_report(status, self.model, self.now_s())
        self.seen = self.seen if report is None else taken_in(self.seen, report)
        return report is not None

    def _settled(self, until_s: float) -> bool:
        """After silence old answers may still be on their way: one question, then wait until it is quiet.

        It may also have been switched off and on, and tell nothing by itself any more.
        """
        if not self.seen.silent_polls and not self._parser.is_waiting:
            return True
        self._parser.forget_questions()
        first = self.dialect.questions(self.model, self.seen.signs)[0]
        if not self._answered(first, until_s):
            return False
        while self.now_s() < until_s:
            if not self._line().read(timeout_s=QUIET_S):
                self._parser = self.dialect.parser(self.model)
                self.greet()
                return True
        return False
