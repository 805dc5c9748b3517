"""The print journal is ahead of the wire, and knows after a restart what may be on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select, update

from devices.printers.contract import (
    Condition,
    Paper,
    PrinterStatus,
    PrintOutcome,
    PrintResult,
    Progress,
    State,
    unheard,
)
from kiosk.database import Store
from kiosk.journal import KeptJournal
from kiosk.tickets.lane import AnyTime, Lane
from kiosk.tickets.numbering import Numbering, Touch
from kiosk.tickets.print_queue import JobKey, PrintQueue, Unfinished
from kiosk.tickets.tables import print_job
from kiosk.tickets.tables import ticket as ticket_table
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import TurnedTime

PICTURE = Image.new("1", (576, 8))
LANE = Lane("ho_tich", "A", "Hộ tịch", "Civil status", (1,), "i")


class PowerCut(Exception):
    """Nothing after this line happens."""


@dataclass
class TornPrinter:
    """Sends as many of 100 bytes as it is told, looks at the journal on the way, and may end with the power."""

    look: Callable[[], dict[str, Any]] = dict
    sends: int = 100
    outcome: PrintOutcome = PrintOutcome.PRINTED
    power_ends: bool = False
    seen: list[dict[str, Any]] = field(default_factory=list)
    jobs: list[str] = field(default_factory=list)
    width_dots: int = 576
    expects_stump: bool = False

    def expect_stump(self) -> None:
        self.expects_stump = True

    def status(self) -> PrinterStatus:
        return PrinterStatus(State.READY, frozenset(), Paper.OK, 0, "torn")

    def check(self, *, timeout_s: float) -> PrinterStatus:
        assert timeout_s
        return self.status()

    def print_picture(self, picture: Image.Image, *, job: str, progress: Progress = unheard) -> PrintResult:
        assert picture.width == self.width_dots
        self.jobs.append(job)
        self.seen.append(self.look())
        if self.outcome is not PrintOutcome.NOT_PRINTED:
            for sent in range(0, self.sends + 1, 25):
                progress(sent, 100)
                self.seen.append(self.look())
        if self.power_ends:
            raise PowerCut
        sent = 0 if self.outcome is PrintOutcome.NOT_PRINTED else self.sends
        return PrintResult(self.outcome, "because", sent, 100, frozenset({Condition.PAPER_LOW, Condition.COVER_OPEN}))

    def close(self) -> None:
        """Nothing to let go of."""


@dataclass
class Stage:
    store: Store
    clock: TurnedTime
    printer: TornPrinter
    journal: KeptJournal

    def queue(self) -> PrintQueue:
        return PrintQueue(self.store, self.printer, time=self.clock, journal=self.journal)

    def ticket(self, request: str) -> Ticket:
        numbering = Numbering(self.store, time=self.clock, kiosk_no=1)
        found = numbering.take(Touch(request, LANE, AnyTime(), again=True))
        assert isinstance(found, Ticket)
        return found

    def jobs(self) -> list[dict[str, Any]]:
        with self.store.reading.connect() as connection:
            query = select(print_job).order_by(print_job.c.job, print_job.c.attempt)
            return [dict(row) for row in connection.execute(query).mappings()]

    def power_cut_at(self, sent: int | None, request: str = "a") -> Ticket:
        """Print until so many bytes are out; None: none was begun."""
        ticket = self.ticket(request)
        self.printer.power_ends = True
        self.printer.sends = -1 if sent is None else sent
        with pytest.raises(PowerCut):
            self.queue().print_ticket(ticket, PICTURE, is_reprint=False)
        self.printer.power_ends, self.printer.sends = False, 100
        return ticket


@pytest.fixture
def stage(store: Store, clock: TurnedTime, journal: KeptJournal) -> Stage:
    made = Stage(store, clock, TornPrinter(), journal)
    made.printer.look = lambda: made.jobs()[-1]
    return made


def test_the_job_is_written_down_before_the_first_byte_and_followed_to_its_end(stage: Stage) -> None:
    stage.queue().print_ticket(stage.ticket("a"), PICTURE, is_reprint=False)
    assert [row["state"] for row in stage.printer.seen] == ["ready_to_send", *["sending"] * 4, "sent"]
    (job,) = stage.jobs()
    assert (job["state"], job["outcome"], job["evidence"]) == ("over", "printed", "because")
    assert (job["bytes_sent"], job["bytes_total"], job["conditions"]) == (100, 100, "cover-open paper-low")
    assert (job["model"], job["purpose"], job["reprint"], len(job["picture_sha256"])) == ("torn", "ticket", False, 64)
    assert job["created_at"] == job["first_byte_at"] == job["ended_at"] == stage.clock.at


def test_a_refused_job_has_no_first_byte(stage: Stage) -> None:
    stage.printer.outcome = PrintOutcome.NOT_PRINTED
    paper = stage.queue().print_ticket(stage.ticket("a"), PICTURE, is_reprint=False)
    assert paper.state == "unprinted"
    assert stage.jobs()[0]["first_byte_at"] is None


def test_jobs_count_from_one_every_day(stage: Stage) -> None:
    for request in "ab":
        stage.queue().print_ticket(stage.ticket(request), PICTURE, is_reprint=False)
    stage.clock.turn(86400)
    stage.queue().print_ticket(stage.ticket("c"), PICTURE, is_reprint=False)
    assert stage.printer.jobs == ["0001", "0002", "0001"]


def test_a_reprint_is_the_next_attempt_of_the_same_job(stage: Stage) -> None:
    first, other = stage.ticket("a"), stage.ticket("b")
    stage.queue().print_ticket(first, PICTURE, is_reprint=False)
    stage.queue().print_ticket(other, PICTURE, is_reprint=False)
    stage.queue().print_ticket(first, PICTURE, is_reprint=True)
    assert [(row["job"], row["attempt"], row["reprint"]) for row in stage.jobs()] == [
        (1, 1, False),
        (1, 2, True),
        (2, 1, False),
    ]
    assert stage.printer.jobs == ["0001", "0002", "0001"]


@pytest.mark.parametrize(("job", "text"), [(1, "0001"), (35, "000Z"), (36, "0010"), (1295, "00ZZ"), (1679615, "ZZZZ")])
def test_a_printer_knows_a_job_by_four_characters(stage: Stage, job: int, text: str) -> None:
    assert JobKey(stage.clock.at.date(), job, 1).text == text


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (PrintOutcome.PRINTED, "confirmed"),
        (PrintOutcome.ASSUMED, "assumed"),
        (PrintOutcome.NOT_PRINTED, "unprinted"),
        (PrintOutcome.UNKNOWN, "unknown"),
    ],
)
def test_the_paper_of_a_ticket_is_remembered(stage: Stage, outcome: PrintOutcome, state: str) -> None:
    ticket = stage.ticket("a")
    assert stage.queue().paper_of(ticket) is None
    stage.printer.outcome = outcome
    paper = stage.queue().print_ticket(ticket, PICTURE, is_reprint=False)
    assert stage.queue().paper_of(ticket) == paper
    assert paper.state == state


@pytest.mark.parametrize(
    ("sent", "outcome", "is_marked"),
    [(None, "not-printed", False), (0, "unknown", True), (50, "unknown", True), (100, "unknown", True)],
)
def test_a_power_cut_in_mid_slip_is_unknown_and_prints_again_marked(
    stage: Stage, sent: int | None, outcome: str, *, is_marked: bool
) -> None:
    ticket = stage.power_cut_at(sent)
    stage.clock.turn(119)
    left = stage.queue().close_left_over()
    assert (left.again, left.for_staff) == ((Unfinished(ticket, is_marked),), ())
    (job,) = stage.jobs()
    assert (job["state"], job["outcome"], job["evidence"]) == ("over", outcome, "restart")


@pytest.mark.parametrize(
    ("outcome", "expects_stump"),
    [
        (PrintOutcome.UNKNOWN, True),
        (PrintOutcome.PRINTED, False),
        (PrintOutcome.ASSUMED, False),
        (PrintOutcome.NOT_PRINTED, False),
    ],
)
def test_after_a_start_the_printer_is_told_what_may_hang_out_of_it(
    stage: Stage, outcome: PrintOutcome, *, expects_stump: bool
) -> None:
    stage.printer.outcome = outcome
    stage.queue().print_ticket(stage.ticket("a"), PICTURE, is_reprint=False)
    stage.queue().close_left_over()
    assert stage.printer.expects_stump is expects_stump


@pytest.mark.parametrize(("sent", "expects_stump"), [(None, False), (0, True), (50, True)])
def test_so_it_is_when_the_power_was_cut(stage: Stage, sent: int | None, *, expects_stump: bool) -> None:
    stage.power_cut_at(sent)
    stage.queue().close_left_over()
    assert stage.printer.expects_stump is expects_stump


def test_after_two_minutes_only_staff_may_print_it(stage: Stage) -> None:
    ticket = stage.power_cut_at(50)
    stage.clock.turn(120)
    left = stage.queue().close_left_over()
    assert (left.again, left.for_staff) == ((), (ticket,))


def test_a_clock_that_went_back_leaves_it_to_staff(stage: Stage) -> None:
    ticket = stage.power_cut_at(50)
    stage.clock.turn(-3600)
    assert stage.queue().close_left_over().for_staff == (ticket,)


def test_a_ticket_of_another_day_is_never_printed(stage: Stage) -> None:
    stage.clock.turn(14 * 3600 + 17 * 60)  # one minute to midnight
    stage.power_cut_at(50)
    stage.clock.turn(90)
    left = stage.queue().close_left_over()
    assert (left.again, left.for_staff) == ((), ())
    assert stage.jobs()[0]["state"] == "over"


def test_a_slip_that_stops_the_program_twice_does_not_print_by_itself_again(stage: Stage) -> None:
    ticket = stage.power_cut_at(50)
    stage.queue().close_left_over()
    stage.printer.power_ends = True
    with pytest.raises(PowerCut):
        stage.queue().print_ticket(ticket, PICTURE, is_reprint=True)
    left = stage.queue().close_left_over()
    assert (left.again, left.for_staff) == ((), (ticket,))


def test_finished_jobs_are_left_alone_at_a_start(stage: Stage) -> None:
    stage.queue().print_ticket(stage.ticket("a"), PICTURE, is_reprint=False)
    before = stage.jobs()
    left = stage.queue().close_left_over()
    assert (left.again, left.for_staff, stage.jobs()) == ((), (), before)


def test_a_journal_that_fails_in_mid_slip_does_not_take_the_paper_away(stage: Stage) -> None:
    ticket = stage.ticket("a")

    def forget_the_tables() -> dict[str, Any]:
        with stage.store.writing.begin() as connection:
            connection.exec_driver_sql("DROP TABLE IF EXISTS print_job")
        return {}

    stage.printer.look = forget_the_tables
    assert stage.queue().print_ticket(ticket, PICTURE, is_reprint=False).state == "confirmed"
    assert set(stage.journal.names()) == {"print-journal-failed"}


def stuck_at(stage: Stage, outcome: PrintOutcome) -> Ticket:
    """A first slip that ended so."""
    ticket = stage.ticket("stuck")
    stage.printer.outcome = outcome
    stage.queue().print_ticket(ticket, PICTURE, is_reprint=False)
    return ticket


@pytest.mark.parametrize(
    ("outcome", "minutes", "is_marked"),
    [(PrintOutcome.NOT_PRINTED, 15, False), (PrintOutcome.UNKNOWN, 2, True)],
)
def test_a_slip_that_stuck_may_come_by_itself_while_its_owner_is_near(
    stage: Stage, outcome: PrintOutcome, minutes: int, *, is_marked: bool
) -> None:
    ticket = stuck_at(stage, outcome)
    assert stage.queue().stuck() == (Unfinished(ticket, is_marked),)
    stage.clock.turn(minutes * 60 - 1)
    assert stage.queue().stuck() == (Unfinished(ticket, is_marked),)
    stage.clock.turn(1)
    assert stage.queue().stuck() == ()


@pytest.mark.parametrize("outcome", [PrintOutcome.PRINTED, PrintOutcome.ASSUMED])
def test_a_slip_that_came_out_does_not_come_again(stage: Stage, outcome: PrintOutcome) -> None:
    stuck_at(stage, outcome)
    assert stage.queue().stuck() == ()


def test_what_was_tried_again_is_for_people_to_decide(stage: Stage) -> None:
    ticket = stuck_at(stage, PrintOutcome.NOT_PRINTED)
    stage.queue().print_ticket(ticket, PICTURE, is_reprint=False)
    assert stage.queue().stuck() == ()


@pytest.mark.parametrize("state", ["called", "serving", "done", "absent", "void"])
def test_whoever_was_called_needs_no_slip_any_more(stage: Stage, state: str) -> None:
    ticket = stuck_at(stage, PrintOutcome.NOT_PRINTED)
    with stage.store.writing.begin() as connection:
        connection.execute(update(ticket_table).where(ticket_table.c.id == ticket.id).values(state=state))
    assert stage.queue().stuck() == ()


def test_no_slip_of_yesterday_comes_out_today(stage: Stage) -> None:
    stuck_at(stage, PrintOutcome.NOT_PRINTED)
    stage.clock.turn(24 * 3600)
    stage.ticket("today")
    assert stage.queue().stuck() == ()


def test_slips_come_in_the_order_of_their_jobs(stage: Stage) -> None:
    stage.printer.outcome = PrintOutcome.NOT_PRINTED
    tickets = [stage.ticket(name) for name in "abc"]
    for ticket in tickets:
        stage.queue().print_ticket(ticket, PICTURE, is_reprint=False)
    assert [each.ticket for each in stage.queue().stuck()] == tickets
