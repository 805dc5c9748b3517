"""`staff coming`: a clerk answers the call of a terminal; it says so to whoever stands there."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TypeAlias

from kiosk.errors import SettingsRefused
from kiosk.health.staff_bell import StaffBell
from kiosk.journal import StreamJournal
from kiosk.session.staff_coming import say_coming
from kiosk.settings import find_settings_file, read_settings, state_folder
from kiosk.time_source import HERE, SystemTime

DONE, FAILED = 0, 1
Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 -- its type has no other name


def add_to(verbs: Subparsers) -> None:
    """Describe the verb."""
    verb = verbs.add_parser("staff", help="answer a call: the terminal says that somebody is coming; or try the bell")
    verb.add_argument("what", choices=("coming", "ring"), help="coming: on the way; ring: try the bell of the settings")
    verb.add_argument("--settings", type=Path, help="kiosk.toml to use")
    verb.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Do it. Returns the exit status."""
    try:
        settings = read_settings(find_settings_file(chosen.settings, os.environ))
    except SettingsRefused as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        return FAILED
    if chosen.what == "ring":
        bell = StaffBell(settings.staff_call, settings.terminal.number, StreamJournal())
        if not bell.is_there:
            sys.stderr.write("No bell is set: staff_call.command or staff_call.line_file in kiosk.toml.\n")
            return FAILED
        return DONE if bell.ring("citizen") else FAILED
    try:
        say_coming(state_folder(settings), SystemTime().now().astimezone(HERE))
    except OSError as error:
        sys.stderr.write(f"The state folder cannot be written ({error.strerror}).\n")
        return FAILED
    return DONE
