"""Every screen in every sample, both languages, upright and lying: large targets, nothing clipped or overlapping.

Measured on the semantic tree and the drawn sizes of the real pages, posed in a process of their own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from tests.whole_terminal import PROGRAM, virtual_panel

PICTURES = PROGRAM / "tests" / "pictures"
LEAST_TARGET_MM = 20.0
LEAST_GAP_MM = 2.4
LEAST_CAPITAL_MM = 4.8
CAPITAL_EM = 0.714  # capital height of Noto Sans
# A picture differs when more of its dots than this share differ by more than this of 255.
SHARE, STEP = 0.001, 16
# Words in a drawing, not on the page: the code below the barcode of the sample receipt.
IN_DRAWINGS_PX = 21.0

Shot = Mapping[str, Any]
Rect = tuple[float, float, float, float]


@pytest.fixture(
    scope="module",
    params=["portrait", "landscape", "portrait --content", "landscape --content"],
    ids=lambda given: given,
)
def survey(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Shot]:
    """Every sample, or every list and procedure of the content page by page."""
    orientation, *content = request.param.split()
    folder = tmp_path_factory.mktemp(orientation)
    with virtual_panel(1920, 1920) as display:
        kind = content or ["--pictures"]
        command = [sys.executable, "tests/measure_screens.py", orientation, str(folder), "vi,en", *kind]
        subprocess.run(command, cwd=PROGRAM, env={**os.environ, "DISPLAY": display}, check=True, timeout=300)
    found: dict[str, Shot] = json.loads((folder / f"{orientation}.json").read_text("utf-8"))
    for name, shot in found.items():
        if (folder / name).exists():
            shot["picture"] = str(folder / name)  # type: ignore[index]
    return found


def complaints(survey: Mapping[str, Shot], found: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> None:
    told = sorted({f"{name}: {what}" for name, what in found})
    assert not told, f"{len(told)} of {len(survey)} pictures or more:\n" + "\n".join(told)


@pytest.mark.screen
def test_every_target_is_large_enough_for_a_finger_and_apart_from_its_neighbours(survey: Mapping[str, Shot]) -> None:
    def small() -> Iterator[tuple[str, str]]:
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

    complaints(survey, small())


@pytest.mark.screen
def test_every_text_has_room_for_its_words_and_stands_inside_the_panel(survey: Mapping[str, Shot]) -> None:
    def cut() -> Iterator[tuple[str, str]]:
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

    complaints(survey, cut())


@pytest.mark.screen
def test_no_text_or_target_of_a_page_leaves_the_page_or_lies_on_another(survey: Mapping[str, Shot]) -> None:
    def lying() -> Iterator[tuple[str, str]]:
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
                if overlap(inked(one), inked(other)) > 2:
                    yield name, f"{one['id']} lies on {other['id']}"

    complaints(survey, lying())


@pytest.mark.screen
def test_capitals_are_tall_enough_to_be_read_standing(survey: Mapping[str, Shot]) -> None:
    def tiny() -> Iterator[tuple[str, str]]:
        for name, shot in survey.items():
            for text in shot["texts"]:
                capital_mm = text["font_px"] * CAPITAL_EM / shot["px_per_mm"]
                if text["font_px"] != IN_DRAWINGS_PX and capital_mm < LEAST_CAPITAL_MM:
                    yield name, f"{text['text'][:40]!r} has capitals of {capital_mm:.1f} mm"

    complaints(survey, tiny())


@pytest.mark.screen
def test_every_node_has_a_name_of_its_own_and_something_to_say(survey: Mapping[str, Shot]) -> None:
    def nameless() -> Iterator[tuple[str, str]]:
        for name, shot in survey.items():
            ids = [node["id"] for node in shot["nodes"] if node["id"] != "box"]
            for node in shot["nodes"]:
                if not node["say"].strip() and node["id"] != "box":
                    yield name, f"{node['id']} says nothing"
                if ids.count(node["id"]) > 1:
                    yield name, f"{node['id']} stands more than once"
            for target in shot["pressables"]:
                if not target["id"]:
                    yield name, f"a target without a name: {target['say']!r}"
            if not any(node["role"] in ("title", "alert") for node in shot["nodes"]):
                yield name, "no title"

    complaints(survey, nameless())


@pytest.mark.screen
def test_pictures_are_the_accepted_ones(survey: Mapping[str, Shot]) -> None:
    def changed() -> Iterator[tuple[str, str]]:
        for name, shot in survey.items():
            accepted = PICTURES / Path(name).with_suffix(".webp").name
            if "picture" not in shot:
                continue
            if not accepted.exists():
                yield name, "has not been accepted; look at it, then `make pictures`"
            elif share_changed(Path(shot["picture"]), accepted) > SHARE:
                yield name, "differs; look at both, then `make pictures`"

    complaints(survey, changed())


def share_changed(one: Path, other: Path) -> float:
    """Which share of the dots differs visibly; all of them when the sizes differ."""
    with Image.open(one) as first, Image.open(other) as second:
        if first.size != second.size:
            return 1.0
        difference = ImageChops.difference(first.convert("RGB"), second.convert("RGB"))
        red, green, blue = (band.point(lambda value: 255 if value > STEP else 0) for band in difference.split())
        changed = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        return changed.histogram()[255] / (changed.width * changed.height)


def is_of_page(node: Mapping[str, Any]) -> bool:
    return not node["id"].startswith("bar-") and node["id"] not in ("office", "ward", "clock", "date")


def is_sheet(shot: Shot) -> bool:
    lies_over = shot["screen"] == "still_there"
    return lies_over or any(node["id"].startswith("sheet-") for node in shot["nodes"])


def pairs(things: list[Any]) -> Iterator[tuple[Any, Any]]:
    for i, one in enumerate(things):
        for other in things[i + 1 :]:
            yield one, other


def apart(one: Rect, other: Rect) -> float:
    """How far two rectangles are from each other along the nearer side; negative when they overlap."""
    across = max(one[0], other[0]) - min(one[0] + one[2], other[0] + other[2])
    down = max(one[1], other[1]) - min(one[1] + one[3], other[1] + other[3])
    return max(across, down)


def inked(node: Mapping[str, Any]) -> Rect:
    """Where a node's ink can be: a number as high as a hand keeps a quarter of its line free above and below."""
    left, top, width, height = node["rect"]
    if node["id"] == "number":
        return left, top + 0.24 * height, width, 0.55 * height
    return left, top, width, height


def overlap(one: Rect, other: Rect) -> float:
    """How deep two rectangles lie in each other; nothing when one holds the other whole, as a card holds its words."""
    if holds(one, other) or holds(other, one):
        return 0.0
    return max(-apart(one, other), 0.0)


def holds(outer: Rect, inner: Rect) -> bool:
    inside = inner[0] >= outer[0] - 1 and inner[0] + inner[2] <= outer[0] + outer[2] + 1
    return inside and inner[1] >= outer[1] - 1 and inner[1] + inner[3] <= outer[1] + outer[3] + 1
