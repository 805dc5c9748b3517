"""A terminal whose lobby is silent gives numbers of its own at once; the lobby gets them when it is back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, event, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from kiosk.database import Store
from kiosk.errors import StoreBroken
from kiosk.tickets.handing_over import hand_over, waiting_to_go
from kiosk.tickets.lane import AnyTime
from kiosk.tickets.numbering import Numbering, Touch
from kiosk.tickets.tables import meta, series_counter, ticket, ticket_event
from kiosk.tickets.ticket import Ticket
from kiosk.workers import AtOnce
from tests.kiosk.tickets.lobby import HEARTBEAT_S, LANE, TerminalOfLobby, open_lobby, tickets_in, valid_in

HEARTBEAT = timedelta(seconds=HEARTBEAT_S)


class Lobby:
    """The lobby's store on either engine; while silent, no statement reaches it."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.is_silent = False
        self.store = self.opened(place)

    def opened(self, place: str) -> Store:
        self._let_pass()
        store = open_lobby(place)
        for engine in (store.writing, store.reading):
            event.listen(engine, "before_cursor_execute", self._let_pass)
        return store

    def _let_pass(self, *_statement: object) -> None:
        if self.is_silent:
            raise OperationalError(None, None, OSError("no route to host"))

    def terminal(self, folder: Path, kiosk_no: int) -> TerminalOfLobby:
        return TerminalOfLobby(folder, self.place, kiosk_no, make_worker=AtOnce, opened=self.opened)

    def gives(self, request: str, kiosk_no: int = 2) -> str:
        """The lobby answers a touch, and the answer never arrives."""
        clock = TerminalOfLobby(Path(), "", kiosk_no).clock
        given = Numbering(self.store, time=clock, kiosk_no=kiosk_no).take(Touch(request, LANE, AnyTime(), again=True))
        assert isinstance(given, Ticket)
        return given.number


@pytest.fixture
def lobby(empty_place: str) -> Iterator[Lobby]:
    made = Lobby(empty_place)
    yield made
    made.store.close()


@pytest.fixture
def terminal(lobby: Lobby, tmp_path: Path) -> Iterator[TerminalOfLobby]:
    made = lobby.terminal(tmp_path, 2).start()
    yield made
    made.stop()


def heartbeats(terminal: TerminalOfLobby, times: int) -> None:
    for _ in range(times):
        terminal.heartbeat()


def test_terminals_of_one_lobby_count_together(lobby: Lobby, terminal: TerminalOfLobby, tmp_path: Path) -> None:
    other = lobby.terminal(tmp_path, 3).start()
    assert [terminal.take(), other.take(), terminal.take()] == ["A001", "A002", "A003"]
    assert terminal.numbers.waiting() == {"ho_tich": 3}
    other.stop()


def test_a_silent_lobby_is_answered_with_the_own_prefix_and_said_once(lobby: Lobby, terminal: TerminalOfLobby) -> None:
    terminal.take()
    lobby.is_silent = True
    assert [terminal.take(), terminal.take()] == ["K2-001", "K2-002"]
    assert terminal.numbers.waiting() is None
    assert terminal.journal.names() == ["ticket-lobby-silent"]


def test_a_slip_comes_by_itself_only_while_the_lobby_still_waits_for_its_number(
    lobby: Lobby, terminal: TerminalOfLobby
) -> None:
    waits = terminal.numbers.still_waits
    terminal.take("waiting")
    terminal.take("called")
    with lobby.store.writing.begin() as connection:  # a counter, which this terminal's own copy does not hear of
        connection.execute(update(ticket).where(ticket.c.request_id == "called").values(state="called", counter=1))
    assert (waits("waiting"), waits("called"), waits("nobody")) == (True, False, False)
    lobby.is_silent = True
    assert not waits("waiting"), "nobody knows whether it was called meanwhile"
    terminal.take("lonely")
    assert waits("lonely")
    lobby.is_silent = False
    heartbeats(terminal, 4)
    assert waits("lonely")


