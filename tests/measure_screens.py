"""Poses every screen in every sample and writes down where everything stands: a process of its own, for Kivy's sake.

python tests/measure_screens.py ORIENTATION OUT_FOLDER LANGUAGE[,LANGUAGE] [--pictures | --compare] [--content]

--pictures writes the Vietnamese ones as pictures; --compare only those that differ from the accepted ones, for writing
and reading all of them takes as long as measuring them.
--content poses every list and every procedure of the sample content, page by page, instead of the samples.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, cast

sys.path.insert(0, str(Path(__file__).parent.parent))

from kiosk.session.situation import Place
from kiosk.settings import Panel
from screens.app import quiet_kivy
from screens.gallery import Choice, Shot, shots, still_terminal

ORIENTATION, FOLDER, LANGUAGES = sys.argv[1], Path(sys.argv[2]), sys.argv[3].split(",")
# Of the longest lists the first pages, and of the procedures every sixth one: half a minute instead of three.
# `make soak` looks at all of them.
MOST_PAGES = {"vi": 6, "en": 1}
EVERY_PROCEDURE = int(os.environ.get("KIOSK_SURVEY_EVERY", "6"))
PICTURES, COMPARE, CONTENT = (option in sys.argv for option in ("--pictures", "--compare", "--content"))
ACCEPTED = Path(__file__).parent / "pictures"
# A picture differs when more of its dots than this share differ by more than this of 255.
SHARE, STEP = 0.001, 16
quiet_kivy(Panel(orientation=cast("Any", ORIENTATION)))

from kivy.graphics.context import get_context  # noqa: E402
from PIL import Image, ImageChops  # noqa: E402

from screens.photographer import Photographer, picture  # noqa: E402
from screens.spoken_tree import nodes, visible  # noqa: E402
from screens.widgets.said import Pressable  # noqa: E402
from screens.widgets.text import Lettered  # noqa: E402


class Surveyor(Photographer):
    """Measures instead of only looking."""

    found: dict[str, Any]

    def take(self, shot: Shot) -> None:
        """Write down what stands where; Vietnamese ones also as a picture."""
        self.found[shot.name] = {
            "screen": shot.screen,
            "sample": shot.sample,
            "language": shot.language,
            "size": list(self.window.size),
            "px_per_mm": self.theme.px_per_mm,
            "page": self.rect(self.window.frame.ids.page),
            "nodes": [node.as_json() for node in nodes(self.window.front, self.window.height)],
            "texts": [
                self.written(widget)
                for widget in visible(self.window.front)
                if isinstance(widget, Lettered) and widget.text
            ],
            "pressables": [
                {"id": widget.node_id, "rect": self.rect(widget), "say": widget.say or widget.text}
                for widget in visible(self.window.front)
                if isinstance(widget, Pressable)
            ],
        }
        if PICTURES and shot.language == "vi":
            super().take(shot)
        elif COMPARE and shot.language == "vi":
            self.found[shot.name]["picture"] = self.compared(shot)

    def compared(self, shot: Shot) -> str:
        """Whether what stands there is what was accepted: as accepted, differs, new."""
        accepted = ACCEPTED / shot.file(".webp")
        if not accepted.exists():
            return "new"
        taken = picture(self.window)
        with Image.open(accepted) as before:
            if share_changed(taken, before.convert("RGB")) <= SHARE:
                return "as accepted"
        taken.save(self._folder / shot.name)
        return "differs"

    def written(self, widget: Any) -> dict[str, Any]:
        """One text: its place, its letters' size, and how much room its words take."""
        width, height = widget.texture_size
        return {
            "text": widget.text,
            "rect": self.rect(widget),
            "font_px": widget.font_size,
            "needs": [width, height],
            "id": widget.node_id,
        }

    def rect(self, widget: Any) -> list[float]:
        """Left, top, width, height in the window."""
        left, bottom = widget.to_window(*widget.pos)
        return [left, self.window.height - bottom - widget.height, widget.width, widget.height]


class ContentSurveyor(Surveyor):
    """Goes through the real content as a citizen with much time would."""

    def _next(self, _dt: float) -> None:
        content = self.terminal.kiosk.content
        assert content is not None
        places = [Place("life_event", event.code) for event in content.life_events]
        places += [Place("procedure", (code, None)) for code in list(content.catalogue.by_code)[::EVERY_PROCEDURE]]
        for language in LANGUAGES:
            self.terminal.speak(cast("Any", language))
            for place in places:
                self.walk(place, language)
            self.walk_fields(language)
        self.stop()

    def walk(self, place: Place, language: str) -> None:
        """Every page of one place; of a procedure its questions too, then the list of who is sure of nothing."""
        self.terminal.home()
        self.terminal.go(place)
        about = str(place.about if isinstance(place.about, str | None) else place.about[0])  # type: ignore[index]
        while getattr(self.terminal.presenter.state, "is_asking", False):
            self.look(place.screen, f"{about}-asked-{len(self.terminal.presenter.state.answers)}", language)
            self.terminal.presenter.answer_unsure()  # type: ignore[attr-defined]
        self.turn_all(about, language)

    def walk_fields(self, language: str) -> None:
        """Every level below «Xem tất cả»."""
        content = self.terminal.kiosk.content
        assert content is not None
        self.terminal.home()
        self.terminal.go(Place("all_procedures"))
        self.turn_all("all", language)
        presenter: Any = self.terminal.presenter
        for field in content.catalogue.fields:
            for nth, _ in enumerate(content.catalogue.agencies_of_field(field.code)):
                presenter.choose(field.code)
                if presenter.state.level == "agencies":
                    if nth == 0:
                        self.turn_all(f"{field.code}-agencies", language)
                    presenter.choose(str(nth))
                if self.terminal.screen == "all_procedures":
                    self.turn_all(f"{field.code}-{nth}", language)
                else:
                    self.terminal.back()
                while presenter.state.level != "fields":
                    self.terminal.back()

    def turn_all(self, about: str, language: str) -> None:
        """Every page of what is in front; how many there are may change on the way, for tall ones are divided."""
        presenter: Any = self.terminal.presenter
        page = 1
        self.look(self.terminal.screen, f"{about}-{page}", language)
        while presenter.state.page < presenter.state.pages and page < MOST_PAGES[language]:
            presenter.turn(1)
            page += 1
            self.look(self.terminal.screen, f"{about}-{page}", language)

    def look(self, screen: Any, about: str, language: str) -> None:
        """What is in front, at rest."""
        self.settle()
        get_context().gl_dealloc()  # see Photographer
        self.take(Shot(screen, about, cast("Any", language), "light", ORIENTATION))


def share_changed(one: Image.Image, other: Image.Image) -> float:
    """Which share of the dots differs visibly; all of them when the sizes differ."""
    if one.size != other.size:
        return 1.0
    red, green, blue = (
        band.point(lambda value: 255 if value > STEP else 0) for band in ImageChops.difference(one, other).split()
    )
    changed = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return changed.histogram()[255] / (changed.width * changed.height)


FOLDER.mkdir(parents=True, exist_ok=True)
kind = ContentSurveyor if CONTENT else Surveyor
surveyor = kind(
    still_terminal(ORIENTATION), shots(Choice.of(None, LANGUAGES, None, [ORIENTATION]), ORIENTATION), FOLDER
)
surveyor.found = {}
surveyor.run()
if surveyor.fault is not None:
    raise surveyor.fault
(FOLDER / f"{ORIENTATION}.json").write_text(json.dumps(surveyor.found, ensure_ascii=False), encoding="utf-8")
