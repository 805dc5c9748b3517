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
from tests.troubles.printing_desk import number_on

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("prints_until_killed.py")


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


@pytest.mark.parametrize(
    ("moment", "count", "state", "said", "attempts"),
    [
        ("bytes", 1, None, "A001 confirmed", 1),
        ("bytes", 600, "sending", "A001 confirmed in lại", 2),
        ("knife", 0, "sending", "A001 confirmed in lại", 2),
    ],
    ids=["before the number", "in mid-job", "before the confirmation"],
)
def test_after_the_next_start_the_citizen_has_one_number_and_a_whole_slip(
    run: Run, moment: Moment, count: int, state: str | None, said: str, attempts: int
) -> None:
    run.printer.call(moment, count, run.kill)
    run.start("take")
    assert run.ends() == []
    assert [row["state"] for row in run.rows(print_job)] == ([] if state is None else [state])
    run.start("recover")
    assert run.ends() == [said]
    assert [(row["series"], row["n"]) for row in run.rows(ticket)] == [("A", 1)]
    jobs = run.rows(print_job)
    assert [(row["job"], row["attempt"], row["state"]) for row in jobs] == [
        (1, attempt, "over") for attempt in range(1, attempts + 1)
    ]
    assert {number_on(slip) for slip in run.printer.pictures()[-1:]} == {"A001"}
