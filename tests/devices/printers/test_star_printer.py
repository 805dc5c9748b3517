"""The same driver over the second dialect: a Star printer behind a line in memory."""

from __future__ import annotations

import pytest

from devices.printers.contract import Condition, PrintOutcome, State
from devices.printers.models import known_models
from tests.devices.printers.machines import Desk
from tests.devices.slips import small, ticket
from tests.star_paper import StarPrinter

STAR = known_models()["star-tsp100"]


@pytest.fixture
def star() -> StarPrinter:
    return StarPrinter()


@pytest.fixture
def desk(star: StarPrinter) -> Desk:
    return Desk(STAR, star)


def test_a_healthy_printer_is_ready_within_the_time_before_a_number(desk: Desk) -> None:
    before_s = desk.clock.seconds
    assert desk.check().state is State.READY
    assert desk.clock.seconds - before_s <= 0.15


def test_a_ticket_is_printed_when_its_end_was_counted(desk: Desk, star: StarPrinter) -> None:
    result = desk.printer.print_picture(ticket(576), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.PRINTED, "star-etb")
    assert star.slips[0].crop((0, 0, 576, 1035)).tobytes() == ticket(576).tobytes()
    assert not star.unknown


def test_forty_tickets_are_each_confirmed_though_the_counter_begins_again_at_32(desk: Desk, star: StarPrinter) -> None:
    outcomes = {desk.printer.print_picture(small(), job=f"{number:04d}").outcome for number in range(40)}
    assert outcomes == {PrintOutcome.PRINTED}
    assert len(star.slips) == 40


def test_a_printer_that_counts_no_ends_gives_an_assumed_ticket(desk: Desk, star: StarPrinter) -> None:
    star.counts = False
    result = desk.printer.print_picture(small(), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "time")


@pytest.mark.parametrize("at", [0.01, 0.2, 0.7, 0.98])
def test_a_printer_switched_off_and_on_in_mid_job_is_never_believed(desk: Desk, star: StarPrinter, at: float) -> None:
    switched: list[int] = []

    def switch(sent: int, total: int) -> None:
        if sent > at * total and not switched:
            switched.append(sent)
            star.switch_off_and_on()

    result = desk.printer.print_picture(ticket(576), job="0001", progress=switch)
    assert result.outcome is PrintOutcome.UNKNOWN


def test_paper_that_ends_in_mid_job_gives_exactly_one_whole_ticket_later(desk: Desk, star: StarPrinter) -> None:
    star.paper_ends_after_bytes = 9000
    first = desk.printer.print_picture(ticket(576), job="0001")
    assert (first.outcome, first.evidence) == (PrintOutcome.UNKNOWN, "paper-out")
    assert desk.check().conditions == {Condition.PAPER_OUT}
    desk.push(star.change(paper_out=False))
    assert star.slips == []  # nothing comes out by itself
    assert desk.printer.print_picture(ticket(576), job="0001").outcome is PrintOutcome.PRINTED
    whole = [slip for slip in star.slips if slip.crop((0, 0, 576, 1035)).tobytes() == ticket(576).tobytes()]
    assert len(whole) == 1


def test_an_open_cover_is_told_by_itself_and_keeps_the_job_back(desk: Desk, star: StarPrinter) -> None:
    desk.check()
    desk.push(star.change(cover_open=True))
    result = desk.printer.print_picture(small(), job="0001")
    assert (result.outcome, result.evidence, result.bytes_sent) == (PrintOutcome.NOT_PRINTED, "cover-open", 0)


def test_silence_is_unknown_and_after_three_polls_offline(desk: Desk, star: StarPrinter) -> None:
    desk.check()
    star.mute = True
    assert [desk.check().state for _ in range(3)] == [State.UNKNOWN, State.UNKNOWN, State.OFFLINE]


def test_nothing_is_asked_within_raster_mode(desk: Desk, star: StarPrinter) -> None:
    desk.printer.print_picture(ticket(576), job="0001", progress=lambda *_: desk.clock.turn(0.6))
    raster = bytes(star.received).partition(b"\x1b*rA")[2].rpartition(b"\x1b*rB")[0]
    assert b"\x1b\x06\x01" not in raster
