"""From the touch to the paper: the durable number beside a bare transaction, the slip's picture, the first byte.

The number is given by the terminal's own code; beside it, in turn and on the same disk, a bare FULL transaction of
Python's SQLite with a single row, which is what the disk takes (the aim), and one that leaves the same rows as ours.
Once on this disk, once on a RAM disk, where only the program is seen, and once on this disk with a sync that takes as
long as an SSD of a cheap PC needs (docs/adr/0022). The slip goes through the real
desk, driver and kernel to a printer on a pseudo-terminal, from the printer thread's order on. Prints medians; status 1
when an aim is missed. On a busy machine every wait for a processor counts: `chrt -f 1` before the command measures the
program alone.
BENCH_FOLDER: the disk that is measured; without it that of the temporary files.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import apsw

from devices.address import parse_printer_address
from devices.open_device import open_printer
from kiosk.database import Store, open_store
from kiosk.journal import KeptJournal
from kiosk.mailbox import Mailbox
from kiosk.tickets.compose import compose
from kiosk.tickets.desk import Desk, DeskRelease
from kiosk.tickets.lane import AnyTime, Lane
from kiosk.tickets.layout import read_layout
from kiosk.tickets.lettering import Lettering
from kiosk.tickets.numbering import Numbering, Touch
from kiosk.tickets.slip import OfficeOnSlip
from kiosk.tickets.tables import create_tables
from kiosk.time_source import SystemTime, TurnedTime
from kiosk.workers import ThreadWorker
from tests.apsw_driver import ApswDriver
from tests.devices.stand_in.real_stand_in import PtyStandIn

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "200"))
SLIPS = max(5, ROUNDS // 20)
COMMIT_RATIO, COMPOSE_MS, FIRST_BYTE_MS = 1.5, 40.0, 100.0
# Half a bare transaction may come on top; no disk faster than this shortens that, for it does not quicken the program.
DISK_MS = 1.5
# An SSD without a capacitor; through APSW, whose file system is ours to slow down.
SYNC_S = 0.003
RAM_DISK = Path("/dev/shm")  # noqa: S108 -- where Linux has one; without it that part is left out
LANE = Lane("ho_tich", "A", "Hộ tịch, chứng thực", "Civil status", (1, 2), "family")
OFFICE = OfficeOnSlip("Trung tâm Phục vụ hành chính công", "Phường Ngô Quyền, Hải Phòng")
# A question for the printer's state is shorter than any beginning of a slip.
LONGEST_QUESTION_BYTES = 32
PRINTED_S = 30.0


def main() -> int:
    """Measure and print the table; 1 when an aim is missed."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as folder:
        disk = commits_ms(Path(folder))
        first = first_bytes_ms(Path(folder))
    drawn = composed_ms()
    sys.stdout.write(f"{'':52}{'median':>9}{'worst':>9}{'aim':>10}\n")
    more_ms = statistics.median(ours - row for ours, row in zip(disk.ours, disk.one_row, strict=True))
    may_ms = (COMMIT_RATIO - 1) * max(DISK_MS, statistics.median(disk.one_row))
    told_of("this disk", disk)
    sys.stdout.write(
        f"{'  more than the one row, in the same round, ms':52}{more_ms:>9.2f}{'':>9}{f'<= {may_ms:.2f}':>10}\n"
    )
    if RAM_DISK.is_dir():
        with tempfile.TemporaryDirectory(dir=RAM_DISK) as folder:
            told_of("a RAM disk", commits_ms(Path(folder)))
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as folder:
        disk_of_a_cheap_pc = SlowDisk()  # registered as long as it lives
        slow = commits_ms(Path(folder), disk_of_a_cheap_pc.driver)
    told_of(f"a disk with syncs of {SYNC_S * 1000:.0f} ms", slow)
    times = ratio(slow.ours, slow.one_row)
    sys.stdout.write(line("a slip drawn, 576 dots wide, ms", drawn, f"<= {COMPOSE_MS:.0f}"))
    sys.stdout.write(line("touch -> first byte of the slip at the printer, ms", first, f"<= {FIRST_BYTE_MS:.0f}"))
    median = statistics.median
    return int(times > COMMIT_RATIO or more_ms > may_ms or median(drawn) > COMPOSE_MS or median(first) > FIRST_BYTE_MS)