def test_a_start_without_the_lobby_begins_alone(lobby: Lobby, tmp_path: Path) -> None:
    lobby.is_silent = True
    terminal = lobby.terminal(tmp_path, 2).start()
    assert terminal.take() == "K2-001"
    terminal.stop()


def test_the_lobby_gets_every_number_as_it_was_printed(lobby: Lobby, terminal: TerminalOfLobby) -> None:
    terminal.take()
    lobby.is_silent = True
    terminal.take()
    terminal.clock.turn(60)
    terminal.take()
    lobby.is_silent = False
    heartbeats(terminal, 4)
    assert valid_in(lobby.store) == terminal.printed == {"2-0": "A001", "2-1": "K2-001", "2-2": "K2-002"}
    assert terminal.journal.names() == ["ticket-lobby-silent", *["ticket-handed-over"] * 2, "ticket-lobby-back"]
    assert terminal.take() == "A002"
    with lobby.store.reading.connect() as connection:
        row = connection.execute(select(ticket).where(ticket.c.series == "K2", ticket.c.n == 2)).mappings().one()
        assert (row["origin"], row["issued_at"], row["state"]) == (
            "alone",
            terminal.clock.at - 4 * HEARTBEAT,
            "waiting",
        )
        assert connection.scalar(select(series_counter.c.last_n).where(series_counter.c.series == "K2")) == 2
        why = select(ticket_event.c.why).where(ticket_event.c.ticket_id == row["id"])
        assert connection.scalar(why) == "alone"


def test_three_answers_in_a_row_bring_the_lobbys_numbers_back(lobby: Lobby, terminal: TerminalOfLobby) -> None:
    lobby.is_silent = True
    terminal.take()
    lobby.is_silent = False
    numbers = []
    for _ in range(2):
        heartbeats(terminal, 1)
        numbers.append(terminal.take())
    lobby.is_silent = True  # a loose plug
    heartbeats(terminal, 2)
    lobby.is_silent = False
    for _ in range(5):
        heartbeats(terminal, 1)
        numbers.append(terminal.take())
    assert numbers == [*(f"K2-00{n}" for n in range(2, 7)), "A001", "A002"]
    heartbeats(terminal, 1)
    assert valid_in(lobby.store) == terminal.printed


def test_a_number_the_lobby_gave_before_the_line_broke_is_void_and_the_printed_one_counts(
    lobby: Lobby, terminal: TerminalOfLobby
) -> None:
    assert lobby.gives("lost answer") == "A001"
    lobby.is_silent = True
    assert terminal.take("lost answer") == "K2-001"
    lobby.is_silent = False
    heartbeats(terminal, 4)
    assert valid_in(lobby.store) == {"lost answer": "K2-001"}
    assert sorted(tickets_in(lobby.store).values()) == [("A001", "void"), ("K2-001", "waiting")]
    assert terminal.take() == "A002"


def test_a_late_question_of_that_touch_finds_the_printed_number(lobby: Lobby, terminal: TerminalOfLobby) -> None:
    """The lobby hears the first question only after the cable is back."""
    lobby.is_silent = True
    terminal.take("late")
    lobby.is_silent = False
    heartbeats(terminal, 1)
    assert lobby.gives("late") == "K2-001"


def test_a_touch_answered_alone_stays_answered_when_the_lobby_is_back(lobby: Lobby, terminal: TerminalOfLobby) -> None:
    lobby.is_silent = True
    terminal.take("once")
    lobby.is_silent = False
    heartbeats(terminal, 4)
    assert terminal.take("once") == "K2-001"
    assert len(valid_in(lobby.store)) == 1


def test_a_power_cut_while_handing_over_doubles_nothing(lobby: Lobby, terminal: TerminalOfLobby) -> None:
    lobby.is_silent = True
    terminal.take()
    lobby.is_silent = False
    (row,) = waiting_to_go(terminal.local)
    hand_over(terminal.local, lobby.store, now=terminal.clock.now())
    with terminal.local.writing.begin() as connection:  # the note that it was sent is lost
        connection.exec_driver_sql("UPDATE outbox SET sent_at = NULL")
    again = hand_over(terminal.local, lobby.store, now=terminal.clock.now())
    assert again.done == ("K2-001",)
    assert list(valid_in(lobby.store)) == [row["request_id"]]


