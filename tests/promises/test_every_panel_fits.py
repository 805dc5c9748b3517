"""Every screen on every panel, text step and reach: large targets, nothing cut, nothing above the line.

The short form of tests/soak/test_every_screen_everywhere.py: some samples of every screen.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.walks import faults_of, short, themes


@pytest.mark.screen
def test_every_screen_fits_every_panel_step_and_reach(tmp_path: Path) -> None:
    assert faults_of(short(), tmp_path / "faults.json", timeout_s=900) == []


@pytest.mark.screen
def test_words_and_edges_stand_out_in_every_theme(tmp_path: Path) -> None:
    assert faults_of(themes(), tmp_path / "faults.json", timeout_s=600) == []
