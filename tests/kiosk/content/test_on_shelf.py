"""What lies on the shelf beside the release that is shown: nothing else, a newer one, a broken one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk.content.content import Content
from kiosk.content.on_shelf import OnShelf, look_at_shelf
from kiosk.content.shelf import SAMPLE, read_shown
from kiosk.errors import ContentRefused, Problem

BROKEN = Problem("lanes.json", "", "there must be exactly one guide desk.", "Set is_guide_desk once.")


@pytest.fixture(scope="module")
def shown() -> Content:
    return read_shown(SAMPLE)


def look(shown: Content | None, lies_there: Content | None, kept_in: Path) -> OnShelf:
    def check(_folder: Path) -> Content:
        if lies_there is None:
            raise ContentRefused(BROKEN)
        return lies_there

    return look_at_shelf(SAMPLE, shown, kept_in=kept_in, is_old=lambda each: each.code == "1.001193", check=check)


def test_the_release_in_use_is_no_newer_one(shown: Content, tmp_path: Path) -> None:
    assert look(shown, shown, tmp_path) == OnShelf(old=1)


@pytest.mark.parametrize("change", [{"release": 413}, {"released_on": date(2026, 12, 1)}])
def test_another_number_or_day_waits(shown: Content, tmp_path: Path, change: dict[str, object]) -> None:
    other = replace(shown, **change)  # type: ignore[arg-type]
    found = look(shown, other, tmp_path)
    assert (found.waiting, found.waiting_on) == (other.release, other.released_on)


def test_whatever_is_whole_waits_where_nothing_is_shown(shown: Content, tmp_path: Path) -> None:
    assert look(None, shown, tmp_path).waiting == shown.release


def test_a_broken_one_says_why_and_does_not_wait(shown: Content, tmp_path: Path) -> None:
    assert look(shown, None, tmp_path) == OnShelf(problems=(BROKEN,))
