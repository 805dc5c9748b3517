"""What staff do at the terminal, by hand on one thread: each act says what is left, and the queue follows at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.printers.contract import PrintOutcome
from devices.printers.virtual_orders import CONTROL_FILE
from kiosk.assembly import HEARTBEAT_S, Kiosk
from kiosk.staff_days import Days
from kiosk.tickets.lane_orders import LaneOrders
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import TurnedTime
from tests.kiosk.test_assembly_queue import a_terminal, take, taken


@pytest.fixture
def kiosk(tmp_path: Path, clock: TurnedTime) -> Iterator[Kiosk]:
    with a_terminal(tmp_path, clock=clock, terminal={"always_open": True}) as made:
        made.at_printer.look_around()
        yield made


@pytest.fixture
def clock() -> TurnedTime:
    return TurnedTime()


def tell_printer(kiosk: Kiosk, clock: TurnedTime, orders: str) -> None:
    (kiosk.folder / "printed" / CONTROL_FILE).write_text(f"{orders}\n", encoding="utf-8")
    clock.turn(HEARTBEAT_S)


def without_paper(kiosk: Kiosk, clock: TurnedTime, *requests: str) -> tuple[Ticket, ...]:
    """Numbers taken while the roll was empty."""
    tell_printer(kiosk, clock, 'paper = "out"')
    for request in requests:
        assert taken(take(kiosk, request)).paper == "unprinted"
    return kiosk.at_printer.unprinted()


def numbers(tickets: tuple[Ticket, ...]) -> list[str]:
    return [each.number for each in tickets]


def test_slips_for_staff_end_at_the_first_that_fails(kiosk: Kiosk, clock: TurnedTime) -> None:
    tickets = without_paper(kiosk, clock, "a", "b", "c")
    printed, left = kiosk.staff_acts.print_these(tickets)
    assert [each.paper for each in printed] == ["unprinted"]
    assert numbers(left) == ["A001", "A002", "A003"]


def test_all_slips_for_staff_leave_nothing_without_paper(kiosk: Kiosk, clock: TurnedTime) -> None:
    tickets = without_paper(kiosk, clock, "a", "b")
    tell_printer(kiosk, clock, "")
    printed, left = kiosk.staff_acts.print_these(tickets)
    assert [each.paper for each in printed] == ["confirmed", "confirmed"]
    assert left == ()


def test_a_new_roll_is_counted_and_written_down(kiosk: Kiosk, clock: TurnedTime) -> None:
    tell_printer(kiosk, clock, "")
    kiosk.staff_acts.print_trial()
    assert kiosk.staff.paper.use.printed_at is not None
    assert kiosk.staff_acts.roll_changed() == ()
    assert kiosk.journal.last("paper-changed") is not None


def test_a_number_taken_back_waits_no_longer(kiosk: Kiosk, clock: TurnedTime) -> None:
    first, _ = without_paper(kiosk, clock, "a", "b")
    assert numbers(kiosk.staff_acts.void(first)) == ["A002"]
    kiosk.mailbox.deliver()
    assert {lane.lane.code: lane.waiting for lane in kiosk.facts.lanes}["civil_status"] == 1


def test_what_is_ordered_of_a_lane_comes_to_the_screen_without_waiting_for_a_heartbeat(kiosk: Kiosk) -> None:
    orders = LaneOrders(kiosk.time.now().date(), closed=frozenset({"land"}))
    assert kiosk.staff_acts.order(orders)
    kiosk.mailbox.deliver()
    assert kiosk.facts.orders == orders


def test_without_a_store_there_are_no_days_and_nothing_to_take_back(
    kiosk: Kiosk, tmp_path: Path, clock: TurnedTime
) -> None:
    (ticket,) = without_paper(kiosk, clock, "a")
    with a_terminal(tmp_path / "other", clock=clock) as other:
        assert other.staff_acts.days() == other.staff_acts.begin_day() == Days()
        assert other.staff_acts.void(ticket) == ()


def test_a_trial_slip_on_an_empty_roll_says_so(kiosk: Kiosk, clock: TurnedTime) -> None:
    tell_printer(kiosk, clock, 'paper = "out"')
    assert kiosk.staff_acts.print_trial().outcome is PrintOutcome.NOT_PRINTED
    kiosk.mailbox.deliver()
    assert not kiosk.facts.printer.may_print


def test_what_is_wrong_with_the_shelf_is_wrong_with_the_content(tmp_path: Path, clock: TurnedTime) -> None:
    with a_terminal(tmp_path, clock=clock, content={"folder": tmp_path / "nothing"}) as kiosk:
        kiosk.troubles = ()
        shelf = kiosk.staff_acts.look_at_shelf()
        assert shelf.problems
        kiosk.staff_acts.shelf_is(shelf)
        assert kiosk.troubles == shelf.problems
