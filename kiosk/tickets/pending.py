"""Touches that have not been answered yet, written down before anything else: a restart asks again with the same id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import sqlite

from kiosk.database import Store
from kiosk.tickets.tables import pending_request


@dataclass(frozen=True, slots=True)
class Pending:
    """Mã lần bấm without an answer; `created_at` is UTC."""

    request_id: str
    lane: str
    klass: str
    created_at: datetime


class PendingRequests:
    """The unanswered touches of this terminal. Everything here raises SQLAlchemyError when the store is silent."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def write_down(self, request: Pending) -> None:
        """Durable on return; a touch that is already known keeps its first time."""
        row = {"request_id": request.request_id, "lane": request.lane, "klass": request.klass}
        known = sqlite.insert(pending_request).values(**row, created_at=request.created_at)
        with self._store.writing.begin() as connection:
            connection.execute(known.on_conflict_do_nothing())

    def forget(self, request_id: str) -> None:
        """The touch has its answer."""
        with self._store.writing.begin() as connection:
            connection.execute(delete(pending_request).where(pending_request.c.request_id == request_id))

    def all(self) -> tuple[Pending, ...]:
        """Every unanswered touch, oldest first."""
        query = select(*pending_request.c).order_by(pending_request.c.created_at)
        with self._store.reading.connect() as connection:
            rows = connection.execute(query).all()
        return tuple(Pending(row.request_id, row.lane, row.klass, row.created_at) for row in rows)
