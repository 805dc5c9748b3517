"""Clock and stopwatch."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.time_source import BUILT, HERE, SystemTime, TurnedTime


def test_this_machines_clock_tells_the_time_of_the_office() -> None:
    now = SystemTime().now()
    assert now.utcoffset() == timedelta(hours=7)


def test_this_machines_stopwatch_never_runs_backwards() -> None:
    source = SystemTime()
    readings = [source.stopwatch_s() for _ in range(1000)]
    assert readings == sorted(readings)


def test_a_clock_older_than_the_program_is_an_empty_battery() -> None:
    source = SystemTime()
    assert source.is_trusted() == (source.now() >= BUILT)
    assert datetime(2026, 11, 25, tzinfo=HERE) > BUILT


def test_a_turned_clock_stands_still_until_it_is_turned() -> None:
    source = TurnedTime()
    assert source.now() == source.now() == datetime(2026, 11, 25, 9, 42, tzinfo=HERE)
    source.turn(90)
    assert source.now() == datetime(2026, 11, 25, 9, 43, 30, tzinfo=HERE)
    assert source.stopwatch_s() == 90


def test_a_turned_clock_can_be_one_nobody_trusts() -> None:
    assert TurnedTime().is_trusted()
    assert not TurnedTime(trusted=False).is_trusted()