def told_of(where: str, found: Commits) -> None:
    """The five rows of one disk."""
    sys.stdout.write(line(f"one bare row, WAL and FULL, on {where}, ms", found.one_row, ""))
    sys.stdout.write(line("  the same rows as a number, bare, ms", found.same_rows, ""))
    sys.stdout.write(line("  a number, from the question to its durability, ms", found.ours, ""))
    sys.stdout.write(f"{'  times the same rows':52}{ratio(found.ours, found.same_rows):>9.2f}\n")
    sys.stdout.write(f"{'  times the one row':52}{ratio(found.ours, found.one_row):>9.2f}\n")


def ratio(ours: list[float], bare: list[float]) -> float:
    """Of medians: a single slow sync counts for nobody."""
    return statistics.median(ours) / statistics.median(bare)


def line(name: str, found: list[float], aim: str) -> str:
    """One row."""
    return f"{name:52}{statistics.median(found):>9.2f}{max(found):>9.2f}{aim:>10}\n"


def timed_ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


# The number


@dataclass
class Commits:
    """Milliseconds of each round."""

    one_row: list[float] = field(default_factory=list)
    same_rows: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)


def commits_ms(folder: Path, driver: ApswDriver | None = None) -> Commits:
    """The three in turn, so that all meet the same disk; a citizen every half minute, as on a busy morning."""
    found, clock = Commits(), TurnedTime()
    with (
        store_in(folder / "numbers.db", driver) as store,
        bare_file(folder / "row.db", "CREATE TABLE number (n INTEGER)", driver=driver) as row,
        bare_file(folder / "rows.db", *tables_of(folder / "numbers.db"), driver=driver) as rows,
    ):
        numbering = Numbering(store, time=clock, kiosk_no=1)
        for _ in range(ROUNDS):
            clock.turn(30)
            found.one_row.append(timed_ms(lambda: one_row(row)))
            found.same_rows.append(timed_ms(partial(same_rows, rows, str(uuid4()), clock.now().isoformat())))
            touch = Touch(str(uuid4()), LANE, AnyTime(), again=True)
            found.ours.append(timed_ms(partial(numbering.take, touch)))
    return found


@contextmanager
def store_in(file: Path, driver: ApswDriver | None = None) -> Iterator[Store]:
    store = open_store(file, driver=driver)
    create_tables(store)
    yield store
    store.close()


@contextmanager
def bare_file(file: Path, *tables: str, driver: ApswDriver | None) -> Iterator[Any]:
    with closing((driver or sqlite3).connect(str(file), isolation_level=None)) as connection:
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON", *tables):
            connection.execute(statement)
        yield connection


class SlowDisk(apsw.VFS):
    """This machine's disk, but every sync takes its time."""

    def __init__(self) -> None:
        super().__init__("slow", base="")
        self.driver = ApswDriver("slow")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        return SlowFile("", name, flags)


class SlowFile(apsw.VFSFile):
    def xSync(self, flags: int) -> None:  # noqa: N802
        time.sleep(SYNC_S)
        super().xSync(flags)


def tables_of(file: Path) -> list[str]:
    """The tables and indexes of our store, as they were made."""
    with closing(sqlite3.connect(file)) as connection:
        made = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
        return [statement for (statement,) in made]


def one_row(connection: Any) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO number VALUES (30)")
    connection.execute("COMMIT")


