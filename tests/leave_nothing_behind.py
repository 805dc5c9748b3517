"""Somebody comes, looks, types and leaves, before a real window; then everything that can be reached is searched.

python tests/leave_nothing_behind.py FOLDER

Prints one JSON object a way of leaving: which of the marks could be reached while somebody was there, and after.
A process of its own: Kivy has one window for life.
"""

from __future__ import annotations

import gc
import json
import sys
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from kiosk.settings import Panel
from screens.app import quiet_kivy

quiet_kivy(Panel())

from kivy.cache import Cache  # noqa: E402
from kivy.clock import Clock  # noqa: E402
from kivy.core.window import Window as KivyWindow  # noqa: E402
from kivy.lang import Builder  # noqa: E402
from kivy.uix.label import Label  # noqa: E402

from screens.dawn import Dawn  # noqa: E402
from screens.window import KioskApp  # noqa: E402
from tests.at_the_kiosk import AtTheKiosk  # noqa: E402
from tests.journeys.whats_remembered import texts_below  # noqa: E402

# None of them stands in a sample, in the content or on a button.
CODE, UNKNOWN, OWNER_FACT = "H24.15-261116-0034", "H24.15-261125-0404", "5127"
CARD = "031085004821|031234567|TRAN THI MARKED|12031985|Nam|12 Le Loi Marked|01012022"
TYPED, SEARCHED, NUMBER = "261125738", "zkhai sinh cho chau", "A001"
TOLD: dict[str, dict[str, list[str]]] = {}  # not in the window's reach
MARKS = ("261116-0034", "2611160034", "261125-0404", OWNER_FACT, "MARKED", TYPED, "zkhai", NUMBER)


def looks_around(kiosk: AtTheKiosk, settle: Callable[[], None]) -> None:
    """Leave something on as many pages as one visit can."""
    steps: tuple[Callable[[], object], ...] = (
        lambda: kiosk.touch("Tìm thủ tục"),
        lambda: kiosk.type_words(SEARCHED),
        lambda: kiosk.scan(CARD),
        lambda: kiosk.scan(UNKNOWN),
        lambda: kiosk.touch("Nhập lại mã"),
        lambda: kiosk.type_digits(TYPED),
        lambda: kiosk.scan(CODE),
        lambda: kiosk.touch("Xem chi tiết"),
        lambda: kiosk.type_digits(OWNER_FACT),
        lambda: kiosk.touch("Xem tình trạng"),
    )
    for step in steps:
        step()
        settle()


def leaves_by_the_start_key(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Trang đầu")


def leaves_by_done(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Xong")


def walks_away(kiosk: AtTheKiosk) -> None:
    kiosk.turn_clock(80)


class Watcher(KioskApp):
    """The window, and whoever searches it."""

    def __init__(self, kiosk: AtTheKiosk) -> None:
        super().__init__(Dawn.of(kiosk.terminal))
        self.kiosk = kiosk

    def on_start(self) -> None:
        """No fingers, no threads: the stage moves."""
        Clock.schedule_once(lambda _dt: self.play(), 0)

    def play(self) -> None:
        """All ways of leaving, one after the other."""
        self.follow()
        before = self.reached()
        for leaves in (leaves_by_the_start_key, leaves_by_done, walks_away):
            looks_around(self.kiosk, self.come_to_rest)
            there = self.reached()
            pictures = list(self.pictures())
            leaves(self.kiosk)
            self.come_to_rest()
            gc.collect()
            left = sum(picture() is not None for picture in pictures)
            TOLD[leaves.__name__] = {
                "before": before,
                "there": there,
                "after": self.reached(),
                "pictures": [str(len(pictures)), str(left)],
                "screen": [self.terminal.screen],
            }
            self.kiosk.turn_clock(310)  # not to be taken for somebody who tries codes
            before = self.reached()
        self.stop()

    def come_to_rest(self) -> None:
        """As some frames of the window would."""
        for _ in range(3):
            Clock.tick()
            self.settle()

    def reached(self) -> list[str]:
        """The marks that can be reached from the window, the pages, the terminal and every cache."""
        modules = [
            vars(module)
            for name, module in sys.modules.items()
            if name.partition(".")[0] in ("screens", "kiosk", "devices", "kivy")
        ]
        roots = [self.window, self.pages, self.terminal, KivyWindow, Builder, Clock, Cache._objects, modules]
        texts = "\n".join(texts_below(roots))
        return [mark for mark in MARKS if mark in texts]

    def pictures(self) -> Iterator[Any]:
        """The drawn letters of every text with a mark."""
        for page in self.pages.values():
            for widget in page.walk():
                shown = widget.text.replace(" ", "") if isinstance(widget, Label) else ""
                if widget_has_mark(shown) and widget.texture is not None:
                    yield weakref.ref(widget.texture)


def widget_has_mark(shown: str) -> bool:
    return any(mark.replace("-", "") in shown.replace("-", "") for mark in MARKS)


with AtTheKiosk(Path(sys.argv[1])) as stage:
    watcher = Watcher(stage)
    watcher.run()
    if watcher.fault is not None:
        raise watcher.fault
sys.stdout.write(json.dumps(TOLD))
