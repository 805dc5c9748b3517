"""From the door to the first picture nothing is loaded that the first picture can do without."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = (
    "pydantic",
    "pydantic_core",
    "sqlalchemy",
    "requests",
    "serial",
    "usb",
    "evdev",
    "cryptography",
    "alembic",
    "psycopg",
    "PIL",
    "segno",
    "barcode",
    "waitress",
    "evdev",
)
# What `main.py run` does until Kivy takes over, on an unknown machine without a settings file.
START = """
import sys
import screens.start
from kiosk.assembly import assemble
from kiosk.journal import KeptJournal
from kiosk.mailbox import Mailbox
from kiosk.settings import read_settings
from kiosk.time_source import SystemTime
from screens.terminal import Terminal

kiosk = assemble(read_settings(None), time=SystemTime(), journal=KeptJournal(), mailbox=Mailbox())
terminal = Terminal(kiosk)
assert terminal.screen == "home", terminal.screen
terminal.presenter.state, terminal.frame(), terminal.sheet()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def loaded_by_a_start(state: Path) -> set[str]:
    """The packages a start has loaded when its first page could be drawn."""
    environment = {**os.environ, "KIOSK_STATE": str(state)}
    command = [sys.executable, "-c", START]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 0, ended.stderr
    return set(ended.stdout.split())


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What the second start loads; the first one had a release to check."""
    state = tmp_path_factory.mktemp("state")
    assert "pydantic" in loaded_by_a_start(state)
    return loaded_by_a_start(state)


@pytest.mark.parametrize("package", HEAVY)
def test_the_first_picture_does_without(loaded: set[str], package: str) -> None:
    assert package not in loaded


def test_and_kivy_is_only_loaded_by_the_window(loaded: set[str]) -> None:
    assert "kivy" not in loaded
    assert {"kiosk", "screens"} <= loaded
