"""A ticket store, a clock to turn, a journal that keeps what it is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.database import Store, open_store
from kiosk.journal import KeptJournal
from kiosk.tickets.tables import create_tables
from kiosk.time_source import TurnedTime


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "tickets.db")
    create_tables(opened)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> TurnedTime:
    return TurnedTime()


@pytest.fixture
def journal() -> KeptJournal:
    return KeptJournal()
