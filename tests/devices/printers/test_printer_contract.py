"""What every printer keeps: the virtual one, and real drivers over a pseudo-terminal and a TCP connection."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from PIL import Image

from devices.address import parse_printer_address
from devices.open_device import open_printer
from devices.printers.contract import Condition, Paper, Printer, PrintOutcome, State
from devices.printers.virtual_orders import CONTROL_FILE
from devices.printers.virtual_printer import VirtualPrinter
from tests.devices.real_lines import PtyPrinter, TcpPrinter, wait_until
from tests.devices.slips import noise, small, ticket
from tests.devices.steady_time import SteadyTime

PATIENT_S = 20.0


class Stage(Protocol):
    """One printer and hands on it."""

    printer: Printer

    def slips(self) -> list[Image.Image]: ...
    def set_paper(self, paper: Paper) -> None: ...
    def set_cover(self, *, is_open: bool) -> None: ...
    def silence(self) -> None: ...
    def put_away(self) -> None: ...


class VirtualStage:
    """The virtual printer, told by its control file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "slips"
        self.printer: Printer = open_printer(parse_printer_address(f"virtual://{self.folder}"), now_s=time.monotonic)
        self.told: dict[str, str] = {}

    def slips(self) -> list[Image.Image]:
        assert isinstance(self.printer, VirtualPrinter)
        return [Image.open(self.folder / f"{number:03d}.png") for number in self.printer.slips.numbers()]

    def set_paper(self, paper: Paper) -> None:
        self._tell("paper", f'"{paper.value}"')

    def set_cover(self, *, is_open: bool) -> None:
        self._tell("cover", '"open"' if is_open else '"closed"')

    def silence(self) -> None:
        self._tell("mute", "true")

    def put_away(self) -> None:
        self.printer.close()

    def _tell(self, key: str, value: str) -> None:
        self.told[key] = value
        self.folder.mkdir(exist_ok=True)
        text = "".join(f"{key} = {value}\n" for key, value in self.told.items())
        (self.folder / CONTROL_FILE).write_text(text, encoding="utf-8")


class PtyStage:
    """The driver on a serial line."""

    def __init__(self, folder: Path) -> None:
        self.device = PtyPrinter(folder)
        address = parse_printer_address(f"escpos+serial://{self.device.path}?model=epson-tm-t82iii")
        self.printer: Printer = open_printer(address, now_s=SteadyTime().now_s)

    def slips(self) -> list[Image.Image]:
        return [slip.crop((0, 0, slip.width, slip.height - 120)) for slip in self.device.pictures()]

    def set_paper(self, paper: Paper) -> None:
        self.device.tell(paper_out=paper is Paper.OUT, paper_low=paper is Paper.LOW)

    def set_cover(self, *, is_open: bool) -> None:
        self.device.tell(cover_open=is_open)

    def silence(self) -> None:
        self.device.mute = True

    def put_away(self) -> None:
        self.printer.close()
        self.device.unplug()


class TcpStage:
    """The driver on a network connection."""

    def __init__(self, _folder: Path) -> None:
        self.device = TcpPrinter()
        address = parse_printer_address(f"escpos+tcp://127.0.0.1:{self.device.port}?model=epson-tm-t82iii")
        self.printer: Printer = open_printer(address, now_s=SteadyTime().now_s)

    def slips(self) -> list[Image.Image]:
        return [slip.crop((0, 0, slip.width, slip.height - 120)) for slip in self.device.pictures()]

    def set_paper(self, paper: Paper) -> None:
        self.device.change(paper_out=paper is Paper.OUT, paper_low=paper is Paper.LOW)

    def set_cover(self, *, is_open: bool) -> None:
        self.device.change(cover_open=is_open)

    def silence(self) -> None:
        self.device.mute = True

    def put_away(self) -> None:
        self.printer.close()
        self.device.close()


@pytest.fixture(params=[VirtualStage, PtyStage, TcpStage], ids=["virtual", "serial", "network"])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    made: Stage = request.param(tmp_path)
    yield made
    made.put_away()


def test_before_it_is_asked_nothing_is_known(stage: Stage) -> None:
    status = stage.printer.status()
    assert (status.state, status.paper, status.may_print) == (State.UNKNOWN, Paper.UNKNOWN, False)


def test_a_healthy_printer_is_ready(stage: Stage) -> None:
    status = stage.printer.check(timeout_s=PATIENT_S)
    assert (status.state, status.conditions, status.paper) == (State.READY, frozenset(), Paper.OK)
    assert stage.printer.status() == status


def test_a_ticket_is_printed_dot_for_dot(stage: Stage) -> None:
    result = stage.printer.print_picture(ticket(576), job="00A1")
    assert (result.outcome, result.evidence) == (PrintOutcome.PRINTED, "process-id")
    assert result.bytes_sent == result.bytes_total > 0
    assert [slip.tobytes() for slip in stage.slips()] == [ticket(576).tobytes()]


def test_two_tickets_are_two_slips_in_order(stage: Stage) -> None:
    for picture, job in ((noise(576, 100), "0001"), (small(), "0002")):
        assert stage.printer.print_picture(picture, job=job).outcome is PrintOutcome.PRINTED
    assert [slip.tobytes() for slip in stage.slips()] == [noise(576, 100).tobytes(), small().tobytes()]


