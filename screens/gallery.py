"""Every screen in every sample, as pictures: for our eyes, the picture tests, the manual and the staff's preview."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any, cast

from devices.printers.contract import Paper, PrinterStatus, State
from devices.scanners.contract import ScannerState
from devices.sound.contract import SoundState
from kiosk.assembly import Kiosk
from kiosk.facts import Facts
from kiosk.health.recent_events import RecentEvents
from kiosk.journal import KeptJournal
from kiosk.mailbox import Mailbox
from kiosk.parts import read_content
from kiosk.session.preferences import Preferences, TextStep, ThemeName
from kiosk.session.situation import STAFF_PAGES, Place, ScreenName
from kiosk.settings import Panel, Settings
from kiosk.time_source import TurnedTime
from kiosk.words import LANGUAGES, Language
from screens.app import quiet_kivy
from screens.dossiers.on_time_board import OnTimeBoardState
from screens.health.check_state import ROWS_LYING as CHECK_ROWS_LYING
from screens.health.check_state import DeviceCheckState
from screens.health.content_state import ROWS_LYING as LINES_OF_CONTENT
from screens.health.content_state import ContentOnKioskState
from screens.health.installation_state import ROWS_LYING as LINES_OF_MACHINE
from screens.health.installation_state import InstallationState
from screens.health.journal_page import LINES_LYING, JournalPageState
from screens.health.lanes_today import ROWS_LYING as LANE_ROWS_LYING
from screens.health.lanes_today import LanesTodayState
from screens.procedures.all_procedures import AllProceduresState
from screens.procedures.life_event import ROWS_LYING, LifeEventState
from screens.procedures.procedure_state import PAPERS_LYING, ProcedureState
from screens.procedures.search import ROWS_LYING as SEARCH_ROWS_LYING
from screens.procedures.search import SearchState
from screens.registry import SCREENS
from screens.session.comfort import ComfortState
from screens.session.home import HomeState
from screens.session.staff_called import SAMPLES as STAFF_CALLED
from screens.session.still_there import StillThereState
from screens.terminal import Terminal

ORIENTATIONS = ("portrait", "landscape")
# «Gọi cán bộ» lies over whatever page; its pictures are taken over the first one.
STAFF_SAMPLES = {f"staff_{name}": sample for name, sample in STAFF_CALLED.items()}

# How many rows a page of a lying panel holds.
ROWS_OF_LYING: Mapping[type, int] = {
    LifeEventState: ROWS_LYING,
    AllProceduresState: ROWS_LYING,
    ProcedureState: PAPERS_LYING,
    DeviceCheckState: CHECK_ROWS_LYING,
    InstallationState: LINES_OF_MACHINE,
    ContentOnKioskState: LINES_OF_CONTENT,
    JournalPageState: LINES_LYING,
    LanesTodayState: LANE_ROWS_LYING,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which pictures to make."""

    screens: tuple[ScreenName, ...]
    languages: tuple[Language, ...]
    themes: tuple[ThemeName, ...]
    orientations: tuple[str, ...]
    text_steps: tuple[TextStep, ...] = (1,)
    reaches: tuple[bool, ...] = (False,)

    @classmethod
    def of(
        cls,
        screens: Sequence[str] | None = None,
        languages: Sequence[str] | None = None,
        themes: Sequence[str] | None = None,
        orientations: Sequence[str] | None = None,
        *,
        text_steps: Sequence[int] | None = None,
        low_reach: bool = False,
    ) -> Choice:
        """The named ones; nothing named: all screens, both languages and orientations, the light theme."""
        return cls(
            cast("tuple[ScreenName, ...]", tuple(screens or SCREENS)),
            cast("tuple[Language, ...]", tuple(languages or LANGUAGES)),
            cast("tuple[ThemeName, ...]", tuple(themes or ("light",))),
            tuple(orientations or ORIENTATIONS),
            cast("tuple[TextStep, ...]", tuple(text_steps or (1,))),
            (low_reach,),
        )


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: a screen in a sample, a language and an orientation, and how it is worn."""

    screen: ScreenName
    sample: str
    language: Language
    theme: ThemeName
    orientation: str
    text_step: TextStep = 1
    low_reach: bool = False

    def file(self, suffix: str) -> str:
        """Its file's name in another format."""
        return self.name.removesuffix(".png") + suffix

    @property
    def name(self) -> str:
        """Its file's name."""
        worn = "" if self.theme == "light" else f"-{self.theme}"
        worn += f"-step{self.text_step}" if self.text_step > 1 else ""
        worn += "-low" if self.low_reach else ""
        return f"{self.screen}-{self.sample}-{self.language}-{self.orientation}{worn}.png"


def samples_of(screen: ScreenName) -> tuple[str, ...]:
    """The names of everything that can be seen of a screen; of the first one with «Gọi cán bộ» over it."""
    return (*SCREENS[screen].samples, *(STAFF_SAMPLES if screen == "home" else ()))


def shots(choice: Choice, orientation: str) -> Iterator[Shot]:
    """The pictures of one orientation, in order."""
    for screen in choice.screens:
        for sample in samples_of(screen):
            for worn in product(choice.languages, choice.themes, choice.text_steps, choice.reaches):
                language, theme, text_step, low_reach = worn
                yield Shot(screen, sample, language, theme, orientation, text_step, low_reach)


