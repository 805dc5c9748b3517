"""A line full of noise: wrong speed, wrong model, a broken cable. Nothing good is ever read into it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from devices.printers.contract import State
from tests.troubles.printing_desk import PrintingDesk


@pytest.mark.parametrize("seed", range(2))
def test_in_thirty_heartbeats_it_is_never_ready(tmp_path: Path, seed: int) -> None:
    desk = PrintingDesk(tmp_path)
    random = Random(seed)  # noqa: S311 - noise, not a secret
    desk.machine.change(garbage=True)
    for _ in range(30):
        desk.machine.say(random.randbytes(random.randrange(40)))
        assert desk.wait(3)[-1].state in {State.UNKNOWN, State.OFFLINE, State.BLOCKED}
        assert not desk.printer.status().may_print
    desk.machine.change(garbage=False)
    assert desk.wait(9)[-1].state is State.READY
    desk.close()


@pytest.mark.parametrize("row", [1, 50, 150, 300])
def test_noise_in_mid_job_never_makes_a_printed_ticket(tmp_path: Path, row: int) -> None:
    desk = PrintingDesk(tmp_path)
    desk.machine.on("row", row, garbage=True)
    assert desk.take().paper == "unknown"
    assert [job["outcome"] for job in desk.jobs()] == ["unknown"]
    desk.close()
