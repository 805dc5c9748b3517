"""The query that decides, held against the rules in Python; and counters that call at the same moment."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert

from kiosk.database import Store, open_store
from kiosk.tickets.calling_outcome import Changed, NobodyWaiting, Who
from kiosk.tickets.next_call import next_call
from kiosk.tickets.policy import Waiting, next_of
from kiosk.tickets.queue_reading import waiting_of
from kiosk.tickets.queue_tables import queue_entry, queue_turn
from kiosk.tickets.tables import create_tables, ticket
from kiosk.time_source import HERE, TurnedTime
from tests.kiosk.tickets.counter_hall import POLICY, Hall

NOW = datetime(2026, 11, 25, 9, 42, tzinfo=HERE)
DAY = NOW.date()
CLASSES = ("normal", "priority", "urgent80", "appointment", "unknown")
PERSON = st.tuples(st.sampled_from("ab"), st.sampled_from(CLASSES), st.integers(0, 70), st.booleans())


def put(connection: Connection, people: list[tuple[str, str, int, bool]], turns: dict[str, int]) -> None:
    for table in (queue_entry, queue_turn, ticket):
        connection.execute(delete(table))
    for n, (lane, klass, minutes, is_restored) in enumerate(people, 1):
        row = {"id": n, "business_day": DAY, "series": "A", "n": n, "lane": lane, "klass": klass, "request_id": f"r{n}"}
        row |= {"kiosk_no": 1, "origin": "lobby", "issued_at": NOW - timedelta(minutes=minutes), "clock_trusted": True}
        row |= {"release_no": 1, "ahead_at_issue": 0, "state": "waiting", "valid_until": NOW}
        connection.execute(insert(ticket).values(row))
        if is_restored:
            connection.execute(insert(queue_entry).values(ticket_id=n, is_restored=True))
    for lane, used in turns.items():
        connection.execute(insert(queue_turn).values(business_day=DAY, lane=lane, turns=used))


def check(store: Store, people: list[tuple[str, str, int, bool]], turns: dict[str, int]) -> None:
    with store.writing.begin() as connection:
        put(connection, people, turns)
        waiting = waiting_of(connection, DAY, ("a", "b"))
        found = next_call(connection, DAY, ("a", "b"), POLICY, NOW)
    expected = next_of(waiting, POLICY, turns=turns, now=NOW)
    assert (found and (found.ticket_id, found.rule)) == (expected and (expected.who.id, expected.rule))


@given(st.lists(PERSON, max_size=12), st.dictionaries(st.sampled_from("ab"), st.integers(1, 7)))
@settings(max_examples=60, deadline=None, database=None)
def test_the_store_decides_by_the_same_rules(people: list[tuple[str, str, int, bool]], turns: dict[str, int]) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(open_store(Path(folder) / "t.db")) as store:
        create_tables(store)
        check(store, people, turns)


def test_either_engine_decides_the_same(either_store: Store) -> None:
    for minutes in range(0, 60, 7):
        people = [
            (lane, klass, minutes + 3 * nth, nth == minutes % 5) for lane in "ab" for nth, klass in enumerate(CLASSES)
        ]
        check(either_store, people, {"a": minutes % 3, "b": minutes % 2})
    check(either_store, [], {})


def test_counters_that_call_at_one_moment_never_call_one_number(either_store: Store, clock: TurnedTime) -> None:
    hall = Hall(either_store, clock)
    numbers = hall.takes(*["civil", "land"] * 15)

    def work(counter: int) -> list[str]:
        called = []
        while True:
            match hall.calling.call_next(Who(counter)):
                case Changed(_, found):
                    called.append(found.number)
                    assert isinstance(hall.calling.done(Who(counter)), Changed)
                case NobodyWaiting():
                    return called
                case other:
                    raise AssertionError(other)

    with ThreadPoolExecutor(3) as threads:
        called = [number for found in threads.map(work, (1, 2, 3)) for number in found]
    assert sorted(called) == sorted(numbers)


def test_waiting_people_are_read_as_the_policy_needs_them(store: Store, clock: TurnedTime) -> None:
    hall = Hall(store, clock)
    hall.takes("civil", "land")
    with store.reading.connect() as connection:
        found = waiting_of(connection, DAY, ("land",))
    assert found == (Waiting(2, "land", "normal", found[0].issued_at, 1),)
