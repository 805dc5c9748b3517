"""The virtual printer's own promises: its folder and its orders."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from devices.printers.contract import Condition, Paper, PrintOutcome, State
from devices.printers.slip_folder import KEPT
from devices.printers.virtual_orders import CONTROL_FILE, Orders, later
from devices.printers.virtual_printer import VirtualPrinter
from tests.devices.slips import noise, small
from tests.devices.turned_clock import TurnedClock

NOW = datetime(2026, 11, 25, 9, 42, tzinfo=UTC)


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def printer(tmp_path: Path, clock: TurnedClock) -> VirtualPrinter:
    folder = tmp_path / "slips"
    return VirtualPrinter(folder, width_dots=576, now_s=clock.now_s, now=lambda: NOW, pause=clock.turn)


def order(printer: VirtualPrinter, text: str) -> None:
    printer.slips.folder.mkdir(exist_ok=True)
    (printer.slips.folder / CONTROL_FILE).write_text(text, encoding="utf-8")


def test_the_folder_is_made_when_it_is_needed(printer: VirtualPrinter) -> None:
    assert not printer.slips.folder.exists()
    assert printer.check(timeout_s=0).state is State.READY
    assert printer.slips.folder.is_dir()


def test_a_slip_is_a_picture_and_its_facts(printer: VirtualPrinter) -> None:
    printer.print_picture(small(), job="00A1")
    facts = json.loads((printer.slips.folder / "001.json").read_text(encoding="utf-8"))
    assert facts == {
        "job": "00A1",
        "rows": 64,
        "of_rows": 64,
        "when": "2026-11-25T09:42:00+00:00",
        "outcome": "printed",
    }
    with Image.open(printer.slips.folder / "001.png") as slip:
        assert (slip.mode, slip.tobytes()) == ("1", small().tobytes())


def test_the_last_hundred_slips_are_kept(printer: VirtualPrinter) -> None:
    for number in range(KEPT + 3):
        printer.print_picture(noise(576, 1), job=f"{number:04d}")
    assert printer.slips.numbers() == list(range(4, KEPT + 4))
    assert len(list(printer.slips.folder.iterdir())) == 2 * KEPT


def test_a_new_start_counts_on(printer: VirtualPrinter) -> None:
    printer.print_picture(small(), job="0001")
    again = VirtualPrinter(printer.slips.folder, width_dots=576, now_s=TurnedClock().now_s)
    again.print_picture(small(), job="0002")
    assert again.slips.numbers() == [1, 2]


@pytest.mark.parametrize(
    ("text", "state", "conditions", "paper"),
    [
        ('paper = "low"', State.READY, {Condition.PAPER_LOW}, Paper.LOW),
        ('paper = "out"', State.BLOCKED, {Condition.PAPER_OUT}, Paper.OUT),
        ('cover = "open"', State.BLOCKED, {Condition.COVER_OPEN}, Paper.OK),
        ("offline = true", State.OFFLINE, {Condition.DISCONNECTED}, Paper.UNKNOWN),
        ('cutter = "jammed"', State.BLOCKED, {Condition.CUTTER}, Paper.OK),
        ('head = "hot"', State.BLOCKED, {Condition.OVERHEAT}, Paper.OK),
        ('panel = "offline"', State.BLOCKED, {Condition.PANEL_OFFLINE}, Paper.OK),
        ('power = "off"', State.UNKNOWN, {Condition.NO_ANSWER}, Paper.UNKNOWN),
        ("taken = false", State.BLOCKED, {Condition.NOT_TAKEN}, Paper.OK),
        ("stalled = true", State.BLOCKED, {Condition.STALLED}, Paper.OK),
        ("mute = true", State.UNKNOWN, {Condition.NO_ANSWER}, Paper.UNKNOWN),
        ("garbage = true", State.UNKNOWN, {Condition.NO_ANSWER, Condition.GARBLED}, Paper.UNKNOWN),
        ("half_answers = true", State.READY, set(), Paper.OK),
        ("late_s = 0.4", State.UNKNOWN, {Condition.NO_ANSWER}, Paper.UNKNOWN),
        ("slip_s = 3", State.READY, set(), Paper.OK),
        ("", State.READY, set(), Paper.OK),
    ],
)
def test_the_control_file_is_obeyed(
    printer: VirtualPrinter, text: str, state: State, conditions: set[Condition], paper: Paper
) -> None:
    order(printer, text)
    status = printer.check(timeout_s=0)
    assert (status.state, set(status.conditions), status.paper) == (state, conditions, paper)
    order(printer, "")
    assert printer.check(timeout_s=0).state is State.READY


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("paper =", "cannot be read"),
        ('paper = "gone"', "paper = 'gone', allowed: ok, low, out."),
        ("colour = 1", "colour is unknown, allowed: paper, cover"),
        ("papre = 1", "papre is unknown, did you mean paper?"),
        ("paper_ends_at_row = true", "allowed: 0 and more"),
        ("slip_s = -1", "slip_s = -1, allowed: 0 and more"),
        ("later = 3", "each under a line [[later]]"),
        ("[[later]]\ncover = 'open'", "number 1: exactly one of at_row, after_bytes, after_ticket, after_s says when"),
        ("[[later]]\nat_row = 4\nafter_s = 4\ncover = 'open'", "exactly one of at_row"),
        ("[[later]]\nat_row = 4", "number 1: nothing changes; add any of paper, cover"),
        ("[[later]]\nat_row = 4\ncover = 'off'", "number 1: cover = 'off', allowed: closed, open."),
        ("[[later]]\nafter_bytes = 0.5\ncover = 'open'", "after_bytes = 0.5, allowed: 0 and more"),
        ("mute = 'yes'\noffline = 3", "mute = 'yes', allowed: true, false. offline = 3"),
    ],
)
def test_a_control_file_that_cannot_be_read_is_told_clearly(printer: VirtualPrinter, text: str, said: str) -> None:
    order(printer, text)
    status = printer.check(timeout_s=0)
    assert (status.state, status.may_print) == (State.UNKNOWN, False)
    assert said in status.detail
    assert printer.print_picture(small(), job="0001").outcome is PrintOutcome.NOT_PRINTED


def test_a_test_can_give_orders_without_a_file(printer: VirtualPrinter) -> None:
    printer.obey(Orders(paper=Paper.OUT))
    assert printer.check(timeout_s=0).paper is Paper.OUT
    printer.obey(None)
    assert printer.check(timeout_s=0).paper is Paper.OK


def test_a_model_that_cannot_confirm_gives_assumed_tickets(printer: VirtualPrinter) -> None:
    order(printer, "confirms = false")
    result = printer.print_picture(small(), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.ASSUMED, "time")


def test_a_roll_that_ends_tears_the_slip_and_stays_empty_until_the_orders_change(printer: VirtualPrinter) -> None:
    order(printer, "paper_ends_at_row = 200")
    result = printer.print_picture(noise(576, 300), job="0001")
    assert (result.outcome, result.evidence, result.bytes_sent) == (PrintOutcome.UNKNOWN, "paper-out", 200 * 72)
    with Image.open(printer.slips.folder / "001.png") as stump:
        assert stump.height == 200
    assert printer.print_picture(small(), job="0001").outcome is PrintOutcome.NOT_PRINTED
    order(printer, "")
    assert printer.print_picture(small(), job="0001").outcome is PrintOutcome.PRINTED


def test_a_short_slip_is_printed_from_the_rest_of_the_roll(printer: VirtualPrinter) -> None:
    order(printer, "paper_ends_at_row = 200")
    assert printer.print_picture(small(), job="0001").outcome is PrintOutcome.PRINTED


def test_a_printer_that_falls_silent_in_mid_slip_leaves_the_outcome_open(printer: VirtualPrinter) -> None:
    result = printer.print_picture(small(), job="0001", progress=lambda *_: printer.obey(Orders(mute=True)))
    assert (result.outcome, result.evidence) == (PrintOutcome.UNKNOWN, "no-answer")


def test_unplugged_before_the_first_byte_nothing_is_printed(printer: VirtualPrinter) -> None:
    result = printer.print_picture(small(), job="0001", progress=lambda *_: printer.obey(Orders(offline=True)))
    assert (result.outcome, result.bytes_sent) == (PrintOutcome.NOT_PRINTED, 0)
    assert printer.slips.numbers() == []


def test_a_folder_that_cannot_be_made_is_an_absent_printer(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    printer = VirtualPrinter(tmp_path / "file" / "slips", width_dots=576, now_s=TurnedClock().now_s)
    status = printer.check(timeout_s=0)
    assert (status.state, set(status.conditions)) == (State.OFFLINE, {Condition.DISCONNECTED})
    assert printer.print_picture(small(), job="0001").outcome is PrintOutcome.NOT_PRINTED


@pytest.mark.parametrize(
    ("change", "evidence"),
    [
        ('paper = "out"', "paper-out"),
        ('cover = "open"', "cover-open"),
        ('cutter = "jammed"', "cutter"),
        ('head = "hot"', "overheat"),
        ('panel = "offline"', "panel-offline"),
        ("stalled = true", "stalled"),
        ('power = "off"', "no-answer"),
        ("offline = true", "disconnected"),
    ],
)
@pytest.mark.parametrize(
    ("moment", "rows"), [("at_row = 150", 150), ("after_bytes = 14401", 201), ("after_s = 1", 256)]
)
def test_a_trouble_in_mid_slip_tears_it_there(
    printer: VirtualPrinter, change: str, evidence: str, moment: str, rows: int
) -> None:
    order(printer, f"slip_s = 1.5\n[[later]]\n{moment}\n{change}")
    result = printer.print_picture(noise(576, 300), job="0001")
    assert (result.outcome, result.evidence, result.bytes_sent) == (PrintOutcome.UNKNOWN, evidence, rows * 72)
    assert printer.print_picture(small(), job="0001").outcome is PrintOutcome.NOT_PRINTED
    order(printer, "")
    assert printer.print_picture(small(), job="0001").outcome is PrintOutcome.PRINTED


@pytest.mark.parametrize("change", ["mute = true", "garbage = true", "late_s = 0.6"])
def test_a_printer_that_cannot_be_understood_goes_on_and_leaves_the_outcome_open(
    printer: VirtualPrinter, change: str
) -> None:
    order(printer, f"[[later]]\nat_row = 150\n{change}")
    result = printer.print_picture(noise(576, 300), job="0001")
    assert (result.outcome, result.bytes_sent) == (PrintOutcome.UNKNOWN, result.bytes_total)


def test_a_confirmation_that_breaks_off_is_none(printer: VirtualPrinter) -> None:
    order(printer, "half_answers = true")
    result = printer.print_picture(small(), job="0001")
    assert (result.outcome, result.evidence) == (PrintOutcome.UNKNOWN, "garbled")


def test_a_roll_can_end_after_the_second_slip(printer: VirtualPrinter) -> None:
    order(printer, '[[later]]\nafter_ticket = 2\npaper = "out"')
    outcomes = [printer.print_picture(small(), job=f"000{number}").outcome for number in range(3)]
    assert outcomes == [PrintOutcome.PRINTED, PrintOutcome.PRINTED, PrintOutcome.NOT_PRINTED]


def test_one_thing_comes_after_the_other_and_each_in_its_time(printer: VirtualPrinter, clock: TurnedClock) -> None:
    open_then_closed = (later("after_s", 2, cover="open"), later("after_s", 5, cover="closed"))
    printer.obey(Orders(later=open_then_closed))
    seen = []
    for _ in range(4):
        seen.append(printer.check(timeout_s=0).state)
        clock.turn(2)
    assert seen == [State.READY, State.BLOCKED, State.BLOCKED, State.READY]


def test_the_same_orders_given_again_begin_again(printer: VirtualPrinter) -> None:
    orders = Orders(paper_ends_at_row=40)
    for _ in range(2):
        printer.obey(orders)
        assert printer.print_picture(small(), job="0001").outcome is PrintOutcome.UNKNOWN
        assert printer.check(timeout_s=0).paper is Paper.OUT


def test_a_presenter_hands_out_the_slip_in_hand_and_keeps_the_next_one_back(printer: VirtualPrinter) -> None:
    order(printer, "[[later]]\nat_row = 10\ntaken = false")
    assert printer.print_picture(small(), job="0001").outcome is PrintOutcome.PRINTED
    assert printer.print_picture(small(), job="0002").evidence == "not-taken"


def test_a_slow_printer_takes_its_time_and_a_late_one_is_waited_for(
    printer: VirtualPrinter, clock: TurnedClock
) -> None:
    order(printer, "slip_s = 3\nlate_s = 0.1")
    before_s = clock.seconds
    assert printer.check(timeout_s=0.15).state is State.READY
    assert clock.seconds - before_s == pytest.approx(0.1)
    assert printer.print_picture(noise(576, 300), job="0001").outcome is PrintOutcome.PRINTED
    assert clock.seconds - before_s == pytest.approx(3.3)


def test_a_stalled_line_costs_two_and_a_half_seconds(printer: VirtualPrinter, clock: TurnedClock) -> None:
    printer.obey(Orders(later=(later("at_row", 40, stalled=True),)))
    before_s = clock.seconds
    assert printer.print_picture(small(), job="0001").evidence == "stalled"
    assert clock.seconds - before_s == pytest.approx(2.5)
