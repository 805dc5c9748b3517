"""What a ticket store needs at night: its log emptied, a look at every page, a copy to go back to, old days let go.

Runs on the thread that owns the store, when no lane gives numbers. A damaged store is told and otherwise left alone:
the copies of the nights before are what helps then.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, delete, func, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from kiosk.database import FILE_MODE, Store
from kiosk.durable_file import sync_folder
from kiosk.tickets.lane_orders import put_meta
from kiosk.tickets.queue_tables import queue_day, queue_turn
from kiosk.tickets.tables import meta, outbox, print_job, series_counter, ticket, ticket_event
from kiosk.tickets.waiting import LaneNow
from kiosk.time_source import HERE

# A year and a month: figures of the same month a year ago can still be compared.
KEPT = timedelta(days=400)
COPIES = 7
FOLDER = "backups"
LOOKED_AFTER = "looked_after"
# Where lanes give numbers around the clock this is the quietest time.
NIGHT_HOURS = range(1, 5)


@dataclass(frozen=True, slots=True)
class CareTaken:
    """Done for this night.

    removed  tickets older than `KEPT` that are gone now
    copy     the new copy's file
    """

    removed: int
    copy: Path


@dataclass(frozen=True, slots=True)
class Damaged:
    """The store's file is not whole: `said` by SQLite. Nothing was removed, no copy was replaced."""

    said: str


@dataclass(frozen=True, slots=True)
class NotDone:
    """The store was silent, or there is no room for a copy; the next night tries again."""

    reason: str


def is_due(store: Store, lanes: Iterable[LaneNow], now: datetime, *, is_trusted: bool) -> bool:
    """Whether this day's care is still to be taken, and nobody can be waiting for a number.

    A terminal that is switched off at night does it before it opens, or after it has closed.
    """
    local = now.astimezone(HERE)
    is_quiet = local.hour in NIGHT_HOURS or not any(lane.is_open for lane in lanes)
    if not is_trusted or not is_quiet:
        return False
    try:
        with store.reading.connect() as connection:
            done_on = connection.scalar(select(meta.c.value).where(meta.c.key == LOOKED_AFTER))
            return done_on != local.date().isoformat()
    except SQLAlchemyError:
        return False


def take_care(store: Store, now: datetime) -> CareTaken | Damaged | NotDone:
    """Everything once; a file only. What fails is a value, and the day counts as looked after: no endless tries."""
    today = now.astimezone(HERE).date()
    try:
        with store.writing.begin() as connection:
            put_meta(connection, LOOKED_AFTER, today.isoformat())
        if damage := damage_in(store):
            return Damaged(damage)
        with store.writing.begin() as connection:
            removed = _let_go(connection, today - KEPT)
        _empty_the_log(store)
        return CareTaken(removed, keep_copy(Path(store.place), today))
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        said = error.orig if isinstance(error, DBAPIError) else error
        return NotDone(f"{type(error).__name__}: {said}")


def damage_in(store: Store) -> str:
    """What SQLite finds wrong in the file; "": nothing."""
    with store.reading.connect() as connection:
        found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    return "" if found == "ok" else found


def keep_copy(file: Path, day: date) -> Path:
    """A whole copy of a store's file, named by its day; the newest `COPIES` stay.

    raises  OSError, sqlite3.Error when the disk cannot hold it; the older ones stay then.
    """
    folder = file.parent / FOLDER
    folder.mkdir(exist_ok=True)
    copy = folder / f"{file.stem}-{day}{file.suffix}"
    unfinished = copy.with_name(f"{copy.name}.new")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(file, timeout=5)) as connection:
        connection.execute("VACUUM INTO ?", (str(unfinished),))
    with unfinished.open("r+b") as written:
        os.fchmod(written.fileno(), FILE_MODE)
        os.fsync(written.fileno())
    unfinished.replace(copy)
    for old in sorted(folder.glob(f"{file.stem}-*{file.suffix}"))[:-COPIES]:
        old.unlink()
    sync_folder(folder)
    return copy


def _let_go(connection: Connection, before: date) -> int:
    """Remove the days before this one, with everything that belongs to them; no number of theirs comes again."""
    old = ticket.c.business_day < before
    count = connection.scalar(select(func.count()).select_from(ticket).where(old)) or 0
    theirs = select(ticket.c.id).where(old)
    requests = select(ticket.c.request_id).where(old)
    connection.execute(delete(outbox).where(outbox.c.request_id.in_(requests)))
    connection.execute(delete(ticket_event).where(ticket_event.c.ticket_id.in_(theirs)))
    connection.execute(delete(ticket).where(old))
    for table in (series_counter, queue_turn, queue_day, print_job):
        day: ColumnElement[date] = table.c.business_day
        connection.execute(delete(table).where(day < before))
    return count


def _empty_the_log(store: Store) -> None:
    raw = store.writing.raw_connection()
    try:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    finally:
        raw.close()
