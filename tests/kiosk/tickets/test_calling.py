"""At the counters: called, recalled, absent, back, moved, finished; who comes second is told how it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

import pytest
from sqlalchemy import select

from kiosk.database import Store
from kiosk.tickets import queue_reading
from kiosk.tickets.calling_outcome import (
    GUIDE_DESK,
    CallOutcome,
    Changed,
    CounterBusy,
    NobodyWaiting,
    NoSuchCounter,
    NoSuchLane,
    NoSuchTicket,
    NothingCalled,
    NotNow,
    Repeated,
    StoreSilent,
    TooFewCalls,
    Who,
)
from kiosk.tickets.overnight import keep_overnight
from kiosk.tickets.queue_states import Act, TicketState, after
from kiosk.tickets.queue_tables import queue_step
from kiosk.tickets.queue_writing import change
from kiosk.tickets.tables import ticket
from kiosk.time_source import TurnedTime
from tests.kiosk.tickets.counter_hall import OFFICE, Hall, ticket_of

ONE, TWO, THREE = Who(1), Who(2), Who(3)
DAY_S = 86_400


@pytest.fixture
def hall(either_store: Store, clock: TurnedTime) -> Hall:
    return Hall(either_store, clock)


def test_a_number_goes_its_usual_way_and_every_step_is_written_down(hall: Hall) -> None:
    hall.takes("civil")
    called = ticket_of(hall.calling.call_next(Who(1, "lan")))
    assert (called.number, called.state, called.counter, called.calls) == ("A001", "called", 1, 1)
    assert ticket_of(hall.calling.serve(ONE)).state == "serving"
    hall.clock.turn(300)
    done = ticket_of(hall.calling.done(ONE))
    assert (done.state, done.ended_at) == ("done", hall.clock.now())
    assert hall.trace("A001") == ["issued", "called", "serving", "done"]
    found = hall.calling.find("A001")
    assert found
    assert (found[1][1].staff, found[1][1].counter, found[1][1].why) == ("lan", 1, "only_one_waiting")


def test_a_counter_calls_from_all_its_lanes_and_holds_one_number(hall: Hall) -> None:
    hall.takes("land", "civil", "guide")
    assert hall.called(2).number == "B001"
    busy = hall.calling.call_next(TWO)
    assert isinstance(busy, CounterBusy)
    assert busy.ticket.number == "B001"
    hall.calling.done(TWO)
    assert hall.called(2).number == "A001"
    assert hall.calling.call_next(THREE) == NobodyWaiting(("land",))
    assert hall.called(GUIDE_DESK).number == "H001"


def test_recalls_so_close_are_one_press(hall: Hall) -> None:
    hall.takes("civil")
    hall.called(1)
    hall.clock.turn(5)
    assert isinstance(hall.calling.recall(ONE), Repeated)
    hall.clock.turn(5)
    assert ticket_of(hall.calling.recall(ONE)).calls == 2


def test_absent_only_after_the_calls_a_centre_asks_for(either_store: Store, clock: TurnedTime) -> None:
    hall = Hall(either_store, clock, absent_after_calls=2)
    hall.takes("civil")
    hall.called(1)
    early = hall.calling.absent(ONE)
    assert isinstance(early, TooFewCalls)
    assert (early.needed, early.ticket.calls) == (2, 1)
    hall.clock.turn(60)
    hall.calling.recall(ONE)
    assert ticket_of(hall.calling.absent(ONE)).state == "absent"


def test_who_comes_back_is_next_once_and_then_waits_by_the_slip(hall: Hall) -> None:
    hall.takes("civil", "civil")
    hall.takes("civil", klass="urgent80")
    for number in ("A003", "A001"):
        assert hall.called(1).number == number
        hall.calling.absent(ONE)
    assert ticket_of(hall.calling.back(Who(staff="huong"), "A001")).state == "waiting"
    back = hall.called(1)
    assert (back.number, back.rule) == ("A001", "restored")
    hall.calling.absent(ONE)
    hall.takes("civil", klass="urgent80")
    hall.calling.back(TWO, "A001")
    assert [hall.calls(1) for _ in range(3)] == ["A004", "A001", "A002"]


def test_a_number_put_back_is_next_again(hall: Hall) -> None:
    hall.takes("civil")
    hall.takes("civil", klass="priority")
    assert hall.called(1).number == "A002"
    hall.calling.put_back(ONE)
    assert hall.called(2).number == "A002"


def test_a_moved_number_keeps_its_letter_and_the_place_of_its_time(hall: Hall) -> None:
    hall.takes("civil", "land", "civil")
    hall.called(1)
    moved = ticket_of(hall.calling.transfer(ONE, None, "land"))
    assert (moved.number, moved.lane, moved.state, moved.counter) == ("A001", "land", "waiting", None)
    assert [hall.calls(3), hall.calls(3)] == ["A001", "B001"]
    assert isinstance(hall.calling.transfer(ONE, "A003", "lands"), NoSuchLane)


def test_a_void_number_is_not_called_and_leaves_its_trace(hall: Hall) -> None:
    hall.takes("civil", "civil")
    assert ticket_of(hall.calling.void(ONE, "a001", "left")).end_reason == "left"
    assert isinstance(hall.calling.void(ONE, "A001", "left"), Repeated)
    assert hall.called(1).number == "A002"
    assert hall.trace("A001") == ["issued", "void"]


def test_another_counters_number_is_left_alone(hall: Hall) -> None:
    hall.takes("civil")
    hall.called(1)
    acts: list[Callable[[], CallOutcome]] = [
        lambda: hall.calling.done(TWO, "A001"),
        lambda: hall.calling.recall(TWO, "A001"),
        lambda: hall.calling.transfer(TWO, "A001", "land"),
        lambda: hall.calling.void(TWO, "A001", "left"),
    ]
    for act in acts:
        outcome = act()
        assert isinstance(outcome, NotNow)
        assert outcome.ticket.counter == 1
    assert hall.now("A001").state == "called"


@pytest.mark.parametrize(
    "written", ["A002", "Z001", "K2-001", "T261125-A002", "T261124-A001", "ZZ9-261125-A001", "hello", ""]
)
def test_what_is_no_number_of_today_is_none(hall: Hall, written: str) -> None:
    hall.takes("civil")
    assert hall.calling.void(ONE, written, "left") == NoSuchTicket()


def test_a_slips_own_line_is_as_good_as_its_number(hall: Hall) -> None:
    hall.takes("civil", "civil")
    assert ticket_of(hall.calling.void(ONE, "T261125-A001", "left")).number == "A001"
    assert ticket_of(hall.calling.void(ONE, f"{OFFICE}-261125-a002", "left")).number == "A002"


def test_counters_and_lanes_that_are_not_there(hall: Hall) -> None:
    assert hall.calling.call_next(Who(9)) == NoSuchCounter(9, (0, 1, 2, 3))
    assert hall.calling.done(ONE) == NothingCalled(1)


def test_one_press_is_one_act_however_late_it_comes_again(hall: Hall) -> None:
    hall.takes("civil", "civil")
    press = Who(1, press="p-1")
    first = ticket_of(hall.calling.call_next(press))
    hall.calling.done(ONE)
    events = hall.events()
    again = hall.calling.call_next(press)
    assert isinstance(again, Repeated)
    assert (again.ticket.number, again.ticket.state, hall.events()) == (first.number, "done", events)


@pytest.mark.parametrize("act", ["serve", "absent", "done", "void", "back", "put_back", "transfer"])
def test_the_same_act_twice_changes_nothing_the_second_time(hall: Hall, act: str) -> None:
    hall.takes("civil")
    hall.called(1)
    if act == "back":
        hall.calling.absent(ONE)
    acts: dict[str, Callable[[], CallOutcome]] = {
        "serve": lambda: hall.calling.serve(ONE, "A001"),
        "absent": lambda: hall.calling.absent(ONE, "A001"),
        "done": lambda: hall.calling.done(ONE, "A001"),
        "void": lambda: hall.calling.void(ONE, "A001", "left"),
        "back": lambda: hall.calling.back(ONE, "A001"),
        "put_back": lambda: hall.calling.put_back(ONE, "A001"),
        "transfer": lambda: hall.calling.transfer(ONE, "A001", "land"),
    }
    assert isinstance(acts[act](), Changed)
    events = hall.events()
    assert isinstance(acts[act](), Repeated)
    assert hall.events() == events


@dataclass(frozen=True)
class Late:
    """Somebody else was faster, between the look and the act."""

    act: Act
    meanwhile: Act


@pytest.mark.parametrize("late", [Late("done", "absent"), Late("void", "done"), Late("transfer", "serve")])
def test_the_loser_of_a_race_gets_a_value(hall: Hall, late: Late) -> None:
    hall.takes("civil")
    seen = hall.called(1)
    with hall.store.writing.begin() as connection:
        assert isinstance(change(connection, late.meanwhile, seen, ONE, hall.clock.now()), Changed)
        lost = change(
            connection, late.act, seen, ONE, hall.clock.now(), lane="land" if late.act == "transfer" else None
        )
    assert isinstance(lost, NotNow)
    assert lost.ticket.state == after(late.meanwhile, "called")


@pytest.mark.parametrize("act", get_args(Act))
@pytest.mark.parametrize("state", get_args(TicketState))
def test_the_store_obeys_the_table(store: Store, clock: TurnedTime, act: Act, state: TicketState) -> None:
    hall = Hall(store, clock)
    hall.takes("civil")
    with store.writing.begin() as connection:
        at_counter = 1 if state in ("called", "serving", "absent") else None
        connection.execute(ticket.update().values(state=state, counter=at_counter, calls=1))
        seen = queue_reading.ticket_of_number(connection, clock.now().date(), "A001")
        assert seen
        expected = after(act, state)
        if expected is None:
            with pytest.raises(AssertionError):
                change(connection, act, seen, ONE, clock.now())
            return
        found = change(connection, act, seen, ONE, clock.now())
        step = connection.execute(select(queue_step.c.from_state, queue_step.c.to_state)).one()
    assert isinstance(found, Changed)
    assert (found.ticket.state, tuple(step)) == (expected, (state, expected))


def test_a_new_day_closes_what_the_old_one_left_open(hall: Hall) -> None:
    hall.takes("civil", "civil", "civil")
    hall.called(1)
    hall.called(2)
    hall.calling.absent(TWO)
    hall.clock.turn(DAY_S)
    hall.takes("civil")
    assert hall.called(1).number == "A001"
    assert [each.number for each in hall.calling.tickets(states=None)] == ["A001"]
    with hall.store.reading.connect() as connection:
        states = connection.scalars(select(ticket.c.state).order_by(ticket.c.id)).all()
    assert states == ["expired", "expired", "expired", "called"]


def test_the_office_goes_home(hall: Hall) -> None:
    hall.takes("civil", "land")
    hall.calls(1)
    closed = hall.calling.close_day(Who(staff="lan"), today=True)
    assert not isinstance(closed, StoreSilent)
    assert [(each.number, each.state, each.end_reason) for each in closed] == [("B001", "expired", "day_end")]
    assert hall.calling.close_day(Who(staff="lan"), today=True) == ()


def test_those_who_wait_are_listed_in_the_order_of_their_calls(hall: Hall) -> None:
    hall.takes("civil", "civil", "civil")
    hall.takes("civil", klass="priority")
    listed = [each.number for each in hall.calling.tickets(lane="civil")]
    assert listed == ["A004", "A001", "A002", "A003"]
    assert [hall.calls(1) for _ in listed] == listed


def test_a_silent_store_is_a_value(hall: Hall) -> None:
    with hall.store.writing.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE queue_day RENAME TO gone")
    assert isinstance(hall.calling.call_next(ONE), StoreSilent)
    with hall.store.writing.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO queue_day")


@pytest.mark.parametrize("who", [{"staff": "Nguyễn Văn A"}, {"staff": "x" * 33}, {"press": "a b"}])
def test_only_a_sign_in_name_comes_into_the_store(who: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="at most"):
        Who(1, **who)


def test_people_begin_a_day_the_program_does_not_believe_in(hall: Hall) -> None:
    hall.clock.synchronised = False
    hall.takes("civil", "civil")
    hall.clock.turn(400 * 86400)
    assert hall.takes("civil") == ["A003"]
    day = hall.calling.begin_day(Who(None, "lan"))
    assert day == hall.clock.at.date()
    assert hall.takes("civil") == ["A001"]
    hall.clock.turn(-400 * 86400)
    assert hall.calling.begin_day(Who(None, "lan")) == day, "a day never runs backwards"


def test_a_queue_kept_overnight_comes_along_when_people_begin_the_day(hall: Hall) -> None:
    hall.takes("civil", "civil")
    with hall.store.writing.begin() as connection:
        keep_overnight(connection, hall.clock.at.date())
    hall.clock.turn(86400)
    hall.calling.begin_day(Who(None, "lan"))
    assert [each.number for each in hall.calling.tickets()] == ["A001", "A002"]
    assert hall.takes("civil") == ["A003"]


def test_turns_used_are_counted_so_that_one_priority_is_followed_by_two_others(hall: Hall) -> None:
    hall.takes("civil", "civil", klass="priority")
    hall.takes("civil", "civil")
    assert [hall.calls(1) for _ in range(4)] == ["A001", "A003", "A004", "A002"]
