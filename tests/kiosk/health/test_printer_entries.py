"""What of a printer's comings and goings stands in the journal."""

from __future__ import annotations

from devices.printers.contract import Condition, Paper, PrinterStatus, State
from kiosk.health.printer_entries import PrinterEntries

C = Condition


def written(*seen: tuple[State, set[Condition]]) -> list[str]:
    """The states of those that are written down."""
    entries = PrinterEntries()
    told = [PrinterStatus(state, frozenset(found), Paper.UNKNOWN, 0.0, "m") for state, found in seen]
    return [status.state.value for status in told if entries.is_new(status)]


def test_what_was_never_asked_is_no_news() -> None:
    assert written((State.UNKNOWN, set()), (State.READY, set())) == ["ready"]


def test_a_state_that_lasts_is_one_line() -> None:
    out = (State.BLOCKED, {C.PAPER_OUT})
    assert written(*[(State.READY, set())] * 3, *[out] * 9, (State.READY, set())) == ["ready", "blocked", "ready"]


def test_another_condition_is_another_line() -> None:
    out, both = (State.BLOCKED, {C.PAPER_OUT}), (State.BLOCKED, {C.PAPER_OUT, C.COVER_OPEN})
    assert written(out, both, out) == ["blocked"] * 3


def test_a_poll_missed_by_a_busy_printer_is_no_line() -> None:
    missed = (State.UNKNOWN, {C.NO_ANSWER})
    assert written((State.READY, set()), missed, missed, (State.READY, set())) == ["ready"]


def test_a_cable_of_the_network_that_is_pulled_and_put_back_is_one_loss_and_one_return() -> None:
    missed, silent = (State.UNKNOWN, {C.NO_ANSWER}), (State.OFFLINE, {C.NO_ANSWER})
    gone = (State.OFFLINE, {C.DISCONNECTED})
    course = [(State.READY, set()), missed, missed, silent, gone, gone, silent, (State.READY, set())]
    assert written(*course) == ["ready", "offline", "ready"]


def test_nonsense_is_a_line_at_once() -> None:
    assert written((State.READY, set()), (State.UNKNOWN, {C.GARBLED})) == ["ready", "unknown"]
