"""The few exceptions: a person must repair something.

KioskError
├── SettingsRefused      kiosk.toml; carries every problem
├── ContentRefused       no whole release on the shelf; carries every problem
├── StateFolderRefused   the folder for numbers and pictures cannot be used
│   └── AlreadyRunning   another terminal works on the same folder
└── StoreBroken          the ticket store cannot promise a number

What is expected to go wrong while citizens use the terminal is a value, never one of these.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a person must repair: where it stands, what is there, what it means and the cure."""

    place: str
    value: str
    meaning: str
    cure: str

    def __str__(self) -> str:
        shown = f" = {self.value}" if self.value else ""
        return f"{self.place}{shown}: {self.meaning} {self.cure}".rstrip()


class KioskError(Exception):
    """Something a person must repair; `problems` names every one of them."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class SettingsRefused(KioskError):
    """kiosk.toml holds mistakes."""


class ContentRefused(KioskError):
    """No whole content release can be read."""


class StateFolderRefused(KioskError):
    """The state folder cannot be created or written."""


class AlreadyRunning(StateFolderRefused):
    """Another terminal holds the lock of this state folder."""


class StoreBroken(KioskError):
    """The ticket store cannot promise a number."""
