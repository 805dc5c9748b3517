"""A power cut at any point of the act: after the restart nobody has lost a number, and nothing old comes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import pytest
from PIL import Image

from devices.printers.contract import PrinterStatus, PrintResult, Progress, unheard
from devices.printers.virtual_orders import Orders
from devices.printers.virtual_printer import VirtualPrinter
from kiosk.database import Store, open_store
from kiosk.journal import KeptJournal
from kiosk.session.opening_hours import Opening, opening
from kiosk.tickets.desk import Desk, DeskRelease
from kiosk.tickets.lane import Lane, LaneHours, LanePeriod
from kiosk.tickets.outcome import Recovered
from kiosk.tickets.slip import OfficeOnSlip
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import TurnedTime

WEEK = (LaneHours((1, 2, 3, 4, 5), (LanePeriod(time(7, 30), time(11, 30)),)),)
LANE = Lane("ho_tich", "A", "Hộ tịch", "Civil status", (1, 2), "family")
RELEASE = DeskRelease((LANE,), OfficeOnSlip("Trung tâm Phục vụ hành chính công", "Phường Ngô Quyền"))


class PowerCut(Exception):
    """Nothing after this line happens."""


class CutPrinter(VirtualPrinter):
    """Loses the power when asked how it is, or after the first byte."""

    cut_at_check = False
    cut_in_print = False

    def check(self, *, timeout_s: float) -> PrinterStatus:
        if self.cut_at_check:
            raise PowerCut
        return super().check(timeout_s=timeout_s)

    def print_picture(self, picture: Image.Image, *, job: str, progress: Progress = unheard) -> PrintResult:
        if self.cut_in_print:
            progress(0, 100)
            raise PowerCut
        return super().print_picture(picture, job=job, progress=progress)

    def heal(self) -> None:
        self.cut_at_check = self.cut_in_print = False


class Stage:
    """Runs of one terminal, one after the other, on one store."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.clock = TurnedTime()
        self.journal = KeptJournal()
        self.printer = CutPrinter(folder, width_dots=576, now_s=self.clock.stopwatch_s, now=self.clock.now)
        self.printer.obey(Orders())

    def desk(self) -> Desk:
        parts = (RELEASE, self.store, self.printer)
        return Desk(*parts, opening=hours, kiosk_no=1, time=self.clock, journal=self.journal)

    def cut(self, on_number: Callable[[Ticket], None] = lambda _: None) -> None:
        with pytest.raises(PowerCut):
            self.desk().take("ho_tich", "r", on_number=on_number)
        self.printer.heal()

    def restart(self, after_s: float = 30) -> Recovered:
        self.clock.turn(after_s)
        return self.desk().recover()

    def slips(self) -> int:
        return len(self.printer.slips.numbers())


def hours(_lane: Lane, at: datetime) -> Opening:
    return opening(at, WEEK)


def lost_power(_ticket: Ticket) -> None:
    raise PowerCut


@pytest.fixture
def stage(store: Store, tmp_path: Path) -> Stage:
    return Stage(store, tmp_path / "slips")


def test_a_quiet_night_leaves_nothing_to_do(stage: Stage) -> None:
    stage.desk().take("ho_tich", "r")
    assert stage.restart() == Recovered()
    assert "tickets-recovered" not in stage.journal.names()


def test_a_touch_without_a_number_is_answered_after_the_restart(stage: Stage) -> None:
    stage.printer.cut_at_check = True
    stage.cut()
    (taken,) = stage.restart().printed
    assert (taken.ticket.number, taken.ticket.request_id, taken.paper, taken.is_reprinted) == (
        "A001",
        "r",
        "confirmed",
        False,
    )
    assert stage.restart() == Recovered()
    assert stage.slips() == 1


def test_a_touch_older_than_two_minutes_is_dropped_and_takes_no_number(stage: Stage) -> None:
    stage.printer.cut_at_check = True
    stage.cut()
    assert stage.restart(after_s=121) == Recovered(dropped=1)
    assert ("ticket-request-dropped", {"lane": "ho_tich", "age_s": 121}) in stage.journal.events
    assert stage.desk().lanes_now()[0].waiting == 0
    assert stage.restart() == Recovered()


def test_a_touch_whose_lane_has_closed_meanwhile_is_dropped(stage: Stage) -> None:
    stage.clock.turn(6475)  # 11:29:55
    stage.printer.cut_at_check = True
    stage.cut()
    assert stage.restart(after_s=10) == Recovered(dropped=1)


def test_a_number_whose_slip_was_never_begun_prints_once_unmarked(stage: Stage) -> None:
    stage.cut(on_number=lost_power)
    (taken,) = stage.restart().printed
    assert (taken.ticket.number, taken.is_reprinted, stage.slips()) == ("A001", False, 1)


def test_an_older_number_without_a_slip_waits_for_staff(stage: Stage) -> None:
    stage.cut(on_number=lost_power)
    found = stage.restart(after_s=300)
    assert ([ticket.number for ticket in found.for_staff], found.printed, stage.slips()) == (["A001"], (), 0)


def test_a_torn_slip_prints_again_with_the_same_number_and_says_so(stage: Stage) -> None:
    stage.printer.cut_in_print = True
    stage.cut()
    (taken,) = stage.restart().printed
    assert (taken.ticket.number, taken.paper, taken.is_reprinted, stage.slips()) == ("A001", "confirmed", True, 1)
    assert stage.restart() == Recovered()


def test_an_older_torn_slip_waits_for_staff(stage: Stage) -> None:
    stage.printer.cut_in_print = True
    stage.cut()
    found = stage.restart(after_s=121)
    assert ([ticket.number for ticket in found.for_staff], stage.slips()) == (["A001"], 0)


def test_yesterdays_slip_is_nobodys(stage: Stage) -> None:
    stage.printer.cut_in_print = True
    stage.cut()
    assert stage.restart(after_s=86400) == Recovered()


def test_the_next_number_goes_on_after_the_one_that_was_cut_off(stage: Stage) -> None:
    stage.cut(on_number=lost_power)
    stage.restart()
    stage.desk().take("ho_tich", "next", again=True)
    assert stage.desk().lanes_now()[0].waiting == 2


def test_the_store_itself_is_opened_anew(stage: Stage) -> None:
    stage.printer.cut_in_print = True
    stage.cut()
    path = stage.store.place
    stage.store.close()
    stage.store = open_store(path)
    try:
        assert [taken.ticket.number for taken in stage.restart().printed] == ["A001"]
    finally:
        stage.store.close()


def test_a_silent_store_is_survived_at_the_start(stage: Stage) -> None:
    with stage.store.writing.begin() as connection:
        connection.exec_driver_sql("DROP TABLE print_job")
    assert stage.restart() == Recovered()
    assert stage.journal.names() == ["ticket-store-silent"]
