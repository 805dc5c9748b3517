"""The driver over a line in memory and a turned clock, with an interpreter as the printer at the other end."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from devices.printers.contract import Condition, PrintOutcome, State
from devices.printers.models import HERE, Model, known_models
from devices.transports.memory_port import MemoryPort
from tests.devices.printers.machines import EPSON, GENERIC, MUTE, EpsonDesk, once_past
from tests.devices.slips import noise, small, ticket
from tests.printed_paper import WirePrinter

CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
CLONE = replace(EPSON, confirm_means="received")


def test_nothing_is_opened_before_the_first_check() -> None:
    desk = EpsonDesk()
    assert desk.tries_s == []
    assert desk.check().state is State.READY
    assert len(desk.lines) == 1


def test_a_check_of_a_silent_printer_takes_no_longer_than_it_may() -> None:
    desk = EpsonDesk()
    desk.device.mute = True
    before_s = desk.clock.seconds
    desk.check()
    assert desk.clock.seconds - before_s == pytest.approx(0.15)


def test_errors_are_asked_for_only_when_there_is_one() -> None:
    desk = EpsonDesk()
    desk.check()
    assert b"\x10\x04\x03" not in desk.device.received


def test_a_printer_without_process_ids_gives_an_assumed_ticket() -> None:
    desk = EpsonDesk()
    desk.device.knows_process_id = False
    result = desk.printer.print_picture(small(), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "processed")


def test_a_clone_that_only_confirms_receipt_gives_an_assumed_ticket() -> None:
    result = EpsonDesk(model=CLONE).printer.print_picture(small(), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "processed")


def test_a_model_that_answers_in_order_gives_an_assumed_ticket_without_waiting() -> None:
    desk = EpsonDesk(model=replace(GENERIC, confirm="gs-r"))
    before_s = desk.clock.seconds
    result = desk.printer.print_picture(small(), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "processed")
    assert desk.clock.seconds - before_s < 1


def test_a_generic_printer_is_given_the_time_it_needs_and_then_asked() -> None:
    desk = EpsonDesk(model=GENERIC, baud=9600)
    before_s = desk.clock.seconds
    result = desk.printer.print_picture(ticket(576), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "time")
    head_s = (1035 + 120) * 25.4 / 203 / 150
    assert desk.clock.seconds - before_s >= result.bytes_total * 10 / 9600 + head_s + 1


def test_a_printer_that_cannot_answer_is_used_and_never_asked() -> None:
    desk = EpsonDesk(model=MUTE)
    desk.device.mute = True
    assert desk.check().may_print
    result = desk.printer.print_picture(small(), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "time")
    assert desk.device.asked == 0
    assert desk.device.pictures()[0].crop((0, 0, 576, 64)).tobytes() == small().tobytes()


@pytest.mark.parametrize("model", [EPSON, GENERIC, CLONE], ids=["process-id", "time", "received"])
def test_a_printer_that_falls_silent_while_printing_leaves_the_outcome_open(model: Model) -> None:
    desk = EpsonDesk(model=model)
    result = desk.printer.print_picture(
        small(), job="0001", progress=once_past(0.1, lambda: desk.device.change(mute=True))
    )
    assert result.outcome is PrintOutcome.UNKNOWN
    assert result.bytes_sent == result.bytes_total


def test_paper_that_ends_after_three_thousand_bytes_gives_exactly_one_whole_ticket_later() -> None:
    desk = EpsonDesk()
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


def test_progress_ends_with_the_last_byte_of_the_job() -> None:
    told: list[tuple[int, int]] = []
    for model in (EPSON, CLONE, known_models()["citizen-ct-s651"]):
        told.clear()
        desk = EpsonDesk(model=model, device=WirePrinter(model.dots))
        picture = small(model.dots)
        result = desk.printer.print_picture(picture, job="0001", progress=lambda *so_far: told.append(so_far))
        assert told[0] == (0, result.bytes_total)
        assert told[-1] == (result.bytes_total, result.bytes_total)


def test_a_stump_of_an_earlier_run_is_cut_off_before_the_first_slip() -> None:
    desk = EpsonDesk()
    desk.device.receive(b"\x1bJ\x30")
    desk.check()
    desk.printer.expect_stump()
    for number in (1, 2):
        assert desk.printer.print_picture(small(), job=f"000{number}").outcome is PrintOutcome.PRINTED
    assert [slip.height for slip in desk.device.pictures()] == [48 + 120, 64 + 120, 64 + 120]


def test_a_line_that_takes_no_byte_for_two_and_a_half_seconds_is_stalled() -> None:
    desk = EpsonDesk()

    def stop() -> None:
        desk.lines[-1].accepts = False

    started_s = desk.clock.seconds
    result = desk.printer.print_picture(ticket(576), job="0001", progress=once_past(0.3, stop))
    assert (result.outcome, result.evidence) == (PrintOutcome.UNKNOWN, "stalled")
    assert 0 < result.bytes_sent < result.bytes_total
    assert 2.5 <= desk.clock.seconds - started_s <= 3.0
    assert desk.printer.status().state is State.BLOCKED
    assert desk.lines[0].is_closed  # what the line still holds must not come out later
    assert bytes(desk.lines[1].written).startswith(CLEAR)  # nor what the printer holds


class Trickle(MemoryPort):
    """A line that takes one byte every two seconds."""

    def write(self, data: bytes, *, deadline_s: float) -> int:
        """See Transport."""
        self._turn(2.0)
        return super().write(data[:1], deadline_s=deadline_s)


def test_a_line_that_takes_a_byte_now_and_then_holds_nobody_for_hours() -> None:
    desk = EpsonDesk(model=MUTE, line=Trickle)
    desk.check()
    started_s = desk.clock.seconds
    result = desk.printer.print_picture(small(), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.UNKNOWN, "stalled")
    assert 60 < desk.clock.seconds - started_s < 180


def test_a_printer_that_stops_the_line_and_says_why_is_not_waited_for() -> None:
    desk = EpsonDesk()

    def open_cover() -> None:
        desk.lines[-1].accepts = False
        desk.push(desk.device.change(cover_open=True))

    started_s = desk.clock.seconds
    result = desk.printer.print_picture(ticket(576), job="0001", progress=once_past(0.3, open_cover))
    assert (result.outcome, result.evidence) == (PrintOutcome.UNKNOWN, "cover-open")
    assert desk.clock.seconds - started_s < 1.0


def test_a_line_stopped_from_the_first_byte_leaves_the_job_unprinted() -> None:
    desk = EpsonDesk(model=MUTE)
    desk.check()
    desk.lines[-1].accepts = False
    result = desk.printer.print_picture(small(), job="0001")
    assert (result.outcome, result.bytes_sent, result.evidence) == (PrintOutcome.NOT_PRINTED, 0, "stalled")
    assert desk.printer.print_picture(small(), job="0001").outcome is PrintOutcome.ASSUMED


def test_long_tickets_are_watched_while_they_are_sent() -> None:
    desk = EpsonDesk()
    result = desk.printer.print_picture(noise(576, 1500), job="0001", progress=lambda *_: desk.clock.turn(0.6))
    assert result.outcome is PrintOutcome.PRINTED
    assert desk.device.asked > 6  # three before the job
    assert desk.device.pictures()[0].crop((0, 0, 576, 1500)).tobytes() == noise(576, 1500).tobytes()


def test_an_answer_grows_old_without_another_check() -> None:
    desk = EpsonDesk()
    assert desk.check().state is State.READY
    desk.clock.turn(5.5)
    assert desk.printer.status().state is State.UNKNOWN


def test_a_closed_printer_lets_go_and_stays_closed() -> None:
    desk = EpsonDesk()
    desk.check()
    desk.printer.close()
    assert desk.lines[-1].is_closed
    assert desk.check().state is State.OFFLINE
    assert desk.printer.print_picture(small(), job="0001").outcome is PrintOutcome.NOT_PRINTED
    assert len(desk.lines) == 1


def test_closing_in_mid_job_does_not_wait_for_the_printer() -> None:
    desk = EpsonDesk()
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


def test_a_slow_printer_is_not_called_silent_by_a_check_that_cannot_wait() -> None:
    desk = EpsonDesk(model=replace(EPSON, quirks=frozenset({"slow_answer"})))
    assert desk.printer.check(timeout_s=1).state is State.READY
    asked = desk.device.asked
    desk.device.mute = True
    assert desk.check().state is State.READY  # its answer of a moment ago
    assert desk.device.asked == asked
    desk.clock.turn(6)
    before_s = desk.clock.seconds
    assert desk.check().state is State.UNKNOWN
    assert desk.clock.seconds - before_s == pytest.approx(1.0)


def test_a_question_the_line_does_not_take_is_not_waited_for() -> None:
    desk = EpsonDesk()
    desk.check()
    desk.lines[-1].accepts = False
    assert desk.check().state is State.UNKNOWN
    desk.lines[-1].accepts = True
    assert desk.printer.check(timeout_s=1).state is State.READY


def test_in_mid_job_at_most_one_question_a_second_is_asked_and_only_between_commands() -> None:
    desk = EpsonDesk()
    asked_at: list[int] = []

    def watch(_sent: int, _total: int) -> None:
        desk.clock.turn(0.25)
        asked_at.append(desk.device.asked)

    desk.printer.print_picture(noise(576, 1500), job="0001", progress=watch)
    questions = asked_at[-1] - asked_at[0]
    assert 0 < questions <= 0.25 * len(asked_at) + 1
    assert desk.device.pictures()[0].crop((0, 0, 576, 1500)).tobytes() == noise(576, 1500).tobytes()


def test_a_printer_that_only_says_offline_in_mid_job_is_asked_why() -> None:
    desk = EpsonDesk(model=GENERIC)

    def pull_out(sent: int, total: int) -> None:
        desk.clock.turn(0.6)
        if sent > total / 2 and not desk.device.paper_out:
            desk.device.change(paper_out=True)

    result = desk.printer.print_picture(ticket(576), job="0001", progress=pull_out)
    assert (result.outcome, result.evidence) == (PrintOutcome.UNKNOWN, "paper-out")
    assert result.conditions == {Condition.PAPER_OUT}


def test_the_driver_knows_no_word_of_any_dialect() -> None:
    for name in ("thermal_printer", "conversation", "delivery"):
        source = (HERE.parent / f"{name}.py").read_text(encoding="utf-8")
        assert "printers.escpos" not in source
        assert "printers.star" not in source