def same_rows(connection: Any, request_id: str, now: str) -> None:
    """What nobody does without who promises a number, a queue and a board: by hand, with nothing around it."""
    do = connection.execute
    do("BEGIN IMMEDIATE")
    do("SELECT value FROM meta WHERE key = 'last_business_day'").fetchone()
    do("SELECT id FROM ticket WHERE request_id = ?", (request_id,)).fetchone()
    today = "business_day = '2026-11-25' AND lane = 'ho_tich'"
    (ahead,) = do(f"SELECT count(*) FROM ticket WHERE {today} AND state = 'waiting'").fetchone()  # noqa: S608 -- ours
    (n,) = do(
        "INSERT INTO series_counter VALUES ('2026-11-25', 'A', 1) ON CONFLICT (business_day, series)"
        " DO UPDATE SET last_n = last_n + 1 RETURNING last_n"
    ).fetchone()
    (ticket_id,) = do(
        "INSERT INTO ticket (business_day, series, n, lane, class, request_id, kiosk_no, origin, issued_at,"
        " clock_trusted, release_no, ahead_at_issue, state, calls, valid_until) VALUES ('2026-11-25', 'A', ?,"
        " 'ho_tich', 'normal', ?, 1, 'lobby', ?, 1, 0, ?, 'waiting', 0, '2026-11-25 17:00:00') RETURNING id",
        (n, request_id, now, ahead),
    ).fetchone()
    do("INSERT INTO ticket_event (ticket_id, at, kind, actor) VALUES (?, ?, 'issued', 'kiosk')", (ticket_id, now))
    do("COMMIT")


# The picture


def composed_ms() -> list[float]:
    """Whole slips, each of another citizen; fonts are open, as after a start."""
    layout, letters = read_layout(), Lettering()

    def slip(n: int) -> Mapping[str, str]:
        own = {"number": f"A{n:03d}", "slip_id": f"T261125-A{n:03d}", "ahead": str(n), "issued": f"09:{n % 60:02d}"}
        return {**layout.sample, **own}

    compose(layout, slip(0), width_dots=576, letters=letters)
    return [timed_ms(partial(compose, layout, slip(n), width_dots=576, letters=letters)) for n in range(1, SLIPS + 1)]


# The first byte


@dataclass
class Seen:
    """When the slip's first byte came."""

    at_s: float = 0.0
    came: threading.Event = field(default_factory=threading.Event)


class WatchedPrinter(PtyStandIn):
    """Says when the first bytes come that are no question."""

    seen: Seen | None = None

    def put(self, data: bytes) -> int:
        """See StandInPrinter."""
        if self.seen is not None and len(data) > LONGEST_QUESTION_BYTES:
            self.seen.at_s, seen = time.perf_counter(), self.seen
            self.seen = None
            seen.came.set()
        return super().put(data)


def first_bytes_ms(folder: Path) -> list[float]:
    """Every slip is printed to its end before the next touch."""
    found = []
    with WatchedPrinter(folder, baud=115200, mm_s=200) as machine, store_in(folder / "desk.db") as store:
        address = parse_printer_address(f"escpos+serial://{machine.path}?model=epson-tm-t82iii")
        printer = open_printer(address, now_s=time.monotonic)
        desk = Desk(
            DeskRelease((LANE,), OFFICE),
            store,
            printer,
            opening=lambda _lane, _at: AnyTime(),
            kiosk_no=1,
            time=SystemTime(),
            journal=KeptJournal(),
        )
        worker = ThreadWorker("printer", Mailbox())
        worker.start()
        for nth in range(SLIPS + 1):
            found.append(first_byte_ms(machine, desk, worker))
            if not nth:
                found.clear()  # the first one opens the line and the fonts; a start does that before anybody comes
        worker.stop()
        printer.close()
    return found


def first_byte_ms(machine: WatchedPrinter, desk: Desk, worker: ThreadWorker) -> float:
    machine.seen = seen = Seen()
    printed = threading.Event()

    def take() -> None:
        desk.take(LANE.code, str(uuid4()), again=True)
        printed.set()

    touched_s = time.perf_counter()
    worker.do(take, lambda _none: None)
    if not (seen.came.wait(PRINTED_S) and printed.wait(PRINTED_S)):
        raise AssertionError("no slip came")
    return (seen.at_s - touched_s) * 1000


if __name__ == "__main__":
    sys.exit(main())
