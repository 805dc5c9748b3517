"""At night the store is looked through, copied and relieved of old days; a copy goes on where it was made."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kiosk.database import Store, open_store
from kiosk.health.examine import disk_check
from kiosk.health.machine import MachineFacts
from kiosk.health.recent_events import RecentEvents
from kiosk.journal import KeptJournal
from kiosk.tickets.lane import AnyTime
from kiosk.tickets.numbering import Numbering, Touch
from kiosk.tickets.queue_tables import queue_step
from kiosk.tickets.store_care import COPIES, FOLDER, CareTaken, Damaged, NotDone, is_due, take_care
from kiosk.tickets.tables import create_tables, metadata, series_counter, ticket, ticket_event
from kiosk.tickets.ticket import Ticket
from kiosk.tickets.waiting import LaneNow
from kiosk.time_source import HERE, TurnedTime
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk
from tests.kiosk.tickets.counter_hall import CIVIL, Hall

OPEN = (LaneNow(CIVIL, is_open=True, why=None, opens_at=None, waiting=0),)
CLOSED = (LaneNow(CIVIL, is_open=False, why="after_hours", opens_at=None, waiting=0),)
NIGHT, NOON, EVENING = (datetime(2026, 11, 25, hour, 5, tzinfo=HERE) for hour in (2, 12, 20))


def taken(store: Store, clock: TurnedTime, request: str) -> Ticket:
    found = Numbering(store, time=clock, kiosk_no=1).take(Touch(request, CIVIL, AnyTime(), again=True))
    assert isinstance(found, Ticket)
    return found


def cared(store: Store, clock: TurnedTime) -> CareTaken:
    outcome = take_care(store, clock.now())
    assert isinstance(outcome, CareTaken), outcome
    return outcome


def test_a_copy_in_the_place_of_the_store_goes_on_with_its_numbers(
    store: Store, clock: TurnedTime, tmp_path: Path
) -> None:
    assert [taken(store, clock, name).number for name in "ab"] == ["A001", "A002"]
    copy = cared(store, clock).copy
    assert copy == tmp_path / FOLDER / "tickets-2026-11-25.db"
    (tmp_path / "again").mkdir()
    shutil.copy(copy, tmp_path / "again" / "tickets.db")
    restored = open_store(tmp_path / "again" / "tickets.db")
    create_tables(restored)
    assert taken(restored, clock, "b").number == "A002", "the same touch, the same number"
    assert taken(restored, clock, "c").number == "A003"
    restored.close()


def test_the_log_is_emptied_and_the_newest_copies_stay(store: Store, clock: TurnedTime, tmp_path: Path) -> None:
    for nth in range(COPIES + 2):
        taken(store, clock, str(nth))
        cared(store, clock)
        assert (tmp_path / "tickets.db-wal").stat().st_size == 0
        clock.turn(86400)
    days = [f"2026-{day:%m-%d}" for day in (clock.now() - timedelta(days=back) for back in range(COPIES, 0, -1))]
    assert sorted(each.name for each in (tmp_path / FOLDER).iterdir()) == [f"tickets-{day}.db" for day in days]


def test_what_is_older_than_400_days_goes_with_all_that_belongs_to_it(store: Store, clock: TurnedTime) -> None:
    hall = Hall(store, clock)
    hall.takes("civil", "land")
    hall.calls(1)
    clock.turn(86400)
    hall.takes("civil")
    hall.calls(1)
    clock.turn(399 * 86400)
    assert cared(store, clock).removed == 0
    clock.turn(86400)
    assert cared(store, clock).removed == 2
    with store.reading.connect() as connection:
        counts = {
            each.name: connection.scalar(select(func.count()).select_from(each)) for each in metadata.sorted_tables
        }
        (left,) = connection.scalars(select(ticket.c.n))
        events = set(connection.scalars(select(ticket_event.c.ticket_id)))
        assert connection.scalar(select(func.count()).select_from(queue_step)) == counts["queue_step"] == 2
        assert connection.scalar(select(func.count()).select_from(series_counter)) == 1
    assert (left, counts["ticket"], len(events), counts["queue_entry"]) == (1, 1, 1, 1)
    assert hall.takes("civil") == ["A001"], "today begins at one, as every day"


def test_a_damaged_store_is_told_and_its_copies_are_left_alone(store: Store, clock: TurnedTime, tmp_path: Path) -> None:
    for nth in range(300):
        taken(store, clock, str(nth))
    kept = cared(store, clock).copy.read_bytes()
    store.close()
    with (tmp_path / "tickets.db").open("r+b") as file:
        file.seek(5 * 4096)
        file.write(b"overwritten by somebody" * 400)
    clock.turn(86400)
    assert isinstance(take_care(store, clock.now()), Damaged | NotDone)
    assert [each.read_bytes() for each in (tmp_path / FOLDER).iterdir()] == [kept]
    assert not is_due(store, CLOSED, clock.now(), is_trusted=True), "no endless tries"


def test_a_disk_without_room_for_a_copy_leaves_the_older_ones(store: Store, clock: TurnedTime, tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file stands where the folder should be")
    assert isinstance(take_care(store, clock.now()), NotDone)
    assert taken(store, clock, "a").number == "A001"


@pytest.mark.parametrize(
    ("lanes", "at", "trusted", "due"),
    [
        (OPEN, NIGHT, True, True),
        (OPEN, NOON, True, False),
        (CLOSED, NOON, True, True),
        (CLOSED, EVENING, True, True),
        ((), EVENING, True, True),
        (CLOSED, NIGHT, False, False),
    ],
)
def test_it_is_due_once_a_day_while_nobody_can_wait(
    store: Store,
    lanes: tuple[LaneNow, ...],
    at: datetime,
    trusted: bool,  # noqa: FBT001 -- pytest's names
    due: bool,  # noqa: FBT001
) -> None:
    assert is_due(store, lanes, at, is_trusted=trusted) is due
    take_care(store, at)
    assert not is_due(store, lanes, at, is_trusted=trusted)


def test_the_terminal_does_it_by_itself_and_tells_technicians(open_kiosk: OpenKiosk) -> None:
    kiosk: AtTheKiosk = open_kiosk()
    kiosk.touch("Lấy số thứ tự", "Hộ tịch, chứng thực", "Xong")
    assert kiosk.events("ticket-store-looked-after") == []
    kiosk.it_is(datetime(2026, 11, 25, 20, 0, tzinfo=HERE))
    kiosk.turn_clock(3)
    (event,) = kiosk.events("ticket-store-looked-after")
    assert event["copy"] == "tickets-2026-11-25.db"
    kiosk.turn_clock(3)
    assert len(kiosk.events("ticket-store-looked-after")) == 1


def test_a_damaged_store_is_a_disk_error_on_the_staffs_page_until_a_night_finds_it_whole(
    tmp_path: Path, clock: TurnedTime
) -> None:
    events = RecentEvents(KeptJournal(), tmp_path, time=clock)
    well = MachineFacts(free_bytes=10**11)
    assert disk_check(well, events).result == "good"
    events.write("ticket-store-damaged", reason="row 7 missing from index")
    assert disk_check(well, events).result == "bad"
    events.write("ticket-store-looked-after", removed=0, copy="tickets-2026-11-26.db")
    assert disk_check(well, events).result == "good"
