"""A dead line is left alone for a while; one question at a time finds out whether it is back."""

from __future__ import annotations

from kiosk.dossiers.circuit import FAILURES, LONGEST_REST_S, REST_S, Circuit


def dead(circuit: Circuit, *, at_s: float, times: int = FAILURES) -> None:
    for _ in range(times):
        circuit.failed(at_s)


def test_a_failure_or_two_change_nothing() -> None:
    circuit = Circuit()
    dead(circuit, at_s=0, times=FAILURES - 1)
    assert circuit.may_ask(0)


def test_after_three_in_a_row_the_line_rests() -> None:
    circuit = Circuit()
    dead(circuit, at_s=100)
    assert not circuit.may_ask(100)
    assert circuit.rests_for_s(105) == REST_S - 5
    assert circuit.may_ask(100 + REST_S)


def test_an_answer_in_between_forgets_the_failures_before_it() -> None:
    circuit = Circuit()
    dead(circuit, at_s=0, times=FAILURES - 1)
    circuit.answered()
    dead(circuit, at_s=0, times=FAILURES - 1)
    assert circuit.may_ask(0)


def test_each_vain_try_after_a_rest_doubles_the_next_up_to_a_limit() -> None:
    circuit, now_s, rests = Circuit(), 0.0, []
    dead(circuit, at_s=now_s)
    for _ in range(6):
        rests.append(circuit.rests_for_s(now_s))
        now_s += rests[-1]
        circuit.failed(now_s)
    assert rests == [15, 30, 60, 120, LONGEST_REST_S, LONGEST_REST_S]


def test_when_it_answers_again_it_is_trusted_as_on_the_first_day() -> None:
    circuit = Circuit()
    dead(circuit, at_s=0)
    circuit.answered()
    assert circuit.may_ask(0)
    dead(circuit, at_s=50)
    assert circuit.rests_for_s(50) == REST_S


def test_a_pause_the_other_side_asks_for_is_kept_but_not_for_hours() -> None:
    circuit = Circuit()
    circuit.rest(0, 30)
    assert (circuit.may_ask(29), circuit.may_ask(30)) == (False, True)
    circuit.rest(0, 86_400)
    assert circuit.rests_for_s(0) == LONGEST_REST_S
