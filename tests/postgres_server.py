"""Debian's PostgreSQL, for one test session: a cluster of its own on a free port of the loopback, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg

PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
OWNERS = ("postgres", "nobody")
START_S = 30.0
# Everybody may come in by the loopback, but for one who must know a password.
RULES = "host all guarded 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n"
WITHOUT = "runs where Debian's package postgresql is installed: packaging/set_up.sh test"


@dataclass
class PostgresServer:
    """A server that can be ended as by a power cut, and started again on the same files."""

    folder: Path
    port: int
    settings: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    names: Iterator[int] = field(default_factory=count)

    def start(self) -> None:
        more = [word for setting in self.settings for word in ("-c", setting)]
        command = [str(PLACES[-1] / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port), *more]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(as_owner(*command), stdout=log, stderr=log, cwd=self.folder)
        ends_at = time.monotonic() + START_S
        while not self._answers():
            assert self.process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < ends_at, "it does not start"
            time.sleep(0.02)

    def stop_at_once(self) -> None:
        """What `pg_ctl stop -m immediate` sends: no checkpoint, no farewell; the next start recovers from the log."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(timeout=START_S)

    def freeze(self) -> None:
        """The machine's kernel still answers, the server does not."""
        self._signal_all(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal_all(signal.SIGCONT)

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"lobby{next(self.names)}"
        self.run(f"CREATE DATABASE {name}")
        return self.address(name)

    def emptied_database(self) -> str:
        """The address of one and the same database, empty: faster than a new one."""
        self.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        return self.address("postgres")

    def address(self, database: str, *, user: str = "clerk", port: int | None = None) -> str:
        return f"postgresql+psycopg://{user}@127.0.0.1:{port or self.port}/{database}"

    def run(self, statement: str, *, database: str = "postgres") -> None:
        with psycopg.connect(self._reached_by(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _reached_by(self, database: str = "postgres") -> str:
        return f"host=127.0.0.1 port={self.port} user=clerk dbname={database} connect_timeout=2"

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._reached_by()).close()
        except psycopg.OperationalError:
            return False
        return True

    def _signal_all(self, which: signal.Signals) -> None:
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for pid in (self.process.pid, *map(int, children)):
            os.kill(pid, which)


@contextmanager
def postgres_server(*settings: str) -> Iterator[PostgresServer]:
    """A running server; it dies with the tests, even with those that are killed."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-lobby-"))
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam(owner()).pw_uid, -1)
    server = PostgresServer(folder, free_port(), (f"unix_socket_directories={folder}", *settings))
    try:
        make = [str(PLACES[-1] / "initdb"), "-D", str(folder / "data"), "-U", "clerk", "-E", "UTF8", "--locale", "C"]
        subprocess.run(as_owner(*make, "-N"), check=True, capture_output=True, cwd=folder, timeout=60)
        (folder / "data" / "pg_hba.conf").write_text(RULES)
        server.start()
        yield server
    finally:
        server.stop_at_once()
        shutil.rmtree(folder)


def is_here() -> bool:
    """Whether this machine has the package, and a user who may run it: it refuses root."""
    return bool(PLACES) and (os.geteuid() != 0 or shutil.which("setpriv") is not None)


def owner() -> str:
    known = {each.pw_name for each in pwd.getpwall()}
    return next(name for name in OWNERS if name in known)


def as_owner(*command: str) -> list[str]:
    dies_with_us = ["setpriv", "--pdeathsig", "QUIT"]
    if os.geteuid() != 0:
        return [*dies_with_us, *command]
    who = pwd.getpwnam(owner())
    return [*dies_with_us, f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups", *command]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
