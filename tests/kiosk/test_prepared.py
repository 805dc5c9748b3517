"""A statement put together once does what Core's own execution does, straight to the driver or listened to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import bindparam, event, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError

from kiosk.database import Store, open_store
from kiosk.prepared import Prepared, first_row
from kiosk.tickets.tables import create_tables, pending_request

TOUCHED = datetime(2026, 11, 25, 16, 59, tzinfo=timezone(timedelta(hours=7)))
WRITE = Prepared(
    lambda _dialect: insert(pending_request).returning(pending_request.c.lane),
    ("request_id", "lane", "klass", "created_at"),
)
SINCE = Prepared(
    lambda _dialect: (
        select(pending_request.c.request_id)
        .where(pending_request.c.created_at > bindparam("since"), pending_request.c.lane == "civil")
        .limit(1)
    ),
    ("since",),
)


@pytest.fixture(params=["straight", "listened to"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "tickets.db")
    create_tables(opened)
    if request.param == "listened to":
        event.listen(opened.writing, "before_cursor_execute", lambda *_statement: None)
    yield opened
    opened.close()


def touch(request_id: str) -> dict[str, object]:
    return {"request_id": request_id, "lane": "civil", "klass": "normal", "created_at": TOUCHED}


def test_what_it_writes_core_reads_and_the_other_way_round(store: Store) -> None:
    with store.writing.begin() as connection:
        assert WRITE.first(connection, touch("a")) == ("civil",)
        (kept,) = connection.scalars(select(pending_request.c.created_at))
        assert kept == TOUCHED
        assert kept.tzinfo is UTC
        assert SINCE.first(connection, {"since": TOUCHED - timedelta(seconds=1)}) == ("a",)
        assert SINCE.first(connection, {"since": TOUCHED}) is None


def test_a_time_without_a_zone_is_refused_as_by_core(store: Store) -> None:
    with store.writing.begin() as connection, pytest.raises(ValueError, match="no zone"):
        WRITE.first(connection, touch("a") | {"created_at": TOUCHED.replace(tzinfo=None)})


def test_its_errors_are_sqlalchemys_and_repeat_no_value(store: Store) -> None:
    with store.writing.begin() as connection:
        WRITE.first(connection, touch("secret"))
        with pytest.raises(IntegrityError) as twice:
            WRITE.first(connection, touch("secret"))
    assert "secret" not in str(twice.value)
    with store.writing.begin() as connection, pytest.raises(OperationalError):
        first_row(connection, "SELECT gone FROM nowhere")
