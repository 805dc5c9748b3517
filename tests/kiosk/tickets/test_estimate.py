"""The wait as an honest range: kept more often than not, and nothing at all when it is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.tickets.estimate import (
    DRAWS,
    ENOUGH,
    Cycle,
    Known,
    PastCall,
    Promise,
    Silence,
    WaitRange,
    cycles_of,
    fitting,
    wait_range,
)
from kiosk.time_source import HERE

NOW = datetime(2026, 11, 25, 9, 42, tzinfo=HERE)
KEPT, BROKEN = Promise(10, 20, 15), Promise(10, 20, 40)


def steady(minutes: float, *, spread_min: float = 1, days_ago: int = 0) -> tuple[Cycle, ...]:
    chance = Random(1)  # noqa: S311 -- dice
    at = NOW - timedelta(days=days_ago, hours=1)
    each = (minutes + chance.uniform(-spread_min, spread_min) for _ in range(40))
    return tuple(Cycle(at + timedelta(seconds=n), 60 * lasts) for n, lasts in enumerate(each))


KNOWN = Known(steady(5), services=200, promises=(), counters_open=1)


def told(ahead: int, known: Known = KNOWN, seed: int = 1) -> WaitRange | Silence:
    return wait_range(ahead, known, now=NOW, seed=seed)


@pytest.mark.parametrize(
    ("ahead", "counters", "expected"),
    [
        (0, 1, WaitRange(0, 5)),
        (3, 1, WaitRange(10, 20)),
        (6, 1, WaitRange(25, 35)),
        (6, 2, WaitRange(10, 20)),
        (6, 3, WaitRange(5, 15)),
        (20, 1, WaitRange(90, 105)),
    ],
)
def test_more_people_wait_longer_and_more_counters_help(ahead: int, counters: int, expected: WaitRange) -> None:
    assert told(ahead, replace(KNOWN, counters_open=counters)) == expected


@pytest.mark.parametrize(
    ("known", "why"),
    [
        (replace(KNOWN, services=29), "few_services"),
        (replace(KNOWN, cycles=KNOWN.cycles[:19]), "few_services"),
        (replace(KNOWN, counters_open=0), "nobody_calls"),
        (replace(KNOWN, promises=(KEPT,) * 11 + (BROKEN,) * 9), "not_kept"),
        (replace(KNOWN, cycles=steady(40, spread_min=40)), "too_vague"),
        (replace(KNOWN, session_end=NOW + timedelta(minutes=19)), "closing"),
        (replace(KNOWN, session_end=NOW + timedelta(minutes=10), later_min=9), "closing"),
    ],
)
def test_what_is_not_known_is_not_told(known: Known, why: Silence) -> None:
    assert told(3, known) == why


def test_promises_that_were_mostly_kept_do_not_silence_it() -> None:
    assert told(3, replace(KNOWN, promises=(KEPT,) * 12 + (BROKEN,) * 8)) == WaitRange(10, 20)
    assert told(3, replace(KNOWN, promises=(BROKEN,) * 19)) == WaitRange(10, 20)


def test_before_lunch_it_may_become_afternoon() -> None:
    known = replace(KNOWN, session_end=NOW + timedelta(minutes=19), later_min=210)
    assert told(3, known) == WaitRange(10, 20, crosses_noon=True)


def test_long_is_long_whatever_the_upper_end() -> None:
    found = told(20)
    assert isinstance(found, WaitRange)
    assert found.is_long
    assert Promise(found.low_min, found.high_min, 300).is_kept
    assert not Promise(found.low_min, found.high_min, 30).is_kept


def test_the_same_ticket_is_always_told_the_same() -> None:
    assert {told(4, seed=7) for _ in range(5)} == {told(4, seed=7)}


@given(st.integers(0, 25), st.integers(1, 4), st.floats(2, 12))
def test_most_waits_of_such_an_office_end_inside(ahead: int, counters: int, minutes: float) -> None:
    """Played with other dice than the estimate's: what it is for is what it is tested for."""
    cycles, chance = steady(minutes, spread_min=minutes / 2, days_ago=1), Random(99)  # noqa: S311 -- dice
    found = told(ahead, replace(KNOWN, cycles=cycles, counters_open=counters))
    if not isinstance(found, WaitRange):
        return
    waits = []
    for _ in range(DRAWS):
        free = sorted(chance.choice(cycles).seconds * chance.random() for _ in range(counters))
        for _ in range(ahead):
            free = sorted([free[0] + chance.choice(cycles).seconds, *free[1:]])
        waits.append(Promise(found.low_min, found.high_min, free[0] / 60))
    assert sum(each.is_kept for each in waits) >= 0.65 * DRAWS


def test_only_what_a_counter_needed_while_somebody_waited_counts() -> None:
    at = [NOW + timedelta(minutes=minutes) for minutes in (0, 5, 12, 200, 206)]
    early, late = NOW - timedelta(minutes=30), at[3] - timedelta(minutes=1)
    calls = [
        PastCall(1, at[0], early),
        PastCall(2, at[1], early),
        PastCall(1, at[2], early),
        PastCall(1, at[3], late),
        PastCall(1, at[4], late),
    ]

    def before_noon_or_after(one: datetime, other: datetime) -> bool:
        return (one.hour < 12) == (other.hour < 12)

    found = cycles_of(calls, same_session=before_noon_or_after)
    assert [each.seconds / 60 for each in found] == [12, 6]


def test_todays_last_cycles_come_first_then_the_same_weekday_and_hour() -> None:
    today = tuple(Cycle(NOW - timedelta(minutes=n), 1) for n in range(25))
    alike = tuple(Cycle(NOW - timedelta(days=7, minutes=n), 2) for n in range(15))
    other_hour = tuple(Cycle(NOW - timedelta(days=7, hours=3, minutes=n), 3) for n in range(5))
    yesterday = tuple(Cycle(NOW - timedelta(days=1, minutes=n), 4) for n in range(40))
    found = fitting((*yesterday, *other_hour, *alike, *today), NOW)
    assert [found.count(n) for n in (1, 2, 3, 4)] == [20, 15, 0, 25]
    assert len(found) == ENOUGH
