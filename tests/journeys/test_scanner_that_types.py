"""A scanner that types, as the cheapest do out of the box: keys of a keyboard, in a real window."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.whole_terminal import PATIENCE_S, WholeTerminal, wait_for, whole_terminal

FIRST, SECOND = "H24.15-261124-0037", "H24.15-261118-0031"


def type_into(terminal: WholeTerminal, text: str) -> None:
    """What a scanner sends: every letter at once, then Enter."""
    keys = ["xdotool", "type", "--delay", "2", "--args", "1", text, "key", "Return"]
    subprocess.run(keys, env={**os.environ, "DISPLAY": terminal.display}, check=True, timeout=PATIENCE_S)


def scan_until(terminal: WholeTerminal, text: str, screen: str, shown: str = "") -> None:
    """Hold the paper before the scanner until the page answers: other programs may break a burst of keys in two."""

    def is_answered() -> bool:
        type_into(terminal, text)
        is_there = bool(terminal.ask(cmd="wait", screen=screen, timeout_s=5).get("reached"))
        return is_there and any(shown in item.get("text", "") for item in terminal.tree().values())

    wait_for(is_answered, f"{screen} after a scan")


@pytest.mark.screen
def test_two_receipts_and_nonsense_are_each_answered(tmp_path: Path) -> None:
    with whole_terminal(tmp_path, "") as terminal:
        terminal.sees("home")
        scan_until(terminal, FIRST, "dossier_status", FIRST)
        scan_until(terminal, SECOND, "dossier_status", SECOND)
        scan_until(terminal, "khong phai bien nhan", "not_a_receipt")
