"""Every act on every state: what may happen, as one table a clerk could check."""

from __future__ import annotations

from typing import get_args

import pytest

from kiosk.tickets.queue_states import EVENTS, TRANSITIONS, Act, TicketState, after

STATES = get_args(TicketState)
# Columns in the order of STATES: waiting, called, serving, absent, done, void, expired.
TABLE = {
    "call": "called - - - - - -",
    "recall": "- called - - - - -",
    "serve": "- serving - - - - -",
    "absent": "- absent - - - - -",
    "back": "- - - waiting - - -",
    "put_back": "- waiting - - - - -",
    "transfer": "waiting waiting waiting waiting - - -",
    "done": "- done done - - - -",
    "void": "void void - void - - -",
    "close": "expired expired expired expired - - -",
}


@pytest.mark.parametrize("act", get_args(Act))
def test_an_act_leads_where_the_table_says_and_nowhere_else(act: Act) -> None:
    assert [after(act, state) or "-" for state in STATES] == TABLE[act].split()


def test_every_act_has_its_row_and_its_word_in_the_trace() -> None:
    assert set(TRANSITIONS) == set(EVENTS) == set(TABLE) == set(get_args(Act))
    assert len(set(EVENTS.values())) == len(EVENTS)


def test_what_has_ended_stays_ended() -> None:
    assert {after(act, state) for act in get_args(Act) for state in ("done", "void", "expired")} == {None}
