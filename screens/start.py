"""From the command line to the window: settings, parts, terminal; what fails on the way gets the house's own page."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import VERSION
from kiosk.errors import AlreadyRunning, KioskError, SettingsRefused
from kiosk.journal import StreamJournal
from kiosk.mailbox import Mailbox
from kiosk.settings import Settings, find_settings_file, read_settings, state_folder
from kiosk.state_lock import locked
from kiosk.time_source import SystemTime
from screens.app import quiet_kivy, run
from screens.dawn import Dawn

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

    from kiosk.assembly import Kiosk
    from screens.terminal import Terminal

REFUSED, BUSY = 2, 3
THEMES = ("light", "black_on_white", "light_on_black")
TEXT_STEPS = (1, 2, 3, 4)


def start(verb: str, arguments: list[str]) -> int:
    """Run the terminal or make the gallery. Returns the exit status."""
    gc.disable()  # nothing is thrown away before the first picture; looking for it costs 30 ms
    if verb == "run" and not arguments:
        return _run(None)
    import argparse  # noqa: PLC0415 -- 25 ms that a start without arguments can do without

    parser = argparse.ArgumentParser(prog=f"main.py {verb}")
    parser.add_argument("--settings", type=Path, help="kiosk.toml to use")
    if verb == "gallery":
        return _gallery(parser, arguments)
    return _run(parser.parse_args(arguments).settings)


def _gallery(parser: ArgumentParser, arguments: list[str]) -> int:
    parser.add_argument("--out", type=Path, default=Path("build/gallery"))
    parser.add_argument("--screen", action="append", help="only this screen; may be given several times")
    parser.add_argument("--language", choices=("vi", "en"), action="append")
    parser.add_argument("--theme", choices=THEMES, action="append")
    parser.add_argument("--orientation", choices=("portrait", "landscape"), action="append")
    parser.add_argument("--text-step", type=int, choices=TEXT_STEPS, action="append")
    parser.add_argument("--low-reach", action="store_true", help="every control within a seated person's reach")
    parser.add_argument("--page", action="store_true", help="all themes and text steps, and a page for a browser")
    chosen = parser.parse_args(arguments)
    from screens.gallery import Choice, everything, make_gallery, shots  # noqa: PLC0415 -- Kivy
    from screens.gallery_page import write_page  # noqa: PLC0415
    from screens.gallery_slips import write_slips  # noqa: PLC0415

    choice = Choice.of(
        chosen.screen,
        chosen.language,
        chosen.theme or (THEMES if chosen.page else None),
        chosen.orientation,
        text_steps=chosen.text_step or (TEXT_STEPS if chosen.page else None),
        low_reach=chosen.low_reach,
    )
    if chosen.page:
        wanted = everything(choice)
        make_gallery(wanted, chosen.out, suffix=".webp")
        slips = write_slips(chosen.out) if chosen.screen is None else []
        page = write_page(wanted, chosen.out, slips=slips)
        sys.stdout.write(f"{len(wanted) + len(slips)} pictures: {page}\n")
        return 0
    for picture in make_gallery([shot for each in choice.orientations for shot in shots(choice, each)], chosen.out):
        sys.stdout.write(f"{picture}\n")
    return 0


def _run(file: Path | None) -> int:
    journal, mailbox = StreamJournal(), Mailbox()
    found = find_settings_file(file, os.environ)
    try:
        settings = read_settings(found)
    except SettingsRefused as error:
        return _closed(Settings(), error, journal)
    try:
        lock = locked(state_folder(settings))
    except AlreadyRunning as error:  # the other one has the panel
        _tell(error)
        return BUSY
    except KioskError as error:
        return _closed(settings, error, journal)

    def make(looked_into: ExitStack) -> Terminal:
        from kiosk.assembly import assemble  # noqa: PLC0415 -- behind the first picture

        kiosk = assemble(settings, time=SystemTime(), journal=journal, mailbox=mailbox, lock=lock)
        kiosk.settings_file = found
        kiosk.journal.write("kiosk-started", version=VERSION)
        return _terminal(kiosk, looked_into)

    return _show(_measured(settings), journal, mailbox, make)


def _measured(settings: Settings) -> Settings:
    """With what a technician has entered about the panel: the first picture has its size already."""
    from kiosk.health.measured_panel import read_measured  # noqa: PLC0415 -- not for the gallery

    panel = read_measured(state_folder(settings), settings.panel).worn(settings.panel)
    return replace(settings, panel=panel)


def _closed(settings: Settings, error: KioskError, journal: StreamJournal) -> int:
    """The house's own page for a while, then the end: the service tries again, perhaps with the mistake mended."""
    _tell(error)
    for problem in error.problems:
        journal.write("start-refused", problem=str(problem))
    mailbox = Mailbox()

    def make(looked_into: ExitStack) -> Terminal:
        from kiosk.assembly import parked  # noqa: PLC0415 -- behind the first picture

        kiosk = parked(settings, error.problems, time=SystemTime(), journal=journal, mailbox=mailbox)
        return _terminal(kiosk, looked_into)

    _show(settings, journal, mailbox, make)
    return REFUSED


def _show(settings: Settings, journal: StreamJournal, mailbox: Mailbox, make: Callable[[ExitStack], Terminal]) -> int:
    quiet_kivy(settings.panel)
    with ExitStack() as looked_into:
        dawn = Dawn(settings, SystemTime(), journal, mailbox, lambda: make(looked_into))
        status = run(dawn)
    if dawn.terminal is not None and not dawn.terminal.kiosk.is_parked:
        dawn.terminal.kiosk.journal.write("kiosk-stopped")
    return status


def _terminal(kiosk: Kiosk, looked_into: ExitStack) -> Terminal:
    from screens.terminal import Terminal  # noqa: PLC0415 -- behind the first picture

    terminal = Terminal(kiosk)
    socket = os.environ.get("KIOSK_INSPECT")
    if socket and kiosk.settings.terminal.production:
        kiosk.journal.write("inspection-refused")
    elif socket:
        from screens.inspect_socket import inspection  # noqa: PLC0415 -- only for those who look

        looked_into.enter_context(inspection(socket, terminal))
    return terminal


def _tell(error: KioskError) -> None:
    for problem in error.problems:
        sys.stderr.write(f"{problem}\n")
