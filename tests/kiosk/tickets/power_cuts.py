"""A store that gives numbers on a recorded disk, cut off at any moment: what is left beside what was told."""

from __future__ import annotations

import random
import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias
from uuid import UUID

from sqlalchemy import event

from kiosk.database import Store, open_store
from kiosk.tickets.lane import AnyTime, Lane
from kiosk.tickets.numbering import Numbering, Touch
from kiosk.tickets.pending import Pending, PendingRequests
from kiosk.tickets.tables import create_tables
from kiosk.tickets.ticket import Ticket, number_text
from kiosk.time_source import TurnedTime
from tests.apsw_driver import ApswDriver
from tests.recorded_disk import Left, RecordedDisk

LANES = tuple(Lane(code, code.upper(), code, code, (1,), "i") for code in "ab")
FILE = "tickets.db"
# What a cut may do to a store that does not keep our rules.
Verdict: TypeAlias = Literal["whole", "lost", "corrupt"]
WEAKER = "PRAGMA synchronous={}"
LOOKED_AT_CLOSELY = 0.05  # of all cuts: the program itself starts on what is left
SWITCHED_OFF = 0.02  # of all numbers: the program ends and starts again, which moves the log into the file


@dataclass
class Told:
    """What somebody relies on, each with the moment from which it must hold: the count of what had happened by then.

    tables   when the store was ready
    noted    touches written down before asking
    numbers  numbers given, by touch
    """

    tables: int = 0
    noted: list[tuple[int, str]] = field(default_factory=list)
    numbers: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Recorded:
    disk: RecordedDisk
    told: Told


class Office:
    """Two programs on one store, as the terminal and a counter's page are."""

    def __init__(self, folder: Path, weakness: str | None) -> None:
        self.file = folder / FILE
        self.weakness = weakness
        self.disk = RecordedDisk(self.file)
        self.clock = TurnedTime()
        self.told = Told()
        self.open()
        create_tables(self.stores[0])
        self.told.tables = len(self.disk.happened)

    def open(self) -> None:
        driver = ApswDriver(self.disk.name)
        self.stores = [open_store(self.file, driver=driver) for _ in range(2)]
        for store in self.stores if self.weakness else []:
            weaken(store, str(self.weakness))
        self.desks = [Numbering(store, time=self.clock, kiosk_no=1) for store in self.stores]
        self.pending = PendingRequests(self.stores[0])

    def close(self) -> None:
        for store in self.stores:
            store.close()

    def serve(self, chance: random.Random) -> None:
        """One citizen, from the touch to the number."""
        self.clock.turn(chance.choice((7, 90, 600)))
        request, lane = str(UUID(int=chance.getrandbits(128), version=4)), chance.choice(LANES)
        self.pending.write_down(Pending(request, lane.code, "normal", self.clock.now()))
        self.told.noted.append((len(self.disk.happened), request))
        given = chance.choice(self.desks).take(Touch(request, lane, AnyTime(), again=True))
        assert isinstance(given, Ticket)
        self.told.numbers.append((len(self.disk.happened), request, f"{given.business_day} {given.number}"))
        self.pending.forget(request)
        if chance.random() < SWITCHED_OFF:
            self.close()
            self.open()


