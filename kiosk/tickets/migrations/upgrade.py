"""Runs the steps a store still lacks, in one transaction: a power cut in their middle leaves it as it was.

Imported only when there is a step to take: Alembic costs 60 ms, and a store is nearly always current.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from kiosk.durable_file import sync_folder

FOLDER = Path(__file__).parent


def upgrade(connection: Connection, to: str) -> None:
    """Take every step between the store's version and `to`; committed by the caller, or not at all."""
    script = ScriptDirectory(str(FOLDER))

    def steps(found: str | tuple[str, ...], _context: MigrationContext) -> object:
        return script._upgrade_revs(to, found)  # type: ignore[arg-type]  # noqa: SLF001 -- as alembic.command does

    with EnvironmentContext(Config(), script, fn=steps, destination_rev=to) as environment:
        environment.configure(connection=connection)
        environment.run_migrations()


def all_versions() -> tuple[str, ...]:
    """Every version there has been, oldest first."""
    return tuple(reversed([step.revision for step in ScriptDirectory(str(FOLDER)).walk_revisions()]))


def keep_copy(file: Path, version: str) -> Path:
    """A whole copy of a store's file beside it, as it was in that version; an earlier try's copy is replaced.

    raises  OSError, sqlite3.Error when the disk cannot hold it.
    """
    copy = file.with_name(f"{file.name}.{version}")
    unfinished = copy.with_name(f"{copy.name}.new")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(file, timeout=5)) as connection:
        connection.execute("VACUUM INTO ?", (str(unfinished),))
    with unfinished.open("r+b") as written:
        os.fsync(written.fileno())
    unfinished.replace(copy)
    sync_folder(file.parent)
    return copy
