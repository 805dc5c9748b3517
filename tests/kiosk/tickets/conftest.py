"""A ticket store, on either engine where a test asks for it; a clock to turn, a journal that keeps what it is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.database import Store, open_store
from kiosk.journal import KeptJournal
from kiosk.tickets.tables import create_tables
from kiosk.time_source import TurnedTime
from tests.postgres_server import WITHOUT, PostgresServer, is_here, postgres_server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "tickets.db")
    create_tables(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    """PostgreSQL, started by the first test that asks for it."""
    if not is_here():
        pytest.skip(WITHOUT)
    with postgres_server() as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store may be made, on each engine."""
    if request.param == "sqlite":
        return str(tmp_path / "tickets.db")
    started: PostgresServer = request.getfixturevalue("server")
    return started.emptied_database()


@pytest.fixture
def either_store(empty_place: str) -> Iterator[Store]:
    """A ticket store on each engine."""
    opened = open_store(empty_place)
    create_tables(opened)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> TurnedTime:
    return TurnedTime()


@pytest.fixture
def journal() -> KeptJournal:
    return KeptJournal()
