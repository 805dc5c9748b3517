"""The bell at the desk: a program that is run, a line that is drawn high for a moment, or both.

A relay on a GPIO pin is a file of the kernel (`/sys/class/gpio/gpio17/value`, an LED's `brightness`): whoever wires it
names that file. A chime is a program that plays it.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Literal, TypeAlias

from kiosk.journal import Journal
from kiosk.settings import StaffCallSettings

Why: TypeAlias = Literal["citizen", "printer"]
# A program that takes longer hangs; whoever stands there is told the way instead.
DEADLINE_S = 5.0


@dataclass
class StaffBell:
    """Rings on the caller's thread, at most `DEADLINE_S` and the line's time."""

    settings: StaffCallSettings
    kiosk_no: int
    journal: Journal
    pause: Callable[[float], None] = sleep

    @property
    def is_there(self) -> bool:
        """Whether there is anything to ring: without it nothing claims that staff were told."""
        return bool(self.settings.command or self.settings.line_file)

    def ring(self, why: Why) -> bool:
        """Ring everything there is; whether at least one of them did."""
        rang = [self._run(why)] if self.settings.command else []
        rang += [self._draw()] if self.settings.line_file else []
        self.journal.write("staff-called" if any(rang) else "staff-bell-failed", why=why)
        return any(rang)

    def _run(self, why: Why) -> bool:
        environment = {**os.environ, "KIOSK_WHY": why, "KIOSK_NUMBER": str(self.kiosk_no)}
        try:
            done = subprocess.run(  # noqa: S603 -- the technician's own program
                self.settings.command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=DEADLINE_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0

    def _draw(self) -> bool:
        file = self.settings.line_file or Path()
        try:
            _write(file, self.settings.line_on)
            self.pause(self.settings.line_s)
            _write(file, self.settings.line_off)
        except OSError:
            return False
        return True


def _write(file: Path, value: str) -> None:
    """Into a file that is there: a wrong name must not make a new one and count as rung."""
    with file.open("r+", encoding="ascii") as line:
        line.write(value)