def test_progress_is_told_before_the_first_byte_and_up_to_the_last(stage: Stage) -> None:
    told: list[tuple[int, int]] = []
    result = stage.printer.print_picture(
        ticket(576), job="0001", progress=lambda sent, total: told.append((sent, total))
    )
    assert (told[0], told[-1]) == ((0, result.bytes_total), (result.bytes_total, result.bytes_total))
    assert [sent for sent, _ in told] == sorted(sent for sent, _ in told)
    assert len(told) > 5


def test_a_stump_it_is_told_of_comes_off_before_the_next_slip(stage: Stage) -> None:
    stage.printer.expect_stump()
    assert stage.printer.print_picture(small(), job="0001").outcome is PrintOutcome.PRINTED
    assert stage.slips()[-1].tobytes() == small().tobytes()


def test_while_printing_it_says_so(stage: Stage) -> None:
    states: set[State] = set()
    stage.printer.print_picture(small(), job="0001", progress=lambda *_: states.add(stage.printer.status().state))
    assert states == {State.PRINTING}
    assert stage.printer.status().state is State.READY


def test_without_paper_nothing_is_sent(stage: Stage) -> None:
    stage.set_paper(Paper.OUT)
    status = stage.printer.check(timeout_s=PATIENT_S)
    assert (status.state, set(status.conditions), status.paper) == (State.BLOCKED, {Condition.PAPER_OUT}, Paper.OUT)
    result = stage.printer.print_picture(small(), job="0001")
    assert (result.outcome, result.bytes_sent, result.evidence) == (PrintOutcome.NOT_PRINTED, 0, "paper-out")
    assert stage.slips() == []


def test_with_new_paper_the_same_job_is_printed(stage: Stage) -> None:
    stage.set_paper(Paper.OUT)
    assert stage.printer.print_picture(small(), job="0001").outcome is PrintOutcome.NOT_PRINTED
    stage.set_paper(Paper.OK)
    wait_until(lambda: stage.printer.check(timeout_s=PATIENT_S).state is State.READY, "ready again")
    assert stage.printer.print_picture(small(), job="0001").outcome is PrintOutcome.PRINTED
    assert [slip.tobytes() for slip in stage.slips()] == [small().tobytes()]


def test_an_open_cover_blocks(stage: Stage) -> None:
    stage.set_cover(is_open=True)
    assert stage.printer.check(timeout_s=PATIENT_S).conditions == {Condition.COVER_OPEN}
    stage.set_cover(is_open=False)
    wait_until(lambda: stage.printer.check(timeout_s=PATIENT_S).state is State.READY, "ready again")


def test_paper_gone_in_mid_ticket_is_never_called_printed(stage: Stage) -> None:
    def pull_out(sent: int, total: int) -> None:
        if sent > total // 2:
            stage.set_paper(Paper.OUT)

    result = stage.printer.print_picture(noise(576, 2000), job="0001", progress=pull_out)
    assert result.outcome is PrintOutcome.UNKNOWN
    assert result.evidence == "paper-out"
    assert 0 < result.bytes_sent <= result.bytes_total
    assert stage.printer.status().paper is Paper.OUT


def test_after_a_torn_ticket_the_next_one_is_whole(stage: Stage) -> None:
    def pull_out(sent: int, _total: int) -> None:
        if sent:
            stage.set_paper(Paper.OUT)

    assert stage.printer.print_picture(ticket(576), job="0001", progress=pull_out).outcome is PrintOutcome.UNKNOWN
    assert stage.printer.check(timeout_s=PATIENT_S).conditions == {Condition.PAPER_OUT}
    stage.set_paper(Paper.OK)
    assert stage.printer.print_picture(ticket(576), job="0001").outcome is PrintOutcome.PRINTED
    whole = [slip for slip in stage.slips() if slip.tobytes() == ticket(576).tobytes()]
    assert len(whole) == 1


def test_silence_is_unknown_and_after_three_polls_offline(stage: Stage) -> None:
    assert stage.printer.check(timeout_s=PATIENT_S).state is State.READY
    stage.silence()
    states = [stage.printer.check(timeout_s=0.05).state for _ in range(3)]
    assert states == [State.UNKNOWN, State.UNKNOWN, State.OFFLINE]
    assert stage.printer.print_picture(small(), job="0001").outcome is PrintOutcome.NOT_PRINTED


@pytest.mark.parametrize(
    ("picture", "job", "why"),
    [
        (small(384), "0001", "384 dots wide"),
        (small().convert("L"), "0001", "mode L"),
        (Image.new("1", (576, 0)), "0001", "no rows"),
        (small(), "1", "four characters"),
        (small(), "a001", "four characters"),
        (small(), "0001\n", "four characters"),
    ],
)
def test_what_cannot_be_a_job_is_not_printed_and_says_why(
    stage: Stage, picture: Image.Image, job: str, why: str
) -> None:
    result = stage.printer.print_picture(picture, job=job)
    assert (result.outcome, result.bytes_sent) == (PrintOutcome.NOT_PRINTED, 0)
    assert re.search(why, result.evidence)


def test_what_the_listener_to_progress_raises_is_heard_and_the_printer_goes_on(stage: Stage) -> None:
    def fail(_sent: int, _total: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stage.printer.print_picture(small(), job="0001", progress=fail)
    assert stage.printer.print_picture(small(), job="0002").outcome is PrintOutcome.PRINTED


def test_closing_twice_does_no_harm(stage: Stage) -> None:
    stage.printer.check(timeout_s=PATIENT_S)
    stage.printer.close()
    stage.printer.close()
    stage.printer.status()
