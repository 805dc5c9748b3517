"""The whole terminal, worn by somebody who sees little: larger letters, other colours, then by ear alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.whole_terminal import wait_for, whole_terminal

SETTINGS = """
[terminal]
always_open = true
[sound]
output = "virtual://{folder}"
"""
KEYS = ("F1", "Escape", "alt+F4", "ctrl+alt+BackSpace", "ctrl+alt+Delete", "Print", "super", "ctrl+q", "F11")


@pytest.mark.screen
def test_letters_colours_and_voice_change_in_front_of_one_page_and_no_key_of_a_keyboard_does_anything(
    tmp_path: Path,
) -> None:
    said = tmp_path / "said"
    with whole_terminal(tmp_path, SETTINGS.format(folder=said)) as terminal:
        terminal.sees("home")
        terminal.touch("bar-comfort")
        height = terminal.sees("comfort")["heading"]["rect"][3]
        terminal.touch("text-2")
        wait_for(lambda: terminal.tree()["heading"]["rect"][3] > height, "larger letters")
        terminal.touch("colour-light_on_black")
        wait_for(lambda: terminal.ask(cmd="tree")["theme"] == "light_on_black", "other colours")
        for key in KEYS:
            terminal.press_key(key)
        assert terminal.ask(cmd="facts")["screen"] == "comfort"
        wait_for(lambda: "bar-listen" in terminal.tree(), "a voice to be there")
        terminal.touch("switch-speech")
        wait_for(lambda: said.exists() and any(said.glob("*.wav")), "the first words")
        terminal.touch("done")  # once is a question
        assert terminal.sees("comfort")["done"]["enabled"]
        terminal.touch("done")  # twice is an answer
        assert terminal.sees("home")
