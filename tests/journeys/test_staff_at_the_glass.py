"""Staff at a real terminal: the mark held, a first PIN, nine crosses, what is installed, a restart that ends it."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from tests.whole_terminal import WholeTerminal, wait_for, whole_terminal

PIN = "480615"
HELD_S, AWAKE_S = 5.6, 0.5


def finger(terminal: WholeTerminal, x: float, y: float, *, rests_s: float = 0.1) -> None:
    """Down at a point of the panel, and up again."""
    press = ["mousedown", "1", "sleep", str(rests_s), "mouseup", "1"]
    subprocess.run(
        ["xdotool", "mousemove", "--sync", str(round(x)), str(round(y)), *press], env=terminal._env, check=True
    )


@pytest.mark.screen
def test_staff_hold_the_mark_set_a_pin_test_the_glass_and_restart(tmp_path: Path) -> None:
    with whole_terminal(tmp_path, "") as terminal:
        terminal.sees("home")
        finger(terminal, 90, 86, rests_s=HELD_S)
        terminal.sees("staff_pin")
        terminal.reads("lead", "Máy chưa có mã PIN")
        for _ in range(2):
            for digit in PIN:
                terminal.touch(f"key-{digit}")
            terminal.touch("enter")
        terminal.sees("device_check")
        terminal.touch("test-touch")
        left, top, width, height = wait_for(lambda: terminal.tree().get("touch-field"), "the field")["rect"]
        for nth in range(9):
            terminal.reads("touch-line", f"{nth + 1} / 9")
            time.sleep(AWAKE_S)
            row, column = divmod(nth, 3)
            finger(terminal, left + width * (0.07, 0.5, 0.93)[column], top + height * (0.07, 0.5, 0.93)[row])
        terminal.reads("test-lines", "Đạt. Chạm lệch nhiều nhất 0,")
        terminal.touch("test-close")
        terminal.touch("bar-installation")
        assert terminal.sees("installation")["fact-file"]["text"] == "Tệp cài đặt"
        terminal.touch("diagonal-much-less")
        terminal.reads("diagonal", "20,5 inch")
        height = terminal.tree()["bottom-more"]["rect"][3]
        terminal.touch("diagonal-much-less")
        terminal.reads("diagonal", "19,5 inch")
        assert terminal.tree()["bottom-more"]["rect"][3] > height  # millimetres have become more pixels
        terminal.touch("bottom-less")
        terminal.reads("bottom", "790 mm")
        terminal.touch("view-settings")
        terminal.reads("fact-terminal.number", "terminal.number")
        terminal.touch("bar-back")
        terminal.touch("bar-content_on_kiosk")
        terminal.reads("summary", "Đang hiển thị bản mới nhất")
        terminal.touch("bar-back")
        terminal.touch("bar-restart")
        terminal.touch("sheet-secondary")
        wait_for(lambda: terminal.running.poll() is not None, "the program to end")
        assert terminal.running.returncode == 0
    written = terminal.log.read_bytes() + b"".join(
        path.read_bytes() for path in (tmp_path / "state").rglob("*") if path.is_file()
    )
    assert b"staff-restart" in written
    assert b'"diagonal_in": {"entered": 19.5, "said": 21.5}' in written
    assert PIN.encode() not in written
