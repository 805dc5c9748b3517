"""Citizens before a real window, one after the other, with chance as their only plan: a process of its own, for Kivy.

python tests/citizens_in_a_window.py FOLDER journeys|touches|letters COUNT SEED

Journeys press what can be pressed, scan, type, meet printers in trouble and go; touches are fingers anywhere, two at
once, strokes, keys of a keyboard and codes of every kind. After every visit the terminal stands at its start and
nothing of the citizen is left on it. Letters type so many letters of one query on the search's page. Prints one JSON
object: what was done, and how memory and widgets went.
"""

from __future__ import annotations

import gc
import json
import random
import re
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, str(Path(__file__).parent.parent))

from kiosk.settings import Panel
from screens.app import quiet_kivy

quiet_kivy(Panel())

from kivy.clock import Clock  # noqa: E402
from kivy.core.window import Window as KivyWindow  # noqa: E402
from kivy.uix.widget import Widget  # noqa: E402

from screens.dawn import Dawn  # noqa: E402
from screens.registry import SCREENS  # noqa: E402
from screens.window import KioskApp  # noqa: E402
from tests.at_the_kiosk import AtTheKiosk  # noqa: E402

RECEIPTS = ("H24.15-261118-0031", "H24.15-261109-0042", "H24.15-261119-0016")
CARD = "031190123456|012345678|NGUYỄN VĂN THỬ|01011990|Nam|Số 1 Đường Thử|15042021"
OTHERS = (
    "1.001193",
    "T261125-A001",
    "000201010212",
    "https://zalo.me/s/1",
    "8934563138165",
    "ABC",
    "\x1b[2J",
    "0912345678",
)
CODES = (*RECEIPTS, CARD, *OTHERS)
# What may stand nowhere once a visit is over. Of a dossier's owner only the masked name is ever known here; the code on
# the drawing of a receipt is nobody's.
PERSONAL = re.compile(
    r"(?!H24\.15-261124-0037)H24\.15-\d{6}-\d{4}|031190123456|NGUYỄN VĂN THỬ|0912345678|[A-ZĐ]\*\*\* "
)
TROUBLES = (
    *(
        'paper = "out"',
        'cover = "open"',
        "offline = true",
        "mute = true",
        "confirms = false",
        "paper_ends_at_row = 400",
    ),
    *('cutter = "jammed"', "garbage = true", 'head = "hot"', "half_answers = true", "stalled = true", "taken = false"),
)
KEYS = (27, 282, 283, 285, 293, 9, 13, 316, 101, 113)  # Esc, F1, F2, F4, F12, Tab, Enter, Print, e, q
QUERY = "lam giay khai sinh cho con moi sinh"
DEAD_TIME_S = 0.5
# Of things done; whoever only plays with the glass stays longer.
LONGEST_VISIT, LONGEST_PLAY = 14, 60
STAFF_PAGES = frozenset({"device_check", "installation", "content_on_kiosk", "lanes_today", "journal_page"})
LOOKS = 40
WARM_UP = 0.25  # of them: until then caches fill


