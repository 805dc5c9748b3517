"""Remarks on their way: kept in a file of this terminal until the office has them, then gone."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, MetaData, Table, Text, delete, func, insert, select, update

from kiosk.database import Store, open_store
from kiosk.dossiers.feedback import Remark

FILE = "feedback.db"
# A terminal whose office never fetches them must not fill its disk; the oldest go first.
MOST_KEPT = 5000

metadata = MetaData()
remark = Table(
    "remark",
    metadata,
    Column("id", Text, primary_key=True),
    Column("due_at", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("is_refused", Boolean, nullable=False, default=False),
)


class FeedbackOutbox:
    """The remarks of one terminal. Everything here raises SQLAlchemyError when the file cannot be used."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, what: Remark, *, due_at: datetime) -> None:
        """Durable on return; the same id again replaces what was kept: reasons and words come after the mark.

        due_at  delivered from then on: whoever gave a mark may still be writing
        """
        row = {"id": what.id, "due_at": due_at.isoformat(), "body": json.dumps(what.as_json(), ensure_ascii=False)}
        with self._store.writing.begin() as connection:
            connection.execute(delete(remark).where(remark.c.id == what.id))
            connection.execute(insert(remark).values(**row, is_refused=False))
            kept = connection.scalar(select(func.count()).select_from(remark)) or 0
            if kept > MOST_KEPT:
                oldest = select(remark.c.id).order_by(remark.c.due_at).limit(kept - MOST_KEPT)
                connection.execute(delete(remark).where(remark.c.id.in_(oldest)))

    def due(self, now: datetime, *, at_most: int = 20) -> tuple[dict[str, Any], ...]:
        """What may be delivered now, oldest first."""
        query = select(remark.c.body).where(remark.c.due_at <= now.isoformat(), remark.c.is_refused.is_(False))
        with self._store.reading.connect() as connection:
            return tuple(
                json.loads(row[0]) for row in connection.execute(query.order_by(remark.c.due_at).limit(at_most))
            )

    def delivered(self, remark_id: str) -> None:
        """The office has it: nothing of it stays here."""
        with self._store.writing.begin() as connection:
            connection.execute(delete(remark).where(remark.c.id == remark_id))

    def refused(self, remark_id: str) -> None:
        """The office will not have it: it stays for a technician, and is not sent again."""
        with self._store.writing.begin() as connection:
            connection.execute(update(remark).where(remark.c.id == remark_id).values(is_refused=True))

    def count(self) -> int:
        """How many are kept."""
        with self._store.reading.connect() as connection:
            return connection.scalar(select(func.count()).select_from(remark)) or 0

    def close(self) -> None:
        """Give the file back; twice without harm."""
        self._store.close()


def open_outbox(state_folder: Path) -> FeedbackOutbox:
    """The outbox of a state folder; made when missing.

    raises  StoreBroken when the file cannot be used.
    """
    store = open_store(state_folder / FILE)
    with store.writing.begin() as connection:
        metadata.create_all(connection)
    return FeedbackOutbox(store)
