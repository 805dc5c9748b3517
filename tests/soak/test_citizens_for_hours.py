"""The long form of citizens by chance: what takes most of an hour. Says what it has reached.

KIOSK_SOAK_JOURNEYS, KIOSK_SOAK_TOUCHES, KIOSK_SOAK_SEED.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.chance_visits import GROWTH_MB, visits

JOURNEYS = int(os.environ.get("KIOSK_SOAK_JOURNEYS", "2000"))
TOUCHES = int(os.environ.get("KIOSK_SOAK_TOUCHES", "100000"))
SEED = int(os.environ.get("KIOSK_SOAK_SEED", "1"))


@pytest.mark.screen
def test_two_thousand_journeys_with_faults_neither_break_nor_grow_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = visits(tmp_path, "journeys", JOURNEYS, SEED)
    with capsys.disabled():
        print(f"\n{told.in_words}")  # noqa: T201
    assert told.done["visits"] == JOURNEYS
    assert told.growth_mb < GROWTH_MB
    assert told.more_widgets <= 0


@pytest.mark.screen
def test_a_hundred_thousand_touches_never_leave_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = visits(tmp_path, "touches", TOUCHES, SEED)
    with capsys.disabled():
        print(f"\n{told.in_words}")  # noqa: T201
    assert told.fingers >= TOUCHES
    assert told.growth_mb < GROWTH_MB
    assert told.more_widgets <= 0
