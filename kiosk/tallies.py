"""Counts by day (đếm theo ngày): how often something happened, never who did it or at what hour.

A tally is a kind, a key and a day. What a key may say is decided by whoever counts; nothing finer than a day is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Column, Date, Integer, MetaData, Table, Text, delete, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError

from kiosk.database import Store, open_store

FILE = "tallies.db"
# A hostile finger must not fill the disk: what is new beyond this is not counted, what is known goes on.
MOST_KEYS = 5000

metadata = MetaData()
tally = Table(
    "tally",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("times", Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """Số lần: one key with all its days together."""

    key: str
    times: int
    first_on: date
    last_on: date


class Tallies:
    """The counts of one terminal."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, kind: str, key: str, day: date) -> bool:
        """Count once more; False when it could not be kept, which never matters to a citizen."""
        once = sqlite.insert(tally).values(kind=kind, key=key, day=day, times=1)
        more = once.on_conflict_do_update(
            index_elements=[tally.c.kind, tally.c.key, tally.c.day], set_={"times": tally.c.times + 1}
        )
        known = select(func.count()).where((tally.c.kind == kind) & (tally.c.key == key))
        keys = select(func.count(tally.c.key.distinct())).where(tally.c.kind == kind)
        try:
            with self._store.writing.begin() as connection:
                if not connection.scalar(known) and (connection.scalar(keys) or 0) >= MOST_KEYS:
                    return False
                connection.execute(more)
        except DBAPIError:
            return False
        return True

    def listed(self, kind: str) -> tuple[Tally, ...]:
        """Every key of a kind, most often first."""
        times, first, last = func.sum(tally.c.times), func.min(tally.c.day), func.max(tally.c.day)
        query = select(tally.c.key, times, first, last).where(tally.c.kind == kind).group_by(tally.c.key)
        with self._store.reading.connect() as connection:
            rows = connection.execute(query.order_by(times.desc(), tally.c.key)).all()
        return tuple(Tally(*row) for row in rows)

    def forget_before(self, day: date) -> None:
        """Drop what was counted before a day."""
        with self._store.writing.begin() as connection:
            connection.execute(delete(tally).where(tally.c.day < day))

    def close(self) -> None:
        """Give the file back; twice without harm."""
        self._store.close()


def open_tallies(state_folder: Path) -> Tallies:
    """The counts kept in a state folder; made when missing.

    raises  StoreBroken when the file cannot be used.
    """
    store = open_store(state_folder / FILE)
    with store.writing.begin() as connection:
        metadata.create_all(connection)
    return Tallies(store)
