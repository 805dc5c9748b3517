"""Walks screens in a window nobody looks at and writes down their faults: a process of its own, for Kivy's sake.

python tests/walk_screens.py OUT_FILE < JSON list of walks

A walk: {"panel": [width, height, diagonal], "step": 1, "low": false, "theme": "light", "languages": ["vi", "en"],
"screens": [...], "samples": {...}, "bottom": 800, "limit": 1200, "pictures": folder}
"""

from __future__ import annotations

import gc
import json
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

sys.path.insert(0, str(Path(__file__).parent.parent))

from kiosk.settings import Panel
from screens.app import quiet_kivy
from screens.dawn import Dawn
from screens.gallery import Shot, pose, samples_of, still_terminal
from screens.registry import SCREENS

LARGEST = Panel(orientation="portrait", width_px=1920, height_px=1920)
quiet_kivy(LARGEST)

from kivy.clock import Clock  # noqa: E402
from kivy.graphics.context import get_context  # noqa: E402

from screens.photographer import Photographer, picture  # noqa: E402
from screens.widgets.paged import PagedScreen  # noqa: E402
from tests.screen_faults import Page  # noqa: E402

MOST_PAGES = 250  # a sample with a hundred papers, at letters as large as they come


class Walker(Photographer):
    """Goes through everything that can be seen on panel after panel."""

    def __init__(self, walks: list[dict[str, Any]], out: Path) -> None:
        super().__init__(still_terminal("portrait"), (), Path())
        self.walks, self.out = walks, out
        self.found: list[dict[str, Any]] = []
        self.seen = 0

    def on_start(self) -> None:
        """One walk after the other."""
        Clock.schedule_once(self._next, 0)

    def _next(self, _dt: float) -> None:
        for walk in self.walks:
            start = time.monotonic()
            self.begin(walk)
            for language in walk.get("languages", ["vi", "en"]):
                for screen in walk.get("screens") or SCREENS:
                    for sample in (walk.get("samples") or {}).get(screen) or samples_of(screen):
                        self.look(walk, screen, sample, language)
            took_s = time.monotonic() - start
            sys.stdout.write(f"{walk['panel']} {walk.get('step', 1)} {walk.get('low', False)} {took_s:.1f} s\n")
            sys.stdout.flush()
        self.out.write_text(
            json.dumps({"seen": self.seen, "faults": self.found}, ensure_ascii=False, indent=1), "utf-8"
        )
        self.stop()

    def begin(self, walk: dict[str, Any]) -> None:
        """Another panel: another terminal in the same window."""
        width, height, diagonal = walk["panel"]
        orientation = "landscape" if width > height else "portrait"
        panel = Panel(
            orientation=cast("Any", orientation),
            width_px=width,
            height_px=height,
            diagonal_in=diagonal,
            panel_bottom_mm=walk.get("bottom", 800),
            reach_limit_mm=walk.get("limit", 1200),
        )
        self._leave_pages()
        gc.collect()  # pages of the panel before do not follow to the next one
        self.terminal.watch = lambda: None
        self._dawn = Dawn.of(still_terminal(orientation, panel))
        self.terminal.watch = self.follow
        self._worn = ()
        self.window.size_hint = None, None
        self.window.size = width, height
        self.orientation = orientation

    def look(self, walk: dict[str, Any], screen: Any, sample: str, language: Any) -> None:
        """One sample, page by page."""
        self.terminal.situation = replace(self.terminal.situation, faulty=False)
        get_context().gl_dealloc()  # see Photographer
        shot = Shot(
            screen,
            sample,
            language,
            walk.get("theme", "light"),
            self.orientation,
            walk.get("step", 1),
            walk.get("low", False),
        )
        pose(self.terminal, shot)
        self.settle()
        page = self.pages[screen]
        page.begin()
        self.fit()
        name = f"{walk['panel'][0]}x{walk['panel'][1]}-{walk['panel'][2]} {shot.name.removesuffix('.png')}"
        for nth in range(MOST_PAGES):
            self.seen += 1
            seen = Page(self.window, self.theme)
            faults = [*seen.faults(is_first=nth == 0), *(seen.pale() if walk.get("colours") else ())]
            if isinstance(page, PagedScreen) and page.is_too_tall:
                faults.append("something is taller than its room")
            self.found += [{"where": f"{name} {nth + 1}", "what": what} for what in faults]
            if walk.get("pictures"):
                folder = Path(walk["pictures"])
                folder.mkdir(parents=True, exist_ok=True)
                picture(self.window).save(folder / f"{name.replace(' ', '_')}-{nth + 1}.png", compress_level=1)
            if not isinstance(page, PagedScreen) or self.window.layer is not None or not page.turn_over(1):
                break
            self.settle()
        else:
            self.found.append({"where": name, "what": f"more than {MOST_PAGES} pages"})


if __name__ == "__main__":
    walker = Walker(json.load(sys.stdin), Path(sys.argv[1]))
    walker.run()
    if walker.fault is not None:
        raise walker.fault
