"""Every printer trouble at every moment of a job: paper, screen and database say the same, and nothing is a surprise.

The expected outcomes are devices.md 5 and 6 and the table of tickets.md 7, read by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kiosk.tickets.outcome import Taken
from tests.devices.stand_in.stand_in_printer import StandInPrinter
from tests.troubles.printing_desk import OnPaper, PrintingDesk, is_calm

Told = dict[str, Any]
MOMENTS = ("before", "first band", "middle", "last byte", "knife")
OUT = ("confirmed", "assumed")
# Trouble: what is done to the printer, how it is undone, and what becomes of the paper at each of the moments.
U, X, C, A = "unprinted", "unknown", "confirmed", "assumed"
TROUBLES: dict[str, tuple[Told, Told, tuple[str, ...]]] = {
    "paper out": ({"paper_out": True}, {"paper_out": False}, (U, X, X, X, X)),
    "cover open": ({"cover_open": True}, {"cover_open": False}, (U, X, X, X, X)),
    "cutter jammed": ({"cutter": True}, {"cutter": False}, (U, X, X, X, X)),
    "head hot": ({"hot": True}, {"hot": False}, (U, X, X, X, X)),
    "taken off line": ({"offline": True}, {"offline": False}, (U, X, X, X, X)),
    "mute": ({"mute": True}, {"mute": False}, (U, X, X, X, X)),
    "garbage": ({"garbage": True}, {"garbage": False}, (U, X, X, X, X)),
    "line stalled": ({"stalled": True}, {"stalled": False}, (U, X, X, X, C)),
    "switched off": ({"powered": False}, {"powered": True}, (U, X, X, X, X)),
    "unplugged": ({"plugged": False}, {"plugged": True}, (U, X, X, X, X)),
    "answers late": ({"late_s": 0.4}, {"late_s": 0.0}, (U, C, C, C, C)),
    "answers break off": ({"half_answers": True}, {"half_answers": False}, (X, X, X, X, X)),
    "no process id": ({"knows_process_id": False}, {}, (A, A, A, A, A)),
    "paper low": ({"paper_low": True}, {"paper_low": False}, (C, C, C, C, C)),
}


@dataclass(frozen=True)
class Healthy:
    """What a job takes when nothing happens, from the touch on."""

    total_bytes: int
    rows: int


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Healthy:
    desk = PrintingDesk(tmp_path_factory.mktemp("healthy"))
    before = len(desk.machine.received)
    assert desk.take().paper == "confirmed"
    rows = desk.machine.pictures()[0].height
    desk.close()
    return Healthy(len(desk.machine.received) - before, rows)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PrintingDesk]:
    opened = PrintingDesk(tmp_path)
    yield opened
    opened.close()


def order(machine: StandInPrinter, moment: str, told: Told, healthy: Healthy) -> None:
    """Have it happen then."""
    acts: dict[str, Callable[[], None]] = {
        "before": lambda: machine.change(**told),
        "first band": lambda: machine.on("row", 1, **told),
        "middle": lambda: machine.on("row", healthy.rows // 3, **told),
        "last byte": lambda: machine.on("bytes", healthy.total_bytes, **told),
        "knife": lambda: machine.on("knife", **told),
    }
    acts[moment]()


@pytest.mark.parametrize("trouble", TROUBLES)
def test_paper_screen_and_database_agree(desk: PrintingDesk, healthy: Healthy, trouble: str) -> None:
    told, undone, expected = TROUBLES[trouble]
    for count, (moment, outcome) in enumerate(zip(MOMENTS, expected, strict=True), start=1):
        order(desk.machine, moment, told, healthy)
        taken = desk.take()
        assert (moment, taken.paper) == (moment, outcome)
        assert nothing_comes_by_itself(desk, undone), moment
        last = taken if taken.paper in OUT else brought(desk, taken, by_itself=bool(count % 2))
        assert last.paper in OUT, moment
        assert last.is_reprinted is (outcome == X), moment
        all_agree(desk, count, last)


def nothing_comes_by_itself(desk: PrintingDesk, undone: Told) -> bool:
    """While the trouble lasts, and when it is over and nobody touches anything."""
    desk.wait(9)
    rows, slips = desk.machine.paper.rows_moved, len(desk.machine.pictures())
    desk.machine.change(**undone)
    assert is_calm(desk.wait(9)[-1])
    return (desk.machine.paper.rows_moved, len(desk.machine.pictures())) == (rows, slips)


def brought(desk: PrintingDesk, taken: Taken, *, by_itself: bool) -> Taken:
    """The slip after all: as the terminal brings it when the printer can again, once; or by the citizen's hand."""
    if not by_itself:
        return desk.desk.print_again(taken.ticket)
    (last,) = desk.desk.print_stuck()
    assert not list(desk.desk.print_stuck())
    return last


def all_agree(desk: PrintingDesk, count: int, last: Taken) -> None:
    """So many numbers were given, each is on paper, and no whole slip but the first of a number is unmarked."""
    numbers = [f"A{number:03d}" for number in range(1, count + 1)]
    slips = desk.whole_slips()
    assert desk.numbers() == numbers
    assert sorted({slip.number for slip in slips}) == numbers
    assert all(slips.count(OnPaper(number, is_marked=False)) <= 1 for number in numbers)
    assert slips[-1] == OnPaper(last.ticket.number, last.is_reprinted)
    assert desk.paper_of(last.ticket) == last.paper
    jobs = [(row["job"], row["attempt"]) for row in desk.jobs() if row["ticket_id"] == last.ticket.id]
    assert jobs == [(count, attempt) for attempt in range(1, len(jobs) + 1)]