class Citizens(KioskApp):
    """A terminal whose time is turned by those who stand before it."""

    def __init__(self, stage: AtTheKiosk, plan: str, count: int, seed: int) -> None:
        super().__init__(Dawn.of(stage.terminal))
        self.stage, self.plan, self.count = stage, plan, count
        self.chance = random.Random(seed)  # noqa: S311 -- visits, not secrets
        self.done: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()
        self.memory_mb: list[float] = []
        self.widgets: list[int] = []
        self.built: list[int] = []
        self.fingers = 0

    def _lie_down(self) -> None:
        """Nobody waits here."""

    def _page_stands(self, *_: object) -> None:
        KivyWindow.unbind(on_flip=self._page_stands)
        Clock._max_fps = 0
        for name in SCREENS:
            self.page(name)  # all that can be built is, so that what grows later is nobody's page
        Clock.schedule_once(lambda _dt: self.next_visit(), 0)

    def busy(self) -> None:
        """Always."""

    def next_visit(self) -> None:
        """One citizen comes, does things, and is gone; then a picture is drawn, and the next one comes."""
        if self.plan == "letters" and self.fault is None:
            self.types_a_query()
        if self.fault is not None or self.visits >= self.count:
            self.stop()
            return
        self.done["visits" if self.plan == "journeys" else "rounds"] += 1
        for _ in range(self.chance.randint(2, LONGEST_VISIT if self.plan == "journeys" else LONGEST_PLAY)):
            self.act()
            self.seen[self.terminal.screen] += 1
            assert self.terminal.screen not in STAFF_PAGES, self.terminal.screen
        self.leave()
        self.look_back_sometimes()
        Clock.schedule_once(lambda _dt: self.next_visit(), 0)

    def types_a_query(self) -> None:
        """Letter by letter, and look after each how many widgets there are that were not there before it."""
        self.stage.touch("Tìm thủ tục")
        known: set[int] = set()
        for letter in QUERY[: self.count]:
            self.stage.type_words(letter)
            self.settle()
            there = {id(each) for each in gc.get_objects() if issubclass(type(each), Widget)}
            self.built.append(len(there - known))
            known |= there
            self.fingers += 1
        self.seen["search"] += 1

    @property
    def visits(self) -> int:
        """How far we are: journeys, or single touches."""
        return self.done["visits"] if self.plan == "journeys" else self.fingers

    # What they do

    def act(self) -> None:
        """One thing."""
        what = self.chance.random()
        if what < 0.06:
            self.scans()
        elif what < 0.10:
            self.stage.tell_printer(self.chance.choice(TROUBLES) if self.chance.random() < 0.6 else "")
            self.done["troubles"] += 1
        elif what < 0.13:
            self.keyboard()
        elif self.plan == "journeys":
            self.presses()
        else:
            self.touches()
        self.stage.turn_clock(self.chance.choice((0.0, DEAD_TIME_S, DEAD_TIME_S, 1.0, 5.0)))

    def scans(self) -> None:
        """A code of any kind is held to the scanner."""
        self.stage.scan(self.chance.choice(CODES))
        self.done["scans"] += 1

    def keyboard(self) -> None:
        """Somebody has plugged a keyboard in."""
        KivyWindow.dispatch("on_key_down", self.chance.choice(KEYS), 0, None, [])
        KivyWindow.dispatch("on_keyboard", self.chance.choice(KEYS), 0, None, [])
        self.done["keys"] += 1

    def presses(self) -> None:
        """One of the things that can be pressed."""
        from screens.widgets.frame import targets  # noqa: PLC0415

        found = [target for target in targets(self.window.front) if target.enabled]
        if not found:
            return
        left, bottom, width, height = self.chance.choice(found).box()
        self.finger_at((left + width / 2, bottom + height / 2))
        self.done["presses"] += 1

    def touches(self) -> None:
        """A finger anywhere: a tap, a stroke, many taps at once, or two fingers."""
        width, height = KivyWindow.size
        where = [(self.chance.uniform(-20, width + 20), self.chance.uniform(-20, height + 20)) for _ in range(2)]
        match self.chance.randrange(6):
            case 0:
                self.finger_at(where[0], where[1])
            case 1:
                for _ in range(20):
                    self.finger_at(where[0])
            case 2:
                first, second = self.down(where[0]), self.down(where[1])
                self._up(None, second)
                self._up(None, first)
            case _:
                self.finger_at(where[0])
        self.done["touches"] += 1

    def finger_at(self, start: tuple[float, float], end: tuple[float, float] | None = None) -> None:
        """Down here, up there."""
        touch = self.down(start)
        touch.pos = end or start
        self._up(None, touch)
        self.stage.deliver()

    def down(self, at: tuple[float, float]) -> SimpleNamespace:
        """A finger comes down."""
        self.fingers += 1
        touch = SimpleNamespace(uid=self.fingers, pos=at)
        self._down(None, touch)
        return touch

    def leave(self) -> None:
        """They go without a word: the terminal has to notice. Whatever troubles the printer had are mended by then."""
        self.stage.tell_printer("")
        for _ in range(12):
            self.stage.turn_clock(30, strides=4)
            if self.is_at_rest:
                break
        self.stage.turn_clock(50, strides=4)
        assert self.is_at_rest, (self.terminal.screen, self.terminal.sheet(), self.terminal.preferences)
        self.settle()
        left = sorted(set(self.traces()))
        assert not left, f"left behind: {left}"

    @property
    def is_at_rest(self) -> bool:
        """The start, nothing over it, nobody's language or letters; also who asked for more time has been given up."""
        terminal = self.terminal
        return terminal.screen == "home" and terminal.sheet() is None and terminal.preferences == terminal.usual

    # What is left

    def traces(self) -> Iterator[str]:
        """Where anything personal is still held: texts of pages, states of presenters, the way back."""
        for name, page in self.pages.items():
            for widget in page.walk():
                if PERSONAL.search(str(getattr(widget, "text", "")) + str(getattr(widget, "say", ""))):
                    yield f"{widget.node_id or type(widget).__name__} on {name}"
        for name, presenter in self.terminal.presenters.items():
            if any(PERSONAL.search(text) for text in texts_in(presenter.state)):
                yield f"the state of {name}"
        if any(PERSONAL.search(text) for text in texts_in(self.terminal.situation)):
            yield "the situation"

    def look_back_sometimes(self) -> None:
        """Often enough for a course, seldom enough not to be what takes the time."""
        if self.visits >= len(self.memory_mb) * self.count / LOOKS:
            self.look_back()

    def look_back(self) -> None:
        """Memory and widgets now."""
        gc.collect()
        self.memory_mb.append(resident_mb())
        self.widgets.append(widgets_alive().total())


def texts_in(value: object, depth: int = 12) -> Iterator[str]:
    """Every text below a value, whether its repr shows it or not."""
    if isinstance(value, str):
        yield value
    elif depth and is_dataclass(value):
        for each in fields(value):
            yield from texts_in(getattr(value, each.name), depth - 1)
    elif depth and isinstance(value, dict):
        for key, held in value.items():
            yield from texts_in(key, depth - 1)
            yield from texts_in(held, depth - 1)
    elif depth and isinstance(value, tuple | list | set | frozenset):
        for held in value:
            yield from texts_in(held, depth - 1)


def resident_mb() -> float:
    """What of this process is in memory."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    return int(found[1]) / 1024 if found else 0.0


def widgets_alive() -> Counter[str]:
    """Every widget there is, by class: what a growing number is made of."""
    return Counter(type(each).__name__ for each in gc.get_objects() if issubclass(type(each), Widget))


def main(folder: Path, plan: str, count: int, seed: int) -> int:
    """Let them come; 1 when something broke."""
    with AtTheKiosk(folder) as stage:
        app = Citizens(stage, plan, count, seed)
        app.run()
    app.look_back()
    warm = int(len(app.memory_mb) * WARM_UP)
    told = {
        "done": app.done,
        "fingers": app.fingers,
        "seen": app.seen,
        "fault": "".join(traceback.format_exception(app.fault)) if app.fault else "",
        "memory_mb": [round(each, 1) for each in app.memory_mb[warm:]],
        "widgets": app.widgets[warm:],
        "built": app.built,
        "alive": widgets_alive().most_common(12),
    }
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return int(app.fault is not None)


if __name__ == "__main__":
    where, what, many, chance = sys.argv[1:5]
    sys.exit(main(Path(where), what, int(many), int(chance)))
