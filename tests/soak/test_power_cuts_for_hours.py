"""The long form of tests/kiosk/tickets/test_power_cuts.py. Says what it has reached.

KIOSK_SOAK_POWER_CUTS: how many, a five-hundredth of them on each of as many recorded disks.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.kiosk.tickets.power_cuts import recorded, verdicts

CUTS = int(os.environ.get("KIOSK_SOAK_POWER_CUTS", "10000"))
CUTS_A_DISK, NUMBERS = 500, 300


@pytest.mark.parametrize("synchronous", ["FULL", "NORMAL", "OFF"])
def test_power_cuts(synchronous: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weakness = None if synchronous == "FULL" else synchronous
    found: Counter[str] = Counter()
    cuts = CUTS if weakness is None else CUTS // 10
    for seed in range(-(-cuts // CUTS_A_DISK)):
        was = recorded(tmp_path / f"disk-{seed}", NUMBERS, seed, weakness=weakness)
        found.update(verdicts(was, tmp_path / "left", min(CUTS_A_DISK, cuts - seed * CUTS_A_DISK), seed))
    with capsys.disabled():
        print(f"\nWAL, {synchronous}: {sum(found.values())} power cuts, {dict(found)}")  # noqa: T201
    assert (found["lost"] + found["corrupt"] == 0) is (weakness is None)
