"""A small file that survives a power cut whole: new beside old, synced, renamed, its folder synced too."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

OWN = 0o600


def write_whole(file: Path, text: str, *, rights: int = OWN) -> None:
    """Put this text in the place of whatever the file held; only this user may read it unless `rights` says more.

    raises  OSError when it cannot be written; the old text stays then.
    """
    data, new = text.encode(), file.with_name(f"{file.name}.new")
    try:
        new.unlink(missing_ok=True)
        opened = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, rights)
        with os.fdopen(opened, "wb") as out:  # which goes on where a disk takes only a part at once
            out.write(data)
            out.flush()
            os.fsync(opened)
        new.replace(file)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable: a file's own fsync does not save its name."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
