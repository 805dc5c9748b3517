"""kill -9 while a ticket is being printed, and a new start: the journal decides, and there is no second number.

A real process, a real store, a real line; the printer itself pulls the trigger, so that nothing depends on speed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest
from sqlalchemy import select

from kiosk.database import open_store
from kiosk.tickets.tables import print_job, ticket
from tests.devices.real_lines import PATIENCE_S
from tests.devices.stand_in.real_stand_in import PtyStandIn
from tests.devices.stand_in.stand_in_printer import Moment
from tests.troubles.printing_desk import OnPaper, PrintingDesk, number_on

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("prints_until_killed.py")
SLIP_ROWS = 399  # with its mark, cut off; hanging on anything else it would be longer


class Killed(BaseException):
    """Nothing after this line happens."""


def killed() -> None:
    """The end of the program."""
    raise Killed


@dataclass
class Run:
    """One life of the program after the other."""

    folder: Path
    printer: PtyStandIn
    process: subprocess.Popen[str] = field(init=False)

    def start(self, verb: str) -> None:
        command = [sys.executable, str(PROGRAM), str(self.folder), self.printer.path, verb]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=environment, text=True, stdout=pipe, stderr=pipe)

    def kill(self) -> None:
        self.process.kill()

    def ends(self) -> list[str]:
        said, complained = self.process.communicate(timeout=PATIENCE_S)
        assert self.process.returncode in {0, -SIGKILL}, complained
        return said.splitlines()

    def rows(self, table: Any) -> list[dict[str, Any]]:
        store = open_store(self.folder / "tickets.db")
        with store.reading.connect() as connection:
            rows = [dict(row) for row in connection.execute(select(table)).mappings()]
        store.close()
        return rows


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    with PtyStandIn(tmp_path, flow="xonxoff", baud=115200, mm_s=100, buffer_bytes=512) as printer:
        made = Run(tmp_path, printer)
        yield made
        made.process.kill()
        made.process.communicate()


def test_a_stump_left_hanging_comes_off_before_the_marked_slip(tmp_path: Path) -> None:
    desk = PrintingDesk(tmp_path)
    desk.machine.call("row", 100, killed)
    with pytest.raises(Killed):
        desk.take()
    assert desk.machine.paper.rows_since_cut
    desk.restart()
    (again,) = desk.desk.recover().printed
    assert (again.paper, again.is_reprinted) == ("confirmed", True)
    stump, slip = desk.machine.pictures()
    assert desk.whole_slips() == [OnPaper("A001", is_marked=True)]
    assert slip.height <= SLIP_ROWS < 2 * stump.height
    desk.close()


@pytest.mark.parametrize(
    ("moment", "count", "states", "said", "attempts"),
    [
        ("bytes", 1, set(), "A001 confirmed", 1),
        ("bytes", 600, {"sending", "sent"}, "A001 confirmed in lại", 2),
        ("knife", 0, {"sending", "sent"}, "A001 confirmed in lại", 2),
    ],
    ids=["before the number", "in mid-job", "before the confirmation"],
)
def test_after_the_next_start_the_citizen_has_one_number_and_a_whole_slip(
    run: Run, moment: Moment, count: int, states: set[str], said: str, attempts: int
) -> None:
    run.printer.call(moment, count, run.kill)
    run.start("take")
    assert run.ends() == []
    # Which of the two hangs on how much the kernel took from the program before it was killed.
    assert {row["state"] for row in run.rows(print_job)} <= states
    assert len(run.rows(print_job)) == attempts - 1
    run.start("recover")
    assert run.ends() == [said]
    assert [(row["series"], row["n"]) for row in run.rows(ticket)] == [("A", 1)]
    jobs = run.rows(print_job)
    assert [(row["job"], row["attempt"], row["state"]) for row in jobs] == [
        (1, attempt, "over") for attempt in range(1, attempts + 1)
    ]
    pieces = run.printer.pictures()
    assert number_on(pieces[-1]) == "A001"
    assert pieces[-1].height <= SLIP_ROWS
