"""Power cuts at any moment lose no number that was told, on a disk that drops or tears whatever was not synced.

Short here; the long form is tests/soak/test_power_cuts_for_hours.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kiosk.tickets.power_cuts import Recorded, recorded, verdicts

NUMBERS, CUTS, FEWER_CUTS = 60, 250, 80
SEED = 20261125


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    return recorded(tmp_path_factory.mktemp("disk") / "kept", NUMBERS, SEED)


def test_a_power_cut_at_any_moment_loses_nothing_that_was_told(kept: Recorded, tmp_path: Path) -> None:
    assert verdicts(kept, tmp_path / "left", CUTS, SEED) == {"whole": CUTS, "lost": 0, "corrupt": 0}


@pytest.mark.parametrize("weakness", ["NORMAL", "OFF"])
def test_the_trial_notices_a_store_that_does_not_wait_for_the_disk(weakness: str, tmp_path: Path) -> None:
    was = recorded(tmp_path / "weak", NUMBERS, SEED, weakness=weakness)
    assert verdicts(was, tmp_path / "left", FEWER_CUTS, SEED)["lost"] > FEWER_CUTS // 10
