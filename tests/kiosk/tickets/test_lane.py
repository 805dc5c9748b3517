"""What a lane says about itself, and what forbids it to give numbers."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from kiosk.tickets.lane import Lane, counters_text, lane_problems

CIVIL = Lane("ho_tich", "A", "Hộ tịch, chứng thực", "Civil status, certification", (1, 2), "family")
GUIDE = Lane("huong_dan", "H", "Bàn hướng dẫn", "Guide desk", (), "help", is_guide_desk=True)


@pytest.mark.parametrize(
    ("counters", "text"),
    [((), ""), ((4,), "4"), ((1, 2), "1 – 2"), ((1, 4), "1, 4"), ((2, 3, 4), "2 – 4"), ((1, 2, 4), "1, 2, 4")],
)
def test_counters_read_as_on_the_signs(counters: tuple[int, ...], text: str) -> None:
    assert counters_text(counters) == text


def test_the_sample_office_has_no_problem() -> None:
    assert lane_problems((CIVIL, GUIDE)) == ()


@pytest.mark.parametrize("prefix", ["", "I", "O", "Q", "a", "Đ", "ABC", "A1", "K2"])
def test_prefixes_that_are_misread_are_refused(prefix: str) -> None:
    (problem,) = lane_problems((replace(CIVIL, prefix=prefix),))
    assert problem.value == prefix
    assert "without I, O and Q" in problem.cure


@pytest.mark.parametrize("prefix", ["A", "K", "CA", "DD", "HT", "KD"])
def test_prefixes_of_real_offices_are_accepted(prefix: str) -> None:
    assert lane_problems((replace(CIVIL, prefix=prefix),)) == ()


def test_two_lanes_with_one_prefix_would_call_two_people() -> None:
    problems = lane_problems((CIVIL, replace(GUIDE, prefix="A")))
    assert [problem.place for problem in problems] == ["lanes, prefix"]


def test_every_mistake_is_named_at_once() -> None:
    wrong = replace(CIVIL, prefix="Q", name_en=" ", counters=(2, 1), daily_limit=0)
    places = [problem.place.rpartition(", ")[2] for problem in lane_problems((wrong,))]
    assert places == ["prefix", "name_en", "counters", "daily_limit"]


def test_a_lane_nobody_serves_is_refused_unless_it_is_the_guide_desk() -> None:
    assert lane_problems((replace(CIVIL, counters=()),))
    assert not lane_problems((GUIDE,))


def test_no_lane_at_all_is_a_problem() -> None:
    assert lane_problems(())


def test_the_values_screens_match_on_need_no_database() -> None:
    values = ", ".join(f"kiosk.tickets.{name}" for name in ("lane", "ticket", "outcome", "waiting"))
    code = f"import sys, {values}; print('sqlalchemy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
