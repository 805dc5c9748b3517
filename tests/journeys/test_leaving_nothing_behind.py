"""After a visit nothing of it can be reached: no text, no picture of letters, no state, no cache, however it ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.whole_terminal import PROGRAM, virtual_panel


@pytest.mark.screen
def test_nothing_of_the_last_person_can_be_reached_from_the_window_however_they_left(tmp_path: Path) -> None:
    with virtual_panel() as display:
        ended = subprocess.run(
            [sys.executable, "tests/leave_nothing_behind.py", str(tmp_path)],
            cwd=PROGRAM,
            env={**os.environ, "DISPLAY": display},
            capture_output=True,
            check=False,
            timeout=240,
        )
    assert ended.returncode == 0, ended.stderr.decode()[-3000:]
    told = json.loads(ended.stdout.splitlines()[-1])
    assert set(told) == {"leaves_by_the_start_key", "leaves_by_done", "walks_away"}
    for way, found in told.items():
        assert found["screen"] == ["home"], way
        assert found["before"] == [], way
        assert {"261116-0034"} <= set(found["there"]), "the search finds what is there"
        assert int(found["pictures"][0]) > 0, "and the pictures of its letters"
        assert found["after"] == [], way
        assert found["pictures"][1] == "0", way
