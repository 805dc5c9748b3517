"""The keypad's ring on every sample of every page, in every theme, on three panels and with large letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.walks import faults_of, round_everything


@pytest.mark.screen
@pytest.mark.parametrize("nth", range(len(list(round_everything()))))
def test_keys_lead_round_every_sample(nth: int, tmp_path: Path) -> None:
    walks = iter([list(round_everything())[nth]])
    assert faults_of(walks, tmp_path / "faults.json", timeout_s=3600, walker="tests/ring_in_a_window.py") == []
