"""One visit in time: the table of time-outs, its multipliers, and what holds it."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.session.session import (
    TIME_OUTS,
    Ending,
    InUse,
    Phase,
    Session,
    StillThere,
    TimeOut,
    Waiting,
)
from kiosk.session.situation import PRIVATE_PAGES, ScreenName

# page                 times   s     what is the matter then
TABLE: list[tuple[ScreenName, int, float, Phase]] = [
    ("home",              1,   44.9, InUse()),
    ("home",              1,   45,   Ending()),
    ("home",              3,  134.9, InUse()),
    ("search",            1,   74.9, InUse()),
    ("search",            1,   75,   StillThere(30, 30)),
    ("search",            1,   76.5, StillThere(29, 30)),
    ("search",            1,  104.9, StillThere(1, 30)),
    ("search",            1,  105,   Ending()),
    ("search",            2,  149.9, InUse()),
    ("search",            2,  150,   StillThere(60, 60)),
    ("search",            3,  225,   StillThere(90, 90)),
    ("search",            4,  300,   StillThere(120, 120)),
    ("search",            4,  420,   Ending()),
    ("life_event",        1,   75,   StillThere(30, 30)),
    ("procedure",         1,   75,   StillThere(30, 30)),
    ("take_ticket",       1,   75,   StillThere(30, 30)),
    ("not_a_receipt",     1,   75,   StillThere(30, 30)),
    ("comfort",           1,   75,   StillThere(30, 30)),
    ("dossier_status",    1,   44.9, InUse()),
    ("dossier_status",    1,   45,   StillThere(30, 30)),
    ("type_receipt_code", 1,   45,   StillThere(30, 30)),
    ("type_receipt_code", 3,  135,   StillThere(90, 90)),
    ("ticket_issued",     1,   14.9, InUse()),
    ("ticket_issued",     1,   15,   Ending()),
    ("ticket_issued",     2,   29.9, InUse()),
    ("paper_trouble",     1,   30,   Ending()),
    ("out_of_service",    1,  999,   Waiting()),
]  # fmt: skip


@pytest.mark.parametrize(("page", "patience", "idle_s", "phase"), TABLE)
def test_the_table(page: ScreenName, patience: int, idle_s: float, phase: Phase) -> None:
    assert Session(1000.0).phase(1000.0 + idle_s, TIME_OUTS.get(page), patience=patience) == phase


def test_every_page_ends_by_itself_but_the_one_without_anything_of_anybody() -> None:
    assert set(get_args(ScreenName)) - set(TIME_OUTS) <= {"out_of_service", "still_there"}
    assert all(TIME_OUTS[page].countdown_s >= 20 for page in PRIVATE_PAGES), "WCAG 2.2.1: at least 20 s to answer"


def test_renewals_are_without_limit() -> None:
    session = Session(0.0)
    for minute in range(600):
        session = session.acted(minute * 60.0)
        assert session.phase(minute * 60.0 + 59, TIME_OUTS["search"]) == InUse()


def test_nobody_is_asked_while_an_answer_is_awaited_and_reading_it_takes_the_whole_time_again() -> None:
    session, page = Session(0.0).passed(40.0, is_busy=True), TIME_OUTS["dossier_status"]
    for now_s in (45.0, 50.0, 54.0):
        session = session.passed(now_s, is_busy=True)
        assert session.phase(now_s, page) == InUse()
    session = session.passed(54.2, is_busy=False)
    assert session.phase(54.0 + 44.9, page) == InUse()
    assert session.phase(54.0 + 45, page) == StillThere(30, 30)


def test_what_never_comes_is_awaited_fifteen_seconds_and_no_longer() -> None:
    session, page = Session(0.0), TIME_OUTS["dossier_status"]
    for quarter in range(1000):
        session = session.passed(quarter / 4, is_busy=True)
    assert session.acted_at_s == 15.0
    assert session.phase(15.0 + 75, page) == Ending()


@given(
    st.floats(0, 1e6),
    st.floats(0, 500),
    st.sampled_from(sorted(TIME_OUTS)),
    st.sampled_from((1, 2, 3, 4)),
)
def test_phases_come_in_their_order_and_none_is_skipped_back(
    start_s: float, idle_s: float, page: ScreenName, patience: int
) -> None:
    order = (InUse, StillThere, Ending)
    session, time_out = Session(start_s), TIME_OUTS[page]
    now, later = (session.phase(start_s + s, time_out, patience=patience) for s in (idle_s, idle_s + 0.2))
    assert order.index(type(now)) <= order.index(type(later))
    if isinstance(now, StillThere):
        assert 1 <= now.left_s <= now.of_s == time_out.countdown_s * patience


def test_a_page_may_be_given_another_time() -> None:
    assert Session(0.0).phase(20.0, TimeOut(20, 30)) == StillThere(30, 30)
