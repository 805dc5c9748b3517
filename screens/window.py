"""The Kivy application: follows one Terminal and hands it what fingers, keys and the clock do."""

from __future__ import annotations

import gc
import traceback
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kivy.app import App
from kivy.base import EventLoop, ExceptionHandler, ExceptionManager
from kivy.clock import Clock
from kivy.core.window import Window as KivyWindow
from kivy.factory import Factory
from kivy.lang import Builder
from kivy.properties import ObjectProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.process_age import process_age_s
from kiosk.session.preferences import Preferences
from kiosk.session.situation import PRIVATE_PAGES, ScreenName
from kiosk.words import words_of
from screens.app import AWAKE_S, BUSY_FPS, BUSY_S, IDLE_FPS, REST_TICK_S, TICK_S
from screens.dawn import Dawn
from screens.hold import Hold
from screens.kiosk_screen import KioskScreen
from screens.registry import PAGED_WIDGETS, frame_files, kv_class, kv_file, widget_files
from screens.resting import Rest, is_finger_waiting
from screens.spoken_tree import visible
from screens.theme import theme
from screens.touch import Finger
from screens.typed_by_scanner import typed_text
from screens.widgets import abreast, boxes, drawings, frame, qr_code, text
from screens.widgets.frame import Window, targets
from screens.widgets.paged import PagedScreen
from screens.widgets.round_texture import sample_plain_colours_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.keypads.contract import Key
    from kiosk.content.brand import BrandColours
    from screens.terminal import Terminal
    from screens.widgets.by_ear import ByEar

FAULT_SHOWN_S = 3.0
# Long enough to be read, short enough that a mended mistake is soon noticed by the next start.
PARKED_SHOWN_S = 30.0
# What is hidden may still move when nothing that is seen does, and show it a round later.
ROUNDS_AT_REST = 2
# Sizes come to rest in fewer rounds of layout than this.
MOST_ROUNDS = 24
# A page that is too tall moves so many things to other pages at the most.
MOST_SQUEEZES = 8
# kv finds these by name only after they were imported.
PIECES = (abreast, boxes, drawings, frame, qr_code, text, KioskScreen)


def is_too_tall(page: Any) -> bool:
    """Whether a column of the page needs more height than it has: its first lines would lie over the header."""
    if isinstance(page, PagedScreen):
        return page.is_too_tall
    return any(
        box.orientation == "vertical" and box.size_hint_y is not None and box.minimum_height > box.height + 1
        for box in visible(page)
        if isinstance(box, BoxLayout)
    )


def forget(page: Any) -> None:
    """Let go of what a page's widgets keep of what they showed."""
    for widget in page.walk():
        if isinstance(widget, text.Lettered | boxes.FromItems):
            widget.forget()


class LastResort(ExceptionHandler):
    """What cannot happen is heard once: the house's own page, then the end; the service starts the terminal again."""

    def __init__(self, app: KioskApp) -> None:
        super().__init__()
        self._app = app

    def handle_exception(self, fault: BaseException) -> int:
        """See kivy.base."""
        self._app.met(fault)
        return int(ExceptionManager.PASS)


