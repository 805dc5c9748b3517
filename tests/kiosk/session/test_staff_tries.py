"""Five wrong PINs lock; each lock lasts twice as long as the one before, at most 80 minutes."""

from __future__ import annotations

from datetime import timedelta

from kiosk.session.staff_tries import TRIES, StaffTries, lock_after
from kiosk.time_source import TurnedTime

NOW = TurnedTime().now()


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def test_the_first_four_tries_count_down() -> None:
    tries = StaffTries()
    for left in (4, 3, 2, 1):
        tries = tries.after_wrong(NOW)
        assert (tries.left, tries.waits(NOW)) == (left, minutes(0))


def test_the_fifth_locks_for_five_minutes_and_gives_five_tries_after_it() -> None:
    tries = StaffTries(wrong=TRIES - 1).after_wrong(NOW)
    assert tries.waits(NOW) == minutes(5)
    assert tries.waits(NOW + minutes(4)) == minutes(1)
    assert tries.waits(NOW + minutes(5)) == minutes(0)
    assert tries.left == TRIES


def test_each_lock_doubles_up_to_eighty_minutes() -> None:
    assert [lock_after(nth) for nth in range(1, 9)] == [minutes(m) for m in (5, 10, 20, 40, 80, 80, 80, 80)]


def test_a_clock_that_fell_back_by_years_keeps_staff_out_no_longer_than_the_lock() -> None:
    tries = StaffTries(wrong=TRIES - 1).after_wrong(NOW)
    assert tries.waits(NOW - timedelta(days=9000)) == minutes(5)
