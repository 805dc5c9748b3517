"""Programs killed at any moment leave no duplicate, no gap and no lost number.

Short here; a soak sets KIOSK_SOAK_KILLS and KIOSK_SOAK_PROCESSES.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGKILL

from sqlalchemy import select

from kiosk.database import Store
from kiosk.tickets.tables import series_counter, ticket
from kiosk.tickets.ticket import number_text

PROCESSES = int(os.environ.get("KIOSK_SOAK_PROCESSES", "3"))
KILLS = int(os.environ.get("KIOSK_SOAK_KILLS", "12"))
# From one number of a life to about ten.
DIARY_BYTES = (100, 1000)
ROOT = Path(__file__).parents[3]


class Taker:
    """One program and its diary."""

    def __init__(self, store: Path, diary: Path) -> None:
        self.command = [sys.executable, str(Path(__file__).with_name("takes_until_killed.py")), str(store), str(diary)]
        self.diary = diary
        self.start()

    def start(self) -> None:
        self.read = self.diary.stat().st_size if self.diary.exists() else 0
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(self.command, env=environment, stderr=subprocess.PIPE)

    def kill_at_work(self, after_bytes: int) -> None:
        """Let its diary grow by so much, then end it without a warning, wherever it is."""
        while not self.diary.exists() or self.diary.stat().st_size < self.read + after_bytes:
            self._let_work(0.005)
        self.end()

    def end(self) -> None:
        self.process.kill()
        _, said = self.process.communicate()
        assert self.process.returncode == -SIGKILL, said.decode()

    def _let_work(self, seconds: float) -> None:
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
            raise AssertionError("it ended by itself")


@contextmanager
def at_work(store: Store, folder: Path) -> Iterator[list[Taker]]:
    takers = [Taker(store.path, folder / f"diary-{nth}") for nth in range(PROCESSES)]
    try:
        yield takers
    finally:
        for taker in takers:
            taker.end()


def test_kills_at_any_moment_leave_no_duplicate_no_gap_and_nothing_lost(store: Store, tmp_path: Path) -> None:
    chance = random.Random(20261125)  # noqa: S311
    with at_work(store, tmp_path) as takers:
        for nth in range(KILLS):
            takers[nth % PROCESSES].kill_at_work(chance.randrange(*DIARY_BYTES))
            takers[nth % PROCESSES].start()
    kept = tickets_by_request(store)
    diaries = [line.split() for taker in takers for line in taker.diary.read_text().splitlines()]
    answers = {line[1]: line[2] for line in diaries if line[0] == "got"}
    assert len(answers) >= KILLS
    assert {request: kept.get(request) for request in answers} == answers, "lost, or answered with another number"
    assert set(kept) <= {line[1] for line in diaries if line[0] == "asked"}, "a number nobody asked for"
    assert len(set(kept.values())) == len(kept), "duplicates"
    assert numbers_are_whole(store), "gaps"


def tickets_by_request(store: Store) -> dict[str, str]:
    with store.reading.connect() as connection:
        rows = connection.execute(select(ticket.c.request_id, ticket.c.series, ticket.c.n)).all()
    return {request: number_text(series, n) for request, series, n in rows}


def numbers_are_whole(store: Store) -> bool:
    found: dict[str, list[int]] = defaultdict(list)
    with store.reading.connect() as connection:
        for series, n in connection.execute(select(ticket.c.series, ticket.c.n)):
            found[series].append(n)
        counters = connection.execute(select(series_counter.c.series, series_counter.c.last_n))
        last = {row[0]: row[1] for row in counters}
    return all(sorted(found[series]) == list(range(1, last[series] + 1)) for series in last)
