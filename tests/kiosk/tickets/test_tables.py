"""The tables: made once, never of another version, without a place for a person's name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError, StatementError

from kiosk.database import Store
from kiosk.tickets.tables import VERSION, create_tables, metadata, pending_request, version_in
from kiosk.time_source import HERE

NINE = datetime(2026, 11, 25, 9, 42, tzinfo=HERE)


def test_making_them_again_changes_nothing(store: Store) -> None:
    with store.reading.connect() as connection:
        before = connection.exec_driver_sql("SELECT * FROM sqlite_master").all()
    create_tables(store)
    with store.reading.connect() as connection:
        assert connection.exec_driver_sql("SELECT * FROM sqlite_master").all() == before
        assert version_in(connection) == VERSION


def test_times_are_kept_in_utc_and_a_time_without_a_zone_is_refused(store: Store) -> None:
    row = {"request_id": "r", "lane": "a", "klass": "normal"}
    with store.writing.begin() as connection:
        connection.execute(insert(pending_request).values(**row, created_at=NINE))
    with store.reading.connect() as connection:
        found = connection.scalar(select(pending_request.c.created_at))
        assert found == NINE
        assert found is not None
        assert found.tzinfo is UTC
        raw = connection.exec_driver_sql("SELECT created_at FROM pending_request").scalar()
        assert str(raw).startswith("2026-11-25 02:42")
    with pytest.raises(StatementError, match="has no zone"), store.writing.begin() as connection:
        connection.execute(insert(pending_request).values(**row, created_at=NINE.replace(tzinfo=None)))


def test_no_table_has_room_for_a_person() -> None:
    private = {"name", "phone", "person", "citizen", "identity", "id_number", "dossier", "receipt", "email"}
    columns = {column.name for table in metadata.tables.values() for column in table.columns}
    assert not {name for name in columns if any(word in name for word in private)}


def test_unknown_words_are_refused_by_the_store_itself(store: Store) -> None:
    with pytest.raises(IntegrityError, match="known_actor"), store.writing.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO ticket_event (ticket_id, at, kind, actor) VALUES (1, '2026', 'issued', 'thief')"
        )