def still_terminal(orientation: str, panel: Panel | None = None) -> Terminal:
    """A terminal on Wednesday 25/11/2026 at 09:42 with the sample content and no device, that nothing moves."""
    settings = Settings(panel=panel or Panel(orientation=cast("Any", orientation)))
    content, _ = read_content(settings)
    nowhere, time = Path(os.devnull), TurnedTime()
    events = RecentEvents(KeptJournal(), nowhere, time=time)
    kiosk = Kiosk(settings, nowhere, time, events, Mailbox(), content, ())
    printer = PrinterStatus(State.READY, frozenset(), Paper.OK, 0.0, "virtual")
    kiosk.facts = Facts(printer, ScannerState.READY, SoundState.LOUDSPEAKER)
    return Terminal(kiosk)


def everything(choice: Choice) -> list[Shot]:
    """All pictures of a choice; low buttons only with usual letters and colours: they move controls, nothing else."""
    usual = [shot for orientation in choice.orientations for shot in shots(choice, orientation)]
    low = [replace(shot, low_reach=True) for shot in usual if shot.text_step == 1 and shot.theme == "light"]
    return list(dict.fromkeys(usual + low))


def make_gallery(wanted: Sequence[Shot], folder: Path, *, suffix: str = ".png") -> list[Path]:
    """Make the pictures into a folder: a process for each orientation and theme, for Kivy has one window for life.

    suffix  .png without loss; .webp at half the width, for a page in a browser.
    raises  RuntimeError when one of the processes failed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    waiting = list({(shot.orientation, shot.theme): None for shot in wanted})
    working: dict[int, str] = {}
    while waiting or working:
        if waiting and len(working) < (os.cpu_count() or 1):
            orientation, theme = waiting.pop()
            ours = [shot for shot in wanted if (shot.orientation, shot.theme) == (orientation, theme)]
            child = os.fork()
            if child == 0:
                os._exit(_in_child(ours, folder, suffix))
            working[child] = f"{orientation}, {theme}"
            continue
        child, status = os.wait()
        which = working.pop(child)
        if status:
            raise RuntimeError(f"the gallery of {which} ended with {os.waitstatus_to_exitcode(status)}")
    return [folder / shot.file(suffix) for shot in wanted]


def _in_child(wanted: Sequence[Shot], folder: Path, suffix: str) -> int:
    import traceback  # noqa: PLC0415

    try:
        quiet_kivy(Panel(orientation=cast("Any", wanted[0].orientation)))
        from screens.photographer import photograph  # noqa: PLC0415 -- Kivy

        photograph(still_terminal(wanted[0].orientation), wanted, folder, suffix)
    except BaseException:  # noqa: BLE001 -- the parent only sees the status
        traceback.print_exc()
        return 1
    return 0


def worn_for(shot: Shot, state: object) -> Preferences:
    """What a picture wears: what its sample says, and what the shot wants otherwise."""
    if shot.screen in STAFF_PAGES:  # they have one size of text and no low reach
        return Preferences(language=shot.language, theme=shot.theme)
    worn = state.preferences if isinstance(state, ComfortState) else Preferences()
    return replace(
        worn,
        language=shot.language,
        theme=shot.theme if shot.theme != "light" else worn.theme,
        text_step=shot.text_step if shot.text_step > 1 else worn.text_step,
        low_reach=shot.low_reach or worn.low_reach,
    )


def _pose_below(terminal: Terminal, shot: Shot, state: StillThereState) -> None:
    """The question lies over a page: somebody's own dossier, or a procedure."""
    below: ScreenName = "dossier_status" if state.private else "procedure"
    sample = "in_time" if state.private else "papers"
    pose(terminal, replace(shot, screen=below, sample=sample))
    terminal.situation = replace(terminal.situation, is_asked=True)


def lying(state: Any) -> Any:
    """A sample as a lying panel has it: fewer rows on a page, the scanner beside it."""
    match state:
        case HomeState():
            return replace(state, scanner_side="beside")
        case SearchState():
            return replace(state, per_page=min(state.per_page, SEARCH_ROWS_LYING))
        case InstallationState():
            panel = replace(state.settings.panel, orientation="landscape")
            state = replace(state, settings=replace(state.settings, panel=panel), more_rows=0)
        case _:
            pass
    return replace(state, per_page=ROWS_OF_LYING[type(state)]) if type(state) in ROWS_OF_LYING else state


def pose(terminal: Terminal, shot: Shot) -> None:
    """Put a terminal into the situation of a picture."""
    is_staff_called = shot.screen == "home" and shot.sample in STAFF_SAMPLES
    state = SCREENS[shot.screen].samples["normal" if is_staff_called else shot.sample]
    worn = worn_for(shot, state)
    terminal.prefer(worn)  # first how it is worn, for what is measured next depends on it
    is_display = isinstance(state, OnTimeBoardState) and state.public
    terminal.situation = replace(terminal.situation.gone_home(), is_display=is_display)
    if isinstance(state, StillThereState):
        _pose_below(terminal, shot, state)
    elif shot.screen == "out_of_service":
        terminal.fault()
    elif shot.screen != "home":
        there = terminal.situation.gone_to(Place(shot.screen))
        terminal.situation = replace(there, staff_in=shot.screen in STAFF_PAGES)
    presenter = terminal.presenters[shot.screen]
    if isinstance(state, ComfortState):
        state = replace(state, preferences=worn, lies=shot.orientation == "landscape")
    if shot.orientation == "landscape":
        state = lying(state)
    terminal.staff_wanted, terminal.staff.posed = is_staff_called, STAFF_SAMPLES.get(shot.sample)
    presenter.show(state)
    terminal.watch()
