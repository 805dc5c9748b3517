"""A store on a server keeps a file's rules, waits for nothing without a deadline, and keeps its password to itself."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from kiosk.database import Store, open_store
from kiosk.errors import StoreBroken
from tests.postgres_server import WITHOUT, PostgresServer, is_here, postgres_server

SECRET = "khong-ai-duoc-biet"  # noqa: S105 -- of a user that lives as long as this test


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    if not is_here():
        pytest.skip(WITHOUT)
    with postgres_server() as started:
        yield started


@pytest.fixture
def store(server: PostgresServer) -> Iterator[Store]:
    opened = open_store(server.emptied_database())
    yield opened
    opened.close()


def refused(place: str, password: str | None = None) -> str:
    with pytest.raises(StoreBroken) as broken:
        open_store(place, password=lambda: password)
    return str(broken.value)


def test_what_is_committed_is_read_and_what_is_rolled_back_was_never_there(store: Store) -> None:
    with store.writing.begin() as writer:
        writer.execute(text("CREATE TABLE t (n integer)"))
        writer.execute(text("INSERT INTO t VALUES (1)"))
    with store.writing.connect() as writer:
        writer.execute(text("INSERT INTO t VALUES (2)"))
    with store.reading.connect() as reader:
        assert list(reader.scalars(text("SELECT n FROM t"))) == [1]


def test_the_reading_engine_cannot_write(store: Store) -> None:
    with store.reading.connect() as reader, pytest.raises(DBAPIError, match="read-only"):
        reader.execute(text("CREATE TABLE t (n integer)"))


def test_a_reader_is_answered_while_a_writer_is_busy(store: Store) -> None:
    with store.writing.begin(), store.reading.connect() as reader:
        assert reader.scalar(text("SELECT 1")) == 1


def test_writers_take_turns_and_no_turn_is_waited_for_without_end(store: Store) -> None:
    with store.writing.begin() as first:
        first.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        second = store.writing.connect()
        with pytest.raises(DBAPIError, match="lock timeout"):
            second.begin()
        second.close()
    with store.writing.begin() as next_one:
        assert next_one.scalar(text("SELECT 1")) == 1


def test_a_terminal_that_vanishes_in_mid_transaction_does_not_keep_the_others(store: Store) -> None:
    with store.writing.connect() as vanished:
        vanished.execute(text("SELECT 1"))
        with store.writing.begin() as next_one:  # after the server has ended the silent one
            assert next_one.scalar(text("SELECT 1")) == 1
        with pytest.raises(DBAPIError, match="idle-in-transaction"):
            vanished.execute(text("SELECT 1"))
        vanished.invalidate()


def test_a_statement_that_takes_too_long_is_ended(store: Store) -> None:
    with store.reading.connect() as reader, pytest.raises(DBAPIError, match="statement timeout"):
        reader.execute(text("SELECT pg_sleep(60)"))


def test_whoever_waits_can_be_cut_off_and_the_next_question_is_answered(store: Store) -> None:
    with store.reading.connect() as reader:
        reader.execute(text("SELECT 1"))
        store.cut()
        with pytest.raises(SQLAlchemyError):
            reader.execute(text("SELECT 1"))
    with store.reading.connect() as reader:
        assert reader.scalar(text("SELECT 1")) == 1


def test_the_password_comes_from_its_own_place_each_time(server: PostgresServer) -> None:
    server.run(f"DROP USER IF EXISTS guarded; CREATE USER guarded PASSWORD '{SECRET}'")
    place = server.address("postgres", user="guarded")
    store = open_store(place, password=lambda: SECRET)
    assert SECRET not in f"{store!r} {store.place} {store.writing.url}"
    store.close()


@pytest.mark.parametrize("given", [None, "wrong-and-secret"])
def test_a_wrong_password_is_told_without_the_password(server: PostgresServer, given: str | None) -> None:
    server.run(f"DROP USER IF EXISTS guarded; CREATE USER guarded PASSWORD '{SECRET}'")
    said = refused(server.address("postgres", user="guarded"), given)
    assert "password_file" in said
    assert "secret" not in said


@pytest.mark.parametrize(
    "place",
    [
        "postgresql+psycopg://clerk:pass-word@127.0.0.1/lobby",
        "postgresql+psycopg://clerk@127.0.0.1/lobby?password=pass-word",
        "postgresql+psycopg://clerk:pass-word@127.0.0.1:port/lobby",
        "postgresql://clerk@127.0.0.1/lobby",
    ],
)
def test_an_address_with_a_password_or_of_another_kind_is_refused_without_repeating_it(place: str) -> None:
    said = refused(place)
    assert "postgresql+psycopg://user@host/database" in said
    assert "pass-word" not in said


def test_nobody_at_the_address_is_told_with_the_place_and_the_cure(closed_port: int) -> None:
    began = monotonic()
    said = refused(f"postgresql+psycopg://clerk@127.0.0.1:{closed_port}/lobby")
    assert f"127.0.0.1:{closed_port}/lobby" in said
    assert "that the server runs" in said
    assert monotonic() - began < 10


def test_a_database_that_is_not_there_is_told(server: PostgresServer) -> None:
    assert "nowhere" in refused(server.address("nowhere"))


@pytest.mark.parametrize("weakness", ["fsync=off", "default_transaction_read_only=on"])
def test_a_server_that_would_lose_numbers_or_cannot_be_written_is_refused(weakness: str) -> None:
    if not is_here():
        pytest.skip(WITHOUT)
    with postgres_server(weakness) as weak:
        said = refused(weak.address("postgres"))
    assert weakness.partition("=")[0].removeprefix("default_") in said


def test_a_session_is_synchronous_whatever_the_server_usually_does() -> None:
    if not is_here():
        pytest.skip(WITHOUT)
    with postgres_server("synchronous_commit=off") as hasty:
        store = open_store(hasty.address("postgres"))
        with store.writing.begin() as writer:
            assert writer.scalar(text("SHOW synchronous_commit")) == "on"
        store.close()
