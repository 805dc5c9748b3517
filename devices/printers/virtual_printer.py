"""A printer that prints pictures into a folder, and misbehaves on command, at once or in mid-slip.

Keeps the contract in the simplest way: no wire, and no waiting unless it is told to be slow. What it is told comes
from printer.toml in its folder, read again at every check and at every band of a print, or from `obey`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from devices.printers.contract import (
    BLOCKING,
    Condition,
    Paper,
    PrinterStatus,
    PrintOutcome,
    PrintResult,
    Progress,
    State,
    unheard,
)
from devices.printers.job import in_words, job_mistake, not_printed
from devices.printers.slip_folder import SlipFolder
from devices.printers.virtual_course import Course
from devices.printers.virtual_orders import Orders, OrdersRefused, read_orders

MODEL = "virtual"
ROWS_A_BAND = 128
SILENT_POLLS = 3
AROUND_A_JOB_S = 0.5  # what its answers may take before and after a slip
NO_BYTE_S = 2.5


def _wall_clock() -> datetime:
    return datetime.now(UTC).astimezone()


class VirtualPrinter:
    """See Printer. Slips lie in `folder`, which is made on demand.

    now_s  stopwatch seconds, for `PrinterStatus.since` and for orders in seconds.
    now    wall clock with zone, for the facts beside a slip.
    pause  lets so many seconds pass, when it is told to be slow.
    """

    def __init__(
        self,
        folder: Path,
        *,
        width_dots: int,
        now_s: Callable[[], float],
        now: Callable[[], datetime] = _wall_clock,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.slips = SlipFolder(folder)
        self._width_dots = width_dots
        self._now_s = now_s
        self._now = now
        self._pause = pause
        self._told: Orders | None = None
        self._obeyed = Orders()  # what it did at the last look
        self._course = Course(now_s)
        self._silent_polls = 0
        self._status = PrinterStatus(State.UNKNOWN, frozenset(), Paper.UNKNOWN, now_s(), MODEL, "not asked yet")

    @property
    def width_dots(self) -> int:
        """See Printer."""
        return self._width_dots

    def obey(self, orders: Orders | None) -> None:
        """Behave like this from now on; None listens to printer.toml again."""
        self._told = orders
        self._course.restart()

    def status(self) -> PrinterStatus:
        """See Printer."""
        return self._status

    def check(self, *, timeout_s: float) -> PrinterStatus:
        """See Printer."""
        self._status = self._look(timeout_s)
        return self._status

    def print_picture(self, picture: Image.Image, *, job: str, progress: Progress = unheard) -> PrintResult:
        """See Printer. A slip that tears is kept as far as it came out."""
        if mistake := job_mistake(picture, job=job, width_dots=self._width_dots):
            return not_printed(mistake)
        total = picture.height * self._row_bytes
        before = self.check(timeout_s=AROUND_A_JOB_S)
        if not before.may_print:
            return not_printed(in_words(before.conditions, before.detail), total, before.conditions)
        self._status = replace(before, state=State.PRINTING, since=self._now_s())
        try:
            rows = self._burn(picture.height, progress)
        finally:
            after = self.check(timeout_s=AROUND_A_JOB_S)
        return self._written_down(picture, rows, job, after)

    def expect_stump(self) -> None:
        """See Printer; each of its slips is a picture of its own."""

    def close(self) -> None:
        """See Printer; there is nothing to let go of."""

    @property
    def _row_bytes(self) -> int:
        return self._width_dots // 8

    def _burn(self, height: int, progress: Progress) -> int:
        """Move the paper piece by piece, looking before each whether it goes on; returns the rows that came out."""
        progress(0, height * self._row_bytes)
        row = 0
        while row < height:
            try:
                written = self._orders()
            except OrdersRefused:
                return row
            orders = self._course.now(written, row=row)
            if not orders.burns:
                self._pause(NO_BYTE_S if orders.stalled else 0)
                return row
            end = min(
                self._course.next_row(written, row, row_bytes=self._row_bytes) or height, row + ROWS_A_BAND, height
            )
            self._pause(orders.slip_s * (end - row) / height)
            self._course.took((end - row) * self._row_bytes)
            row = end
            progress(row * self._row_bytes, height * self._row_bytes)
        return row

    def _written_down(self, picture: Image.Image, rows: int, job: str, after: PrinterStatus) -> PrintResult:
        total = picture.height * self._row_bytes
        if not rows:
            return not_printed(in_words(after.conditions, after.detail), total, after.conditions)
        if rows == picture.height:
            self._course.finished_slip()
        outcome, evidence = self._judged(rows == picture.height, after)
        facts = {
            "job": job,
            "rows": rows,
            "of_rows": picture.height,
            "when": self._now().isoformat(timespec="seconds"),
            "outcome": outcome.value,
        }
        try:
            self.slips.add(picture.crop((0, 0, picture.width, rows)), facts)
        except OSError as error:
            outcome, evidence = PrintOutcome.UNKNOWN, str(error)
        return PrintResult(outcome, evidence, rows * self._row_bytes, total, after.conditions)

    def _judged(self, whole: bool, after: PrinterStatus) -> tuple[PrintOutcome, str]:  # noqa: FBT001 - said by its name
        stopped = after.conditions & BLOCKING - {Condition.NOT_TAKEN}
        if not whole or stopped or after.state in {State.OFFLINE, State.UNKNOWN}:
            return PrintOutcome.UNKNOWN, in_words(after.conditions, after.detail or "torn")
        if self._obeyed.half_answers:
            return PrintOutcome.UNKNOWN, Condition.GARBLED.value
        return (PrintOutcome.PRINTED, "process-id") if self._obeyed.confirms else (PrintOutcome.ASSUMED, "time")

    def _look(self, timeout_s: float) -> PrinterStatus:
        """What a poll would say now."""
        try:
            self.slips.prepare()
            orders = self._obeyed = self._course.now(self._orders())
        except OrdersRefused as error:
            return self._said(State.UNKNOWN, {Condition.GARBLED}, Paper.UNKNOWN, str(error))
        except OSError as error:
            return self._said(State.OFFLINE, {Condition.DISCONNECTED}, Paper.UNKNOWN, str(error))
        if orders.offline:
            self._silent_polls = 0
            return self._said(State.OFFLINE, orders.conditions, Paper.UNKNOWN)
        self._pause(min(orders.late_s, timeout_s))
        if orders.mute or orders.garbage or orders.power == "off" or orders.late_s > timeout_s:
            return self._silent(garbled=orders.garbage)
        self._silent_polls = 0
        return self._said(orders.state, orders.conditions, orders.paper)

    def _silent(self, *, garbled: bool) -> PrinterStatus:
        self._silent_polls += 1
        state = State.OFFLINE if self._silent_polls >= SILENT_POLLS else State.UNKNOWN
        conditions = {Condition.NO_ANSWER, Condition.GARBLED} if garbled else {Condition.NO_ANSWER}
        return self._said(state, conditions, Paper.UNKNOWN, "no answer")

    def _said(self, state: State, conditions: AbstractSet[Condition], paper: Paper, detail: str = "") -> PrinterStatus:
        since = self._status.since if self._status.state is state else self._now_s()
        return PrinterStatus(state, frozenset(conditions), paper, since, MODEL, detail)

    def _orders(self) -> Orders:
        return read_orders(self.slips.folder) if self._told is None else self._told
