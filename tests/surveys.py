"""Surveys of every screen: measured in a process of its own, and what is asked of each picture.

A survey is a file of tests of its own, so that several run at a time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.rects import apart, inked, overlap
from tests.whole_terminal import PROGRAM, virtual_panel

LEAST_TARGET_MM = 20.0
LEAST_GAP_MM = 2.4
LEAST_CAPITAL_MM = 4.8
CAPITAL_EM = 0.714  # capital height of Noto Sans
# Words in a drawing, not on the page: the code below the barcode of the sample receipt.
IN_DRAWINGS_PX = 21.0

Shot: TypeAlias = Mapping[str, Any]
Survey: TypeAlias = Mapping[str, Shot]
Fault: TypeAlias = tuple[str, str]
Check: TypeAlias = Callable[[Survey], Iterator[Fault]]


def survey(orientation: str, kind: str, folder: Path) -> Survey:
    """Every sample compared with its accepted picture, or every list and procedure of the content page by page.

    kind  --compare or --content
    """
    with virtual_panel(1920, 1920) as display:
        command = [sys.executable, "tests/measure_screens.py", orientation, str(folder), "vi,en", kind]
        subprocess.run(command, cwd=PROGRAM, env={**os.environ, "DISPLAY": display}, check=True, timeout=600)
    found: Survey = json.loads((folder / f"{orientation}.json").read_text("utf-8"))
    return found


def told(found: Survey, check: Check) -> list[str]:
    """What is wrong, in sentences."""
    assert found
    return sorted({f"{name}: {what}" for name, what in check(found)})


def every_target_is_large_enough_and_apart_from_its_neighbours(survey: Survey) -> Iterator[Fault]:
    """Targets of 20 mm, 2.4 mm from each other."""
    for name, shot in survey.items():
        mm = shot["px_per_mm"]
        for target in shot["pressables"]:
            _, _, width, height = target["rect"]
            if min(width, height) / mm < LEAST_TARGET_MM:
                yield name, f"{target['id']} is {width / mm:.1f} × {height / mm:.1f} mm"
        for one, other in pairs(shot["pressables"]):
            gap = apart(one["rect"], other["rect"]) / mm
            if gap < LEAST_GAP_MM:
                yield name, f"{one['id']} and {other['id']} are {gap:.1f} mm apart"


def every_text_has_room_for_its_words_inside_the_panel(survey: Survey) -> Iterator[Fault]:
    """Nothing is cut off."""
    for name, shot in survey.items():
        for text in shot["texts"]:
            left, top, width, height = text["rect"]
            needs_width, needs_height = text["needs"]
            if needs_width > width + 1 or needs_height > height + 1:
                yield (
                    name,
                    f"{text['text'][:40]!r} needs {needs_width} × {needs_height}, has {width:.0f} × {height:.0f}",
                )
            if left < 0 or top < 0 or left + width > shot["size"][0] + 1 or top + height > shot["size"][1] + 1:
                yield name, f"{text['text'][:40]!r} leaves the panel"


def nothing_leaves_the_page_or_lies_on_another(survey: Survey) -> Iterator[Fault]:
    """Nothing overlaps."""
    for name, shot in survey.items():
        frame = [node for node in shot["nodes"] if not is_of_page(node)]
        page = [node for node in shot["nodes"] if is_of_page(node)]
        _, top, _, height = shot["page"]
        for node in page:
            if not is_sheet(shot) and (
                node["rect"][1] < top - 1 or node["rect"][1] + node["rect"][3] > top + height + 1
            ):
                yield name, f"{node['id']} leaves the page"
        for one, other in pairs([*page, *frame]):
            if overlap(inked(one["id"], one["rect"]), inked(other["id"], other["rect"])) > 2:
                yield name, f"{one['id']} lies on {other['id']}"


def capitals_can_be_read_standing(survey: Survey) -> Iterator[Fault]:
    """Capitals of 4.8 mm."""
    for name, shot in survey.items():
        for text in shot["texts"]:
            capital_mm = text["font_px"] * CAPITAL_EM / shot["px_per_mm"]
            if text["font_px"] != IN_DRAWINGS_PX and capital_mm < LEAST_CAPITAL_MM:
                yield name, f"{text['text'][:40]!r} has capitals of {capital_mm:.1f} mm"


def every_node_has_a_name_and_something_to_say(survey: Survey) -> Iterator[Fault]:
    """Speech and keypad find everything."""
    for name, shot in survey.items():
        ids = [node["id"] for node in shot["nodes"]]
        for node in shot["nodes"]:
            if not node["say"].strip():
                yield name, f"{node['id']} says nothing"
            if ids.count(node["id"]) > 1:
                yield name, f"{node['id']} stands more than once"
        for target in shot["pressables"]:
            if not target["id"]:
                yield name, f"a target without a name: {target['say']!r}"
        if not any(node["role"] in ("title", "alert") for node in shot["nodes"]):
            yield name, "no title"


def pictures_are_the_accepted_ones(survey: Survey) -> Iterator[Fault]:
    """Nothing changes for citizens that nobody has looked at."""
    for name, shot in survey.items():
        match shot.get("picture"):
            case "new":
                yield name, "has not been accepted; look at it, then `make pictures`"
            case "differs":
                yield name, "differs; look at both, then `make pictures`"


CHECKS: tuple[Check, ...] = (
    every_target_is_large_enough_and_apart_from_its_neighbours,
    every_text_has_room_for_its_words_inside_the_panel,
    nothing_leaves_the_page_or_lies_on_another,
    capitals_can_be_read_standing,
    every_node_has_a_name_and_something_to_say,
)
every_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)


def is_of_page(node: Mapping[str, Any]) -> bool:
    return not node["id"].startswith("bar-") and node["id"] not in ("office", "ward", "clock", "date")


def is_sheet(shot: Shot) -> bool:
    lies_over = shot["screen"] == "still_there"
    return lies_over or any(node["id"].startswith("sheet-") for node in shot["nodes"])


def pairs(things: list[Any]) -> Iterator[tuple[Any, Any]]:
    for i, one in enumerate(things):
        for other in things[i + 1 :]:
            yield one, other
