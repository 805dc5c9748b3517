"""Who is called next, and by which rule: tables, and what holds for any people in any order."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.tickets.policy import Rule, Waiting, lane_order, next_of, takes_a_turn
from kiosk.tickets.policy_file import read_policy
from kiosk.time_source import HERE

NOW = datetime(2026, 11, 25, 9, 42, tzinfo=HERE)
POLICY = read_policy()
LETTERS = {"N": "normal", "P": "priority", "U": "urgent80", "X": "a_class_of_an_older_policy"}


def people(letters: str, *, minutes_ago: int = 20, lane: str = "a") -> list[Waiting]:
    """One a second; lower case has come back after being absent."""
    first = NOW - timedelta(minutes=minutes_ago)
    return [
        Waiting(n, lane, LETTERS[letter.upper()], first + timedelta(seconds=n), n, is_restored=letter.islower())
        for n, letter in enumerate(letters, 1)
    ]


def order(letters: str, *, turns: int = 0) -> str:
    found = lane_order(people(letters), POLICY, turns=turns, now=NOW)
    return " ".join(f"{each.who.n}" for each in found)


@pytest.mark.parametrize(
    ("letters", "turns", "expected"),
    [
        ("NNNN", 0, "1 2 3 4"),
        ("PPPP", 0, "1 2 3 4"),
        ("NNNNPP", 0, "5 1 2 6 3 4"),
        ("NNNNPP", 1, "1 2 5 3 4 6"),
        ("NNNNPP", 2, "1 5 2 3 6 4"),
        ("PPPN", 0, "1 4 2 3"),
        ("NNU", 0, "3 1 2"),
        ("NNPUU", 0, "4 5 3 1 2"),
        ("NnU", 0, "2 3 1"),
        ("XN", 0, "1 2"),
        ("", 0, ""),
    ],
)
def test_one_lane(letters: str, turns: int, expected: str) -> None:
    assert order(letters, turns=turns) == expected


@pytest.mark.parametrize(
    ("letters", "rule"),
    [
        ("NNP", "turn_priority"),
        ("NN", "only_one_waiting"),
        ("NU", "tier0"),
        ("Np", "restored"),
    ],
)
def test_every_call_names_its_rule(letters: str, rule: Rule) -> None:
    assert next(lane_order(people(letters), POLICY, turns=0, now=NOW)).rule == rule


def test_who_has_waited_long_enough_goes_before_every_class_oldest_first() -> None:
    waiting = [*people("NN", minutes_ago=46), *(replace(each, id=each.id + 9) for each in people("UP"))]
    found = [(each.who.id, each.rule) for each in lane_order(waiting, POLICY, turns=0, now=NOW)]
    assert found[:3] == [(1, "fairness_bound"), (2, "fairness_bound"), (10, "tier0")]


def test_among_the_lanes_of_a_counter_the_older_number_goes_first() -> None:
    older, newer = people("NN", minutes_ago=30, lane="b"), people("NNP", minutes_ago=20)
    chosen = next_of([*newer, *older], POLICY, turns={}, now=NOW)
    assert chosen
    assert (chosen.who.lane, chosen.rule) == ("b", "only_one_waiting")


def test_each_lane_has_its_own_turn() -> None:
    waiting = [*people("NP", lane="a"), *people("NP", lane="b", minutes_ago=19)]
    chosen = next_of(waiting, POLICY, turns={"a": 1, "b": 0}, now=NOW)
    assert chosen
    assert (chosen.who.lane, chosen.who.klass) == ("a", "normal")


def test_nobody_waiting_is_nobody() -> None:
    assert next_of([], POLICY, turns={}, now=NOW) is None


def test_the_reason_is_said_in_both_languages_with_the_ratio_of_the_file() -> None:
    assert POLICY.why("turn_priority").vi == "lượt ưu tiên (xen kẽ 1:2)"
    assert POLICY.why("fairness_bound").en == "has waited more than 45 minutes"
    assert replace(POLICY, pattern="PN").ratio == "1:1"


@given(st.text("NPUXnpu", max_size=40), st.integers(0, 20))
def test_everybody_is_called_exactly_once(letters: str, turns: int) -> None:
    found = [int(n) for n in order(letters, turns=turns).split()]
    assert sorted(found) == list(range(1, len(letters) + 1))


@given(st.integers(0, 20))
def test_any_nine_calls_with_both_sides_waiting_are_three_to_six(turns: int) -> None:
    found = [each.who.klass for each in lane_order(people("N" * 30 + "P" * 30), POLICY, turns=turns, now=NOW)]
    windows = [found[at : at + 9] for at in range(30)]
    assert {(window.count("priority"), window.count("normal")) for window in windows} == {(3, 6)}


@given(st.lists(st.sampled_from("NPU"), min_size=1, max_size=60), st.integers(1, 6))
def test_nobody_starves_while_others_keep_coming(arrivals: list[str], service_min: int) -> None:
    """One counter; someone comes before each call, mostly of a class that overtakes."""
    now, waiting, turns = NOW, people("N", minutes_ago=0), 0
    for nth, letter in enumerate(arrivals, 2):
        waiting.append(Waiting(nth, "a", LETTERS[letter], now, nth))
        chosen = next_of(waiting, POLICY, turns={"a": turns}, now=now)
        assert chosen
        passed = [each for each in waiting if each.place < chosen.who.place]
        assert all(now - each.issued_at < timedelta(minutes=POLICY.fairness_min) for each in passed)
        waiting.remove(chosen.who)
        turns += takes_a_turn(chosen.rule)
        now += timedelta(minutes=service_min)
