"""Waits and the board of a lobby: from its store while it answers, nothing while it does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from kiosk.database import Store, open_store
from kiosk.journal import KeptJournal
from kiosk.mailbox import Mailbox
from kiosk.tickets.calling_outcome import Who
from kiosk.tickets.foretold import ForetoldNumbers
from kiosk.tickets.lane import AnyTime
from kiosk.tickets.lobby_line import LobbyLine
from kiosk.tickets.lobby_queue import LobbyQueue
from kiosk.tickets.numbering import Touch
from kiosk.tickets.own_prefix import LobbyNumbers
from kiosk.tickets.tables import create_tables, ticket
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import TurnedTime
from kiosk.workers import AtOnce
from tests.kiosk.tickets.counter_hall import CIVIL, LAND, POLICY, Hall
from tests.kiosk.tickets.test_forecast import hours, remember


class OneTerminal:
    """A terminal with its own file, a lobby on the other end of the line, and the lobby's counters."""

    def __init__(self, place: str, folder: Path, clock: TurnedTime) -> None:
        self.is_silent = False
        self.hall = Hall(self._opened(place), clock)
        self.local = open_store(folder / "own.db")
        create_tables(self.local)
        for n in range(3):  # rows of its own, so that its copies have other rows than the lobby's
            Hall(self.local, TurnedTime()).numbering.take(Touch(f"old{n}", LAND, AnyTime(), again=True))
        line = LobbyLine(lambda: self._guarded(place), AtOnce(Mailbox()))
        lobby = LobbyNumbers(self.local, line, time=clock, kiosk_no=2, journal=KeptJournal())
        lobby.join()
        self.queue = LobbyQueue(line, POLICY, opening=hours, time=clock, is_alone=lambda: lobby.is_alone)
        self.lobby = lobby
        self.numbers = ForetoldNumbers(lobby, self.queue, KeptJournal())

    def takes(self, request: str, *, klass: str = "normal") -> Ticket:
        self.hall.clock.turn(1)
        given = self.numbers.take(Touch(request, CIVIL, AnyTime(), klass, again=True))
        assert isinstance(given, Ticket)
        return given

    def close(self) -> None:
        self.lobby.close()
        self.local.close()
        self.hall.store.close()

    def _opened(self, place: str) -> Store:
        store = open_store(place)
        create_tables(store)
        return store

    def _guarded(self, place: str) -> Store:
        store = self._opened(place)
        for engine in (store.writing, store.reading):
            event.listen(engine, "before_cursor_execute", self._let_pass)
        return store

    def _let_pass(self, *_statement: object) -> None:
        if self.is_silent:
            raise OperationalError(None, None, OSError("no route to host"))


@pytest.fixture
def terminal(empty_place: str, tmp_path: Path, clock: TurnedTime) -> Iterator[OneTerminal]:
    made = OneTerminal(empty_place, tmp_path, clock)
    yield made
    made.close()


def test_the_lobby_tells_people_by_the_policy_and_keeps_what_it_told(terminal: OneTerminal) -> None:
    remember(terminal.hall, days_ago=7)
    terminal.hall.takes(*["civil"] * 5)
    terminal.hall.called(1)
    given = terminal.takes("mine")
    assert given.ahead == 4
    assert given.estimate
    with terminal.hall.store.reading.connect() as connection:
        kept = connection.execute(select(ticket.c.est_low_min).where(ticket.c.request_id == "mine")).scalar_one()
    assert kept == given.estimate.low_min
    assert terminal.takes("first", klass="priority").ahead == 0
    assert terminal.takes("mine") == given


def test_the_board_is_the_lobbys(terminal: OneTerminal) -> None:
    terminal.takes("mine")
    terminal.hall.calling.call_next(Who(1))
    board = terminal.queue.board()
    assert board
    assert board == terminal.hall.calling.board()


def test_a_silent_lobby_tells_nothing_and_the_number_is_the_terminals_own(terminal: OneTerminal) -> None:
    terminal.is_silent = True
    assert terminal.queue.board() is None
    given = terminal.takes("mine")
    assert (given.number, given.estimate) == ("K2-001", None)
    assert terminal.queue.board() is None
    assert terminal.queue.told(given, CIVIL) is given


def test_a_lobby_that_falls_silent_after_the_number_leaves_the_number_as_it_is(terminal: OneTerminal) -> None:
    given = terminal.takes("mine")
    terminal.is_silent = True
    assert terminal.queue.told(given, CIVIL) is given
