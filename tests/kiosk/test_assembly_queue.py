"""A terminal whose counters call here: people and waits are told, and the board comes to the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.assembly import Kiosk, assemble
from kiosk.journal import KeptJournal
from kiosk.mailbox import Mailbox
from kiosk.parts import make_calling
from kiosk.tickets.calling_outcome import Changed, Who
from kiosk.tickets.lane import Lane
from kiosk.tickets.outcome import Taken, TicketOutcome
from kiosk.tickets.policy_file import read_policy
from kiosk.time_source import HERE, TurnedTime
from tests.at_the_kiosk import settings_of

LOBBY: dict[str, object] = {"production": True, "always_open": True}


@contextmanager
def a_terminal(
    folder: Path, *, clock: TurnedTime | None = None, journal: KeptJournal | None = None, **sections: dict[str, object]
) -> Iterator[Kiosk]:
    """Its work is done by hand, on this thread."""
    sections.setdefault("scanner", {"address": f"virtual://{folder}/scanner"})
    settings = settings_of(folder, **sections)
    kiosk = assemble(settings, time=clock or TurnedTime(), journal=journal or KeptJournal(), mailbox=Mailbox())
    try:
        yield kiosk
    finally:
        kiosk.stop()


def take(kiosk: Kiosk, request: str, *, klass: str = "normal") -> TicketOutcome:
    outcome = kiosk.at_printer.take(
        "civil_status", request, language="vi", on_number=lambda _ticket: None, again=True, klass=klass
    )
    kiosk.mailbox.deliver()
    return outcome


def taken(outcome: TicketOutcome) -> Taken:
    assert isinstance(outcome, Taken), outcome
    return outcome


def test_a_lobby_that_calls_here_tells_people_by_the_policy_and_shows_the_board(tmp_path: Path) -> None:
    with a_terminal(tmp_path, terminal=LOBBY, queue={"calls_here": True}) as kiosk:
        assert [taken(take(kiosk, f"r{n}")).ticket.ahead for n in range(3)] == [0, 1, 2]
        assert taken(take(kiosk, "p", klass="priority")).ticket.ahead == 0
        assert kiosk.content
        assert kiosk.store
        calling = make_calling(kiosk.settings, kiosk.content, kiosk.store, read_policy(), time=kiosk.time)
        assert isinstance(calling.call_next(Who(1)), Changed)
        taken(take(kiosk, "last"))
        board = kiosk.facts.board
        assert board
        assert board.latest
        assert (board.latest.number, board.latest.counter) == ("A004", 1)
        waiting = {each.lane.code: each.waiting for each in kiosk.facts.lanes}
        assert waiting["civil_status"] == 4


def test_a_lobby_that_calls_by_voice_counts_nobody_and_has_no_board(tmp_path: Path) -> None:
    with a_terminal(tmp_path, terminal=LOBBY) as kiosk:
        taken(take(kiosk, "r"))
        assert not kiosk.counts_waiting
        assert kiosk.facts.board is None
        assert {each.waiting for each in kiosk.facts.lanes} == {None}


def test_a_mistake_in_the_policy_is_written_down_and_stops_no_number(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('pattern = "P"\n', encoding="utf-8")
    journal = KeptJournal()
    with a_terminal(tmp_path, journal=journal, queue={"calls_here": True, "policy_file": str(policy)}) as kiosk:
        assert taken(take(kiosk, "r")).ticket.number == "A001"
    assert "queue-policy-refused" in journal.names()


def test_a_board_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    with a_terminal(tmp_path, queue={"calls_here": True}) as kiosk:
        taken(take(kiosk, "r"))
        assert kiosk.store
        with kiosk.store.writing.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE queue_entry RENAME TO gone")
        taken(take(kiosk, "s"))
        assert kiosk.facts.board is None


@pytest.mark.parametrize(
    ("lane", "clock", "why"),
    [
        ({"last_call_min": 30}, "16:29", None),
        ({"last_call_min": 30}, "16:30", "after_hours"),
        ({"closed_on": (TurnedTime().now().date(),)}, "09:42", "day_off"),
    ],
)
def test_a_lanes_own_last_call_and_closed_days_are_kept(
    tmp_path: Path, lane: dict[str, object], clock: str, why: str | None
) -> None:
    now = TurnedTime().now().replace(hour=int(clock[:2]), minute=int(clock[3:]), tzinfo=HERE)
    with a_terminal(tmp_path, terminal={"always_open": False}) as kiosk:
        found = kiosk.opening_of(Lane("x", "X", "x", "x", (1,), "i", **lane), now)  # type: ignore[arg-type]
    assert found.why == why
