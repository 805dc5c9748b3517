"""The virtual printer's own promises: its folder and its orders."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from devices.printers.contract import Condition, Paper, PrintOutcome, State
from devices.printers.slip_folder import KEPT
from devices.printers.virtual_orders import CONTROL_FILE, Orders
from devices.printers.virtual_printer import VirtualPrinter
from tests.devices.slips import noise, small
from tests.devices.turned_clock import TurnedClock

NOW = datetime(2026, 11, 25, 9, 42, tzinfo=UTC)


@pytest.fixture
def printer(tmp_path: Path) -> VirtualPrinter:
    return VirtualPrinter(tmp_path / "slips", width_dots=576, now_s=TurnedClock().now_s, now=lambda: NOW)


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
        ("mute = true", State.UNKNOWN, {Condition.NO_ANSWER}, Paper.UNKNOWN),
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
        ("paper_ends_at_row = true", "allowed: 0 and more"),
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
