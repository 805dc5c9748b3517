"""`staff-pin`: the PIN of the staff pages set or reset by whoever administers this machine; it is never an argument."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path

from kiosk.errors import SettingsRefused
from kiosk.journal import StreamJournal
from kiosk.session.staff_door import DoorLocked, NoPinSet, StaffDoor, WrongPin, is_guessed_first, is_pin
from kiosk.settings import find_settings_file, read_settings, state_folder
from kiosk.time_source import SystemTime
from kiosk.verbs.lookup import Subparsers

DONE, NOT_DONE, REFUSED = 0, 1, 2


def add_to(verbs: Subparsers) -> None:
    """Describe the verb."""
    meaning = "set or reset the PIN of the staff pages; opens a lock, keeps the staff cards"
    verb = verbs.add_parser("staff-pin", help=meaning, description=meaning)
    verb.add_argument("--settings", type=Path, help="kiosk.toml to use")
    verb.add_argument("--add-card", action="store_true", help="know one more staff card, after the next restart")
    verb.add_argument("--forget-cards", action="store_true", help="know no staff card any more; the PIN stays")
    verb.add_argument(
        "--status", action="store_true", help="only tell whether there is a PIN, and whether it is locked"
    )
    verb.set_defaults(run=staff_pin)


def staff_pin(chosen: argparse.Namespace, ask: Callable[[str], str] = getpass.getpass) -> int:
    """Ask for the new PIN twice, as the user the terminal runs as: the file is readable to that user alone.

    ask  reads a line without showing it
    """
    try:
        folder = state_folder(read_settings(find_settings_file(chosen.settings, os.environ)))
    except SettingsRefused as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    door = StaffDoor(folder, time=SystemTime(), journal=StreamJournal())
    if chosen.status:
        return _told(door)
    if chosen.forget_cards:
        return _done(door.forget_cards(), folder)
    if chosen.add_card:
        return _done(door.add_card(ask("Text of the card's code: ").strip()), folder)
    pin = ask("New PIN, six digits: ")
    if not is_pin(pin) or is_guessed_first(pin):
        sys.stderr.write("Six digits, not one digit six times and not digits in a row.\n")
        return NOT_DONE
    if ask("Once more: ") != pin:
        sys.stderr.write("The two differ; nothing was changed.\n")
        return NOT_DONE
    return _done(door.set_pin(pin), folder)


def _done(is_done: bool, folder: Path) -> int:  # noqa: FBT001 -- what the door has said
    if not is_done:
        sys.stderr.write(
            f"{folder} cannot be written by this user. Run this as the terminal's user (sudo -u kiosk …).\n"
        )
    return DONE if is_done else NOT_DONE


def _told(door: StaffDoor) -> int:
    match door.standing():
        case NoPinSet():
            print("No PIN is set: the first one who finds the staff page may set it.")
        case DoorLocked(seconds):
            print(f"A PIN is set; locked for {seconds} s after wrong tries. {door.cards} staff cards.")
        case WrongPin(left):
            print(f"A PIN is set; {left} tries left. {door.cards} staff cards.")
            return DONE
        case _:
            print("The file cannot be read; set a new PIN.")
    return NOT_DONE
