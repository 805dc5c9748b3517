"""A printer that prints pictures into a folder, and misbehaves on command.

Keeps the contract in the simplest way: no wire, no waiting. What it is told comes from printer.toml in its folder,
read again at every check and at every band of a print, or from `obey`.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from devices.printers.contract import (
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
from devices.printers.virtual_orders import Orders, OrdersRefused, read_orders

MODEL = "virtual"
ROWS_A_BAND = 128
SILENT_POLLS = 3


def _wall_clock() -> datetime:
    return datetime.now(UTC).astimezone()


class VirtualPrinter:
    """See Printer. Slips lie in `folder`, which is made on demand.

    now_s  stopwatch seconds, for `PrinterStatus.since`.
    now    wall clock with zone, for the facts beside a slip.
    """

    def __init__(
        self,
        folder: Path,
        *,
        width_dots: int,
        now_s: Callable[[], float],
        now: Callable[[], datetime] = _wall_clock,
    ) -> None:
        self.slips = SlipFolder(folder)
        self._width_dots = width_dots
        self._now_s = now_s
        self._now = now
        self._told: Orders | None = None
        self._torn_under: Orders | None = None  # these orders have used up their roll
        self._confirms = True
        self._silent_polls = 0
        self._status = PrinterStatus(State.UNKNOWN, frozenset(), Paper.UNKNOWN, now_s(), MODEL, "not asked yet")

    @property
    def width_dots(self) -> int:
        """See Printer."""
        return self._width_dots

    def obey(self, orders: Orders | None) -> None:
        """Behave like this from now on; None listens to printer.toml again."""
        self._told = orders

    def status(self) -> PrinterStatus:
        """See Printer."""
        return self._status

    def check(self, *, timeout_s: float) -> PrinterStatus:  # noqa: ARG002 - nothing here takes time
        """See Printer."""
        self._status = self._look()
        return self._status

    def print_picture(self, picture: Image.Image, *, job: str, progress: Progress = unheard) -> PrintResult:
        """See Printer. A slip that tears is kept as far as it came out."""
        if mistake := job_mistake(picture, job=job, width_dots=self._width_dots):
            return not_printed(mistake)
        total = picture.height * self._width_dots // 8
        before = self.check(timeout_s=0)
        if not before.may_print:
            return not_printed(in_words(before.conditions, before.detail), total, before.conditions)
        self._status = replace(before, state=State.PRINTING, since=self._now_s())
        try:
            rows = self._burn(picture, progress)
        finally:
            after = self.check(timeout_s=0)
        return self._written_down(picture, rows, job, after)

    def close(self) -> None:
        """See Printer; there is nothing to let go of."""

    def _burn(self, picture: Image.Image, progress: Progress) -> int:
        """Move the paper band by band; returns the rows that came out."""
        row_bytes = self._width_dots // 8
        progress(0, picture.height * row_bytes)
        for top in range(0, picture.height, ROWS_A_BAND):
            bottom = min(top + ROWS_A_BAND, picture.height)
            if (torn_at := self._torn_at(top, bottom)) is not None:
                return torn_at
            progress(bottom * row_bytes, picture.height * row_bytes)
        return picture.height

    def _torn_at(self, top: int, bottom: int) -> int | None:
        """The row between these two at which the slip tears, or None. As on paper, it may happen in mid-print."""
        try:
            orders = self._orders()
        except OrdersRefused:
            return top
        end = orders.paper_ends_at_row
        if end is not None and top <= end < bottom:
            self._torn_under = orders
            return end
        return top if orders.state is not State.READY else None

    def _written_down(self, picture: Image.Image, rows: int, job: str, after: PrinterStatus) -> PrintResult:
        total = picture.height * self._width_dots // 8
        sent = rows * self._width_dots // 8
        if not rows:
            return not_printed(in_words(after.conditions, after.detail), total, after.conditions)
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
        return PrintResult(outcome, evidence, sent, total, after.conditions)

    def _judged(self, whole: bool, after: PrinterStatus) -> tuple[PrintOutcome, str]:  # noqa: FBT001 - said by its name
        if not whole or after.state in {State.OFFLINE, State.UNKNOWN}:
            return PrintOutcome.UNKNOWN, in_words(after.conditions, after.detail or "torn")
        return (PrintOutcome.PRINTED, "process-id") if self._confirms else (PrintOutcome.ASSUMED, "time")

    def _look(self) -> PrinterStatus:
        """What a poll would say now."""
        try:
            self.slips.prepare()
            orders = self._orders()
        except OrdersRefused as error:
            return self._said(State.UNKNOWN, {Condition.GARBLED}, Paper.UNKNOWN, str(error))
        except OSError as error:
            return self._said(State.OFFLINE, {Condition.DISCONNECTED}, Paper.UNKNOWN, str(error))
        self._silent_polls = self._silent_polls + 1 if orders.mute else 0
        if self._silent_polls:
            state = State.OFFLINE if self._silent_polls >= SILENT_POLLS else State.UNKNOWN
            return self._said(state, {Condition.NO_ANSWER}, Paper.UNKNOWN, "no answer")
        paper = Paper.UNKNOWN if orders.offline else orders.paper
        return self._said(orders.state, orders.conditions, paper)

    def _said(self, state: State, conditions: AbstractSet[Condition], paper: Paper, detail: str = "") -> PrinterStatus:
        since = self._status.since if self._status.state is state else self._now_s()
        return PrinterStatus(state, frozenset(conditions), paper, since, MODEL, detail)

    def _orders(self) -> Orders:
        """The orders of this moment; an empty roll stays empty while they are unchanged."""
        orders = read_orders(self.slips.folder) if self._told is None else self._told
        self._confirms = orders.confirms
        if orders == self._torn_under:
            return replace(orders, paper=Paper.OUT, paper_ends_at_row=None)
        self._torn_under = None
        return orders
