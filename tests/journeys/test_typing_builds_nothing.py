"""Typing on the search's page in a real window: results come and go, and after a few letters no widget is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chance_visits import visits

LETTERS = 24
# Until then the first results, the line that counts them and the key for more are made.
BUILT_BY = 8


@pytest.mark.screen
def test_no_letter_builds_a_screen_or_a_row_anew(tmp_path: Path) -> None:
    told = visits(tmp_path, "letters", LETTERS, 0)
    assert told.seen["search"] == 1
    assert len(told.built) == LETTERS
    assert told.built[0] > 0
    assert sum(told.built[BUILT_BY:]) == 0, told.built
