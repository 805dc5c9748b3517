"""The print journal: one job at a time, written down before its first byte: a restart knows what may be on paper.

A job goes ready_to_send -> sending -> sent -> over. Its number counts from 1 each business day; every further attempt
of one ticket keeps it, so that printer and journal see one job (devices.md 6).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, assert_never

from PIL import Image
from sqlalchemy import ColumnElement, Connection, RowMapping, Select, exists, func, insert, or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from devices.printers.contract import Condition, Printer, PrintOutcome, PrintResult, Progress
from kiosk.database import Store
from kiosk.journal import Journal
from kiosk.tickets import ticket_store
from kiosk.tickets.tables import print_job
from kiosk.tickets.tables import ticket as ticket_table
from kiosk.tickets.ticket import PaperState, Ticket
from kiosk.time_source import TimeSource

# Whoever took a ticket longer ago has gone to a seat: paper that comes out now would be somebody else's surprise.
YOUNG = timedelta(minutes=2)
# A slip of which nothing is on paper may come a little later: its owner sits in the lobby and waits for the number.
STILL_HERE = timedelta(minutes=15)
BASE_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
RESTART = "restart"


def nobody_told() -> None:
    """For callers who wait for the end."""


@dataclass(frozen=True, slots=True)
class JobKey:
    """One attempt of one job."""

    business_day: date
    job: int
    attempt: int

    @property
    def text(self) -> str:
        """The job as the printer knows it: four characters, base 36."""
        digits, rest = "", self.job
        while rest:
            rest, digit = divmod(rest, len(BASE_36))
            digits = BASE_36[digit] + digits
        return digits.rjust(4, "0")


@dataclass(frozen=True, slots=True)
class Paper:
    """What became of a ticket's last slip."""

    state: PaperState
    conditions: frozenset[Condition]
    is_reprint: bool = False


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A slip an earlier run did not finish.

    is_marked  something may be on paper: the next slip says «In lại»
    """

    ticket: Ticket
    is_marked: bool


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What an earlier run left: slips young enough to print by themselves, and those only staff may print."""

    again: tuple[Unfinished, ...] = ()
    for_staff: tuple[Ticket, ...] = ()


class PrintQueue:
    """The jobs of one printer; belongs to its thread."""

    def __init__(self, store: Store, printer: Printer, *, time: TimeSource, journal: Journal) -> None:
        self._store = store
        self._printer = printer
        self._time = time
        self._journal = journal

    def print_ticket(
        self, ticket: Ticket, picture: Image.Image, *, is_reprint: bool, on_sent: Callable[[], None] = nobody_told
    ) -> Paper:
        """Write the job down, print it, write down how it ended.

        on_sent  called when the last byte has left: the slip is on its way out
        raises  SQLAlchemyError when it cannot be written down; then no byte was sent.
        """
        key = self._write_down(ticket, picture, is_reprint=is_reprint)
        result = self._printer.print_picture(picture, job=key.text, progress=self._progress(key, on_sent))
        self._note(key, **_ended(result), ended_at=self._time.now())
        return Paper(paper_state(result.outcome), result.conditions, is_reprint)

    def paper_of(self, ticket: Ticket) -> Paper | None:
        """How the last slip of a ticket ended; None when none was ever begun."""
        query = select(*print_job.c).where(print_job.c.ticket_id == ticket.id).order_by(print_job.c.attempt.desc())
        with self._store.reading.connect() as connection:
            row = connection.execute(query.limit(1)).mappings().first()
        return None if row is None else _paper(row)

    def is_maybe_on_paper(self, ticket: Ticket) -> bool:
        """Whether any slip of this ticket may have left the printer: then the next one is marked «In lại»."""
        query = select(print_job.c.ticket_id).where(print_job.c.ticket_id == ticket.id)
        on_paper = query.where(
            or_(print_job.c.outcome.is_(None), print_job.c.outcome != PrintOutcome.NOT_PRINTED.value)
        )
        with self._store.reading.connect() as connection:
            return connection.execute(on_paper.limit(1)).first() is not None

    def close_left_over(self) -> LeftOver:
        """Close the jobs of an earlier run: what was being sent is unknown now. Tickets of another day are left out."""
        now = self._time.now()
        with self._store.writing.begin() as connection:
            today = ticket_store.business_day_now(connection, self._time)
            rows = connection.execute(select(*print_job.c).where(print_job.c.state != "over")).mappings().all()
            for row in rows:
                _close(connection, row, now)
            found = [(row, ticket_store.ticket_by_id(connection, row["ticket_id"])) for row in rows]
            is_torn = _last_outcome(connection) == PrintOutcome.UNKNOWN.value
        if is_torn:
            self._printer.expect_stump()
        mine = [(row, ticket) for row, ticket in found if ticket and ticket.business_day == today]
        again = tuple(Unfinished(ticket, _may_be_on_paper(row)) for row, ticket in mine if _is_young(row, now))
        return LeftOver(again, tuple(ticket for row, ticket in mine if not _is_young(row, now)))

    def stuck(self) -> tuple[Unfinished, ...]:
        """Slips that failed and may print by themselves when the printer can again (tickets.md 7, rule 2), each once.

        Nothing on paper: for 15 minutes. Perhaps something: for 2, marked. Only tickets that still wait, of this
        business day, and only after their first attempt: whatever was tried again is for people to decide.
        raises  SQLAlchemyError when the store is silent.
        """
        now = self._time.now()
        with self._store.reading.connect() as connection:
            today = ticket_store.business_day_now(connection, self._time)
            rows = connection.execute(_failed_once(today)).mappings().all()
            found = [(row, ticket_store.ticket_by_id(connection, row["ticket_id"])) for row in rows]
        return tuple(
            Unfinished(ticket, is_marked)
            for row, ticket in found
            if ticket is not None
            and timedelta()
            <= now - row["created_at"]
            < (YOUNG if (is_marked := row["outcome"] != PrintOutcome.NOT_PRINTED.value) else STILL_HERE)
        )

    def _write_down(self, ticket: Ticket, picture: Image.Image, *, is_reprint: bool) -> JobKey:
        with self._store.writing.begin() as connection:
            key = _next_key(connection, ticket)
            row = {
                "business_day": key.business_day,
                "job": key.job,
                "attempt": key.attempt,
                "ticket_id": ticket.id,
                "purpose": "ticket",
                "reprint": is_reprint,
                "picture_sha256": hashlib.sha256(picture.tobytes()).hexdigest(),
                "state": "ready_to_send",
                "model": self._printer.status().model,
                "created_at": self._time.now(),
            }
            connection.execute(insert(print_job).values(row))
        return key

    def _progress(self, key: JobKey, on_sent: Callable[[], None]) -> Progress:
        """Two commits a job: before the first byte and after the last; a band more or less changes no decision."""
        begun = False

        def heard(sent: int, total: int) -> None:
            nonlocal begun
            if not begun:
                begun = True
                self._note(key, state="sending", bytes_total=total, first_byte_at=self._time.now())
            if sent and sent >= total:
                self._note(key, state="sent", bytes_sent=sent)
                on_sent()

        return heard

    def _note(self, key: JobKey, **values: object) -> None:
        """A journal that fails must not take the paper away too: the number exists, and a second slip is harmless."""
        try:
            with self._store.writing.begin() as connection:
                connection.execute(update(print_job).where(_is(key)).values(**values))
        except SQLAlchemyError as error:
            self._journal.write("print-journal-failed", job=key.text, error=type(error).__name__)


