"""The public display: numbers and counters, the newest call first; equal while nothing happens."""

from __future__ import annotations

import pytest

from kiosk.database import Store
from kiosk.tickets.board import Board, BoardCall
from kiosk.tickets.calling_outcome import Who
from kiosk.time_source import TurnedTime
from tests.kiosk.tickets.counter_hall import Hall


@pytest.fixture
def hall(either_store: Store, clock: TurnedTime) -> Hall:
    return Hall(either_store, clock)


def numbers(calls: tuple[BoardCall, ...]) -> list[tuple[str, int]]:
    return [(call.number, call.counter) for call in calls]


def test_a_day_without_a_call_has_an_empty_board(hall: Hall) -> None:
    board = hall.calling.board()
    assert (board, board.latest, board.at_counter(1)) == (Board(), None, None)


def test_the_newest_call_stands_first_and_what_ended_below(hall: Hall) -> None:
    hall.takes("civil", "civil", "land", "land")
    hall.calls(1)
    hall.called(1)
    hall.clock.turn(60)
    hall.called(3)
    board = hall.calling.board()
    assert numbers(board.calls) == [("B001", 3), ("A002", 1)]
    assert numbers(board.recent) == [("A001", 1)]
    assert board.waiting == (("land", 1),)
    assert board.latest == board.at_counter(3)


def test_a_recall_brings_a_number_to_the_front_again(hall: Hall) -> None:
    hall.takes("civil", "land")
    hall.called(1)
    hall.clock.turn(30)
    hall.called(3)
    hall.clock.turn(30)
    hall.calling.recall(Who(1))
    latest = hall.calling.board().latest
    assert latest
    assert (latest.number, latest.calls, latest.called_at) == ("A001", 2, hall.clock.now())


def test_nothing_new_is_the_same_board_and_anything_new_is_not(hall: Hall) -> None:
    hall.takes("civil")
    before = hall.calling.board()
    hall.clock.turn(60)
    assert hall.calling.board() == before
    hall.called(1)
    assert hall.calling.board().cursor > before.cursor


def test_moved_and_void_numbers_leave_the_board(hall: Hall) -> None:
    hall.takes("civil", "civil")
    hall.called(1)
    hall.calling.transfer(Who(1), None, "land")
    hall.called(1)
    hall.calling.void(Who(1), None, "left")
    board = hall.calling.board()
    assert (board.calls, board.recent) == ((), ())