def weaken(store: Store, synchronous: str) -> None:
    """As a careless setting would: only to see that the trial notices."""

    @event.listens_for(store.writing, "connect")
    def _weaken(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(WEAKER.format(synchronous)).close()

    store.writing.dispose()


def recorded(folder: Path, numbers: int, seed: int, *, weakness: str | None = None) -> Recorded:
    """Serve so many citizens on a recorded disk."""
    folder.mkdir()
    chance = random.Random(seed)  # noqa: S311
    office = Office(folder, weakness)
    with office.disk.watching_folders():
        for _ in range(numbers):
            office.serve(chance)
        office.close()
    return Recorded(office.disk, office.told)


def verdicts(was: Recorded, folder: Path, cuts: int, seed: int) -> Mapping[Verdict, int]:
    """Cut the power at so many moments, all of them after the tables were promised, and look at what is left."""
    chance = random.Random(seed)  # noqa: S311
    folder.mkdir(exist_ok=True)
    counted: dict[Verdict, int] = {"whole": 0, "lost": 0, "corrupt": 0}
    for moment, files in disks_left(was.disk, moments(was, cuts, chance), chance):
        write_all(files, folder)
        found = verdict(folder, was.told, moment)
        counted[found] += 1
        if found == "whole" and chance.random() < LOOKED_AT_CLOSELY:
            write_all(files, folder)
            life_goes_on(folder, was.told, moment)
    return counted


def moments(was: Recorded, cuts: int, chance: random.Random) -> list[int]:
    return sorted(chance.randint(was.told.tables, len(was.disk.happened)) for _ in range(cuts))


def disks_left(
    disk: RecordedDisk, cut_at: Sequence[int], chance: random.Random
) -> Iterator[tuple[int, Mapping[str, bytes]]]:
    left, done = Left(), 0
    for moment in cut_at:
        for happened in disk.happened[done:moment]:
            left.go_on(happened)
        done = moment
        yield moment, left.after_a_cut(chance)


def write_all(files: Mapping[str, bytes], folder: Path) -> None:
    for old in folder.iterdir():
        old.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)


def verdict(folder: Path, told: Told, moment: int) -> Verdict:
    """What an independent SQLite finds there, beside what had been told until then."""
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA synchronous=OFF")  # the disk under this look keeps its power
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return "corrupt"
            return "whole" if is_whole(connection, told, moment) else "lost"
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return "lost"
            return "corrupt"
        except sqlite3.DatabaseError:
            return "corrupt"


def is_whole(connection: sqlite3.Connection, told: Told, moment: int) -> bool:
    rows = connection.execute("SELECT request_id, business_day, series, n FROM ticket").fetchall()
    kept = {request: f"{day} {number_text(series, n)}" for request, day, series, n in rows}
    noted = {row[0] for row in connection.execute("SELECT request_id FROM pending_request")}
    numbers = told.numbers[: bisect_left(told.numbers, moment + 1, key=lambda each: each[0])]
    touches = {request for _at, request in told.noted[: bisect_left(told.noted, (moment + 1, ""))]}
    asked = {request for _at, request in told.noted[: len(touches) + 1]}
    return (
        all(kept.get(request) == number for _at, request, number in numbers)
        and touches <= kept.keys() | noted
        and kept.keys() <= asked
        and are_counted(rows, connection)
    )


def are_counted(rows: Sequence[tuple[str, str, str, int]], connection: sqlite3.Connection) -> bool:
    """No number twice, none left out, and each series goes on where it stopped."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for _request, day, series, n in rows:
        found[day, series].append(n)
    last = {(day, series): n for day, series, n in connection.execute("SELECT * FROM series_counter")}
    return found.keys() == last.keys() and all(sorted(found[key]) == [*range(1, last[key] + 1)] for key in last)


def life_goes_on(folder: Path, told: Told, moment: int) -> None:
    """The program starts on what is left, answers every touch again and gives the next number."""
    store = open_store(folder / FILE)
    try:
        create_tables(store)
        known = {request: number for at, request, number in told.numbers if at <= moment}
        desk = Numbering(store, time=TurnedTime(), kiosk_no=1)
        for request, number in list(known.items())[-3:]:
            again = desk.take(Touch(request, LANES[0], AnyTime(), again=True))
            assert isinstance(again, Ticket)
            assert f"{again.business_day} {again.number}" == number
        new = desk.take(Touch("new", LANES[0], AnyTime(), again=True))
        assert isinstance(new, Ticket)
        assert f"{new.business_day} {new.number}" not in known.values()
    finally:
        store.close()
