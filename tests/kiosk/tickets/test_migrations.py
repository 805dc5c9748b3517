"""A store of any earlier program becomes one of this, with everything in it; on both engines."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, delete, event, func, insert, select, text, update

from kiosk.database import Store, open_store
from kiosk.errors import StoreBroken
from kiosk.tickets import queue_tables
from kiosk.tickets.lane import AnyTime, Lane
from kiosk.tickets.migrations.upgrade import all_versions, upgrade
from kiosk.tickets.numbering import Numbering, Touch
from kiosk.tickets.tables import (
    OLDER_VERSIONS,
    VERSION,
    alembic_version,
    create_tables,
    metadata,
    pending_request,
    print_job,
    series_counter,
    ticket,
    ticket_event,
    version_in,
)
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import TurnedTime
from tests.postgres_server import PostgresServer

ROOT = Path(__file__).parents[3]
# Made by the first program, whose tables had no version of Alembic's: six numbers, a slip, an unanswered touch.
FIRST_STORE = ROOT / "tests" / "recorded" / "tickets" / "store_0001.sql"
FIRST_TABLES = (series_counter, ticket, ticket_event, pending_request, print_job)
LANE = Lane("a", "A", "a", "a", (1,), "i")


class PowerCut(Exception):
    """Nothing after this statement reaches the store."""


def first_store(folder: Path) -> Path:
    path = folder / "first.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FIRST_STORE.read_text())
    return path


def rows_of(connection: Connection) -> dict[str, list[Any]]:
    return {table.name: [tuple(row) for row in connection.execute(select(table))] for table in FIRST_TABLES}


@pytest.fixture
def first_rows(tmp_path: Path) -> dict[str, list[Any]]:
    engine = create_engine(f"sqlite:///{first_store(tmp_path)}")
    with engine.connect() as connection:
        found = rows_of(connection)
    engine.dispose()
    return found


@pytest.fixture(params=OLDER_VERSIONS)
def older_version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def old_store(empty_place: str, older_version: str, first_rows: dict[str, list[Any]]) -> Iterator[Store]:
    """A store as it was in an older version, with the first program's rows in it."""
    store = open_store(empty_place)
    with store.writing.begin() as connection:
        upgrade(connection, older_version)
        for table in FIRST_TABLES:
            keys = table.columns.keys()
            connection.execute(insert(table), [dict(zip(keys, row, strict=True)) for row in first_rows[table.name]])
        if connection.dialect.name == "postgresql":
            for name in ("ticket", "ticket_event"):
                connection.execute(text(f"SELECT setval('{name}_id_seq', 6)"))
        if older_version == OLDER_VERSIONS[0]:
            alembic_version.drop(connection)  # as the first program left it
    yield store
    store.close()


def test_every_row_is_kept_and_the_numbers_go_on(old_store: Store, first_rows: dict[str, list[Any]]) -> None:
    create_tables(old_store)
    with old_store.reading.connect() as connection:
        assert rows_of(connection) == first_rows
        assert version_in(connection) == VERSION
    for is_alone, number in [(False, "A004"), (True, "K1-001")]:
        numbering = Numbering(old_store, time=TurnedTime(), kiosk_no=1, is_alone=is_alone)
        given = numbering.take(Touch(number, LANE, AnyTime(), again=True))
        assert isinstance(given, Ticket)
        assert given.number == number


def test_a_power_cut_before_any_statement_leaves_the_old_store_whole(
    old_store: Store, older_version: str, first_rows: dict[str, list[Any]]
) -> None:
    statements_left, cuts = 0, 0

    def cut(*_statement: object) -> None:
        nonlocal statements_left
        statements_left -= 1
        if statements_left < 0:
            raise PowerCut

    event.listen(old_store.writing, "before_cursor_execute", cut)
    while True:
        statements_left = cuts
        try:
            create_tables(old_store)
        except PowerCut:
            cuts += 1
            with old_store.reading.connect() as connection:
                assert version_in(connection) == older_version
                assert rows_of(connection) == first_rows
        else:
            break
    assert cuts > 5
    with old_store.reading.connect() as connection:
        assert version_in(connection) == VERSION


