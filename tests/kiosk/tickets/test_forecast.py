"""People ahead and the wait of a fresh number, from this office's own history in a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, literal, select, update

from kiosk.database import Store
from kiosk.journal import KeptJournal
from kiosk.session.opening_hours import Opening, opening
from kiosk.tickets.calling_outcome import Who
from kiosk.tickets.estimate import WaitRange
from kiosk.tickets.forecast import Forecaster
from kiosk.tickets.foretold import ForetoldNumbers
from kiosk.tickets.lane import AnyTime, Lane
from kiosk.tickets.numbering import Touch
from kiosk.tickets.outcome import LaneClosed
from kiosk.tickets.queue_tables import queue_entry
from kiosk.tickets.tables import ticket
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import TurnedTime
from tests.kiosk.tickets.counter_hall import CIVIL, POLICY, Hall
from tests.kiosk.tickets.test_desk import WEEK

SERVICE_MIN = 6


def hours(_lane: Lane, at: datetime) -> Opening:
    return opening(at, WEEK)


@pytest.fixture
def hall(either_store: Store, clock: TurnedTime) -> Hall:
    return Hall(either_store, clock)


def remember(hall: Hall, *, days_ago: int, services: int = 35, counter: int = 1) -> None:
    """A morning on which everybody came at 07:30 and one counter called every six minutes."""
    day = hall.clock.now().date() - timedelta(days=days_ago)
    opened = hall.clock.now().replace(hour=7, minute=30) - timedelta(days=days_ago)
    rows = []
    for n in range(1, services + 1):
        called = opened + timedelta(minutes=SERVICE_MIN * n)
        row = {"business_day": day, "series": "A", "n": n, "lane": "civil", "klass": "normal", "kiosk_no": 1}
        row |= {"request_id": f"{day}-{n}", "origin": "lobby", "issued_at": opened, "clock_trusted": True}
        row |= {"release_no": 1, "ahead_at_issue": n - 1, "state": "done", "counter": counter, "calls": 1}
        rows.append({**row, "called_at": called, "ended_at": called, "valid_until": called})
    with hall.store.writing.begin() as connection:
        connection.execute(insert(ticket), rows)


def numbers(hall: Hall, journal: KeptJournal | None = None) -> ForetoldNumbers:
    forecaster = Forecaster(hall.store, POLICY, opening=hours, time=hall.clock)
    return ForetoldNumbers(hall.numbering, forecaster, journal or KeptJournal())


def takes(hall: Hall, request: str = "mine", *, klass: str = "normal") -> Ticket:
    hall.clock.turn(1)
    given = numbers(hall).take(Touch(request, CIVIL, AnyTime(), klass, again=True))
    assert isinstance(given, Ticket)
    return given


def test_an_office_without_history_tells_the_people_and_no_time(hall: Hall) -> None:
    hall.takes("civil", "civil")
    given = takes(hall)
    assert (given.ahead, given.estimate) == (2, None)


def test_with_history_and_a_counter_at_work_a_range_is_told(hall: Hall) -> None:
    remember(hall, days_ago=7)
    hall.takes("civil", "civil", "civil", "civil")
    assert takes(hall, "before anybody calls").estimate is None
    hall.called(1)
    given = takes(hall)
    assert given.ahead == 4
    assert given.estimate == WaitRange(20, 30)


def test_two_counters_halve_it(hall: Hall) -> None:
    remember(hall, days_ago=7)
    hall.takes(*["civil"] * 6)
    hall.called(1)
    hall.called(2)
    given = takes(hall)
    assert (given.ahead, given.estimate) == (4, WaitRange(10, 20))


def test_a_counter_that_went_home_is_not_counted(hall: Hall) -> None:
    remember(hall, days_ago=7)
    hall.takes("civil", "civil")
    hall.calls(1)
    hall.clock.turn(16 * 60)
    assert takes(hall).estimate is None


def test_who_has_priority_is_told_fewer_people(hall: Hall) -> None:
    hall.takes(*["civil"] * 4)
    assert takes(hall, "p", klass="priority").ahead == 0
    assert takes(hall, "q", klass="priority").ahead == 3
    assert takes(hall, "n").ahead == 6


def test_asked_again_the_same_is_told_though_people_have_gone(hall: Hall) -> None:
    remember(hall, days_ago=7)
    hall.takes(*["civil"] * 5)
    hall.calls(1)
    first = takes(hall)
    assert first.estimate
    hall.calls(1)
    assert takes(hall) == first


def test_what_was_told_stands_with_the_ticket_so_that_it_can_be_judged(hall: Hall) -> None:
    remember(hall, days_ago=7)
    hall.takes(*["civil"] * 5)
    hall.called(1)
    given = takes(hall)
    with hall.store.reading.connect() as connection:
        columns = (ticket.c.ahead_at_issue, ticket.c.est_low_min, ticket.c.est_high_min)
        kept = connection.execute(select(*columns).where(ticket.c.id == given.id)).one()
    assert given.estimate
    assert tuple(kept) == (given.ahead, given.estimate.low_min, given.estimate.high_min)


@pytest.mark.parametrize("crosses_noon", [False, True])
def test_an_office_whose_ranges_are_not_kept_stops_telling_them(hall: Hall, crosses_noon: bool) -> None:  # noqa: FBT001
    remember(hall, days_ago=3)
    with hall.store.writing.begin() as connection:
        told = select(ticket.c.id, literal(value=False), literal(0), literal(value=crosses_noon)).where(ticket.c.n > 10)
        columns = ["ticket_id", "is_restored", "returns", "crosses_noon"]
        connection.execute(insert(queue_entry).from_select(columns, told))
        connection.execute(update(ticket).where(ticket.c.n > 10).values(est_low_min=5, est_high_min=10))
    hall.takes("civil", "civil", "civil")
    hall.called(1)
    assert (takes(hall).estimate is None) == (not crosses_noon)


def test_towards_noon_it_may_become_afternoon_and_towards_evening_nothing_is_told(hall: Hall) -> None:
    remember(hall, days_ago=7)
    hall.takes(*["civil"] * 6)
    hall.clock.at = hall.clock.at.replace(hour=11, minute=10)
    hall.called(1)
    given = takes(hall)
    assert given.estimate
    assert given.estimate.crosses_noon
    hall.clock.at = hall.clock.at.replace(hour=16, minute=45)
    hall.calling.done(Who(1))
    hall.called(1)
    assert takes(hall, "evening").estimate is None


def test_a_clock_in_doubt_tells_no_time(hall: Hall) -> None:
    remember(hall, days_ago=7)
    hall.takes(*["civil"] * 4)
    hall.called(1)
    hall.clock.trusted = False
    assert takes(hall).estimate is None


def test_the_number_does_not_wait_for_a_store_that_cannot_tell(hall: Hall) -> None:
    journal = KeptJournal()
    with hall.store.writing.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE queue_turn RENAME TO gone")
    given = numbers(hall, journal).take(Touch("r", CIVIL, AnyTime()))
    assert isinstance(given, Ticket)
    assert (given.number, given.estimate, journal.names()) == ("A001", None, ["wait-not-told"])


def test_a_refusal_passes_as_it_is(hall: Hall) -> None:
    closed = AnyTime(is_open=False, why="lunch", opens_at=datetime(2026, 11, 25, 6, 30, tzinfo=UTC))
    assert isinstance(numbers(hall).take(Touch("r", CIVIL, closed)), LaneClosed)
    assert numbers(hall).ticket_of("r") is None
    assert numbers(hall).waiting() == {}


def test_a_number_of_a_terminal_that_is_alone_is_told_nothing(hall: Hall) -> None:
    class Alone:
        def __init__(self, given: Ticket) -> None:
            self.ticket = given

        def take(self, _touch: Touch) -> Ticket:
            return self.ticket

        def ticket_of(self, _request_id: str) -> Ticket:
            return self.ticket

        def still_waits(self, _request_id: str) -> bool:
            return True

        def waiting(self) -> None:
            return None

        def given(self) -> None:
            return None

    alone = replace(takes(hall), series="K2", origin="alone")
    forecaster = Forecaster(hall.store, POLICY, opening=hours, time=hall.clock)
    assert ForetoldNumbers(Alone(alone), forecaster, KeptJournal()).take(Touch("r", CIVIL, AnyTime())) is alone
