"""The panel is turned, or is another one than the settings say, while somebody stands before it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.at_the_kiosk import AtTheKiosk
from tests.whole_terminal import WholeTerminal, wait_for, whole_terminal

CODE = "H24.15-261118-0026"


def test_a_turned_panel_ends_the_visit_and_changes_what_pages_hold(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.sees("dossier_status")
    kiosk.terminal.panel_is((1920, 1080))
    kiosk.sees("home", scanner_side="beside")
    assert kiosk.kiosk.settings.panel.orientation == "landscape"
    assert kiosk.events("panel-differs") == [{"width_px": 1920, "height_px": 1080}]
    kiosk.terminal.panel_is((1920, 1080))
    kiosk.terminal.panel_is((1, 1))  # a window that is being put away
    assert len(kiosk.events("panel-differs")) == 1
    assert CODE not in repr(kiosk.journal.events)


def resize(terminal: WholeTerminal, width: int, height: int) -> None:
    """What a display's driver does when it turns the panel."""
    own = ["search", "--pid", str(terminal.running.pid), "--class", "."]
    env = {**os.environ, "DISPLAY": terminal.display}
    subprocess.run(["xdotool", *own, "windowsize", str(width), str(height)], env=env, check=True)


@pytest.mark.screen
def test_a_real_window_is_laid_out_anew_and_can_be_used(tmp_path: Path) -> None:
    with whole_terminal(tmp_path, "[terminal]\nalways_open = true\n") as terminal:
        terminal.sees("home")
        terminal.touch("take-ticket")
        terminal.sees("take_ticket")
        resize(terminal, 1080, 1000)
        wait_for(lambda: terminal.ask(cmd="tree").get("size") == [1080, 1000], "the other size")
        outside = [
            node["id"]
            for node in terminal.sees("home").values()
            for left, top, width, height in [node["rect"]]
            if left < -1 or top < -1 or left + width > 1081 or top + height > 1001
        ]
        assert not outside
        terminal.touch("take-ticket")
        terminal.sees("take_ticket")
        assert terminal.running.poll() is None
        assert '"panel-differs"' in terminal.log.read_text("utf-8")
