"""One terminal in front of one citizen after another: the place, the language, the presenters. No Kivy.

The window only observes this object; journeys in tests drive it directly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from devices.keypads.contract import Key
from devices.sound.contract import SoundState
from kiosk.assembly import Kiosk
from kiosk.facts import Facts
from kiosk.session.preferences import Preferences
from kiosk.session.session import Ending, InUse, Session, StillThere, TimeOut, Waiting
from kiosk.session.situation import (
    HOME,
    LAST_PAGES,
    PRIVATE_PAGES,
    STAFF_PAGES,
    STAFF_SHEET_S,
    Place,
    ScreenName,
    Situation,
)
from kiosk.words import Language, Words, can_speak, is_whole, words_of
from screens.frame import LARGE, FrameState, keys_of
from screens.panel_sizes import PanelSizes
from screens.presenter import Presenter
from screens.reading import Reader
from screens.registry import SCREENS
from screens.scanned import Scanned
from screens.session.staff_called import StaffCalls
from screens.sheet import SheetState
from screens.which_screen import page_for, screen_for

if TYPE_CHECKING:
    from kiosk.health.measured_panel import MeasuredPanel
    from kiosk.health.part import PartCheck
    from kiosk.staff import Looked
    from kiosk.tickets.outcome import Taken
    from kiosk.tickets.ticket import Ticket


# Below that a window is being put away, not turned.
LEAST_SIDE_PX = 480


class Presenters(dict[ScreenName, Presenter[Any]]):
    """One presenter a screen, made when first asked for and kept."""

    def __init__(self, terminal: Terminal) -> None:
        super().__init__()
        self._terminal = terminal

    def __missing__(self, name: ScreenName) -> Presenter[Any]:
        self[name] = SCREENS[name].presenter(self._terminal)
        return self[name]


class Terminal:
    """Joins the kiosk's parts with the pages.

    on_key   a key of a keypad moves the focus of the page in front.
    watch    called after anything a page or the frame shows may have changed.
    visits   how many have ended: whoever keeps what was shown lets go of it when this changes.
    end      ends the program.
    """

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        self.watch: Callable[[], None] = lambda: None
        self.end: Callable[[], None] = lambda: None
        self.situation = Situation(has_content=kiosk.content is not None, faulty=kiosk.is_parked)
        if kiosk.settings.terminal.public_display:
            self.situation = replace(self.situation, is_display=True)
        self.usual = Preferences(low_reach=kiosk.settings.panel.start_low)
        self.preferences = self.usual
        self.has_english = can_speak("en")
        self.staff_wanted = False
        self.staff = StaffCalls(self)
        self.scanned = Scanned(self)
        self.on_key: Callable[[Key], None] = lambda _key: None
        panel = kiosk.settings.panel
        self._is_small = PanelSizes(panel.size_px, panel.diagonal_in).compact > 1
        self.visits = 0
        self._sound = kiosk.facts.sound
        self.session = Session(kiosk.time.stopwatch_s())
        self.presenters = Presenters(self)
        self.reader = Reader(self)
        kiosk.on_facts = self.facts_changed
        kiosk.on_key = self.keyed
        kiosk.on_scan = self.scanned.came
        kiosk.on_unreadable = self.scanned.unreadable
        kiosk.on_paper = self.paper_came
        kiosk.on_paper_back = self.paper_back

    # What pages and the frame read

    @property
    def language(self) -> Language:
        """The language everything is shown in."""
        return self.preferences.language

    @property
    def screen(self) -> ScreenName:
        """The screen in front."""
        return screen_for(self.situation)

    @property
    def page(self) -> ScreenName:
        """The page in front, or below the question whether anybody is still there."""
        return page_for(self.situation)

    @property
    def presenter(self) -> Presenter[Any]:
        """The presenter of the page in front."""
        return self.presenters[self.page]

    @property
    def words(self) -> Words:
        """The citizen's language."""
        return words_of(self.language, self.kiosk.settings.terminal.form_of_address)

    @property
    def facts(self) -> Facts:
        """Devices and queue, as last heard."""
        return self.kiosk.facts

    def frame(self) -> FrameState:
        """What header and bottom bar show."""
        time = self.kiosk.time
        now = time.now().replace(second=0, microsecond=0) if time.is_trusted() else None
        keys = self.presenters[self.page].keys() or keys_of(
            self.page,
            has_english=self.has_english,
            has_sound=self.facts.sound.can_be_heard,
            is_reading=self.reader.is_reading,
            is_large=self.preferences.text_step >= LARGE or self._is_small,
            is_larger=self.preferences.text_step > 1 and self.kiosk.settings.panel.orientation == "portrait",
        )
        if self.situation.is_display:
            keys = ()
        return FrameState.of(self.kiosk.content, now=now, keys=keys, notice=self.scanned.notice)

    def sheet(self) -> SheetState | None:
        """What lies over the page: the way to staff, or what the page itself has to say."""
        if self.staff_wanted:
            return self.staff.state.sheet(self.words)
        return self.presenter.sheet(self.words)

    # What citizens do

    def go(self, place: Place) -> None:
        """On to another place, entered anew."""
        self._move(self.situation.gone_to(place), enter=True)

    def go_instead(self, screen: ScreenName, about: object = None) -> None:
        """On to another place that Quay lại passes over the present one."""
        self._move(self.situation.gone_instead(Place(screen, about)), enter=True)

    def back(self) -> None:
        """A step back on this page; from its first step to the page left last, as it was left."""
        if self.presenter.step_back():
            self.watch()
        elif not self.situation.trail:
            self.home()
        else:
            self._move(self.situation.gone_back())

    def home(self) -> None:
        """To the start; everything of this citizen is forgotten but how they like it."""
        self.scanned.forget()
        self.reader.forget()
        self.visits += 1
        was_staff = self.situation.place.screen in STAFF_PAGES
        self._move(self.situation.gone_home())
        if was_staff:  # their pages are worn in one way only
            self.prefer(self.usual)

    def press_key(self, key: str) -> None:
        """One of the keys of the bottom bar."""
        self.touched()
        match key:
            case "back":
                self.back()
            case "home":
                self.home()
            case "language":
                self.speak(self.words.other)
            case "staff":
                self.call_staff()
            case "comfort":
                self.open_comfort()
            case "installation" | "content_on_kiosk" | "lanes_today":
                self.go(Place(key))
            case "restart":
                self.presenters["device_check"].ask_restart()  # type: ignore[attr-defined]
                self.watch()
            case "listen":
                self.reader.listen()
                self.watch()
            case "quiet":
                self.reader.quiet()
                self.watch()
            case _:
                raise ValueError(key)

    def speak(self, language: Language) -> None:
        """Show everything in a language; page and typed text stay. One with a torn catalogue is not offered again."""
        if not is_whole(language):
            self.has_english = False
            self.kiosk.journal.write("language-refused", language=language)
            self.watch()
            return
        self.prefer(replace(self.preferences, language=language))

    def prefer(self, preferences: Preferences) -> None:
        """Wear what this citizen wants, at once; the page and what was typed stay."""
        self.preferences = preferences
        self.presenter.facts_changed()
        self.watch()

    def open_comfort(self) -> None:
        """To larger letters, other colours, a voice; pressed once more, back to the page left."""
        if self.page == "comfort":
            self.back()
        else:
            self.go(Place("comfort"))

    def call_staff(self) -> None:
        """Help is wanted: write it down and show the way."""
        self.staff.press()
        self.staff_wanted = True
        self.watch()

    def press_sheet(self, *, primary: bool) -> None:
        """One of the buttons of the sheet in front."""
        self.touched()
        if self.staff_wanted:
            self.staff_wanted = False
        elif primary:
            self.presenter.sheet_primary()
        else:
            self.presenter.sheet_secondary()
        self.watch()

    # What staff do

    def staff_wish_in(self) -> None:
        """The mark was held, or a staff card was scanned: the visit before ends, and the PIN is asked for."""
        if self.situation.faulty or self.situation.place.screen in STAFF_PAGES:
            return
        self.end_visit()
        self.prefer(replace(self.usual, low_reach=False))
        self.go(Place("staff_pin"))

    def staff_entered(self) -> None:
        """The PIN was right."""
        self.situation = replace(self.situation, staff_in=True, trail=())
        self.go_instead("device_check")

    def checks(self, looked: Looked | None, unprinted: int) -> tuple[PartCheck, ...]:
        """Every part of this terminal, from what is known now."""
        from kiosk.staff import Looked as NotYet  # noqa: PLC0415 -- as above

        kiosk, facts = self.kiosk, self.facts
        return kiosk.staff.checks(
            looked or NotYet(),
            printer=facts.printer,
            scanner=facts.scanner,
            content=kiosk.content,
            problems=len(kiosk.troubles),
            unprinted=unprinted,
        )

    def restart(self) -> None:
        """End in order; the service starts the terminal again at once."""
        self.kiosk.journal.write("staff-restart")
        self.end()

    def touched(self) -> None:
        """Somebody is there. While that is being asked only an answer counts: the next one must not see this page."""
        self.reader.quiet()
        if not self.situation.is_asked:
            self.session = self.session.acted(self.kiosk.time.stopwatch_s())

    def still_here(self) -> None:
        """The answer is yes: the page comes back as it was, with all its time."""
        self.situation = replace(self.situation, is_asked=False)
        self.touched()
        self.watch()

    def keyed(self, key: Key) -> None:
        """A key of an assistive keypad: the first one turns the voice on; one key brings voice and low buttons."""
        if self.situation.faulty or self.page in STAFF_PAGES:
            return
        self.touched()
        liked = self.preferences
        if key == "voice":
            on = not (liked.speech and liked.low_reach)
            self.prefer(replace(liked, speech=on, low_reach=on))
        elif not liked.speech:
            self.prefer(replace(liked, speech=True))
        else:
            self.on_key(key)
        self.watch()

    # What time and machines do

    def tick(self) -> None:
        """A second has passed: countdowns, idle pages, the clock of the header; a scan may have its turn."""
        self.presenter.tick()
        self.kiosk.talk.tick()
        self.scanned.tick()
        now_s = self.kiosk.time.stopwatch_s()
        self.session = self.session.passed(now_s, is_busy=self.presenter.is_at_work)
        waits = self.staff_wanted and self.staff.is_pending
        sheet_s = STAFF_SHEET_S * self.preferences.patience
        if self.staff_wanted and not waits and now_s - self.session.acted_at_s >= sheet_s:
            self.staff_wanted = False
        match self.session.phase(now_s, self.time_out(), patience=self.preferences.patience):
            case Ending():
                self.end_visit()
                self.staff_wanted = waits  # the page is wiped; whoever was promised somebody still stands here
            case StillThere() if waits:
                pass  # one question at a time: somebody is waiting for somebody
            case StillThere(left_s, of_s):
                self._ask_still_there(left_s, of_s)
            case Waiting() | InUse():
                self.situation = replace(self.situation, is_asked=False)
        self.reader.tick()
        self.watch()

    def time_out(self) -> TimeOut | None:
        """How long the page in front stays without anybody there; None: it stays."""
        if self.situation.place == HOME and self.preferences == self.usual:
            return None
        limit = self.presenter.time_out()
        if limit is None or self.page not in PRIVATE_PAGES:
            return limit
        return replace(limit, idle_s=self.kiosk.settings.terminal.private_after_s)

    def seconds_left(self) -> int:
        """Whole seconds until the page in front ends the visit, for pages that tell them in words."""
        limit = self.time_out()
        if limit is None:
            return 0
        idle_s = self.kiosk.time.stopwatch_s() - self.session.acted_at_s
        return max(0, round(limit.idle_s * self.preferences.patience - idle_s))

    def _ask_still_there(self, left_s: int, of_s: int) -> None:
        self.situation = replace(self.situation, is_asked=True)
        self.presenters["still_there"].count(left_s, of_s, private=self.page in PRIVATE_PAGES)  # type: ignore[attr-defined]

    def end_visit(self) -> None:
        """The citizen has left: everything is forgotten, what they preferred too."""
        self.home()
        self.prefer(self.usual)

    def facts_changed(self) -> None:
        """A device or the queue changed, or somebody has answered a call.

        Whoever plugs headphones in wants to listen, until they are pulled out.
        """
        before, self._sound = self._sound, self.facts.sound
        if SoundState.HEADPHONES in (before, self._sound) and before is not self._sound:
            self.reader.quiet()
            self.preferences = replace(self.preferences, speech=self._sound is SoundState.HEADPHONES)
        self.staff.look()
        self.situation = replace(self.situation, is_updating=self.facts.is_updating)
        self.presenter.facts_changed()
        self.watch()

    def paper_came(self, outcome: Taken) -> None:
        """What became of a slip; the page of another number does not listen."""
        for name in LAST_PAGES:
            self.presenters[name].paper_came(outcome)  # type: ignore[attr-defined]
        self.watch()

    def slip_sent(self, ticket: Ticket) -> None:
        """The last byte of a slip has left; the page of another number does not listen."""
        self.presenters["ticket_issued"].slip_sent(ticket)  # type: ignore[attr-defined]

    def paper_back(self, ticket: Ticket) -> None:
        """The printer can again, and a slip that failed begins by itself."""
        self.presenters["paper_trouble"].paper_back(ticket)  # type: ignore[attr-defined]

    def panel_is(self, size_px: tuple[int, int]) -> None:
        """The panel was turned, or is another one than its settings say: all pages are laid out for what is there.

        The visit begins anew: what stood on the glass cannot be carried over to another layout.
        """
        settings = self.kiosk.settings
        if size_px == settings.panel.size_px or min(size_px) < LEAST_SIDE_PX:
            return
        width_px, height_px = size_px
        self.kiosk.journal.write("panel-differs", width_px=width_px, height_px=height_px)
        way: Literal["portrait", "landscape"] = "landscape" if width_px > height_px else "portrait"
        panel = replace(settings.panel, orientation=way, width_px=width_px, height_px=height_px)
        self.kiosk.settings = replace(settings, panel=panel)
        self._is_small = PanelSizes(panel.size_px, panel.diagonal_in).compact > 1
        for presenter in self.presenters.values():
            presenter.forget()
        self.end_visit()

    def panel_measured(self, measured: MeasuredPanel) -> None:
        """A technician has entered how large it is or how high it hangs: all sizes in millimetres follow at once."""
        kiosk = self.kiosk
        kiosk.measured = measured
        kiosk.settings, kiosk.staff.settings = (
            replace(each, panel=measured.worn(each.panel)) for each in (kiosk.settings, kiosk.staff.settings)
        )
        panel = kiosk.settings.panel
        self._is_small = PanelSizes(panel.size_px, panel.diagonal_in).compact > 1
        for name, presenter in self.presenters.items():
            if name not in STAFF_PAGES:
                presenter.forget()
        self.watch()

    def fault(self) -> None:
        """The program met what cannot happen: show the house's own page."""
        self.situation = replace(self.situation, faulty=True)
        self.watch()

    def _move(self, situation: Situation, *, enter: bool = False) -> None:
        self.staff_wanted = False
        kept = {place.screen for place in situation.trail} | {situation.place.screen}
        self.situation = replace(situation, is_asked=False)
        for name, presenter in list(self.presenters.items()):
            if name not in kept:
                presenter.forget()
        if enter:
            self.presenter.forget()
            self.situation = replace(
                self.situation, place=Place(situation.place.screen)
            )  # its presenter alone remembers
            self.presenter.enter(situation.place.about)
        self.touched()
        self.presenter.facts_changed()
        self.watch()
