"""What staff do at one terminal of a lobby holds in the lobby's store, on a real PostgreSQL: void, days, nights."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.assembly import Kiosk
from kiosk.database import Store
from kiosk.parts import make_calling, open_lobby
from kiosk.tickets.calling import Calling
from kiosk.tickets.calling_outcome import Changed, Who
from kiosk.tickets.lane import AnyTime
from kiosk.tickets.numbering import Numbering, Touch
from kiosk.tickets.policy_file import read_policy
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import TurnedTime
from tests.kiosk.test_assembly_queue import a_terminal, take, taken
from tests.kiosk.tickets.lobby import tickets_in
from tests.postgres_server import PostgresServer

ONE_DAY_S = 86400.0


@pytest.fixture
def terminal(tmp_path: Path, clock: TurnedTime, server: PostgresServer) -> Iterator[Kiosk]:
    place: dict[str, object] = {"store": server.emptied_database()}
    with a_terminal(tmp_path, clock=clock, terminal={"always_open": True}, tickets=place) as kiosk:
        kiosk.staff_acts.days()
        yield kiosk


@pytest.fixture
def lobby(terminal: Kiosk) -> Iterator[Store]:
    opened = open_lobby(terminal.settings)
    yield opened
    opened.close()


def taken_here(terminal: Kiosk, clock: TurnedTime, *requests: str) -> list[Ticket]:
    found = []
    for request in requests:
        clock.turn(1)
        found.append(taken(take(terminal, request)).ticket)
    assert terminal.lobby is not None
    assert not terminal.lobby.is_alone
    return found


def counters(terminal: Kiosk, lobby: Store, clock: TurnedTime) -> Calling:
    assert terminal.content is not None
    return make_calling(terminal.settings, terminal.content, lobby, read_policy(), time=clock)


def called(calling: Calling) -> str:
    outcome = calling.call_next(Who(1))
    assert isinstance(outcome, Changed), outcome
    assert isinstance(calling.done(Who(1)), Changed)
    return outcome.ticket.number


def test_a_number_taken_back_here_is_called_nowhere(terminal: Kiosk, lobby: Store, clock: TurnedTime) -> None:
    first, second = taken_here(terminal, clock, "a", "b")
    terminal.staff_acts.void(first)
    assert terminal.store is not None
    for store in (lobby, terminal.store):
        assert tickets_in(store) == {"a": (first.number, "void"), "b": (second.number, "waiting")}
    assert called(counters(terminal, lobby, clock)) == second.number


def test_a_number_another_counter_holds_meanwhile_is_not_taken_back(
    terminal: Kiosk, lobby: Store, clock: TurnedTime
) -> None:
    (held,) = taken_here(terminal, clock, "a")
    calling = counters(terminal, lobby, clock)
    assert isinstance(calling.call_next(Who(1)), Changed)
    assert isinstance(calling.serve(Who(1)), Changed)
    terminal.staff_acts.void(held)
    assert tickets_in(lobby)["a"] == (held.number, "serving")


def test_the_lobbys_queue_is_kept_overnight_and_called_first(terminal: Kiosk, lobby: Store, clock: TurnedTime) -> None:
    kept = [each.number for each in taken_here(terminal, clock, "a", "b")]
    assert terminal.staff_acts.keep_overnight(is_kept=True).is_kept
    clock.turn(ONE_DAY_S)
    (new,) = taken_here(terminal, clock, "c")
    assert (new.number, new.ahead) == ("A003", 2)
    calling = counters(terminal, lobby, clock)
    assert [called(calling) for _ in range(3)] == [*kept, "A003"]


def test_a_kept_number_is_found_by_the_slip_in_the_citizens_hand(
    terminal: Kiosk, lobby: Store, clock: TurnedTime
) -> None:
    first, second = taken_here(terminal, clock, "a", "b")
    terminal.staff_acts.keep_overnight(is_kept=True)
    clock.turn(ONE_DAY_S)
    taken_here(terminal, clock, "c")
    terminal.staff_acts.void(first)
    assert tickets_in(lobby)["a"] == (first.number, "void")
    assert terminal.at_printer.ahead_of(second.number, second.business_day) == 0


def test_a_place_in_the_queue_is_told_as_the_lobby_knows_it(terminal: Kiosk, lobby: Store, clock: TurnedTime) -> None:
    elsewhere = Numbering(lobby, time=clock, kiosk_no=2)
    assert terminal.content is not None
    lane = next(each for each in terminal.content.lanes if each.code == "civil_status")
    elsewhere.take(Touch("elsewhere", lane, AnyTime()))
    (mine,) = taken_here(terminal, clock, "a")
    assert terminal.at_printer.ahead_of(mine.number, mine.business_day) == 1
    called(counters(terminal, lobby, clock))
    assert terminal.at_printer.ahead_of(mine.number, mine.business_day) == 0
    assert called(counters(terminal, lobby, clock)) == mine.number
    assert terminal.at_printer.ahead_of(mine.number, mine.business_day) is None


def test_without_it_the_lobbys_queue_ends_with_its_day(terminal: Kiosk, lobby: Store, clock: TurnedTime) -> None:
    taken_here(terminal, clock, "a", "b")
    terminal.staff_acts.keep_overnight(is_kept=True)
    terminal.staff_acts.keep_overnight(is_kept=False)
    clock.turn(ONE_DAY_S)
    assert [each.number for each in taken_here(terminal, clock, "c")] == ["A001"]
    assert called(counters(terminal, lobby, clock)) == "A001"
    assert [state for _, state in tickets_in(lobby).values()] == ["expired", "expired", "done"]


def test_staff_begin_a_day_in_the_lobby_that_no_doubted_clock_begins(
    terminal: Kiosk, lobby: Store, clock: TurnedTime
) -> None:
    (first,) = taken_here(terminal, clock, "a")
    clock.trusted = False
    clock.turn(ONE_DAY_S)
    assert [each.number for each in taken_here(terminal, clock, "b")] == ["A002"]
    tomorrow: date = first.business_day + timedelta(days=1)
    assert terminal.staff_acts.begin_day().current == tomorrow
    (new,) = taken_here(terminal, clock, "c")
    assert (new.number, new.business_day) == ("A001", tomorrow)
    assert [each.number for each in counters(terminal, lobby, clock).tickets()] == ["A001"]
