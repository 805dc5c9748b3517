"""Numbers: never twice, never skipped, and the same touch always the same number; on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from kiosk.database import Store, open_store
from kiosk.session.opening_hours import Opening
from kiosk.tickets import ticket_store
from kiosk.tickets.lane import AnyTime, Lane
from kiosk.tickets.numbering import Numbering, Touch
from kiosk.tickets.outcome import JustTaken, LaneClosed, NoMoreToday
from kiosk.tickets.tables import create_tables, series_counter, ticket, ticket_event
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import HERE, TurnedTime
from tests.apsw_driver import ApswDriver
from tests.recorded_disk import RecordedDisk, Synced

CIVIL = Lane("ho_tich", "A", "Hộ tịch", "Civil status", (1, 2), "family")
LAND = Lane("dat_dai", "B", "Đất đai", "Land", (4,), "land")
TOMORROW = datetime(2026, 11, 26, 7, 30, tzinfo=HERE)


@pytest.fixture
def store(either_store: Store) -> Store:
    return either_store


@pytest.fixture
def numbering(store: Store, clock: TurnedTime) -> Numbering:
    return Numbering(store, time=clock, kiosk_no=1)


def touch(request: str, lane: Lane = CIVIL, *, again: bool = True) -> Touch:
    return Touch(request, lane, AnyTime(), again=again)


def given(numbering: Numbering, request: str, lane: Lane = CIVIL) -> Ticket:
    found = numbering.take(touch(request, lane))
    assert isinstance(found, Ticket)
    return found


def test_each_lane_counts_for_itself(numbering: Numbering) -> None:
    numbers = [
        given(numbering, name, lane).number for name, lane in [("a", CIVIL), ("b", LAND), ("c", CIVIL), ("d", LAND)]
    ]
    assert numbers == ["A001", "B001", "A002", "B002"]


def test_a_ticket_knows_its_day_its_end_and_who_is_before_it(numbering: Numbering, clock: TurnedTime) -> None:
    given(numbering, "a")
    given(numbering, "b", LAND)
    mine = given(numbering, "c")
    assert (mine.ahead, mine.business_day, mine.clock_trusted, mine.kiosk_no) == (1, clock.at.date(), True, 1)
    assert mine.valid_until == datetime(2026, 11, 26, tzinfo=HERE)
    assert mine.issued_at == clock.at


def test_the_same_request_gets_the_same_number_for_ever(numbering: Numbering, clock: TurnedTime) -> None:
    first = given(numbering, "a")
    clock.turn(3 * 86400)
    assert given(numbering, "a") == first


def test_a_repeated_request_is_answered_even_when_the_lane_has_closed_meanwhile(numbering: Numbering) -> None:
    first = given(numbering, "a")
    closed = Opening(is_open=False, why="after_hours", opens_at=TOMORROW)
    assert numbering.take(Touch("a", CIVIL, closed)) == first


def test_a_closed_lane_says_why_and_when_again(numbering: Numbering, store: Store) -> None:
    closed = Opening(is_open=False, why="lunch", opens_at=TOMORROW)
    assert numbering.take(Touch("a", CIVIL, closed)) == LaneClosed("lunch", TOMORROW)
    with store.reading.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(series_counter)) == 0


def test_the_daily_limit_ends_a_lane_but_answers_repeated_requests(numbering: Numbering, clock: TurnedTime) -> None:
    lane, open_now = replace(CIVIL, daily_limit=2), Opening(is_open=True, next_day_opens_at=TOMORROW)
    numbers = [numbering.take(Touch(name, lane, open_now, again=True)) for name in ("a", "b", "c", "b")]
    assert [isinstance(number, Ticket) for number in numbers] == [True, True, False, True]
    assert numbers[2] == NoMoreToday(TOMORROW)
    clock.turn(86400)
    assert isinstance(numbering.take(Touch("d", lane, open_now)), Ticket)


@pytest.mark.parametrize(("later_s", "asks"), [(0, True), (19.9, True), (20, False), (-1, False), (-3600, False)])
def test_a_second_touch_of_the_same_lane_within_20_s_asks_first(
    numbering: Numbering, clock: TurnedTime, later_s: float, *, asks: bool
) -> None:
    given(numbering, "a")
    clock.turn(later_s)
    second = numbering.take(touch("b", again=False))
    assert second == JustTaken("A001") if asks else isinstance(second, Ticket)


def test_asked_and_wanting_one_more_gets_one_more(numbering: Numbering) -> None:
    given(numbering, "a")
    assert numbering.take(touch("b", again=False)) == JustTaken("A001")
    assert given(numbering, "b").number == "A002"


def test_another_lane_or_another_terminal_never_asks(numbering: Numbering, store: Store, clock: TurnedTime) -> None:
    given(numbering, "a")
    assert isinstance(numbering.take(touch("b", LAND, again=False)), Ticket)
    assert isinstance(Numbering(store, time=clock, kiosk_no=2).take(touch("c", again=False)), Ticket)


def test_a_new_day_starts_at_one_and_an_old_one_never_comes_back(numbering: Numbering, clock: TurnedTime) -> None:
    given(numbering, "a")
    clock.turn(86400)
    assert given(numbering, "b").slip_id == "T261126-A001"
    clock.turn(-86400)
    assert given(numbering, "c").slip_id == "T261126-A002"


@pytest.mark.parametrize("jump", [timedelta(days=-365), timedelta(days=1), timedelta(days=365 * 12)])
def test_a_doubtful_clock_goes_on_counting_in_the_last_day(
    numbering: Numbering, clock: TurnedTime, jump: timedelta
) -> None:
    given(numbering, "a")
    clock.turn(jump.total_seconds())
    clock.trusted = False
    second = given(numbering, "b")
    assert (second.slip_id, second.clock_trusted) == ("T261125-A002", False)


def test_the_thousandth_number_gets_a_fourth_digit(numbering: Numbering, store: Store, clock: TurnedTime) -> None:
    with store.writing.begin() as connection:
        connection.execute(series_counter.insert().values(business_day=clock.at.date(), series="A", last_n=999))
    assert given(numbering, "a").number == "A1000"


def test_a_number_comes_with_its_trace(numbering: Numbering, store: Store, clock: TurnedTime) -> None:
    mine = given(numbering, "a")
    with store.reading.connect() as connection:
        trace = connection.execute(select(ticket_event)).mappings().one()
    assert (trace["ticket_id"], trace["kind"], trace["actor"], trace["at"]) == (mine.id, "issued", "kiosk", clock.at)


def test_people_are_counted_by_lane_and_before_each_ticket(
    numbering: Numbering, store: Store, clock: TurnedTime
) -> None:
    first, second, third = (given(numbering, name) for name in "abc")
    given(numbering, "d", LAND)
    with store.reading.connect() as connection:
        assert ticket_store.waiting_by_lane(connection, clock.at.date()) == {"ho_tich": 3, "dat_dai": 1}
        assert [ticket_store.ahead_of(connection, each) for each in (first, second, third)] == [0, 1, 2]
    with store.writing.begin() as connection:
        connection.execute(ticket.update().where(ticket.c.id == first.id).values(state="done"))
    with store.reading.connect() as connection:
        assert ticket_store.ahead_of(connection, third) == 1


def test_two_programs_asking_with_one_request_share_one_number(store: Store, clock: TurnedTime) -> None:
    second_store = open_store(store.place)
    try:
        one, two = (Numbering(each, time=clock, kiosk_no=1) for each in (store, second_store))
        assert given(one, "a") == given(two, "a")
        assert given(two, "b").number == "A002"
    finally:
        second_store.close()


def test_a_silent_store_gives_nothing_and_the_same_request_may_try_again(numbering: Numbering, store: Store) -> None:
    with store.writing.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE ticket_event RENAME TO gone")
    with pytest.raises(DBAPIError):
        numbering.take(touch("a"))
    with store.writing.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO ticket_event")
    assert given(numbering, "a").number == "A001"


def test_a_clock_that_is_a_year_wrong_gives_numbers_of_today_and_no_time_on_paper(
    numbering: Numbering, clock: TurnedTime
) -> None:
    clock.synchronised = False
    given(numbering, "a")
    for days, number in ((365, "A002"), (-400, "A003")):
        clock.turn(days * 86400)
        found = given(numbering, number)
        assert (found.slip_id, found.clock_trusted) == (f"T261125-{number}", False)


def test_a_number_costs_one_sync(tmp_path: Path, clock: TurnedTime) -> None:
    disk = RecordedDisk(tmp_path / "tickets.db")
    store = open_store(tmp_path / "tickets.db", driver=ApswDriver(disk.name))
    create_tables(store)
    numbering = Numbering(store, time=clock, kiosk_no=1)
    given(numbering, "first of the day")
    before = len(disk.happened)
    given(numbering, "second")
    assert sum(isinstance(each, Synced) for each in disk.happened[before:]) == 1
    store.close()
