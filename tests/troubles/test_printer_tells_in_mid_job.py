"""What the printer tells by itself while a ticket is on its way, between answers, in halves, or late."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.printers.contract import Condition, Paper, State
from tests.troubles.printing_desk import PrintingDesk


def test_a_roll_near_its_end_is_noticed_in_mid_job_and_the_ticket_is_printed(tmp_path: Path) -> None:
    desk = PrintingDesk(tmp_path)
    desk.machine.on("row", 100, paper_low=True)
    assert desk.take().paper == "confirmed"
    assert desk.wait(6)[-1].paper is Paper.LOW
    desk.close()


@pytest.mark.parametrize(
    ("told", "condition"),
    [
        ({"cover_open": True}, Condition.COVER_OPEN),
        ({"paper_out": True}, Condition.PAPER_OUT),
        ({"cutter": True}, Condition.CUTTER),
        ({"hot": True}, Condition.OVERHEAT),
    ],
)
def test_what_stops_it_is_known_within_three_seconds(
    tmp_path: Path, told: dict[str, bool], condition: Condition
) -> None:
    desk = PrintingDesk(tmp_path)
    stopped_s: list[float] = []
    desk.machine.call("row", 100, lambda: stopped_s.append(desk.clock.stopwatch_s()))
    desk.machine.on("row", 100, **told)
    taken = desk.take()
    assert (taken.paper, taken.conditions) == ("unknown", frozenset({condition}))
    assert desk.clock.stopwatch_s() - stopped_s[0] < 3
    assert desk.printer.status().state is State.BLOCKED
    desk.close()


def test_xon_and_xoff_may_stand_anywhere_between(tmp_path: Path) -> None:
    desk = PrintingDesk(tmp_path, flow="xonxoff", buffer_bytes=256, mm_s=20)
    desk.machine.on("row", 60, paper_low=True)
    assert desk.take().paper == "confirmed"
    assert desk.machine.stops > 0
    assert desk.machine.dropped == 0
    desk.close()


def test_answers_that_come_late_are_still_the_right_ones(tmp_path: Path) -> None:
    desk = PrintingDesk(tmp_path)
    desk.machine.on("row", 10, late_s=0.8)
    assert desk.take().paper == "confirmed"
    desk.close()
