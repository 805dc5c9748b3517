"""One terminal a state folder, held from before its window is there until the end."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import TextIO

from kiosk.errors import AlreadyRunning, Problem, StateFolderRefused


def locked(folder: Path) -> TextIO:
    """The state folder, made and held by this process until the file is closed.

    raises  StateFolderRefused when it cannot be made or written; AlreadyRunning when another terminal holds it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        lock = (folder / "lock").open("a+", encoding="utf-8")
    except OSError as error:
        cure = "Set terminal.state_folder in kiosk.toml to a folder this user may write."
        meaning = f"The state folder cannot be written ({error.strerror})."
        raise StateFolderRefused(Problem("state folder", str(folder), meaning, cure)) from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        holder = lock.read(20).strip()
        lock.close()
        meaning = f"Another terminal works on this state folder (process {holder or 'unknown'})."
        cure = "Stop it first, or give this one a folder of its own: terminal.state_folder, or KIOSK_STATE."
        raise AlreadyRunning(Problem("state folder", str(folder), meaning, cure)) from None
    lock.truncate(0)
    lock.write(f"{os.getpid()}\n")
    lock.flush()
    return lock
