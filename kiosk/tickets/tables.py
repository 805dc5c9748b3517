"""The tables of the ticket store, in SQLAlchemy Core. No name, phone, identity number or dossier code in any of them.

Times are UTC; a business day is a date. The version of the tables stands in `alembic_version`, one row.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    delete,
    insert,
    inspect,
    select,
)
from sqlalchemy.exc import DBAPIError

from kiosk.database import Store
from kiosk.errors import Problem, StoreBroken

# The newest one is what this program writes; every other one it can bring up to date.
OLDER_VERSIONS = ("0001", "0002")
VERSION = "0003"
# The first program wrote its version here and looks for it: whatever is not "1" makes it refuse.
FIRST_VERSION_KEY = "schema_version"
STATES = ("waiting", "called", "serving", "absent", "done", "void", "expired")
metadata = MetaData()


class UtcTime(TypeDecorator[datetime]):
    """An instant: goes in with any zone, is kept and comes out in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """A time without a zone raises ValueError: it would be off by seven hours."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """SQLite keeps no zone; PostgreSQL does."""
        if value is None:
            return None
        found: datetime = value
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _one_of(column: str, *words: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(word) for word in words)})", name=f"known_{column}")


meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

series_counter = Table(
    "series_counter",
    metadata,
    Column("business_day", Date, primary_key=True),
    Column("series", Text, primary_key=True),
    Column("last_n", Integer, nullable=False),
)

ticket = Table(
    "ticket",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("business_day", Date, nullable=False),
    Column("series", Text, nullable=False),
    Column("n", Integer, nullable=False),
    Column("lane", Text, nullable=False),
    Column("class", Text, key="klass", nullable=False),
    Column("request_id", Text, nullable=False, unique=True),
    Column("supersedes_request_id", Text),
    Column("kiosk_no", Integer, nullable=False),
    Column("origin", Text, nullable=False),
    Column("issued_at", UtcTime, nullable=False),
    Column("clock_trusted", Boolean, nullable=False),
    Column("release_no", Integer, nullable=False),
    Column("est_low_min", Integer),
    Column("est_high_min", Integer),
    Column("ahead_at_issue", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("counter", Integer),
    Column("calls", Integer, nullable=False, default=0),
    Column("called_at", UtcTime),
    Column("serving_at", UtcTime),
    Column("ended_at", UtcTime),
    Column("end_reason", Text),
    Column("valid_until", UtcTime, nullable=False),
    UniqueConstraint("business_day", "series", "n", name="one_number_once"),
    _one_of("origin", "lobby", "alone"),
    _one_of("state", *STATES),
    sqlite_autoincrement=True,
)
Index("waiting_in_lane", ticket.c.business_day, ticket.c.lane, ticket.c.state, ticket.c.issued_at)
Index(
    "one_ticket_a_counter",
    ticket.c.counter,
    unique=True,
    sqlite_where=ticket.c.state.in_(["called", "serving"]),
    postgresql_where=ticket.c.state.in_(["called", "serving"]),
)

ticket_event = Table(
    "ticket_event",
    metadata,
    Column("id", Integer, primary_key=True),  # the board's cursor: it must never go back, not even after a clean-up
    Column("ticket_id", Integer, ForeignKey("ticket.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("kind", Text, nullable=False),
    Column("counter", Integer),
    Column("why", Text),
    Column("actor", Text, nullable=False),
    _one_of("actor", "kiosk", "counter", "system"),
    sqlite_autoincrement=True,
)

pending_request = Table(
    "pending_request",
    metadata,
    Column("request_id", Text, primary_key=True),
    Column("lane", Text, nullable=False),
    Column("class", Text, key="klass", nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

# No foreign key to the ticket: in a lobby of several terminals the tickets are on another machine.
print_job = Table(
    "print_job",
    metadata,
    Column("business_day", Date, primary_key=True),
    Column("job", Integer, primary_key=True, autoincrement=False),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("ticket_id", Integer),
    Column("purpose", Text, nullable=False),
    Column("reprint", Boolean, nullable=False),
    Column("picture_sha256", Text, nullable=False),
    Column("bytes_total", Integer, nullable=False, default=0),
    Column("bytes_sent", Integer, nullable=False, default=0),
    Column("state", Text, nullable=False),
    Column("outcome", Text),
    Column("evidence", Text),
    Column("conditions", Text, nullable=False, default=""),
    Column("model", Text, nullable=False, default=""),
    Column("created_at", UtcTime, nullable=False),
    Column("first_byte_at", UtcTime),
    Column("ended_at", UtcTime),
    _one_of("purpose", "ticket", "checklist", "status", "test"),
    _one_of("state", "ready_to_send", "sending", "sent", "over"),
    _one_of("outcome", "printed", "assumed", "not-printed", "unknown"),
)
Index("jobs_of_ticket", print_job.c.ticket_id)

# What a terminal gave under its own prefix and the lobby's store has not got yet; one row a ticket.
outbox = Table(
    "outbox",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("request_id", Text, nullable=False, unique=True),
    Column("created_at", UtcTime, nullable=False),
    Column("sent_at", UtcTime),
    Column("refused", Text),
    sqlite_autoincrement=True,
)

# As Alembic makes it: read without Alembic.
alembic_version = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def create_tables(store: Store) -> None:
    """Give a new store its tables and an older one what it lacks; leave one of this version as it is.

    All of it holds the store's lock and is one transaction: of two programs that start together one does it, and a
    power cut leaves what was there before. A file is copied beside itself first.
    raises  StoreBroken when it cannot be done, or when a newer program has written the store: nothing is touched then.
    """
    from kiosk.tickets import queue_tables  # noqa: F401, PLC0415 -- they belong to `metadata`, and know this file

    try:
        with store.writing.begin() as connection:
            found = version_in(connection)
            if found is None:
                metadata.create_all(connection)
                connection.execute(insert(meta).values(key=FIRST_VERSION_KEY, value="alembic"))
                _stamp(connection, VERSION)
            elif found in OLDER_VERSIONS:
                _upgrade(store, connection, found)
    except (DBAPIError, OSError, sqlite3.Error) as error:
        said = " ".join(str(getattr(error, "orig", error)).split())
        cure = "Check disk and rights; move a damaged file aside and put the newest backup in its place."
        raise StoreBroken(Problem(store.place, "", f"The tables cannot be made ({said}).", cure)) from None
    if found not in {None, VERSION, *OLDER_VERSIONS}:
        meaning = f"The store belongs to a newer version of this program; this one writes {VERSION}."
        cure = "Install the newer program again, or restore a backup."
        raise StoreBroken(Problem(f"{store.place}, version", str(found), meaning, cure))


def version_in(connection: Connection) -> str | None:
    """The version of a store's tables; None while it has none."""
    there = inspect(connection)
    if there.has_table(alembic_version.name):
        return connection.scalar(select(alembic_version.c.version_num))
    if not there.has_table(meta.name):
        return None
    first = connection.scalar(select(meta.c.value).where(meta.c.key == FIRST_VERSION_KEY))
    return OLDER_VERSIONS[0] if first == "1" else f"{FIRST_VERSION_KEY} {first}"


def _stamp(connection: Connection, version: str) -> None:
    alembic_version.create(connection, checkfirst=True)
    connection.execute(delete(alembic_version))
    connection.execute(insert(alembic_version).values(version_num=version))


def _upgrade(store: Store, connection: Connection, found: str) -> None:
    from kiosk.tickets.migrations.upgrade import keep_copy, upgrade  # noqa: PLC0415 -- Alembic: only when it is needed

    if store.is_file:
        keep_copy(Path(store.place), found)
    _stamp(connection, found)
    upgrade(connection, VERSION)
