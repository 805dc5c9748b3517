"""Opens the engines of a store: SQLite with WAL, FULL and BEGIN IMMEDIATE, or a PostgreSQL server; knows no table.

One store, two engines. On the writing one every transaction begins with the lock, so two writers wait for each other
instead of failing in the middle; on it even a read would wait 5 s behind a busy writer (measured, SQLAlchemy 2.1.9).
Reads therefore have an engine of their own that answers at once and cannot write. Both kinds of store keep these rules,
so that what is true of a transaction on one is true on the other.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from kiosk.durable_file import sync_folder
from kiosk.errors import Problem, StoreBroken
from kiosk.prepared import first_row

# The screens and the staff pages are two users of one group.
FILE_MODE = 0o660
FOLDER_MODE = 0o2770
BUSY_TIMEOUT_MS = 5000
SERVER = "postgresql"
FILE = "sqlite:///"
FULL = 2
# What each engine must report back before a number may be promised.
WRITING_PROMISES: dict[str, object] = {"journal_mode": "wal", "synchronous": FULL, "foreign_keys": 1}
READING_PROMISES: dict[str, object] = {"journal_mode": "wal", "query_only": 1}


@dataclass(frozen=True, slots=True)
class Store:
    """An open store: `writing.begin()` for durable transactions, `reading.connect()` for everything else.

    place  the file, or the server's address without a password: what a technician needs to find it
    cut    ends whatever is waiting for the store, from any thread; a file has its time-outs and nothing to end
    ended  lets go of what its engines have lost sight of
    """

    place: str
    writing: Engine
    reading: Engine
    cut: Callable[[], None] = lambda: None
    ended: Callable[[], None] = lambda: None

    def close(self) -> None:
        """Give the file or the connections back; twice without harm."""
        self.reading.dispose()
        self.writing.dispose()
        self.ended()

    @property
    def is_file(self) -> bool:
        """Whether it is a file of this machine."""
        return self.writing.dialect.name == "sqlite"


def open_store(
    place: Path | str, *, password: Callable[[], str | None] = lambda: None, driver: object | None = None
) -> Store:
    """A store that keeps what it has committed through a power cut; a file is created when missing.

    place     a file on a local disk, never a network share: SQLite's locks do not hold there; as a path or as
              `sqlite:////path`. Or a server: `postgresql+psycopg://user@host/database`.
    password  of the server's user, asked for at every connection; never in `place`
    driver    of a file; None: Python's own SQLite. A disk that loses its power at any moment brings another one.
    raises    StoreBroken, with place and cure, when the store cannot be used or does not keep its promises.
    """
    if str(place).startswith(SERVER):
        from kiosk.database_server import open_server  # noqa: PLC0415 -- psycopg: only where there is a server

        return open_server(str(place), password)
    return _open_file(Path(str(place).removeprefix(FILE)), {} if driver is None else {"module": driver})


def upsert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows `on_conflict_do_update`: each engine has its own, and one does not compile for the other."""
    return upsert_for(connection.dialect.name, table)


def upsert_for(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """The same for statements that are put together once."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def keep_or_close(store: Store, keep_promises: Callable[[Store], None]) -> Store:
    """The store, or no open connection to one that breaks its promises."""
    try:
        keep_promises(store)
    except BaseException:
        store.close()
        raise
    return store


def _open_file(path: Path, driver: Mapping[str, object]) -> Store:
    try:
        _create(path)
    except OSError as error:
        raise StoreBroken(_unusable(str(path), error.strerror or str(error))) from None
    return keep_or_close(Store(str(path), _writing_engine(path, driver), _reading_engine(path, driver)), _keep_promises)


def _create(path: Path) -> None:
    path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        made = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
        os.fchmod(made, FILE_MODE)  # whatever the umask: the staff pages write too
        os.fsync(made)
        os.close(made)
    sync_folder(path.parent)


def _writing_engine(path: Path, driver: Mapping[str, object]) -> Engine:
    # The time-out comes first: two programs that open a new file together both ask for the switch to WAL.
    pragmas = (f"busy_timeout={BUSY_TIMEOUT_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
    engine = _engine(path, driver, *pragmas)

    @event.listens_for(engine, "begin")
    def _lock_first(connection: Connection) -> None:
        first_row(connection, "BEGIN IMMEDIATE")

    return engine


def _reading_engine(path: Path, driver: Mapping[str, object]) -> Engine:
    return _engine(path, driver, f"busy_timeout={BUSY_TIMEOUT_MS}", "query_only=ON")


def _engine(path: Path, driver: Mapping[str, object], *pragmas: str) -> Engine:
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True, **driver)

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None  # or the driver begins transactions of its own, without the lock
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _keep_promises(store: Store) -> None:
    try:
        with store.writing.begin() as connection:  # the first transaction also proves that we may write
            found = _broken_promises(connection, WRITING_PROMISES)
        with store.reading.connect() as connection:  # the long look goes without the lock: others may be at work
            found |= _broken_promises(connection, READING_PROMISES)
            damage = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    except DBAPIError as error:
        raise StoreBroken(_unusable(store.place, str(error.orig))) from None
    sync_folder(Path(store.place).parent)
    if damage != "ok":
        raise StoreBroken(_unusable(store.place, damage))
    if found:
        raise StoreBroken(*(_weak(store.place, name, value) for name, value in found.items()))


def _broken_promises(connection: Connection, promises: dict[str, object]) -> dict[str, object]:
    found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in promises}
    return {name: value for name, value in found.items() if value != promises[name]}


def _unusable(place: str, why: str) -> Problem:
    return Problem(
        place,
        "",
        f"The ticket store cannot be used ({why}).",
        "Check the disk and its rights; a damaged file is moved aside and the newest backup put in its place.",
    )


def _weak(place: str, name: str, value: object) -> Problem:
    return Problem(
        f"{place}, PRAGMA {name}",
        str(value),
        "The store would lose numbers in a power cut.",
        "Put it on a local disk that allows WAL and FULL.",
    )
