"""Business days as staff see and begin them, in one store. Printer's thread; a silent store changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import SQLAlchemyError

from kiosk.database import Store
from kiosk.journal import Journal
from kiosk.tickets import overnight, ticket_store
from kiosk.tickets.business_day import business_day
from kiosk.time_source import TimeSource


@dataclass(frozen=True, slots=True)
class Days:
    """Ngày làm việc.

    current   the day numbers belong to now; None: none was given yet, or the store is silent
    next      the day «Bắt đầu ngày mới» would begin; None: the present one goes on, there is nothing to begin
    is_kept   whether who still waits tonight keeps the number
    """

    current: date | None = None
    next: date | None = None
    is_kept: bool = False


def days_of(store: Store | None, *, time: TimeSource) -> Days:
    """How the days of a store stand."""
    if store is None:
        return Days()
    now, is_trusted = time.now(), time.is_trusted()
    try:
        with store.reading.connect() as connection:
            last = ticket_store.last_business_day(connection)
            kept = overnight.kept_day(connection)
    except SQLAlchemyError:
        return Days()
    following = overnight.next_day(last, now, is_trusted=is_trusted)
    if last is None:
        return Days(None, None, kept is not None)
    # A trusted clock begins its days by itself; by hand only what it may not: a year that may be wrong, or was.
    goes_on = business_day(last, now, is_trusted=is_trusted, is_synchronised=time.is_synchronised())
    by_hand = following if not is_trusted or following != goes_on else None
    return Days(goes_on, by_hand, kept is not None)


def begin_day(store: Store, *, time: TimeSource, journal: Journal) -> None:
    """Begin the next day in a store."""
    try:
        with store.writing.begin() as connection:
            day = overnight.begin_day(connection, time.now(), is_trusted=time.is_trusted())
    except SQLAlchemyError as error:
        journal.write("day-not-begun", reason=type(error).__name__)
        return
    journal.write("day-begun", day=day)


def keep_queue(store: Store, *, time: TimeSource, is_kept: bool) -> None:
    """Keep the queue of the day that goes on, or do not."""
    try:
        with store.writing.begin() as connection:
            day = ticket_store.business_day_now(connection, time)
            overnight.keep_overnight(connection, day if is_kept else None)
    except SQLAlchemyError:
        return
