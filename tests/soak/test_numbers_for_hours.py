"""The long form of the proofs about numbers: what takes minutes to hours. Says what it has reached.

KIOSK_SOAK_TICKETS, KIOSK_SOAK_KILLS, KIOSK_SOAK_PROCESSES: on a file; on a server a hundredth of them.
KIOSK_SOAK_MINUTES: when each ends although that is not reached.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk.tickets.killed_takers import Trial, kills_at_any_moment
from tests.postgres_server import WITHOUT, PostgresServer, is_here, postgres_server

TICKETS = int(os.environ.get("KIOSK_SOAK_TICKETS", "1000000"))
KILLS = int(os.environ.get("KIOSK_SOAK_KILLS", "1000"))
PROCESSES = int(os.environ.get("KIOSK_SOAK_PROCESSES", "4"))
MINUTES = float(os.environ.get("KIOSK_SOAK_MINUTES", "inf"))
# A program starts in half a second and gives some hundred numbers in the next one. While one is waited for the others
# go on: so both counts are reached at about the same time.
LIFE = (1, max(2, TICKETS // KILLS))
SERVERS_SHARE = 100


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    if not is_here():
        pytest.skip(WITHOUT)
    with postgres_server() as started:
        yield started


def test_a_file_and_four_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trial = Trial(PROCESSES, KILLS, TICKETS, LIFE, breath_ms=1, minutes=MINUTES)
    reached = kills_at_any_moment(trial, str(tmp_path / "tickets.db"), tmp_path)
    with capsys.disabled():
        print(f"\nSQLite: {reached}")  # noqa: T201


def test_a_server_with_client_kills_and_power_cuts(
    server: PostgresServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cuts = 0

    def cut_power(nth: int) -> None:
        nonlocal cuts
        if nth % 10 == 9:
            server.stop_at_once()
            server.start()
            cuts += 1

    kills, tickets = max(10, KILLS // 10), TICKETS // SERVERS_SHARE
    trial = Trial(PROCESSES, kills, tickets, (1, max(2, tickets // kills)), breath_ms=1, minutes=MINUTES)
    reached = kills_at_any_moment(trial, server.new_database(), tmp_path, between=cut_power)
    with capsys.disabled():
        print(f"\nPostgreSQL, {cuts} immediate stops: {reached}")  # noqa: T201
