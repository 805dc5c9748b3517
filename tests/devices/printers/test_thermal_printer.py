"""The driver over a line in memory and a turned clock, with an interpreter as the printer at the other end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

import pytest

from devices.errors import DeviceLost
from devices.printers.contract import Condition, PrinterStatus, PrintOutcome, State
from devices.printers.models import Model, known_models
from devices.printers.thermal_printer import ThermalPrinter
from devices.transports.memory_port import MemoryPort
from tests.devices.slips import noise, small, ticket
from tests.devices.turned_clock import TurnedClock
from tests.printed_paper import WirePrinter

EPSON = known_models()["epson-tm-t82iii"]
GENERIC = known_models()["generic-80"]
MUTE = known_models()["generic-80-mute"]
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
CLONE = replace(EPSON, confirm_means="received")


@dataclass
class Desk:
    """A driver, the line it opened last, and the machine behind it."""

    model: Model = EPSON
    baud: int | None = None
    device: WirePrinter = field(default_factory=WirePrinter)
    clock: TurnedClock = field(default_factory=TurnedClock)
    present: bool = True
    tries_s: list[float] = field(default_factory=list)
    lines: list[MemoryPort] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.printer = ThermalPrinter(self.open, self.model, now_s=self.clock.now_s, baud=self.baud)

    def open(self, _timeout_s: float) -> MemoryPort:
        self.tries_s.append(self.clock.seconds)
        if not self.present:
            raise DeviceLost("no such node")
        self.lines.append(MemoryPort(self.device.receive, self.clock.turn))
        return self.lines[-1]

    def check(self) -> PrinterStatus:
        return self.printer.check(timeout_s=0.15)

    def push(self, answer: bytes) -> None:
        """The machine says something by itself."""
        if answer:
            self.lines[-1].incoming.append(answer)


def once_past(fraction: float, act: Callable[[], object]) -> Callable[[int, int], None]:
    """Progress that acts when so much has been sent."""

    def told(sent: int, total: int) -> None:
        if sent >= fraction * total:
            act()

    return told


def same(line: MemoryPort) -> Callable[[float], MemoryPort]:
    """A line that is always there."""
    return lambda _timeout_s: line


def test_nothing_is_opened_before_the_first_check() -> None:
    desk = Desk()
    assert desk.tries_s == []
    assert desk.check().state is State.READY
    assert len(desk.lines) == 1


def test_a_check_of_a_silent_printer_takes_no_longer_than_it_may() -> None:
    desk = Desk()
    desk.device.mute = True
    before_s = desk.clock.seconds
    desk.check()
    assert desk.clock.seconds - before_s == pytest.approx(0.15)


def test_an_absent_printer_is_sought_after_half_a_second_then_one_two_and_five() -> None:
    desk = Desk(present=False)
    for _ in range(160):
        desk.check()
        desk.clock.turn(0.1)
    pauses = [after - before for before, after in zip(desk.tries_s, desk.tries_s[1:], strict=False)]
    assert pauses == pytest.approx([0.5, 1.0, 2.0, 5.0, 5.0], abs=0.11)
    assert desk.printer.status().conditions == {Condition.DISCONNECTED}
    assert desk.printer.status().detail == "no such node"


def test_an_unplugged_printer_is_offline_at_once_and_ready_when_it_is_back() -> None:
    desk = Desk()
    desk.check()
    desk.lines[-1].lost = True
    assert desk.check().state is State.OFFLINE
    assert desk.check().state is State.OFFLINE
    desk.clock.turn(0.5)
    assert desk.check().state is State.READY


def test_stale_bytes_on_a_new_line_are_no_answer() -> None:
    desk = Desk()
    desk.device.mute = True
    line = MemoryPort(desk.device.receive, desk.clock.turn)
    line.incoming.extend([b"\x12" * 500, b"\x10\x00\x00\x00"])
    printer = ThermalPrinter(same(line), EPSON, now_s=desk.clock.now_s)
    assert printer.check(timeout_s=0.15).state is State.UNKNOWN


def test_late_answers_of_a_printer_that_woke_up_are_not_taken_for_new_ones() -> None:
    desk = Desk()
    desk.check()
    desk.device.mute = True
    desk.check()
    desk.check()
    desk.device.mute = False
    desk.device.change(cover_open=True)
    # The answers to the two unanswered polls, from before the cover was opened, arrive together with the new ones.
    desk.lines[-1].incoming.append(b"\x12\x12")
    assert desk.check().conditions == {Condition.COVER_OPEN}


def test_errors_are_asked_for_only_when_there_is_one() -> None:
    desk = Desk()
    desk.check()
    assert b"\x10\x04\x03" not in desk.device.received


def test_a_printer_that_fell_silent_is_connected_anew() -> None:
    desk = Desk()
    desk.check()
    desk.device.mute = True
    for _ in range(4):
        desk.check()
    assert len(desk.lines) == 2
    assert desk.lines[0].is_closed


def test_ten_thousand_conversations_with_noise_never_give_ready() -> None:
    random = Random(2026)  # noqa: S311 - noise, not a secret
    clock = TurnedClock()
    for _ in range(10_000):
        line = MemoryPort(lambda _: random.randbytes(random.randrange(9)), clock.turn)
        printer = ThermalPrinter(same(line), EPSON, now_s=clock.now_s)
        for _ in range(2):
            assert printer.check(timeout_s=0.15).state in {State.UNKNOWN, State.OFFLINE}


def test_a_printer_without_process_ids_gives_an_assumed_ticket() -> None:
    desk = Desk()
    desk.device.knows_process_id = False
    result = desk.printer.print_picture(small(), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "processed")


def test_a_clone_that_only_confirms_receipt_gives_an_assumed_ticket() -> None:
    result = Desk(model=CLONE).printer.print_picture(small(), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "processed")


def test_a_model_that_answers_in_order_gives_an_assumed_ticket_without_waiting() -> None:
    desk = Desk(model=replace(GENERIC, confirm="gs-r"))
    before_s = desk.clock.seconds
    result = desk.printer.print_picture(small(), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "processed")
    assert desk.clock.seconds - before_s < 1


def test_a_generic_printer_is_given_the_time_it_needs_and_then_asked() -> None:
    desk = Desk(model=GENERIC, baud=9600)
    before_s = desk.clock.seconds
    result = desk.printer.print_picture(ticket(576), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "time")
    head_s = (1035 + 120) * 25.4 / 203 / 150
    assert desk.clock.seconds - before_s >= result.bytes_total * 10 / 9600 + head_s + 1


def test_a_printer_that_cannot_answer_is_used_and_never_asked() -> None:
    desk = Desk(model=MUTE)
    desk.device.mute = True
    assert desk.check().may_print
    result = desk.printer.print_picture(small(), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "time")
    assert desk.device.asked == 0
    assert desk.device.pictures()[0].crop((0, 0, 576, 64)).tobytes() == small().tobytes()


@pytest.mark.parametrize("model", [EPSON, GENERIC, CLONE], ids=["process-id", "time", "received"])
def test_a_printer_that_falls_silent_while_printing_leaves_the_outcome_open(model: Model) -> None:
    desk = Desk(model=model)
    result = desk.printer.print_picture(
        small(), job="0001", progress=once_past(0.1, lambda: desk.device.change(mute=True))
    )
    assert result.outcome is PrintOutcome.UNKNOWN
    assert result.bytes_sent == result.bytes_total


def test_paper_that_ends_after_three_thousand_bytes_gives_exactly_one_whole_ticket_later() -> None:
    desk = Desk()
    desk.device.paper_ends_after_bytes = 3000
    first = desk.printer.print_picture(ticket(576), job="0001")
    assert (first.outcome, first.evidence) == (PrintOutcome.UNKNOWN, "paper-out")
    assert desk.check().conditions == {Condition.PAPER_OUT}
    assert desk.printer.print_picture(ticket(576), job="0001").outcome is PrintOutcome.NOT_PRINTED
    desk.device.change(paper_out=False)
    assert desk.printer.print_picture(ticket(576), job="0001").outcome is PrintOutcome.PRINTED
    stump, whole = desk.device.pictures()
    assert whole.crop((0, 0, 576, 1035)).tobytes() == ticket(576).tobytes()
    assert stump.height < whole.height
    assert not desk.device.paper.unknown


def test_a_power_cycle_in_mid_job_leaves_the_outcome_open_and_the_next_ticket_whole() -> None:
    desk = Desk()

    def switch_off_and_on() -> None:
        desk.device.paper.clear()
        desk.device.paper.tells_changes = False
        desk.lines[-1].lost = True

    first = desk.printer.print_picture(ticket(576), job="0001", progress=once_past(0.5, switch_off_and_on))
    assert first.outcome is PrintOutcome.UNKNOWN
    assert desk.printer.status().state is State.OFFLINE
    desk.clock.turn(0.5)
    assert desk.printer.print_picture(ticket(576), job="0001").outcome is PrintOutcome.PRINTED
    assert desk.device.pictures()[-1].crop((0, 0, 576, 1035)).tobytes() == ticket(576).tobytes()


def test_a_line_that_takes_no_byte_for_two_and_a_half_seconds_is_stalled() -> None:
    desk = Desk()

    def stop() -> None:
        desk.lines[-1].accepts = False

    started_s = desk.clock.seconds
    result = desk.printer.print_picture(ticket(576), job="0001", progress=once_past(0.3, stop))
    assert (result.outcome, result.evidence) == (PrintOutcome.UNKNOWN, "stalled")
    assert 0 < result.bytes_sent < result.bytes_total
    assert 2.5 <= desk.clock.seconds - started_s <= 3.0
    assert desk.printer.status().state is State.BLOCKED
    assert desk.lines[0].is_closed  # what the line still holds must not come out later
    assert bytes(desk.lines[1].written).endswith(CLEAR)  # nor what the printer holds


def test_a_printer_that_stops_the_line_and_says_why_is_not_waited_for() -> None:
    desk = Desk()

    def open_cover() -> None:
        desk.lines[-1].accepts = False
        desk.push(desk.device.change(cover_open=True))

    started_s = desk.clock.seconds
    result = desk.printer.print_picture(ticket(576), job="0001", progress=once_past(0.3, open_cover))
    assert (result.outcome, result.evidence) == (PrintOutcome.UNKNOWN, "cover-open")
    assert desk.clock.seconds - started_s < 1.0


def test_a_line_stopped_from_the_first_byte_leaves_the_job_unprinted() -> None:
    desk = Desk(model=MUTE)
    desk.check()
    desk.lines[-1].accepts = False
    result = desk.printer.print_picture(small(), job="0001")
    assert (result.outcome, result.bytes_sent, result.evidence) == (PrintOutcome.NOT_PRINTED, 0, "stalled")
    assert desk.printer.print_picture(small(), job="0001").outcome is PrintOutcome.ASSUMED


def test_long_tickets_are_watched_while_they_are_sent() -> None:
    desk = Desk()
    result = desk.printer.print_picture(noise(576, 1500), job="0001", progress=lambda *_: desk.clock.turn(0.6))
    assert result.outcome is PrintOutcome.PRINTED
    assert desk.device.asked > 6  # three before the job
    assert desk.device.pictures()[0].crop((0, 0, 576, 1500)).tobytes() == noise(576, 1500).tobytes()


def test_garbage_is_unknown_then_offline_and_clears_with_the_next_good_poll() -> None:
    desk = Desk()
    desk.check()
    desk.device.garbage = True
    states = [desk.check().state for _ in range(3)]
    assert states == [State.UNKNOWN, State.UNKNOWN, State.OFFLINE]
    desk.device.garbage = False
    desk.clock.turn(1)
    assert desk.printer.check(timeout_s=1).state is State.READY


def test_an_answer_grows_old_without_another_check() -> None:
    desk = Desk()
    assert desk.check().state is State.READY
    desk.clock.turn(5.5)
    assert desk.printer.status().state is State.UNKNOWN


def test_a_closed_printer_lets_go_and_stays_closed() -> None:
    desk = Desk()
    desk.check()
    desk.printer.close()
    assert desk.lines[-1].is_closed
    assert desk.check().state is State.OFFLINE
    assert desk.printer.print_picture(small(), job="0001").outcome is PrintOutcome.NOT_PRINTED
    assert len(desk.lines) == 1


def test_a_torn_ticket_is_cleared_at_once_and_not_printed_by_itself_when_paper_comes() -> None:
    desk = Desk()
    desk.device.paper_ends_after_bytes = 3000
    desk.printer.print_picture(ticket(576), job="0001")
    rows = desk.device.paper.rows_since_cut
    desk.device.change(paper_out=False)
    assert desk.device.paper.rows_since_cut == rows
    assert desk.device.pictures() == []


def test_a_printer_unplugged_in_mid_job_stays_offline_until_it_is_found_again() -> None:
    desk = Desk()

    def unplug() -> None:
        desk.lines[-1].lost = True

    desk.printer.print_picture(ticket(576), job="0001", progress=once_past(0.5, unplug))
    assert len(desk.lines) == 1
    desk.clock.turn(0.5)
    assert desk.check().state is State.READY


def test_closing_in_mid_job_does_not_wait_for_the_printer() -> None:
    desk = Desk()
    closed = threading.Event()

    def close_elsewhere() -> None:
        if not closed.is_set():
            thread = threading.Thread(target=desk.printer.close)
            thread.start()
            thread.join(20)
            assert not thread.is_alive()
            closed.set()

    result = desk.printer.print_picture(ticket(576), job="0001", progress=once_past(0.2, close_elsewhere))
    assert result.outcome is PrintOutcome.UNKNOWN
    assert desk.lines[-1].is_closed
