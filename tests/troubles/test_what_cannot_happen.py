"""A mistake of ours while citizens stand there, or a program with holes: the house's own page, never a trace."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.whole_terminal import PROGRAM, virtual_panel, wait_for, whole_terminal

# Runs a real terminal and lets something impossible come back from a worker, as a bug of ours would.
FAULTY = """
import sys
from kiosk.assembly import assemble
from screens.start import *
kiosk = assemble(Settings(), time=SystemTime(), journal=StreamJournal(), mailbox=Mailbox())
quiet_kivy(kiosk.settings.panel)
from screens.terminal import Terminal
terminal = Terminal(kiosk)
def impossible():
    raise ZeroDivisionError("not to be shown")
kiosk.mailbox.post(impossible)
status = run(Dawn.of(terminal))
print("SCREEN", terminal.screen)
sys.exit(status)
"""


@pytest.mark.screen
def test_a_mistake_of_ours_is_journalled_without_its_words_and_ends_in_the_houses_own_page(tmp_path: Path) -> None:
    with virtual_panel() as display:
        environment = {**os.environ, "DISPLAY": display, "KIOSK_STATE": str(tmp_path / "state")}
        ended = subprocess.run(
            [sys.executable, "-c", FAULTY],
            cwd=PROGRAM,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert ended.returncode == 1
    fault = next(event for event in events(ended.stdout) if event["event"] == "fault")
    assert fault["kind"] == "ZeroDivisionError"
    assert "SCREEN out_of_service" in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr
    assert "not to be shown" not in ended.stdout + ended.stderr


@pytest.mark.screen
def test_without_its_fonts_the_terminal_still_serves(tmp_path: Path) -> None:
    program = tmp_path / "program"
    for part in ("kiosk", "screens", "devices", "assets"):
        shutil.copytree(PROGRAM / part, program / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROGRAM / "main.py", program)
    shutil.rmtree(program / "assets" / "fonts")
    with whole_terminal(tmp_path, "", program=program) as terminal:
        page = terminal.sees("home")
        wait_for(lambda: "take-ticket" in terminal.tree(), "the page")
        assert page is not None
    missing = [event["file"] for event in events(terminal.log.read_text("utf-8")) if event["event"] == "font-missing"]
    assert len(missing) == 5


@pytest.mark.screen
def test_bad_settings_show_the_houses_own_page_and_name_every_mistake(tmp_path: Path) -> None:
    settings = '[printer]\naddress = "usb0"\n[panel]\norientation = "sideways"\n'
    with whole_terminal(tmp_path, settings) as terminal:
        page = terminal.sees("out_of_service")
        wait_for(lambda: "heading" in terminal.tree(), "the page")
        assert "bar-language" in page
    log = terminal.log.read_text("utf-8")
    assert "printer.address" in log
    assert "panel.orientation" in log
    assert "Traceback" not in log


@pytest.mark.screen
def test_in_production_nobody_inspects(tmp_path: Path) -> None:
    settings = '[terminal]\nproduction = true\n[scanner]\naddress = "serial:///dev/nothing"\n'
    with whole_terminal(tmp_path, settings, is_inspected=False) as terminal:
        wait_for(lambda: "page-up" in terminal.log.read_text("utf-8"), "the terminal")
        assert not terminal.inspection.exists()
        assert "inspection-refused" in terminal.log.read_text("utf-8")


def events(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]
