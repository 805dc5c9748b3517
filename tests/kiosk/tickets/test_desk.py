"""The whole act of taking a ticket, from the touch to the slip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from devices.printers.contract import Condition, Paper, State
from devices.printers.virtual_orders import Orders
from devices.printers.virtual_printer import VirtualPrinter
from kiosk.database import Store
from kiosk.journal import KeptJournal
from kiosk.session.opening_hours import Opening, opening
from kiosk.tickets.desk import Desk, DeskRelease
from kiosk.tickets.lane import Lane, LaneHours, LanePeriod
from kiosk.tickets.outcome import JustTaken, LaneClosed, NoMoreToday, NoNumber, Taken, TicketOutcome
from kiosk.tickets.slip import OfficeOnSlip
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import HERE, TurnedTime

WEEK = (LaneHours((1, 2, 3, 4, 5), (LanePeriod(time(7, 30), time(11, 30)), LanePeriod(time(13, 30), time(17)))),)
CIVIL = Lane("ho_tich", "A", "Hộ tịch, chứng thực", "Civil status, certification", (1, 2), "family")
LAND = Lane("dat_dai", "B", "Đất đai, xây dựng", "Land, construction", (4,), "land", daily_limit=1)
OFFICE = OfficeOnSlip("Trung tâm Phục vụ hành chính công", "Phường Ngô Quyền, Hải Phòng")
RELEASE = DeskRelease((CIVIL, LAND), OFFICE, number=7)


def office_hours(lane: Lane, at: datetime) -> Opening:
    return opening(at, lane.hours or WEEK)


@dataclass
class Stage:
    """A desk on a real store and a virtual printer."""

    store: Store
    clock: TurnedTime
    journal: KeptJournal
    printer: VirtualPrinter
    release: DeskRelease = RELEASE
    shown: list[str] = field(default_factory=list)

    def desk(self) -> Desk:
        parts = (self.release, self.store, self.printer)
        return Desk(*parts, opening=office_hours, kiosk_no=1, time=self.clock, journal=self.journal)

    def take(self, request: str = "r", lane: str = "ho_tich", *, again: bool = False) -> TicketOutcome:
        return self.desk().take(lane, request, on_number=lambda ticket: self.shown.append(ticket.number), again=again)

    def slips(self) -> list[Path]:
        return sorted(self.printer.slips.folder.glob("*.png"))

    def ids(self) -> list[str]:
        found: list[str] = []
        for path in self.slips():
            with Image.open(path) as picture:
                found += [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]
        return found

    def break_store(self, table: str) -> Callable[[], None]:
        self._rename(table, "gone")
        return lambda: self._rename("gone", table)

    def _rename(self, old: str, new: str) -> None:
        with self.store.writing.begin() as connection:
            connection.exec_driver_sql(f"ALTER TABLE {old} RENAME TO {new}")


@pytest.fixture
def stage(store: Store, clock: TurnedTime, journal: KeptJournal, tmp_path: Path) -> Stage:
    printer = VirtualPrinter(tmp_path / "slips", width_dots=576, now_s=clock.stopwatch_s, now=clock.now)
    printer.obey(Orders())
    return Stage(store, clock, journal, printer)


def taken(outcome: TicketOutcome) -> Taken:
    assert isinstance(outcome, Taken)
    return outcome


def test_a_touch_gives_a_number_and_a_slip(stage: Stage) -> None:
    outcome = taken(stage.take())
    assert (outcome.ticket.number, outcome.paper, outcome.is_reprinted) == ("A001", "confirmed", False)
    assert stage.ids() == ["T261125-A001"]
    assert stage.journal.names() == ["ticket-issued", "ticket-slip-ended"]


def test_the_number_is_on_the_screen_before_any_paper_moves(stage: Stage) -> None:
    heard: list[str] = []

    def on_number(ticket: Ticket) -> None:
        heard.append(f"{ticket.number}, {len(stage.slips())} slips")

    stage.desk().take("ho_tich", "r", on_number=on_number, on_printer=lambda status: heard.append(status.state.name))
    assert heard == ["READY", "A001, 0 slips"]
    assert len(stage.slips()) == 1


@pytest.mark.parametrize(
    ("orders", "paper", "condition", "slips"),
    [
        (Orders(paper=Paper.OUT), "unprinted", Condition.PAPER_OUT, 0),
        (Orders(cover="open"), "unprinted", Condition.COVER_OPEN, 0),
        (Orders(offline=True), "unprinted", Condition.DISCONNECTED, 0),
        (Orders(paper_ends_at_row=400), "unknown", Condition.PAPER_OUT, 1),
        (Orders(confirms=False), "assumed", None, 1),
        (Orders(paper=Paper.LOW), "confirmed", Condition.PAPER_LOW, 1),
    ],
)
def test_whatever_the_paper_does_the_number_is_valid(
    stage: Stage, orders: Orders, paper: str, condition: Condition | None, slips: int
) -> None:
    stage.printer.obey(orders)
    outcome = taken(stage.take())
    assert (outcome.ticket.number, outcome.paper) == ("A001", paper)
    assert outcome.conditions == (frozenset({condition}) if condition else frozenset())
    assert (stage.shown, len(stage.slips())) == (["A001"], slips)
    assert stage.desk().lanes_now()[0].waiting == 1


def test_a_printer_that_is_not_ready_is_told_before_the_number(stage: Stage) -> None:
    stage.printer.obey(Orders(paper=Paper.OUT))
    heard: list[State | str] = []
    stage.desk().take(
        "ho_tich",
        "r",
        on_number=lambda ticket: heard.append(ticket.number),
        on_printer=lambda status: heard.append(status.state),
    )
    assert heard == [State.BLOCKED, "A001"]


def test_a_repeated_request_gets_the_same_number_and_no_second_slip(stage: Stage) -> None:
    first = stage.take()
    assert stage.take() == first
    assert stage.shown == ["A001", "A001"]
    assert len(stage.slips()) == 1


def test_a_second_touch_within_20_s_asks_first(stage: Stage) -> None:
    stage.take("a")
    stage.clock.turn(19)
    assert stage.take("b") == JustTaken("A001")
    assert taken(stage.take("c", again=True)).ticket.number == "A002"
    stage.clock.turn(20)
    assert taken(stage.take("d")).ticket.number == "A003"


def test_after_the_roll_is_changed_the_same_number_is_printed_again_and_says_so(stage: Stage) -> None:
    stage.printer.obey(Orders(paper_ends_at_row=400))
    first = taken(stage.take())
    stage.printer.obey(Orders())
    again = stage.desk().print_again(first.ticket)
    assert (again.ticket, again.paper, again.is_reprinted) == (first.ticket, "confirmed", True)
    assert stage.ids() == ["T261125-A001"]
    torn, whole = (Image.open(path) for path in stage.slips())
    with torn, whole:
        assert torn.height == 400
        assert whole.height > 1033


def test_a_closed_office_says_when_it_opens(stage: Stage) -> None:
    stage.clock.at = datetime(2026, 11, 25, 11, 45, tzinfo=HERE)
    assert stage.take() == LaneClosed("lunch", datetime(2026, 11, 25, 13, 30, tzinfo=HERE))
    now = stage.desk().lanes_now()[0]
    assert (now.is_open, now.why, now.waiting) == (False, "lunch", 0)


def test_a_lane_may_have_hours_of_its_own(stage: Stage) -> None:
    tuesday = replace(CIVIL, hours=(LaneHours((2,), (LanePeriod(time(8), time(10)),)),))
    stage.release = replace(RELEASE, lanes=(tuesday, LAND))
    assert stage.take() == LaneClosed("day_off", datetime(2026, 12, 1, 8, tzinfo=HERE))
    assert taken(stage.take("b", "dat_dai")).ticket.number == "B001"


def test_a_full_lane_says_when_numbers_are_given_again(stage: Stage) -> None:
    stage.take("a", "dat_dai")
    assert stage.take("b", "dat_dai", again=True) == NoMoreToday(datetime(2026, 11, 26, 7, 30, tzinfo=HERE))


def test_a_doubtful_clock_keeps_the_office_open_and_stays_off_the_paper(stage: Stage) -> None:
    stage.take("a")
    stage.clock.at, stage.clock.trusted = datetime(1970, 1, 4, 3, tzinfo=HERE), False
    outcome = taken(stage.take("b", again=True))
    assert (outcome.ticket.slip_id, outcome.paper, outcome.ticket.clock_trusted) == ("T261125-A002", "confirmed", False)
    assert stage.desk().lanes_now()[0].waiting == 2


def test_an_english_session_gets_english_lines(stage: Stage) -> None:
    stage.desk().take("ho_tich", "r", language="en")
    with Image.open(stage.slips()[0]) as picture:
        assert picture.height > 1033


def test_a_declared_priority_is_kept(stage: Stage) -> None:
    assert taken(stage.desk().take("ho_tich", "r", klass="priority")).ticket.klass == "priority"


@pytest.mark.parametrize("table", ["pending_request", "series_counter", "ticket_event", "meta"])
def test_a_silent_store_gives_no_number_and_no_exception(stage: Stage, table: str) -> None:
    repaired = stage.break_store(table)
    assert stage.take() == NoNumber()
    assert "ticket-not-issued" in stage.journal.names()
    assert (stage.shown, stage.slips()) == ([], [])
    repaired()
    assert taken(stage.take()).ticket.number == "A001"


def test_a_silent_print_journal_leaves_the_number_without_paper(stage: Stage) -> None:
    stage.break_store("print_job")
    outcome = taken(stage.take())
    assert (outcome.ticket.number, outcome.paper, stage.shown) == ("A001", "unprinted", ["A001"])
    assert "ticket-slip-not-drawn" in stage.journal.names()


def test_a_lane_whose_name_cannot_be_drawn_still_gives_numbers(stage: Stage) -> None:
    stage.release = replace(RELEASE, lanes=(replace(CIVIL, name="戸籍"),))
    assert taken(stage.take()).paper == "unprinted"
    assert "U+6238" in str(stage.journal.events[-1])


def test_a_lane_a_new_release_has_taken_away_gives_no_number(stage: Stage) -> None:
    assert stage.take("r", "no_such_lane") == NoNumber()


def test_a_silent_store_is_reported_once_when_lost_and_once_when_back(stage: Stage) -> None:
    desk = stage.desk()
    repaired = stage.break_store("ticket")
    assert [lane.waiting for lane in desk.lanes_now()] == [None, None]
    desk.lanes_now()
    repaired()
    assert [lane.waiting for lane in desk.lanes_now()] == [0, 0]
    desk.lanes_now()
    assert stage.journal.names() == ["ticket-store-silent", "ticket-store-back"]


def test_the_count_before_a_citizen_is_that_of_the_lane(stage: Stage) -> None:
    tickets = [taken(stage.take(name, again=True)).ticket for name in "abc"]
    assert [ticket.ahead for ticket in tickets] == [0, 1, 2]
    stage.clock.turn(timedelta(days=1).total_seconds())
    assert taken(stage.take("d")).ticket.ahead == 0
