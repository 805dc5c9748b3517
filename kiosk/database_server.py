"""A store on a PostgreSQL server: the same rules as a file's, and no wait without a deadline.

Writing transactions take turns by one lock of the database, as those of a file do: limits are counted, days remembered
and numbers given by one terminal after another, and events become visible in their order. A terminal that vanishes in
the middle of one keeps the others for `IDLE_MS` at most.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from kiosk.database import Store, keep_or_close
from kiosk.errors import Problem, StoreBroken

DRIVER = "postgresql+psycopg"
CONNECT_S = 2  # libpq knows no less
# The shortest first, so that whoever waits for a vanished terminal's turn still gets it. Half a second was too little:
# on a busy machine our own program paused longer between two statements (measured). Citizens wait for none of these:
# their second is counted by the terminal itself.
IDLE_MS = 3000
LOCK_MS = 4000
STATEMENT_MS = 5000
POOL_S = 1.0
# Any constant of our own: all writing transactions of this database queue for it.
TURN = 0x6D63_6B69
OPTIONS = {
    "statement_timeout": STATEMENT_MS,
    "lock_timeout": LOCK_MS,
    "idle_in_transaction_session_timeout": IDLE_MS,
    "synchronous_commit": "on",
}
# A pulled cable is noticed by the kernel, whatever the driver waits for.
LINE = {
    "connect_timeout": CONNECT_S,
    "tcp_user_timeout": 2000,
    "keepalives_idle": 5,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "application_name": "mot-cua-kiosk",
}
# What the server must answer before a number may be promised.
PROMISES = {
    "synchronous_commit": ("on", "remote_apply"),
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "transaction_read_only": ("off",),
}


def open_server(address: str, password: Callable[[], str | None]) -> Store:
    """A store on a server; see `open_store`."""
    url = _checked(address)
    lines = _OpenLines()
    writing = _engine(url, password, lines)
    reading = _engine(url, password, lines, default_transaction_read_only="on")

    @event.listens_for(writing, "begin")
    def _wait_for_turn(connection: Connection) -> None:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")

    return keep_or_close(Store(shown(url), writing, reading, lines.cut, lines.end), _keep_promises)


def shown(url: URL) -> str:
    """An address as it may stand in a log: where, never with which secret."""
    return url.set(password=None, query={}).render_as_string(hide_password=True)


def _checked(address: str) -> URL:
    cure = f"Write {DRIVER}://user@host/database; the password has a file of its own."
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        # The text itself is not repeated: what cannot be read may hold a password.
        raise StoreBroken(Problem("ticket store", "", "Its address cannot be read.", cure)) from None
    if url.password is not None or "password" in url.query:
        raise StoreBroken(Problem("ticket store", shown(url), "A password stands in its address.", cure))
    if url.drivername != DRIVER:
        raise StoreBroken(Problem("ticket store", shown(url), "This kind of server is not known.", cure))
    return url


@dataclass
class _OpenLines:
    """All open connections and their sockets.

    Each socket by a descriptor of its own: one that the driver closes meanwhile must not become somebody else's file.
    A connection that breaks in SQLAlchemy's first questions is forgotten there without being closed; here it is not.
    """

    opened: dict[int, tuple[psycopg.Connection, socket.socket]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def add(self, connection: psycopg.Connection) -> None:
        with self.lock:
            broken = [each for each, _line in self.opened.values() if each.broken]
            self.opened[id(connection)] = connection, socket.socket(fileno=os.dup(connection.fileno()))
        for each in broken:
            each.close()
            self.remove(each)

    def remove(self, connection: object) -> None:
        with self.lock:
            _closed, line = self.opened.pop(id(connection), (None, None))
        if line is not None:
            line.close()

    def end(self) -> None:
        """Nobody asks any more."""
        for connection, _line in list(self.opened.values()):
            connection.close()
            self.remove(connection)

    def cut(self) -> None:
        """Whoever waits for an answer is told at once that none will come; the next question opens a new line."""
        with self.lock:
            for _connection, line in self.opened.values():
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)


def _engine(url: URL, password: Callable[[], str | None], lines: _OpenLines, **more: str) -> Engine:
    options = " ".join(f"-c {name}={value}" for name, value in (OPTIONS | more).items())
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=2,
        max_overflow=8,  # staff who press at one moment
        pool_timeout=POOL_S,
        connect_args={**LINE, "options": options},
        isolation_level="AUTOCOMMIT" if more else "READ COMMITTED",
    )

    @event.listens_for(engine, "do_connect")
    def _with_password(_dialect: object, _record: object, _arguments: object, named: dict[str, object]) -> None:
        if (secret := password()) is not None:  # read each time, so that a renewed one counts at once
            named["password"] = secret

    @event.listens_for(engine, "connect", insert=True)  # before SQLAlchemy's own first questions
    def _opened(connection: psycopg.Connection, _record: object) -> None:
        lines.add(connection)

    @event.listens_for(engine, "close")
    def _closed(connection: object, _record: object) -> None:
        lines.remove(connection)

    return engine


def _keep_promises(store: Store) -> None:
    try:
        with store.writing.begin() as connection:
            found = {name: str(connection.exec_driver_sql(f"SHOW {name}").scalar()) for name in PROMISES}
        with store.reading.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except SQLAlchemyError as error:
        raise StoreBroken(_unusable(store.place, error)) from None
    broken = {name: value for name, value in found.items() if value not in PROMISES[name]}
    if broken:
        raise StoreBroken(*(_weak(store.place, name, value) for name, value in broken.items()))


def _unusable(place: str, error: SQLAlchemyError) -> Problem:
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    return Problem(
        place,
        "",
        f"The ticket store cannot be used ({' '.join(said.split())}).",
        "Check cable and address, that the server runs, user, password_file, database, and its pg_hba.conf.",
    )


def _weak(place: str, name: str, value: str) -> Problem:
    return Problem(
        f"{place}, {name}",
        value,
        "The store would lose numbers in a power cut, or cannot be written.",
        f"Set {name} = {PROMISES[name][0]} on the server, and use the server that is written, not its copy.",
    )
