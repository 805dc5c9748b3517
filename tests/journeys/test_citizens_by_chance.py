"""Citizens by chance before a real window, in short: nobody breaks it, nothing of anybody stays. Long: make soak."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chance_visits import visits

SEED = 7


@pytest.mark.screen
def test_whoever_comes_finds_the_start_and_leaves_nothing(tmp_path: Path) -> None:
    told = visits(tmp_path, "journeys", 6, SEED)
    assert told.done["visits"] == 6
    assert len(told.seen) > 3


@pytest.mark.screen
def test_fingers_keys_and_codes_anywhere_stay_on_the_terminal(tmp_path: Path) -> None:
    told = visits(tmp_path, "touches", 80, SEED)
    assert told.fingers >= 80
    assert told.seen["home"]
