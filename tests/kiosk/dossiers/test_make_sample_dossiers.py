"""The sample file is what its script writes from raw data, however those are ordered."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.dossiers.sample_office import SAMPLE_FILE

SCRIPT = Path(__file__).parents[3] / "packaging" / "make_sample_dossiers.py"


def test_the_same_data_always_give_the_same_file() -> None:
    sample_text = runpy.run_path(str(SCRIPT))["sample_text"]
    text = SAMPLE_FILE.read_text("utf-8")
    shuffled = json.loads(text)
    shuffled["dossiers"].reverse()
    assert sample_text(dict(reversed(shuffled.items()))) == text


def test_raw_data_without_a_part_are_refused() -> None:
    with pytest.raises(KeyError, match="units"):
        runpy.run_path(str(SCRIPT))["sample_text"]({"sample": True, "reference_now": "", "office": {}})


def test_without_a_path_it_says_how_it_is_used() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "usage" in done.stderr