def paper_state(outcome: PrintOutcome) -> PaperState:
    """What a ticket's paper is after a job (tickets.md 7)."""
    match outcome:
        case PrintOutcome.PRINTED:
            return "confirmed"
        case PrintOutcome.ASSUMED:
            return "assumed"
        case PrintOutcome.NOT_PRINTED:
            return "unprinted"
        case PrintOutcome.UNKNOWN:
            return "unknown"
        case _:
            assert_never(outcome)


def _next_key(connection: Connection, ticket: Ticket) -> JobKey:
    # A number kept overnight begins a job of its new day: another ticket may have the same job there.
    mine = select(print_job.c.job, print_job.c.attempt).where(
        print_job.c.ticket_id == ticket.id, print_job.c.business_day == ticket.business_day
    )
    last = connection.execute(mine.order_by(print_job.c.attempt.desc()).limit(1)).first()
    if last is not None:
        return JobKey(ticket.business_day, last.job, last.attempt + 1)
    of_day = select(func.max(print_job.c.job)).where(print_job.c.business_day == ticket.business_day)
    return JobKey(ticket.business_day, (connection.scalar(of_day) or 0) + 1, 1)


def _failed_once(today: date) -> Select[Any]:
    """First attempts that ended without a sure slip, of tickets that wait and were never tried again; oldest first."""
    again = print_job.alias()
    failed = (PrintOutcome.NOT_PRINTED.value, PrintOutcome.UNKNOWN.value)
    return (
        select(*print_job.c)
        .join(ticket_table, ticket_table.c.id == print_job.c.ticket_id)
        .where(print_job.c.business_day == today, print_job.c.attempt == 1, print_job.c.state == "over")
        .where(print_job.c.outcome.in_(failed), ticket_table.c.state == "waiting")
        .where(~exists().where(again.c.ticket_id == print_job.c.ticket_id, again.c.attempt > 1))
        .order_by(print_job.c.job)
    )


def _is(key: JobKey) -> ColumnElement[bool]:
    here = (print_job.c.business_day == key.business_day) & (print_job.c.job == key.job)
    return here & (print_job.c.attempt == key.attempt)


def _ended(result: PrintResult) -> dict[str, object]:
    return {
        "state": "over",
        "outcome": result.outcome.value,
        "evidence": result.evidence,
        "bytes_sent": result.bytes_sent,
        "bytes_total": result.bytes_total,
        "conditions": " ".join(sorted(condition.value for condition in result.conditions)),
    }


def _paper(row: RowMapping) -> Paper:
    outcome = PrintOutcome(row["outcome"]) if row["outcome"] else PrintOutcome.UNKNOWN
    conditions = frozenset(Condition(word) for word in row["conditions"].split())
    return Paper(paper_state(outcome), conditions, row["reprint"])


def _last_outcome(connection: Connection) -> str | None:
    """Of the last job that moved any paper."""
    begun = select(print_job.c.outcome).where(print_job.c.outcome != PrintOutcome.NOT_PRINTED.value)
    return connection.scalar(begun.order_by(print_job.c.created_at.desc(), print_job.c.attempt.desc()).limit(1))


def _may_be_on_paper(row: RowMapping) -> bool:
    return bool(row["state"] != "ready_to_send")


def _is_young(row: RowMapping, now: datetime) -> bool:
    """Only a first attempt prints by itself: a slip that stops the program must not do so again at every start."""
    return bool(row["attempt"] == 1) and timedelta() <= now - row["created_at"] < YOUNG


def _close(connection: Connection, row: RowMapping, now: datetime) -> None:
    outcome = PrintOutcome.UNKNOWN if _may_be_on_paper(row) else PrintOutcome.NOT_PRINTED
    values = {"state": "over", "outcome": outcome.value, "evidence": RESTART, "ended_at": now}
    connection.execute(
        update(print_job).where(_is(JobKey(row["business_day"], row["job"], row["attempt"]))).values(values)
    )