def test_a_restart_hands_over_what_was_left(lobby: Lobby, terminal: TerminalOfLobby) -> None:
    lobby.is_silent = True
    terminal.take()
    terminal.stop()
    lobby.is_silent = False
    terminal.start()
    assert terminal.take() == "A001"
    assert valid_in(lobby.store) == terminal.printed


def test_a_touch_the_lobby_answered_before_a_restart_is_found_there(lobby: Lobby, terminal: TerminalOfLobby) -> None:
    lobby.gives("before the restart")
    found = terminal.numbers.ticket_of("before the restart")
    assert found is not None
    assert found.number == "A001"
    assert valid_in(terminal.local) == {"before the restart": "A001"}
    assert terminal.take("before the restart") == "A001"


def test_tickets_carry_the_row_of_this_terminals_own_store(lobby: Lobby, terminal: TerminalOfLobby) -> None:
    """Slips are kept by that row: the lobby's rows count differently."""
    for nth in range(3):
        lobby.gives(f"elsewhere {nth}", kiosk_no=3)
    given = terminal.numbers.take(Touch("here", LANE, AnyTime(), again=True))
    assert isinstance(given, Ticket)
    assert (given.number, given.id, given.ahead) == ("A004", 1, 3)


def test_a_lobby_that_has_forgotten_numbers_gives_none_twice(lobby: Lobby, terminal: TerminalOfLobby) -> None:
    terminal.take()
    with lobby.store.writing.begin() as connection:  # somebody puts an older backup in place
        for table in (ticket_event, ticket, series_counter):
            connection.execute(delete(table))
    with pytest.raises(IntegrityError):
        terminal.take()
    assert terminal.take() == "A002"


def test_a_second_machine_with_the_same_number_is_refused(
    lobby: Lobby, terminal: TerminalOfLobby, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    twin = lobby.terminal(tmp_path / "other", 2)
    with pytest.raises(StoreBroken, match=r"terminal\.number"):
        twin.start()
    with pytest.raises(StoreBroken):
        twin.take()
    twin.stop()
    assert terminal.take() == "A001"


def test_an_exchanged_machine_may_take_over_the_number_when_told_so(
    lobby: Lobby, terminal: TerminalOfLobby, tmp_path: Path
) -> None:
    terminal.take()
    (tmp_path / "new").mkdir()
    with lobby.store.writing.begin() as connection:
        connection.execute(delete(meta).where(meta.c.key == "terminal_2"))
    exchanged = lobby.terminal(tmp_path / "new", 2).start()
    assert exchanged.take("new") == "A002"
    exchanged.stop()


def test_a_number_that_another_machine_printed_too_is_told_and_the_others_go_on(
    lobby: Lobby, terminal: TerminalOfLobby
) -> None:
    lobby.is_silent = True
    terminal.take()
    terminal.take()
    lobby.is_silent = False
    with terminal.local.writing.begin() as connection:
        row = connection.execute(select(ticket).where(ticket.c.n == 1)).mappings().one()
    with lobby.store.writing.begin() as connection:
        twins = {column.key: row[column] for column in ticket.c} | {"id": 77, "request_id": "another machine's"}
        connection.execute(ticket.insert().values(twins))
    heartbeats(terminal, 4)
    assert valid_in(lobby.store) == {"another machine's": "K2-001", "2-1": "K2-002"}
    assert terminal.journal.names().count("ticket-not-handed-over") == 1
    assert not terminal.numbers.is_alone


def test_a_clerk_who_has_called_the_number_nobody_holds_loses_only_that_one(
    lobby: Lobby, terminal: TerminalOfLobby
) -> None:
    lobby.gives("lost answer")
    with lobby.store.writing.begin() as connection:
        connection.execute(update(ticket).values(state="called", counter=4))
    lobby.is_silent = True
    terminal.take("lost answer")
    lobby.is_silent = False
    heartbeats(terminal, 1)
    assert sorted(tickets_in(lobby.store).values()) == [("A001", "void"), ("K2-001", "waiting")]
