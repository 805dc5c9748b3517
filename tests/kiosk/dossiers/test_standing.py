"""How a dossier stands: on time, late, suspended, waiting."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, get_args

import pytest

from kiosk.dossiers.dossier import Extension, Supplement
from kiosk.dossiers.standing import (
    LookState,
    acceptance_is_slow,
    days_late,
    days_left,
    is_late,
    is_suspended,
    look_state,
    new_promise,
    supplement_is_overdue,
    waits_long,
)
from kiosk.dossiers.working_days import WorkingDays
from tests.kiosk.dossiers.dossier_makers import NOW, a_dossier, at

DAYS = WorkingDays()
HOURS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))
PAST = at("11-23")


@pytest.mark.parametrize(
    ("status", "due_at", "state"),
    [
        (1, None, "waiting"),
        (2, at("11-27"), "in_time"),
        (4, at("11-27"), "in_time"),
        (4, None, "in_time"),
        (2, PAST, "late"),
        (4, PAST, "late"),
        (5, PAST, "more_papers"),
        (6, PAST, "pay"),
        (8, PAST, "stopped"),
        (9, PAST, "ready"),
        (10, PAST, "done"),
        (3, None, "refused"),
        (7, PAST, "withdrawn"),
        (None, PAST, "unknown_status"),
    ],
)
def test_every_status_has_its_state(status: int | None, due_at: datetime | None, state: LookState) -> None:
    assert look_state(a_dossier(status, due_at=due_at), NOW) == state
    assert state in get_args(LookState)


@pytest.mark.parametrize(
    ("due_at", "left", "late"),
    [
        (at("11-27", 14), 2, 0),
        (at("11-25", 16), 0, 0),
        (at("11-25", 9), None, 1),
        (at("11-24"), None, 1),
        (at("11-23"), None, 2),
        (at("11-20"), None, 3),
        (None, None, 0),
    ],
)
def test_days_are_counted_from_today(due_at: datetime | None, left: int | None, late: int) -> None:
    dossier = a_dossier(4, due_at=due_at)
    assert (days_left(dossier, NOW, DAYS), days_late(dossier, NOW, DAYS)) == (left, late)


def test_late_on_a_day_off_is_still_one_day_late() -> None:
    saturday = at("11-28", 10)
    assert days_late(a_dossier(4, due_at=at("11-27", 16)), saturday, DAYS) == 1


def test_a_due_date_counts_in_the_time_of_the_office() -> None:
    in_utc = datetime.fromisoformat("2026-11-26T18:00:00+00:00")
    assert days_left(a_dossier(4, due_at=in_utc), NOW, DAYS) == 2


@pytest.mark.parametrize("status", [5, 6, 8])
def test_a_suspended_clock_is_never_late(status: int) -> None:
    dossier = a_dossier(status, due_at=PAST)
    assert is_suspended(dossier)
    assert not is_late(dossier, NOW)
    assert (days_left(dossier, NOW, DAYS), days_late(dossier, NOW, DAYS)) == (None, 0)


def test_a_new_promise_counts_while_it_lies_ahead() -> None:
    def extended(day: str) -> Any:
        return a_dossier(4, due_at=at(day), extension=Extension(None, at("11-12"), at(day), None))

    assert new_promise(extended("11-27"), NOW) == at("11-27")
    assert new_promise(extended("11-23"), NOW) is None
    assert new_promise(a_dossier(4), NOW) is None


@pytest.mark.parametrize(
    ("decided", "before", "due", "state", "late"),
    [
        ("11-12", "11-13", "11-27", "in_time", 0),
        ("11-24", "11-23", "11-27", "late", 2),
        ("11-24", "11-20", "11-23", "late", 3),
        ("11-12", "11-13", "11-23", "late", 2),
        ("11-30", "11-27", "12-04", "in_time", 0),
    ],
)
def test_a_new_date_given_too_late_mends_no_broken_promise(
    decided: str, before: str, due: str, state: str, late: int
) -> None:
    dossier = a_dossier(4, due_at=at(due), extension=Extension(at(decided, 8), at(before), at(due), None))
    assert (look_state(dossier, NOW), days_late(dossier, NOW, DAYS)) == (state, late)
    assert (days_left(dossier, NOW, DAYS) is None) == bool(late)
    assert not is_late(replace(dossier, status=a_dossier(5).status), NOW)


def test_papers_can_be_asked_for_too_long_ago() -> None:
    asked = Supplement(at("11-03", 9), at("11-20"), None, (), None)
    assert supplement_is_overdue(a_dossier(5, supplement=asked), NOW)
    assert not supplement_is_overdue(a_dossier(5), NOW)


def test_a_result_waits_long_after_thirty_days() -> None:
    assert waits_long(a_dossier(9, finished_at=NOW - timedelta(days=31)), NOW)
    assert not waits_long(a_dossier(9, finished_at=NOW - timedelta(days=30)), NOW)
    assert not waits_long(a_dossier(10, finished_at=NOW - timedelta(days=99)), NOW)


def test_acceptance_is_slow_after_eight_working_hours() -> None:
    assert acceptance_is_slow(a_dossier(1, submitted_at=at("11-24", 7)), NOW, DAYS, HOURS)
    assert not acceptance_is_slow(a_dossier(1, submitted_at=at("11-24", 16)), NOW, DAYS, HOURS)
    assert not acceptance_is_slow(a_dossier(2, submitted_at=at("11-02", 7)), NOW, DAYS, HOURS)