def test_the_first_programs_own_file_is_recognised_and_copied_before_it_is_changed(
    tmp_path: Path, first_rows: dict[str, list[Any]]
) -> None:
    path = tmp_path / "first.db"
    store = open_store(path)
    create_tables(store)
    with store.reading.connect() as connection:
        assert rows_of(connection) == first_rows
    store.close()
    with closing(sqlite3.connect(tmp_path / "first.db.0001")) as copy:
        assert copy.execute("SELECT count(*) FROM ticket").fetchone() == (6,)
        assert not copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'outbox'").fetchone()


def test_migrated_and_new_stores_have_the_same_tables(empty_place: str) -> None:
    assert set(queue_tables.TABLES) < set(metadata.tables.values())
    store = open_store(empty_place)
    with store.writing.begin() as connection:
        upgrade(connection, VERSION)
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []
    store.close()


def test_a_new_store_has_what_the_tables_say(either_store: Store) -> None:
    with either_store.writing.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert version_in(connection) == VERSION


def test_every_version_is_known() -> None:
    assert all_versions() == (*OLDER_VERSIONS, VERSION)


def test_a_store_of_a_newer_program_is_refused_and_left_alone(either_store: Store) -> None:
    with either_store.writing.begin() as connection:
        connection.execute(update(alembic_version).values(version_num="0042"))
        connection.execute(text("DROP TABLE outbox"))
    with pytest.raises(StoreBroken) as refused:
        create_tables(either_store)
    (problem,) = refused.value.problems
    assert problem.value == "0042"
    assert "newer program" in problem.cure
    with either_store.reading.connect() as connection:
        assert version_in(connection) == "0042"


def test_the_first_program_refuses_a_store_of_this_one(either_store: Store) -> None:
    """It compares this word with its own "1"."""
    with either_store.reading.connect() as connection:
        assert connection.scalar(text("SELECT value FROM meta WHERE key = 'schema_version'")) == "alembic"


def test_a_store_without_any_version_but_with_tables_is_refused(either_store: Store) -> None:
    with either_store.writing.begin() as connection:
        alembic_version.drop(connection)
    with pytest.raises(StoreBroken, match="schema_version alembic"):
        create_tables(either_store)


def test_of_two_programs_that_start_together_one_makes_the_tables(server: PostgresServer) -> None:
    place = server.new_database()
    program = "import sys; from kiosk.database import open_store; from kiosk.tickets.tables import create_tables; "
    program += "create_tables(open_store(sys.argv[1]))"
    command = [sys.executable, "-c", program, place]
    both = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(2)]
    assert [(one.communicate(timeout=60)[1], one.returncode) for one in both] == [(b"", 0)] * 2


def test_a_current_store_is_opened_without_alembic(store: Store) -> None:
    program = "import sys; from kiosk.database import open_store; from kiosk.tickets.tables import create_tables; "
    program += "create_tables(open_store(sys.argv[1])); sys.exit('alembic' in sys.modules or 'psycopg' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program, store.place], cwd=ROOT, check=False, timeout=60)
    assert ended.returncode == 0


def test_a_disk_that_cannot_hold_the_copy_changes_nothing(tmp_path: Path) -> None:
    path = first_store(tmp_path)
    (tmp_path / "first.db.0001.new").mkdir()
    store = open_store(path)
    with pytest.raises(StoreBroken, match="tables cannot be made"):
        create_tables(store)
    with store.writing.begin() as connection:
        assert version_in(connection) == "0001"
        assert connection.scalar(select(func.count()).select_from(ticket)) == 6
        connection.execute(delete(print_job))
    store.close()
