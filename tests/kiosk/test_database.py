"""A store that keeps what it has committed, or says plainly that it cannot."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from kiosk.database import Store, open_store
from kiosk.errors import StoreBroken


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "tickets" / "tickets.db")
    yield opened
    opened.close()


def pragma(connection: Connection, name: str) -> object:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_every_writing_connection_syncs_fully_into_a_write_ahead_log(store: Store) -> None:
    with store.writing.begin() as one:
        assert [pragma(one, name) for name in ("journal_mode", "synchronous", "foreign_keys")] == ["wal", 2, 1]


def test_the_file_is_for_user_and_group_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        open_store(tmp_path / "tickets.db").close()
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "tickets.db").stat().st_mode) == 0o660


def test_the_reading_engine_cannot_write(store: Store) -> None:
    with store.reading.connect() as reader, pytest.raises(OperationalError, match="readonly"):
        reader.exec_driver_sql("CREATE TABLE t (n)")


def test_a_reader_is_answered_while_a_writer_is_busy(store: Store) -> None:
    with store.writing.begin() as writer:
        writer.exec_driver_sql("CREATE TABLE t (n)")
    with store.writing.begin() as writer:
        writer.exec_driver_sql("INSERT INTO t VALUES (1)")
        with store.reading.connect() as reader:
            assert reader.exec_driver_sql("SELECT count(*) FROM t").scalar() == 0
    with store.reading.connect() as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM t").scalar() == 1


def test_a_transaction_holds_the_lock_from_its_first_moment(store: Store) -> None:
    with (
        closing(sqlite3.connect(store.place, timeout=0, isolation_level=None)) as other,
        store.writing.begin(),
        pytest.raises(sqlite3.OperationalError, match="database is locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


def test_what_is_rolled_back_was_never_there(store: Store) -> None:
    with store.writing.begin() as writer:
        writer.exec_driver_sql("CREATE TABLE t (n)")
    with store.writing.connect() as writer:
        writer.exec_driver_sql("INSERT INTO t VALUES (1)")  # and the program ends without a commit
    with store.reading.connect() as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM t").scalar() == 0


def test_a_damaged_file_is_refused_with_its_place_and_a_cure(tmp_path: Path) -> None:
    path = tmp_path / "tickets.db"
    path.write_bytes(b"this was a database before the disk forgot it" * 100)
    with pytest.raises(StoreBroken) as refused:
        open_store(path)
    (problem,) = refused.value.problems
    assert problem.place == str(path)
    assert "backup" in problem.cure


def test_a_file_damaged_in_its_middle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tickets.db"
    store = open_store(path)
    with store.writing.begin() as writer:
        writer.exec_driver_sql("CREATE TABLE t (n)")
        writer.exec_driver_sql(
            "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM c LIMIT 9999) INSERT INTO t SELECT n FROM c"
        )
    store.close()
    with path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(StoreBroken, match="cannot be used"):
        open_store(path)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tickets.db").mkdir()
    with pytest.raises(StoreBroken):
        open_store(tmp_path / "tickets.db")


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tickets").write_text("not a folder")
    with pytest.raises(StoreBroken, match="ticket store cannot be used"):
        open_store(tmp_path / "tickets" / "tickets.db")


def test_closing_twice_does_no_harm(store: Store) -> None:
    store.close()
    store.close()
