"""What is done on the printer's thread, by hand: without content, too late, after a trouble."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from devices.printers.contract import State
from devices.printers.virtual_orders import CONTROL_FILE
from kiosk.assembly import HEARTBEAT_S, assemble
from kiosk.journal import KeptJournal
from kiosk.mailbox import Mailbox
from kiosk.printer_side import LIST_AWAITED_S
from kiosk.tickets.outcome import NoNumber
from kiosk.time_source import TurnedTime
from tests.at_the_kiosk import settings_of
from tests.kiosk.test_assembly_queue import a_terminal, take, taken
from tests.kiosk.tickets.test_checklist import BIRTH
from tests.kiosk.tickets.test_status_slip import SLIP


def test_without_content_the_desk_gives_no_number_and_nothing_breaks(tmp_path: Path) -> None:
    journal = KeptJournal()
    settings = settings_of(tmp_path, content={"folder": tmp_path / "nothing"})
    kiosk = assemble(settings, time=TurnedTime(), journal=journal, mailbox=Mailbox())
    assert kiosk.content is None
    assert kiosk.troubles
    told: list[object] = []
    outcome = kiosk.at_printer.take("land", "r", language="vi", on_number=told.append, again=False, klass="normal")
    kiosk.stop()
    assert (outcome, told) == (NoNumber(), [])
    assert "content-refused" in journal.names()


@pytest.mark.parametrize(("waited_s", "outcome", "slips"), [(LIST_AWAITED_S, "confirmed", 2), (15.5, "unprinted", 0)])
def test_a_slip_whose_asker_has_walked_away_surprises_nobody(
    tmp_path: Path, waited_s: float, outcome: str, slips: int
) -> None:
    clock = TurnedTime()
    with a_terminal(tmp_path, clock=clock) as kiosk:
        asked_at_s = clock.stopwatch_s()
        clock.turn(waited_s)
        at_printer = kiosk.at_printer
        assert at_printer.print_list(BIRTH, language="vi", asked_at_s=asked_at_s) == outcome
        assert at_printer.print_status(SLIP, language="vi", asked_at_s=asked_at_s) == outcome
    assert len(list((tmp_path / "state" / "printed").glob("*.png"))) == slips


def test_a_number_without_paper_is_printed_by_the_next_look_and_told(tmp_path: Path) -> None:
    clock = TurnedTime()
    with a_terminal(tmp_path, clock=clock, terminal={"always_open": True}) as kiosk:
        told: list[tuple[str, str]] = []
        kiosk.on_paper = lambda taken: told.append((taken.ticket.number, taken.paper))
        orders = tmp_path / "state" / "printed" / CONTROL_FILE
        kiosk.at_printer.look_around()
        orders.write_text('paper = "out"\n', encoding="utf-8")
        assert taken(take(kiosk, "r")).paper == "unprinted"
        assert [each.number for each in kiosk.at_printer.unprinted()] == ["A001"]
        orders.write_text("", encoding="utf-8")
        clock.turn(HEARTBEAT_S)
        kiosk.at_printer.look_around()
        kiosk.mailbox.deliver()
        assert (told, kiosk.at_printer.unprinted()) == ([("A001", "confirmed")], ())


@pytest.mark.parametrize("turned_s", [0.0, -90.0])
def test_a_number_printed_again_has_paper_also_when_the_clock_stood_still_or_went_back(
    tmp_path: Path, turned_s: float
) -> None:
    clock = TurnedTime()
    with a_terminal(tmp_path, clock=clock, terminal={"always_open": True}) as kiosk:
        orders = tmp_path / "state" / "printed" / CONTROL_FILE
        kiosk.at_printer.look_around()
        orders.write_text('paper = "out"\n', encoding="utf-8")
        ticket = taken(take(kiosk, "r")).ticket
        orders.write_text("", encoding="utf-8")
        clock.at += timedelta(seconds=turned_s)
        assert kiosk.at_printer.print_again(ticket, language="vi").paper == "confirmed"
        assert kiosk.at_printer.unprinted() == ()


def test_a_store_that_cannot_be_opened_is_told_and_the_printer_is_still_known(tmp_path: Path) -> None:
    journal = KeptJournal()
    (tmp_path / "state" / "tickets.db").mkdir(parents=True)
    with a_terminal(tmp_path, journal=journal) as kiosk:
        facts = kiosk.at_printer.open_desk()
    assert (facts.store_is_broken, facts.printer.state, facts.lanes) == (True, State.READY, ())
    assert "store-refused" in journal.names()


def test_nothing_is_claimed_of_a_queue_nobody_has_opened(tmp_path: Path) -> None:
    with a_terminal(tmp_path) as kiosk:
        assert kiosk.at_printer.unprinted() == ()
        assert kiosk.at_printer.ahead_of("A001", kiosk.time.now().date()) is None
