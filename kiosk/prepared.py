"""Statements put together once: what a citizen waits for goes to SQLite's driver without being worked out anew.

Written in Core like every other one, so that one text serves SQLite and PostgreSQL. Run as Core, five of them cost five
times what SQLite itself needs (docs/adr/0022).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ClauseElement, Connection, Dialect
from sqlalchemy.exc import DBAPIError

Processor = Callable[[Any], Any]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    """One place in a statement: filled anew each time from `key`, or always the same."""

    name: str
    key: str | None
    process: Processor | None
    constant: object = None

    def of(self, values: Mapping[str, object]) -> object:
        if self.key is None:
            return self.constant
        value = values[self.key]
        return value if self.process is None else self.process(value)


@dataclass(frozen=True, slots=True)
class _Text:
    """A statement as one driver takes it."""

    sql: str
    values: tuple[_Value, ...]
    is_positional: bool

    def filled(self, values: Mapping[str, object]) -> tuple[object, ...] | dict[str, object]:
        if self.is_positional:
            return tuple([each.of(values) for each in self.values])
        return {each.name: each.of(values) for each in self.values}


class Prepared:
    """One statement, for any number of connections.

    made_for  the statement, of a dialect by its name
    keys      the values each run brings; columns of an INSERT, or bindparams. Defaults of columns are not filled in.

    What comes back is as the driver gives it: numbers and texts, not dates. Errors are SQLAlchemy's.
    """

    def __init__(self, made_for: Callable[[str], ClauseElement], keys: Iterable[str]) -> None:
        self._made_for = made_for
        self._keys = tuple(keys)
        self._texts: dict[str, _Text] = {}

    def first(self, connection: Connection, values: Mapping[str, object]) -> Row | None:
        """Run it in this connection's transaction; its first row, None where there is none."""
        dialect = connection.dialect
        text = self._texts.get(dialect.name)
        if text is None:
            text = self._texts[dialect.name] = self._text(dialect)
        return first_row(connection, text.sql, text.filled(values))

    def _text(self, dialect: Dialect) -> _Text:
        compiled: Any = self._made_for(dialect.name).compile(dialect=dialect, column_keys=list(self._keys))
        names = compiled.positiontup if compiled.positional else list(compiled.binds)
        return _Text(str(compiled), tuple(self._value(compiled, name, dialect) for name in names), compiled.positional)

    def _value(self, compiled: Any, name: str, dialect: Dialect) -> _Value:
        bind = compiled.binds[name]
        process = bind.type.dialect_impl(dialect).bind_processor(dialect)
        if bind.key in self._keys:
            return _Value(name, bind.key, process)
        return _Value(name, None, None, bind.value if process is None else process(bind.value))


def first_row(connection: Connection, sql: str, values: Any = ()) -> Row | None:
    """The first row of a statement in the driver's own words."""
    # A server's line may break and must be given up by SQLAlchemy; whoever listens to statements hears these, too.
    if connection.dialect.name != "sqlite" or connection.dispatch.before_cursor_execute:
        return _by_sqlalchemy(connection, sql, values)
    return _by_driver(connection, sql, values)


def _by_sqlalchemy(connection: Connection, sql: str, values: Any) -> Row | None:
    found = connection.exec_driver_sql(sql, values)
    row = found.first() if found.returns_rows else None
    return None if row is None else tuple(row)


def _by_driver(connection: Connection, sql: str, values: Any) -> Row | None:
    cursor = connection.connection.cursor()
    dialect = connection.dialect
    try:
        cursor.execute(sql, values)
        rows = cursor.fetchall() if cursor.description else ()
    except dialect.loaded_dbapi.Error as error:
        known = DBAPIError.instance(sql, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect)
        raise known from error
    finally:
        cursor.close()
    return rows[0] if rows else None
