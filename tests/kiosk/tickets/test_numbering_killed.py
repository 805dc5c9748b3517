"""Programs killed at any moment, and a server that loses its power, leave no duplicate, no gap and no lost number.

Short here; the long form is tests/soak/test_numbers_for_hours.py.
"""

from __future__ import annotations

from pathlib import Path

from tests.kiosk.tickets.killed_takers import Trial, kills_at_any_moment
from tests.postgres_server import PostgresServer

SHORT = Trial(processes=3, kills=12)
WITH_POWER_CUTS = Trial(processes=2, kills=6)


def test_kills_at_any_moment_leave_no_duplicate_no_gap_and_nothing_lost(empty_place: str, tmp_path: Path) -> None:
    kills_at_any_moment(SHORT, empty_place, tmp_path)


def test_a_server_losing_its_power_in_mid_issue_loses_no_number(server: PostgresServer, tmp_path: Path) -> None:
    def cut_power(nth: int) -> None:
        if nth % 3 == 1:
            server.stop_at_once()
            server.start()

    kills_at_any_moment(WITH_POWER_CUTS, server.new_database(), tmp_path, between=cut_power)
