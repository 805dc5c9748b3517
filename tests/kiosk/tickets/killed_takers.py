"""Programs that take numbers from one store and are killed at any moment; what their diaries and the store say then."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import inf
from pathlib import Path
from signal import SIGKILL
from time import monotonic

from sqlalchemy import select

from kiosk.database import Store, open_store
from kiosk.tickets.tables import create_tables, series_counter, ticket
from kiosk.tickets.ticket import number_text

ROOT = Path(__file__).parents[3]
# So that a day does not hold more numbers than any lobby: people waiting are counted at each of them.
NUMBERS_A_DAY = 600
LINES_BYTES = 100  # what one number leaves in a diary, nearly


@dataclass(frozen=True)
class Trial:
    """How many programs and kills, how many numbers at least, and how long a program lives, in numbers.

    minutes  when it ends although there are not enough yet: what was reached is said, and holds
    """

    processes: int
    kills: int
    tickets: int = 0
    life: tuple[int, int] = (1, 10)
    breath_ms: float = 4
    minutes: float = inf

    def is_over(self, kills: int, tickets: int, since_s: float) -> bool:
        """Whether enough was killed and given, or the time is up."""
        is_enough = kills >= self.kills and tickets >= self.tickets
        return is_enough or monotonic() - since_s > self.minutes * 60


class Taker:
    """One program and its diary."""

    def __init__(self, place: str, diary: Path, breath_ms: float) -> None:
        self.place, self.diary, self.breath_ms = place, diary, breath_ms
        self.start(0)

    def start(self, day: int) -> None:
        self.read = self.diary.stat().st_size if self.diary.exists() else 0
        program = str(Path(__file__).with_name("takes_until_killed.py"))
        command = [sys.executable, program, self.place, str(self.diary), str(day), str(self.breath_ms)]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)

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
            raise AssertionError(f"it ended by itself: {self.process.communicate()[1].decode()}")


@contextmanager
def at_work(trial: Trial, place: str, folder: Path) -> Iterator[list[Taker]]:
    takers = [Taker(place, folder / f"diary-{nth}", trial.breath_ms) for nth in range(trial.processes)]
    try:
        yield takers
    finally:
        for taker in takers:
            taker.end()


def numbers_written(takers: list[Taker]) -> int:
    return sum(taker.diary.stat().st_size for taker in takers if taker.diary.exists()) // LINES_BYTES


def kills_at_any_moment(
    trial: Trial, place: str, folder: Path, *, between: Callable[[int], None] = lambda _nth: None
) -> str:
    """Take and kill until both are enough; then nothing may be doubled, missing or lost. What was reached, in words.

    between  what else happens after each kill
    """
    chance = random.Random(20261125)  # noqa: S311
    store = open_store(place)
    create_tables(store)
    store.close()
    kills, began_s = 0, monotonic()
    with at_work(trial, place, folder) as takers:
        while not trial.is_over(kills, numbers_written(takers), began_s):
            taker = takers[kills % len(takers)]
            taker.kill_at_work(chance.randint(*trial.life) * LINES_BYTES)
            taker.start(numbers_written(takers) // NUMBERS_A_DAY)
            between(kills)
            kills += 1
    store = open_store(place)
    try:
        return f"{kills} kills, {compared(store, takers)}"
    finally:
        store.close()


def compared(store: Store, takers: list[Taker]) -> str:
    """The diaries beside the store."""
    kept = tickets_by_request(store)
    diaries = [line.split() for taker in takers for line in taker.diary.read_text().splitlines()]
    answers: dict[str, str] = {}
    for said, request, answer in diaries:
        assert said == "asked" or answers.setdefault(request, answer) == answer, "two numbers for one request"
    lost = {request: answer for request, answer in answers.items() if kept.get(request) != answer}
    assert not lost, "lost, or answered with another number"
    assert set(kept) <= {line[1] for line in diaries if line[0] == "asked"}, "a number nobody asked for"
    assert len(set(kept.values())) == len(kept), "duplicates"
    assert numbers_are_whole(store), "gaps"
    asked = len({line[1] for line in diaries})
    return f"{len(kept)} tickets, {len(answers)} acknowledged, {asked} asked: 0 doubled, 0 missing, 0 lost"


def tickets_by_request(store: Store) -> dict[str, str]:
    columns = (ticket.c.request_id, ticket.c.business_day, ticket.c.series, ticket.c.n)
    with store.reading.connect() as connection:
        rows = connection.execute(select(*columns)).all()
    return {request: f"T{day:%y%m%d}-{number_text(series, n)}" for request, day, series, n in rows}


def numbers_are_whole(store: Store) -> bool:
    found: dict[tuple[object, str], list[int]] = defaultdict(list)
    with store.reading.connect() as connection:
        for day, series, n in connection.execute(select(ticket.c.business_day, ticket.c.series, ticket.c.n)):
            found[day, series].append(n)
        last = {(row.business_day, row.series): row.last_n for row in connection.execute(select(series_counter))}
    return found.keys() == last.keys() and all(sorted(found[key]) == [*range(1, last[key] + 1)] for key in last)
