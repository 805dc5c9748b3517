"""The ring of the assistive keypad on real pages: where it goes, what it surrounds, how it is seen, when it leaves.

The short form of tests/soak/test_every_ring.py.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from screens.theme import PALETTES, contrast, theme
from tests.walks import faults_of, round_by_keys
from tests.whole_terminal import PROGRAM, virtual_panel

RING = "tests/ring_in_a_window.py"
STORIES = {
    "end_of_a_visit": "it goes with the citizen, and the next one begins at the title",
    "a_finger": "a finger takes it away, and the next key brings it back where it was",
    "another_page": "on another page the title comes first",
    "a_sheet": "below a sheet nothing is in focus nor pressed",
    "the_question": "the question whether anybody is there has its own",
    "larger_letters": "it stays around what was pressed when letters grow",
    "other_colours": "it wears what the page wears",
    "the_key_for_the_voice": "it follows what low buttons move, and goes with the voice",
    "a_row_that_is_another_one": "a row that shows something else by now is not pressed",
    "keys_that_turn_pages": "it stays around the key that turns a page",
    "a_turned_panel": "a turned panel begins anew",
}


@pytest.mark.screen
def test_keys_lead_round_every_page_in_order_with_a_ring_that_can_be_seen_and_press_what_it_is_around(
    tmp_path: Path,
) -> None:
    assert faults_of(round_by_keys(), tmp_path / "faults.json", timeout_s=600, walker=RING) == []


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Sequence[str]]:
    """What went wrong in every story."""
    folder = tmp_path_factory.mktemp("keypad")
    with virtual_panel(1920, 1920) as display:
        command = [sys.executable, "tests/keypad_in_a_window.py", str(folder / "kiosk"), str(folder / "told.json")]
        environment = {**os.environ, "DISPLAY": display}
        subprocess.run(command, cwd=PROGRAM, env=environment, check=True, stdout=subprocess.DEVNULL, timeout=600)
    found: Mapping[str, Sequence[str]] = json.loads((folder / "told.json").read_text("utf-8"))
    return found


@pytest.mark.screen
@pytest.mark.parametrize("story", STORIES, ids=[*STORIES.values()])
def test_the_ring(story: str, told: Mapping[str, Sequence[str]]) -> None:
    assert told[story] == []


@pytest.mark.screen
def test_every_story_is_told(told: Mapping[str, Sequence[str]]) -> None:
    assert sorted(told) == sorted(STORIES)


@pytest.mark.parametrize("name", PALETTES)
def test_on_every_ground_there_is_a_colour_for_the_ring_that_stands_out_three_times(name: str) -> None:
    from screens.widgets.focus_ring import LEAST_CONTRAST, ring_colour  # noqa: PLC0415 -- Kivy

    worn = theme(name)  # type: ignore[arg-type]
    for ground in (worn.paper, worn.surface, worn.sunk, worn.header, worn.act, worn.door2, worn.ok, worn.err):
        assert contrast(ring_colour(ground, worn), ground) >= LEAST_CONTRAST
