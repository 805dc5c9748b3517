"""«Máy đang được cập nhật»: a file in the state folder says that something is being installed on this machine."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

FILE = "updating"
# Whoever forgot to take it away has gone home by now.
LONGEST = timedelta(minutes=30)


def is_updating(folder: Path, now: datetime) -> bool:
    """Whether the file is there and young; an old one is forgotten, and nothing stays closed for it."""
    try:
        since_s = (folder / FILE).stat().st_mtime
    except OSError:
        return False
    return timedelta() <= now - datetime.fromtimestamp(since_s, now.tzinfo) < LONGEST
