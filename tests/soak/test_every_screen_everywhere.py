"""Every screen, every sample, both languages, every panel, text step and reach: some 40,000 pages."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from tests.walks import Walk, faults_of, long

BY_PANEL: dict[str, list[Walk]] = {
    "x".join(map(str, panel)): list(walks) for panel, walks in groupby(long(), key=lambda each: each["panel"])
}


@pytest.mark.screen
@pytest.mark.parametrize("panel", BY_PANEL)
def test_every_page_fits(panel: str, tmp_path: Path) -> None:
    assert faults_of(iter(BY_PANEL[panel]), tmp_path / "faults.json", timeout_s=4 * 3600) == []
