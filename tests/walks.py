"""Which walks through the screens there are: panels, text steps, reach, themes; and how one is made.

A walk is a panel in one text step and reach. In CI every screen is walked on every panel and step with some of its
samples, in `make soak` with all of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from screens.gallery import samples_of
from screens.registry import SCREENS
from tests.whole_terminal import PROGRAM, virtual_panel

UPRIGHT, LYING = (1080, 1920, 21.5), (1920, 1080, 21.5)
LARGE_UPRIGHT, SMALL_UPRIGHT = (1080, 1920, 32), (1080, 1920, 15.6)
SMALL_LYING, SQUARE, TABLET = (1366, 768, 15.6), (1280, 1024, 19), (800, 1280, 15.6)
CITIZENS_PANELS = (UPRIGHT, LYING, LARGE_UPRIGHT, SMALL_UPRIGHT, SMALL_LYING, (1366, 768, 18.5), SQUARE, TABLET)
# Below 15 inches there is no panel for citizens: a finger's 20 mm leave no room beside header and bar (ADR 0016).
LANGUAGES = ("vi", "en")
# Pages that have a form for every panel, step and reach, and the question over them. Pages of staff know one text step
# and no low reach (screens.md 6.3): test_samples_fit_upright.py and its sisters have them.
CITIZENS = tuple(name for name, entry in SCREENS.items() if entry.pages != "never" or name == "still_there")
# Where a fault is shown nothing can be pressed.
KEYED = tuple(name for name in CITIZENS if name != "out_of_service")
THEMES = ("light", "black_on_white", "light_on_black")
Panel = tuple[int, int, float]
Walk = dict[str, Any]


def walk(panel: Panel, step: int = 1, *, low: bool = False, **more: object) -> Walk:
    """A walk as tests/walk_screens.py reads it."""
    return {"panel": panel, "step": step, "low": low, **more}


CI: Sequence[Walk] = (
    walk(UPRIGHT, 2),
    walk(UPRIGHT, 4, low=True),
    walk(LARGE_UPRIGHT, 1, low=True, limit=1100),
    walk(LYING, 3),
    walk(SMALL_LYING, 1),
    walk(SMALL_LYING, 4),
    walk(SQUARE, 2),
    walk(TABLET, 3),
)


def short() -> Iterator[Walk]:
    """Every screen in every walk of CI, each time in another sample and language."""
    for nth, each in enumerate(CI):
        for turn, language in enumerate(LANGUAGES):
            screens = [name for place, name in enumerate(CITIZENS) if (place + nth) % len(LANGUAGES) == turn]
            samples = {name: [_nth(samples_of(name), nth)] for name in screens}
            yield {**each, "screens": screens, "samples": samples, "languages": [language]}


def long() -> Iterator[Walk]:
    """Everything on every panel."""
    for panel, step, low in product(CITIZENS_PANELS, (1, 2, 3, 4), (False, True)):
        yield walk(panel, step, low=low, languages=list(LANGUAGES), screens=list(CITIZENS))


def themes() -> Iterator[Walk]:
    """One sample of every screen in every theme, for its colours."""
    for nth, theme in enumerate(THEMES):
        samples = {name: [_nth(samples_of(name), nth)] for name in SCREENS}
        yield walk(UPRIGHT, 1, theme=theme, colours=True, samples=samples, languages=["vi"])


def round_by_keys() -> Iterator[Walk]:
    """One sample of every page a keypad leads round, in each theme by turns."""
    for nth, (theme, panel) in enumerate(zip(THEMES, (UPRIGHT, LYING, UPRIGHT), strict=True)):
        screens = KEYED[nth :: len(THEMES)]
        samples = {name: [_nth(samples_of(name), nth)] for name in screens}
        yield walk(panel, 1, theme=theme, screens=list(screens), samples=samples, languages=["vi"])


def round_everything() -> Iterator[Walk]:
    """Every sample of them in every theme, and with large letters and low buttons."""
    for panel, theme in product((UPRIGHT, LYING, SMALL_LYING), THEMES):
        yield walk(panel, 1, theme=theme, screens=list(KEYED), languages=["vi"])
    for panel, step in product((UPRIGHT, LYING), (2, 4)):
        yield walk(panel, step, low=True, screens=list(KEYED), languages=["en"])


def faults_of(
    walks: Iterator[Walk], out: Path, *, timeout_s: float, walker: str = "tests/walk_screens.py"
) -> list[str]:
    """Walk, and tell what is wrong where."""
    with virtual_panel(1920, 1920) as display:
        subprocess.run(
            [sys.executable, walker, str(out)],
            input=json.dumps(list(walks)),
            text=True,
            cwd=PROGRAM,
            env={**os.environ, "DISPLAY": display},
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=timeout_s,
        )
    found = json.loads(out.read_text("utf-8"))
    assert found["seen"] > 0
    return [f"{fault['where']}: {fault['what']}" for fault in found["faults"]]


def _nth(names: Sequence[str], nth: int) -> str:
    """Another one every time, far from its neighbours in the list."""
    return names[nth * 7 % len(names)]
