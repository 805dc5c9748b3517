"""SQLite through APSW as SQLAlchemy asks a driver of it: the same engine as Python's, but with a disk that is ours.

Rows are read to the end at once: what the program asks is small, and nothing is left open behind it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import apsw

Row = tuple[Any, ...]


class ApswDriver:
    """Stands where the module `sqlite3` stands (PEP 249).

    disk  the name of a registered apsw.VFS
    """

    paramstyle = "qmark"
    threadsafety = 1
    sqlite_version_info = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
    Error = sqlite3.Error
    DatabaseError = sqlite3.DatabaseError
    IntegrityError = sqlite3.IntegrityError
    OperationalError = sqlite3.OperationalError

    def __init__(self, disk: str) -> None:
        self._disk = disk

    def connect(self, path: str, **_habits: object) -> ApswConnection:
        return ApswConnection(path, self._disk)


class ApswConnection:
    """A connection without transactions of its own."""

    isolation_level: str | None = None

    def __init__(self, path: str, disk: str) -> None:
        self.apsw = apsw.Connection(path, vfs=disk)

    def cursor(self) -> ApswCursor:
        return ApswCursor(self.apsw)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> ApswCursor:
        return self.cursor().execute(statement, values)

    def create_function(self, name: str, arguments: int, made: Callable[..., Any], **_habits: object) -> None:
        self.apsw.create_scalar_function(name, made, arguments)

    def commit(self) -> None:
        self._end("COMMIT")

    def rollback(self) -> None:
        self._end("ROLLBACK")

    def close(self) -> None:
        self.apsw.close()

    def _end(self, how: str) -> None:
        if self.apsw.in_transaction:
            self.execute(how)


class ApswCursor:
    """One statement and its rows."""

    arraysize = 1

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._rows: list[Row] = []
        self.description: tuple[Row, ...] | None = None
        self.rowcount = -1

    @property
    def lastrowid(self) -> int:
        return self._connection.last_insert_rowid()

    def execute(self, statement: str, values: Sequence[Any] = ()) -> ApswCursor:
        cursor = self._connection.cursor()
        cursor.exec_trace = self._look
        try:
            self._rows = list(cursor.execute(statement, tuple(values)))
        except apsw.ConstraintError as error:
            raise sqlite3.IntegrityError(str(error)) from None
        except apsw.Error as error:
            raise sqlite3.OperationalError(f"{type(error).__name__}: {error}") from None
        self.rowcount = self._connection.changes()
        return self

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        for row in rows:
            self.execute(statement, row)

    def fetchone(self) -> Row | None:
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int = 1) -> list[Row]:
        found, self._rows = self._rows[:size], self._rows[size:]
        return found

    def fetchall(self) -> list[Row]:
        return self.fetchmany(len(self._rows))

    def close(self) -> None:
        self._rows = []

    def _look(self, cursor: apsw.Cursor, _statement: str, _values: object) -> bool:
        """While it runs: afterwards an answer without rows no longer says which columns it would have had."""
        self.description = None
        with suppress(apsw.ExecutionCompleteError):
            columns = cursor.get_description()
            self.description = tuple((name, None, None, None, None, None, None) for name, _kind in columns) or None
        return True
