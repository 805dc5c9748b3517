"""What calling needs beside the tickets: turns, presses and the days that were begun. No person in any of them.

They belong to the ticket store's own tables and are made with them (`migrations/`), on SQLite and PostgreSQL alike.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Connection, Date, ForeignKey, Integer, Table, Text, func, select

from kiosk.tickets.tables import UtcTime, metadata

# One door for everything that changes the queue of a PostgreSQL lobby: «hàng» in ASCII.
QUEUE_LOCK = 0x68616E67

queue_entry = Table(
    "queue_entry",
    metadata,
    Column("ticket_id", Integer, ForeignKey("ticket.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("is_restored", Boolean, nullable=False, default=False),
    Column("returns", Integer, nullable=False, default=0),
    Column("last_called_at", UtcTime),
    Column("rule", Text),
    Column("crosses_noon", Boolean, nullable=False, default=False),
)

queue_turn = Table(
    "queue_turn",
    metadata,
    Column("business_day", Date, primary_key=True),
    Column("lane", Text, primary_key=True),
    Column("turns", Integer, nullable=False),
)

# Beside its row of ticket_event: who pressed, which press, from what to what.
queue_step = Table(
    "queue_step",
    metadata,
    Column(
        "event_id", Integer, ForeignKey("ticket_event.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("staff", Text),
    Column("press", Text, unique=True),
    Column("from_state", Text, nullable=False),
    Column("to_state", Text, nullable=False),
    Column("from_lane", Text, nullable=False),
    Column("to_lane", Text, nullable=False),
)

queue_day = Table(
    "queue_day",
    metadata,
    Column("business_day", Date, primary_key=True),
    Column("begun_at", UtcTime, nullable=False),
)
TABLES = (queue_entry, queue_turn, queue_step, queue_day)


def lock_queue(connection: Connection) -> None:
    """Let one change after the other through, until the end of this transaction.

    SQLite has done it already: its writing transactions begin with the lock.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(QUEUE_LOCK)))