class KioskApp(App):
    """Three observed values: every page's `state`, `words` and `theme`."""

    words = ObjectProperty(None, rebind=True)
    theme = ObjectProperty(None, rebind=True)
    use_kivy_settings = False

    def __init__(self, dawn: Dawn) -> None:
        super().__init__()
        self._dawn = dawn
        self.fault: BaseException | None = None
        self.pages: dict[ScreenName, Any] = {}
        self._busy_until_s = 0.0
        self._looked_s = 0.0
        self._is_fitting = False
        self._worn: tuple[object, ...] = ()
        self._seen: tuple[object, ...] = ()
        self._visits = 0
        self._up_ms = 0
        self._tick_s = TICK_S
        self._ticking: Any = None
        self._wear(Preferences(low_reach=dawn.settings.panel.start_low))
        self.words = words_of("vi", dawn.settings.terminal.form_of_address)
        self.finger = Finger(self.theme.px_per_mm)
        self.hold = Hold()
        self._by_ear: ByEar | None = None

    @property
    def terminal(self) -> Terminal:
        """What this window shows; made when it is first asked for, behind the first picture."""
        return self._dawn.opened()

    # Building

    def build(self) -> Any:
        """The house's frame; the first page follows once it stands, the others when somebody first goes there."""
        for missing in text.register_fonts():
            self._dawn.journal.write("font-missing", file=missing)
        sample_plain_colours_once()
        for file in frame_files():
            self._load(file)
        self.window = Window()
        self.window.frame.state = self._dawn.frame()
        if self._dawn.terminal is not None:
            self._dawn.terminal.watch = self.follow
        return self.window

    def on_start(self) -> None:
        """Wire the mailbox; fingers, keys and devices follow once the first picture stands."""
        KivyWindow.bind(on_keyboard=lambda *_: True, on_request_close=lambda *_, **__: True)
        KivyWindow.bind(on_flip=self._flipped)
        ExceptionManager.add_handler(LastResort(self))
        self._deliver = Clock.create_trigger(lambda _dt: self._dawn.mailbox.deliver())
        self._dawn.mailbox.wake = self._deliver
        self._lie_down()

    def page(self, name: ScreenName) -> Any:
        """The page of a screen, built at its first use and kept."""
        if name not in self.pages:
            for file in widget_files():
                self._load(file)
            self._load(kv_file(name))
            presenter = self.terminal.presenters[name]
            is_small = self.theme.is_tight
            rule = kv_class(name, landscape=self.theme.landscape, paged=self.theme.is_paged, small=is_small)
            if rule.endswith("Paged"):
                self._load(PAGED_WIDGETS)
            page = Factory.get(rule)(state=presenter.state, presenter=presenter)
            presenter.watch = lambda state: self._show_state(page, state)
            self.pages[name] = page
        return self.pages[name]

    @staticmethod
    def _load(kv: Path) -> None:
        """A kv file, not before somebody needs it, and once: twice would build everything in it twice."""
        if str(kv) not in Builder.files:
            Builder.load_file(str(kv))

    def _show_state(self, page: Any, state: object) -> None:
        page.state = state
        self.fit()

    def open_settings(self, *_: object) -> None:
        """There is no settings panel here."""

    # Following the terminal

    def follow(self) -> None:
        """Show what the terminal says now; equal values change nothing."""
        if self.words != self.terminal.words:
            self.words = self.terminal.words
        is_other_panel = self._dawn.settings is not self.terminal.kiosk.settings
        self._dawn.settings = self.terminal.kiosk.settings
        self._wear(self.terminal.preferences)
        if is_other_panel:
            self.finger = Finger(self.theme.px_per_mm)
        page = self.page(self.terminal.page)
        over = self.page(self.terminal.screen) if self.terminal.screen != self.terminal.page else None
        if page.parent is None or over is not self.window.over:
            self.finger.page_changed(self._dawn.time.stopwatch_s())
            if self._by_ear is not None:
                self._by_ear.page_changed(self._dawn.time.stopwatch_s())
            self.busy()
        if page.parent is None:
            page.begin()
        if self.terminal.visits != self._visits:
            self._visits = self.terminal.visits
            Clock.schedule_once(self._forget, 0)  # once texts have followed their states
        frame_state, sheet = self.terminal.frame(), self.terminal.sheet()
        seen = (page, over, self.words, self.theme, frame_state, sheet, self.terminal.preferences.speech)
        if seen == self._seen and page.parent is not None:
            return  # as at nearly every tick; a page whose own state changes comes to rest by itself
        self._seen = seen if self.window.parent is not None else ()
        self.window.show_page(page)
        self.window.frame.state = frame_state
        self.window.show_sheet(sheet)
        self.window.show_over(over, hides=self.terminal.page in PRIVATE_PAGES)
        self.fit()

    def front_name(self) -> tuple[str, str]:
        """What is in front: a page over all others, a sheet, or a page; the same page stays itself in another form."""
        if self.window.over is not None:
            return "over", self.terminal.screen
        if self.window.layer is not None:
            return "sheet", self.window.layer.sheet.heading
        return "page", next((name for name, page in self.pages.items() if page.parent is not None), "")

    @property
    def by_ear(self) -> ByEar:
        """How fingers and keys work for those who listen."""
        if self._by_ear is None:
            from screens.widgets.by_ear import ByEar  # noqa: PLC0415 -- not before somebody listens

            self._by_ear = ByEar(self)
        return self._by_ear

    def _forget(self, _dt: float) -> None:
        """A visit has ended: what widgets keep of what they showed before is let go of."""
        Builder.sync()
        for page in self.pages.values():
            forget(page)

    def fit(self) -> None:
        """Let the page in front come to rest; what does not fit goes to another page of it."""
        name = self.terminal.page
        page = self.pages.get(name)
        if self._is_fitting or page is None or page.parent is None or self.window.parent is None:
            return
        self._is_fitting = True  # a squeeze changes the state, which asks to fit again
        try:
            self.terminal.presenters[name].flow(flows=isinstance(page, PagedScreen))
            self.settle()
            for _ in range(MOST_SQUEEZES):
                if not is_too_tall(page) or not (page.unpin() or self.terminal.presenters[name].squeeze()):
                    break
                self.settle()
        finally:
            self._is_fitting = False
        if self._by_ear is not None:
            self._by_ear.follow()

    def settle(self) -> None:
        """Let a changed page come to rest before it is drawn: citizens never see words moving into place."""
        before: list[tuple[float, ...]] = []
        rounds_at_rest = 0
        for _ in range(MOST_ROUNDS):
            Clock.tick_draw()
            Builder.sync()  # kv's own drawings follow only here
            now = [(*widget.pos, *widget.size) for widget in visible(self.window)]
            rounds_at_rest = rounds_at_rest + 1 if now == before else 0
            if rounds_at_rest == ROUNDS_AT_REST:
                return
            before = now

    def _wear(self, wanted: Preferences) -> None:
        """Put on what this citizen wants: the values change, not the widgets; page and typed text stay."""
        panel = self._dawn.settings.panel
        is_known = self._dawn.terminal is not None  # before, nobody knows whose house it is
        worn = ((wanted.theme, is_known), wanted.text_step, wanted.low_reach, panel)
        if worn != self._worn:
            if worn[1:] != self._worn[1:]:
                self._leave_pages()
            self._worn = worn
            self.theme = theme(
                wanted.theme,
                brand=self._brand(),
                size_px=panel.size_px,
                diagonal_in=panel.diagonal_in,
                text_step=wanted.text_step,
                low_reach=wanted.low_reach,
                panel_bottom_mm=panel.panel_bottom_mm,
                reach_limit_mm=panel.reach_limit_mm,
            )
            KivyWindow.clearcolor = self.theme.paper  # what is cleared need not be painted over, dot by dot

    def _brand(self) -> BrandColours | None:
        """The colours of the agency, where it has chosen any that can be read."""
        content = self._dawn.terminal.kiosk.content if self._dawn.terminal is not None else None
        if content is None or not content.brand.has_colours:
            return None
        from kiosk.content.brand import colours_of  # noqa: PLC0415 -- only for a brand that has any

        return colours_of(content.brand)

    def _panel_is(self, *_: object) -> None:
        """The panel has this size now, whatever its settings say: turned by its driver, or another one."""
        width, height = KivyWindow.size
        self.terminal.panel_is((round(width), round(height)))

    def _leave_pages(self) -> None:
        """Sizes change, and with them the form of pages: each is built anew when it is next in front."""
        for name, page in self.pages.items():
            self.terminal.presenters[name].watch = lambda _state: None
            forget(page)
        if self.pages:
            self.window.frame.ids.page.clear_widgets()
        self.pages = {}

    def busy(self) -> None:
        """Somebody is there: draw at full speed for a while."""
        self._busy_until_s = self._dawn.time.stopwatch_s() + BUSY_S
        Clock._max_fps = BUSY_FPS  # noqa: SLF001 -- Kivy has no public way to change it while running
        self._tick_every(TICK_S)

    def _tick_every(self, seconds: float) -> None:
        self._tick_s = seconds
        if self._ticking is not None:
            self._ticking.timeout = seconds

    def _lie_down(self) -> None:
        """Between two turns sleep until the panel or a letter wants something, where the panel can be watched."""
        info = KivyWindow.get_window_info()
        rest = Rest.before(info.display) if hasattr(info, "display") else None
        if rest is None:
            Clock.idle = partial(self._looked, Clock.idle)
            return
        Clock.idle = partial(self._idle, rest)

        def wake() -> None:
            self._deliver()
            rest.ring()

        self._dawn.mailbox.wake = wake

    def _idle(self, rest: Rest) -> float:
        """See Clock.idle: what Kivy calls to wait for its next turn. Whatever woke us may want more turns than one."""
        stopwatch_s = self._dawn.time.stopwatch_s
        self._looked_s = stopwatch_s()  # every key and finger there was has just been told
        has_work = KivyWindow.canvas.needs_redraw or is_finger_waiting(EventLoop.input_providers)
        if not has_work:
            is_busy = stopwatch_s() <= self._busy_until_s
            if rest.sleep(1 / BUSY_FPS if is_busy else self._tick_s):
                self._busy_until_s = max(self._busy_until_s, stopwatch_s() + AWAKE_S)
        now_s = float(Clock.time())
        Clock._dt, Clock._last_tick = now_s - Clock._last_tick, now_s  # noqa: SLF001 -- as Kivy's own does
        return now_s

    def _looked(self, idle: Callable[[], float]) -> float:
        """Kivy's own way to wait, where the panel cannot be watched."""
        self._looked_s = self._dawn.time.stopwatch_s()
        return idle()

    def bar(self, key: str) -> None:
        """A key of the bottom bar."""
        self.terminal.press_key(key)

    def touch_in(self, widget: Any) -> tuple[float, float, float, float]:
        """Where the finger came down in a widget, as parts of its size from its lower left, and that size in mm."""
        left, bottom = widget.to_window(*widget.pos)
        x, y = self.finger.point
        px_per_mm = self.theme.px_per_mm
        part_x, part_y = (x - left) / widget.width, (y - bottom) / widget.height
        return part_x, part_y, widget.width / px_per_mm, widget.height / px_per_mm

    def press_sheet(self, primary: bool) -> None:  # noqa: FBT001 -- kv calls it
        """A button of the sheet."""
        self.terminal.press_sheet(primary=primary)

    def met(self, fault: BaseException) -> None:
        """What cannot happen has happened: write down where, show the house's own page, end soon."""
        if self.fault is not None:
            return
        self.fault = fault
        place = traceback.extract_tb(fault.__traceback__)[-1] if fault.__traceback__ else None
        where = f"{place.filename.rsplit('/', 2)[-1]}:{place.lineno}" if place else ""
        self._dawn.journal.write("fault", kind=type(fault).__name__, where=where)
        self.finger = Finger(self.theme.px_per_mm)  # whatever it held is not to be touched any more
        try:
            self.terminal.fault()
        except Exception as second:  # noqa: BLE001 -- even the page for faults has failed: only the end is left
            self._dawn.journal.write("fault", kind=type(second).__name__, where="fault page")
            self.stop()
            return
        Clock.schedule_once(lambda _dt: self.stop(), FAULT_SHOWN_S)

    # Fingers, keys, clock

    def _down(self, _window: object, touch: Any) -> bool:
        self.busy()
        self.terminal.touched()
        now_s = self._dawn.time.stopwatch_s()
        self.hold.down(touch.uid, touch.pos, self.window.mark_box(), now_s)
        if self.terminal.preferences.speech:
            self.by_ear.down(touch.uid, touch.pos, now_s)
        else:
            self.finger.down(touch.uid, touch.pos, targets(self.window.front), now_s)
        return True

    def _moved(self, _window: object, touch: Any) -> bool:
        if self._by_ear is not None and self.terminal.preferences.speech:
            self._by_ear.move(touch.uid, touch.pos)
        return True

    def _up(self, _window: object, touch: Any) -> bool:
        self.hold.up(touch.uid)
        now_s = self._dawn.time.stopwatch_s()
        is_heard = self._by_ear is not None and self._by_ear.up(touch.uid, now_s)
        if self.finger.up(touch.uid, touch.pos) or is_heard:
            self.terminal.reader.click()
        return True

    def _key(self, _window: object, key: int, _scan: int, _character: str | None, modifiers: list[str]) -> bool:
        from devices.scanners.keyboard_scanner import KeyboardScanner  # noqa: PLC0415 -- not before the first picture

        scanner = self.terminal.kiosk.scanner_device
        if isinstance(scanner, KeyboardScanner):
            scanner.feed(typed_text(key, modifiers), self._dawn.time.stopwatch_s(), self._looked_s)
        return True

    def _keyed(self, key: Key) -> None:
        self.busy()
        self.by_ear.key(key)

    def _tick(self, _dt: float) -> None:
        if self._dawn.time.stopwatch_s() > self._busy_until_s:
            Clock._max_fps = IDLE_FPS  # noqa: SLF001 -- as above
            self._tick_every(REST_TICK_S if self.terminal.screen == "home" else TICK_S)
        if self.hold.is_due(self._dawn.time.stopwatch_s()):
            self.terminal.staff_wish_in()
        self.terminal.tick()

    def _flipped(self, *_: object) -> None:
        KivyWindow.unbind(on_flip=self._flipped)
        self.busy()
        self._up_ms = round(process_age_s() * 1000)
        Clock.schedule_once(lambda _dt: self._started(), 0)

    def _started(self) -> None:
        """The frame stands: now the terminal and its first page, then the devices."""
        terminal = self.terminal
        terminal.watch, terminal.end, terminal.on_key = self.follow, self.stop, self._keyed
        terminal.kiosk.journal.write("screen-up", milliseconds=self._up_ms)
        KivyWindow.bind(size=self._panel_is)
        self._panel_is()
        KivyWindow.bind(on_touch_down=self._down, on_touch_move=self._moved, on_touch_up=self._up)
        KivyWindow.bind(on_key_down=self._key)
        self._ticking = Clock.schedule_interval(self._tick, TICK_S)
        self.follow()
        KivyWindow.bind(on_flip=self._page_stands)
        KivyWindow.canvas.ask_update()  # also when the page stood in the first picture already

    def _page_stands(self, *_: object) -> None:
        """The first page stands: what was built until now stays for good, so the collector need not look at it."""
        KivyWindow.unbind(on_flip=self._page_stands)
        self.terminal.kiosk.journal.write("page-up", milliseconds=round(process_age_s() * 1000))
        gc.freeze()
        gc.enable()
        if self.terminal.kiosk.is_parked:
            Clock.schedule_once(lambda _dt: self.stop(), PARKED_SHOWN_S)
            return
        self.terminal.kiosk.start()
        self._deliver()
