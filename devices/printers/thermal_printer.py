"""A thermal printer (máy in nhiệt) on the other end of a line: the contract, kept over one conversation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from threading import Lock

from PIL import Image

from devices.errors import DeviceLost
from devices.patience import Patience
from devices.printers.command import Command
from devices.printers.contract import PrinterStatus, PrintOutcome, PrintResult, Progress, State, unheard
from devices.printers.conversation import Conversation, OpenLink
from devices.printers.delivery import Delivery
from devices.printers.job import in_words, job_mistake, not_printed
from devices.printers.models import Model
from devices.printers.printer_state import SILENT_POLLS, lost, status_of

BEFORE_A_JOB_S = 0.5
CLOSING_S = 0.2
CLEARING_S = 0.5
SLOW_ANSWER_S = 1.0  # what a slow printer is given
IN_ORDER_S = 0.2
HEAD_BYTES = 32  # more than any image command has before its dots
SHORT_S = 0.2  # a check that cannot wait for a slow printer


class ThermalPrinter:
    """See Printer. One dialect over one line, owned by the thread that calls `check` and `print_picture`.

    open_link  opens the line within so many seconds, or raises DeviceLost; first called by `check`.
    now_s      a stopwatch that keeps step with the line.
    baud       speed of a serial line; None where the line is no bottleneck.
    came_back  whether a lost device has moved since last asked: worth a try before its pause is over.
    """

    def __init__(
        self,
        open_link: OpenLink,
        model: Model,
        *,
        now_s: Callable[[], float],
        baud: int | None = None,
        came_back: Callable[[], bool] = lambda: False,
    ) -> None:
        self._talk = Conversation(open_link, model, now_s)
        self._model = model
        self._now_s = now_s
        self._baud = baud
        self._came_back = came_back
        self._patience = Patience()
        self._next_try_s = now_s()
        self._torn_bytes = 0  # longest command of a job that may be half in the printer
        self._is_cleared = False  # nothing in it that came from an earlier run, or from a torn job
        self._owner = Lock()
        self._status = status_of(self._talk.seen, model, now_s())

    @property
    def width_dots(self) -> int:
        """See Printer."""
        return self._model.dots

    def status(self) -> PrinterStatus:
        """See Printer. READY grows old by itself."""
        self._status = status_of(self._talk.seen, self._model, self._now_s(), before=self._status)
        return self._status

    def check(self, *, timeout_s: float) -> PrinterStatus:
        """See Printer."""
        with self._owned():
            return self._checked(timeout_s)

    def print_picture(self, picture: Image.Image, *, job: str, progress: Progress = unheard) -> PrintResult:
        """See Printer."""
        if mistake := job_mistake(picture, job=job, width_dots=self.width_dots):
            return not_printed(mistake)
        with self._owned():
            self._checked(BEFORE_A_JOB_S)
            before = status_of(self._talk.seen, self._model, self._now_s(), steady=False)
            if not before.may_print:
                return not_printed(in_words(before.conditions, before.detail), conditions=before.conditions)
            try:
                delivery = self._delivery(picture, job, progress)
            except DeviceLost as error:
                self._lose(str(error))
                return not_printed(str(error), conditions=self.status().conditions)
            return self._delivered(delivery)

    def expect_stump(self) -> None:
        """See Printer."""
        self._torn_bytes = max(self._longest_bytes, self._torn_bytes)
        self._is_cleared = False

    def close(self) -> None:
        """See Printer."""
        self._talk.closing.set()
        if self._owner.acquire(timeout=CLOSING_S):
            self._talk.drop()
            self._owner.release()

    @contextmanager
    def _owned(self) -> Iterator[None]:
        """Only one thread talks; who finds the printer closed while talking lets go of the line."""
        with self._owner:
            try:
                yield
            finally:
                if self._talk.closing.is_set():
                    self._talk.drop()

    def _checked(self, timeout_s: float) -> PrinterStatus:
        until_s = self._now_s() + timeout_s
        try:
            if self._is_reachable(timeout_s):
                self._ask(until_s)
        except DeviceLost as error:
            self._lose(str(error))
        return self.status()

    def _is_reachable(self, timeout_s: float) -> bool:
        """Whether there is a line; a lost one is tried again with patience."""
        if self._talk.closing.is_set():
            raise DeviceLost("closed")
        if self._talk.is_open:
            self._forget_leftovers()
            return True
        if self._came_back():
            self._patience.reset()
        elif self._now_s() < self._next_try_s:
            return False
        self._open(timeout_s)
        self._patience.reset()
        return True

    def _open(self, timeout_s: float) -> None:
        self._talk.open(timeout_s=timeout_s)
        if not self._forget_leftovers():
            self._talk.greet()

    def _forget_leftovers(self) -> bool:
        """What an earlier run or a torn job left in the printer must not come out hours later.

        returns  whether something was forgotten now. Greeted is only then: the greeting would be forgotten with it.
        """
        clearing = self._talk.dialect.clearing(self._model)
        if not clearing or self._is_cleared or not self._talk.say(clearing):
            return False
        self._is_cleared = True
        self._talk.greet()
        return True

    @property
    def _longest_bytes(self) -> int:
        """Of any image command that ever goes to this model."""
        return self._model.dots // 8 * self._model.max_band_rows + HEAD_BYTES

    def _ask(self, until_s: float) -> None:
        if not self._model.answers:
            self._talk.hear(0)  # a broken connection shows here
            return
        if "slow_answer" in self._model.quirks:
            if until_s - self._now_s() <= SHORT_S and self.status().state is State.READY:
                self._talk.hear(0)  # its last answer is not old yet
                return
            until_s = max(until_s, self._now_s() + SLOW_ANSWER_S)
        if not self._talk.poll(until_s=until_s) and self._talk.seen.silent_polls % SILENT_POLLS == 0:
            # It may have been switched off and on, and know nothing of this connection.
            self._talk.drop()

    def _lose(self, why: str) -> None:
        self._talk.drop()
        self._talk.seen = lost(self._talk.seen, why, self._now_s())
        self._next_try_s = self._now_s() + self._patience.next_s()

    def _delivery(self, picture: Image.Image, job: str, progress: Progress) -> Delivery:
        """The job, made for the printer as it is now."""
        dialect, ends = self._talk.dialect, self._talk.seen.ends
        commands = [*self._recovering(), *dialect.job_commands(picture, self._model, job=job, ends=ends or 0)]
        after = None if ends is None else dialect.ends_after(ends)
        return Delivery(self._talk, commands, job, self._baud, progress, after)

    def _recovering(self) -> list[Command]:
        if self._torn_bytes:
            return self._talk.dialect.recovery_commands(self._model, longest_bytes=self._torn_bytes)
        if self._is_cleared or self._talk.answers_in_order(within_s=IN_ORDER_S):
            return []
        # An earlier run may have been killed in mid-image, and this model knows no command that clears.
        return [self._talk.dialect.completing(self._model, longest_bytes=self._longest_bytes)]

    def _delivered(self, delivery: Delivery) -> PrintResult:
        self._talk.seen = replace(self._talk.seen, is_printing=True)
        outcome, evidence = PrintOutcome.UNKNOWN, "interrupted"
        try:
            outcome, evidence = delivery.delivered()
        except DeviceLost as error:
            self._lose(str(error))
            outcome, evidence = (PrintOutcome.UNKNOWN if delivery.sent else PrintOutcome.NOT_PRINTED), str(error)
        finally:
            self._talk.seen = replace(self._talk.seen, is_printing=False)
            self._leave(delivery, outcome)
        return PrintResult(outcome, evidence, delivery.sent, delivery.total, self.status().conditions)

    def _leave(self, delivery: Delivery, outcome: PrintOutcome) -> None:
        """After a failure nothing may come out later by surprise, neither from our side nor from the printer's."""
        if outcome in {PrintOutcome.PRINTED, PrintOutcome.ASSUMED}:
            self._torn_bytes, self._is_cleared = 0, True
            return
        self._talk.drop()
        if delivery.sent:
            self._torn_bytes = max(delivery.longest_bytes, self._torn_bytes)
            self._is_cleared = False
            self._clear()

    def _clear(self) -> None:
        """Make the printer forget its buffer now, or it prints the rest by itself as soon as there is paper."""
        seen = self._talk.seen
        if seen.trouble or not self._model.answers or not self._talk.dialect.clearing(self._model):
            return
        with suppress(DeviceLost):
            self._open(CLEARING_S)
        self._talk.seen = seen  # what is the matter is still the matter
