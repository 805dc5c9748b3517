"""«Cán bộ đang đến»: a clerk's answer to a call, as a file in the state folder that holds when it was given."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

FILE = "staff_coming"


def say_coming(folder: Path, at: datetime) -> None:
    """Somebody is on the way to this terminal. Raises OSError."""
    new = folder / f"{FILE}.new"
    new.write_text(at.isoformat(), encoding="ascii")
    new.replace(folder / FILE)


def coming_since(folder: Path) -> datetime | None:
    """When that was said last; None when never, or when it cannot be read."""
    try:
        return datetime.fromisoformat((folder / FILE).read_text("ascii").strip())
    except (OSError, ValueError):
        return None
