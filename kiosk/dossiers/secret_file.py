"""Secrets lie in files of their own, never in kiosk.toml; they are read when needed, so that renewals count at once."""

from __future__ import annotations

import os
from pathlib import Path

LONGEST_SECRET = 4096


def filled_in(path: Path) -> str:
    """A path with its variables from the environment: systemd puts credentials below $CREDENTIALS_DIRECTORY."""
    return os.path.expandvars(str(path))


def secret_in(path: Path) -> str | None:
    """The one line of a secret file; None when it cannot be read or is no single line of text."""
    try:
        with Path(filled_in(path)).open("rb") as file:
            text = file.read(4 * LONGEST_SECRET).decode().strip()
    except (OSError, UnicodeDecodeError):
        return None
    return text if text.isprintable() and 0 < len(text) <= LONGEST_SECRET else None
