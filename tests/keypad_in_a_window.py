"""Somebody with a keypad before a whole terminal, and what becomes of the ring: a process of its own, for Kivy's sake.

python tests/keypad_in_a_window.py FOLDER OUT_FILE

Every story begins with a new visit; OUT_FILE holds what went wrong in each.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from kiosk.settings import Panel
from screens.app import quiet_kivy
from screens.dawn import Dawn
from tests.at_the_kiosk import AtTheKiosk

quiet_kivy(Panel())

from kivy.clock import Clock  # noqa: E402  # isort: skip
from kivy.core.window import Window as KivyWindow  # noqa: E402  # isort: skip

from screens.window import KioskApp  # noqa: E402  # isort: skip

OFF_PX = 9.0
Told = Iterator[str]


class WithAKeypad(KioskApp):
    """A terminal whose time is turned by whoever stands before it."""

    def __init__(self, stage: AtTheKiosk, out: Path) -> None:
        super().__init__(Dawn.of(stage.terminal))
        self.stage, self.out = stage, out

    def _lie_down(self) -> None:
        """Nobody waits here."""

    def _page_stands(self, *_: object) -> None:
        KivyWindow.unbind(on_flip=self._page_stands)
        Clock.schedule_once(lambda _dt: self.tell(), 0)

    def tell(self) -> None:
        """All stories, one after the other."""
        found = {name: list(self.told(story)) for name, story in STORIES.items()}
        self.out.write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
        self.stop()

    def told(self, story: Callable[[WithAKeypad], Told]) -> Told:
        """One story by a new citizen, who presses a key first: that turns the voice on."""
        self.terminal.end_visit()
        self.terminal.keyed("down")
        try:
            yield from story(self)
        except AssertionError as broken:
            yield str(broken)

    # What they do

    def key(self, key: Any) -> str:
        """A key of the keypad; what the ring is around then."""
        self.terminal.keyed(key)
        self.stage.deliver()
        return self.around

    def go_to(self, name: str) -> None:
        """Down or up, whichever is shorter, until it is there."""
        names, here = self.names(), self.around or self.key("down")
        assert name in names, f"{name} is not among {names}"
        ahead = (names.index(name) - names.index(here)) % len(names)
        arrow = "down" if ahead <= len(names) / 2 else "up"
        while self.around != name:
            self.key(arrow)

    def press(self, name: str) -> str:
        """Go there and ✓."""
        self.go_to(name)
        self.key("ok")
        return self.around

    def touches(self, at: tuple[float, float]) -> None:
        """A finger comes down and leaves."""
        touch = SimpleNamespace(uid=object(), pos=at)
        self._down(None, touch)
        self._up(None, touch)
        self.stage.deliver()

    def pass_time(self, seconds: float) -> None:
        """Nobody does anything."""
        self.stage.time.turn(seconds)
        self.terminal.tick()
        self.settle()

    # What is seen

    def names(self) -> list[str]:
        """Everything in front, in reading order."""
        from screens.widgets.focus_ring import pieces  # noqa: PLC0415

        return [piece.name for piece in pieces(self.window.front)]

    @property
    def around(self) -> str:
        """The name of what the ring is around; nothing without one. Whoever lies is found out here."""
        ring, focus = self.by_ear.ring, self.by_ear.focus
        if ring is None:
            return ""
        assert focus is not None, "a ring around nothing"
        left, bottom = focus.widget.to_window(*focus.widget.pos)
        outer = left, bottom, left + focus.widget.width, bottom + focus.widget.height
        edges = ring.box[0], ring.box[1], ring.box[0] + ring.box[2], ring.box[1] + ring.box[3]
        off = [abs(one - other) for one, other in zip(edges, outer, strict=True)]
        assert max(off) <= self.theme.px(OFF_PX) + 1, f"{off} px off {focus.name}"
        assert focus.widget.parent is not None, f"{focus.name} is gone"
        return focus.name


def wrong(*, when: bool, what: str) -> Told:
    """Something to tell."""
    if when:
        yield what


def same(found: object, expected: object) -> Told:
    """Nothing to tell when they are."""
    return wrong(when=found != expected, what=f"{found!r}, not {expected!r}")


def end_of_a_visit(app: WithAKeypad) -> Told:
    """The first page is in front before and after: only the citizen goes."""
    yield from same(app.key("down"), "headline")
    app.go_to("find-procedure")
    for _ in range(4):
        app.pass_time(60)
    yield from same((app.terminal.screen, app.terminal.preferences.speech, app.around), ("home", False, ""))
    app.terminal.keyed("down")
    yield from same(app.around, "")
    yield from same(app.key("down"), "headline")


def a_finger(app: WithAKeypad) -> Told:
    """It takes the ring away; the next key goes on from where the keys were."""
    app.go_to("find-procedure")
    app.touches((2.0, KivyWindow.height / 2))
    yield from same(app.around, "")
    yield from wrong(when=app.key("up") in ("", "find-procedure"), what="does not come back")
    yield from same(app.key("down"), "find-procedure")
    app.touches((KivyWindow.width / 2, KivyWindow.height / 2))
    yield from same(app.around, "")


def another_page(app: WithAKeypad) -> Told:
    """✓ leads to it; there the title comes first."""
    yield from same(app.press("event-birth"), "")
    yield from same(app.terminal.screen, "life_event")
    yield from same(app.key("down"), "heading")
    app.press("bar-home")
    yield from same((app.terminal.screen, app.around, app.key("down")), ("home", "", "headline"))


def a_sheet(app: WithAKeypad) -> Told:
    """What lies below it is neither in focus nor pressed; what lies on it is all there is."""
    app.press("event-birth")
    app.press("staff")
    heading = app.window.layer.sheet.heading if app.window.layer is not None else "no sheet"
    yield from same(app.around, "")
    app.key("ok")
    yield from same(app.window.layer is not None and app.window.layer.sheet.heading, heading)
    seen = {app.key("down") for _ in range(10)}
    yield from wrong(when=not all(name.startswith("sheet-") for name in seen), what=f"{seen} on a sheet")
    app.press("sheet-primary")
    yield from same((app.window.layer, app.around, app.key("down")), (None, "", "heading"))


def the_question(app: WithAKeypad) -> Told:
    """«Còn ở đó không?» lies over the page: its answers are what there is."""
    app.press("event-birth")
    app.go_to("heading")
    for _ in range(40):
        app.pass_time(5.0)
        if app.terminal.screen == "still_there":
            break
    yield from same((app.terminal.screen, app.around), ("still_there", ""))
    app.key("ok")
    yield from same(app.terminal.screen, "still_there")
    yield from wrong(when=app.key("down") == "", what="has no ring")
    app.press("here")
    yield from same((app.terminal.screen, app.around), ("life_event", ""))


def larger_letters(app: WithAKeypad) -> Told:
    """The page is another one with each step, and the ring stays around what was pressed."""
    app.press("bar-comfort")
    for step in (2, 4):
        yield from same(app.press(f"text-{step}"), f"text-{step}")
        yield from same((app.theme.text_step, app.by_ear.focus is not None), (step, True))


def other_colours(app: WithAKeypad) -> Told:
    """The ring has the colours of what is worn."""
    app.press("bar-comfort")
    yield from same(app.press("colour-light_on_black"), "colour-light_on_black")
    yield from same(app.by_ear.ring is not None and app.by_ear.ring.colour, app.theme.act)


def the_key_for_the_voice(app: WithAKeypad) -> Told:
    """It brings low buttons, and the ring follows what moves; once more, and both are gone."""
    app.press("event-birth")
    app.go_to("bar-home")
    yield from same((app.key("voice"), app.theme.low_reach), ("bar-home", True))
    yield from same((app.key("voice"), app.theme.low_reach), ("", False))


def a_row_that_is_another_one(app: WithAKeypad) -> Told:
    """Rows are kept and shown again with something else: what nobody heard of is not pressed."""
    app.press("event-birth")
    row = next(name for name in app.names() if name.startswith("row-"))
    app.go_to(row)
    app.terminal.presenter.turn(1)  # type: ignore[attr-defined]
    yield from wrong(when=row in app.names(), what=f"{row} is still there")
    yield from same(app.around, "")
    app.key("ok")
    yield from same(app.terminal.screen, "life_event")


def keys_that_turn_pages(app: WithAKeypad) -> Told:
    """The ring stays around the key."""
    app.press("event-birth")
    yield from same(app.press("page-next"), "page-next")


def a_turned_panel(app: WithAKeypad) -> Told:
    """Everything is laid out anew, for somebody new."""
    app.go_to("find-procedure")
    width, height = app.terminal.kiosk.settings.panel.size_px
    for size in ((height, width), (width, height)):
        KivyWindow.size = size
        app._panel_is()
        app.settle()
        yield from same(app.around, "")
        app.terminal.keyed("down")
        yield from wrong(when=app.key("down") not in ("headline", "scan-heading"), what=f"begins at {app.around}")


STORIES: dict[str, Callable[[WithAKeypad], Told]] = {
    story.__name__: story
    for story in (
        end_of_a_visit,
        a_finger,
        another_page,
        a_sheet,
        the_question,
        larger_letters,
        other_colours,
        the_key_for_the_voice,
        a_row_that_is_another_one,
        keys_that_turn_pages,
        a_turned_panel,
    )
}


def main(folder: Path, out: Path) -> int:
    """Tell them all; 1 when something broke."""
    with AtTheKiosk(folder) as stage:
        app = WithAKeypad(stage, out)
        app.run()
    if app.fault is not None:
        raise app.fault
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
