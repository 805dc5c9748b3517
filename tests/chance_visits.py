"""Lets citizens come by chance, in a process of its own (tests/citizens_in_a_window.py), and says what came of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.whole_terminal import PROGRAM, virtual_panel

GROWTH_MB = 20.0
# Generous: a visit takes a second on a slow machine.
PATIENCE_S = 6 * 3600.0


@dataclass(frozen=True, slots=True)
class Visits:
    """What was done, where it led, how memory and widgets went after the warm-up; widgets built at each letter."""

    done: Mapping[str, int]
    fingers: int
    seen: Mapping[str, int]
    memory_mb: tuple[float, ...]
    widgets: tuple[int, ...]
    built: tuple[int, ...] = ()

    @property
    def growth_mb(self) -> float:
        """By how much memory grew after the warm-up."""
        return self.memory_mb[-1] - self.memory_mb[0]

    @property
    def more_widgets(self) -> int:
        """By how many widgets the second half of the time had more than the first ever had."""
        middle = len(self.widgets) // 2
        return max(self.widgets[middle:]) - max(self.widgets[: middle + 1])

    @property
    def in_words(self) -> str:
        """For whoever watches."""
        done = ", ".join(f"{count:,} {what}" for what, count in self.done.items())
        return (
            f"{done}; {self.fingers:,} fingers on {len(self.seen)} screens; memory {self.memory_mb[0]:.0f} to "
            f"{self.memory_mb[-1]:.0f} MB, widgets {self.widgets[0]} to {self.widgets[-1]}"
        )


def visits(folder: Path, plan: str, count: int, seed: int) -> Visits:
    """Journeys, touches or letters, so many. A terminal that breaks, or keeps anything of anybody, fails the test."""
    command = [sys.executable, "tests/citizens_in_a_window.py", str(folder), plan, str(count), str(seed)]
    with virtual_panel() as display:
        environment = {**os.environ, "DISPLAY": display}
        ran = subprocess.run(
            command, cwd=PROGRAM, env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
    assert ran.stdout, ran.stderr[-3000:]
    told = json.loads(ran.stdout.splitlines()[-1])
    assert not told["fault"], f"seed {seed}: {told['fault']}\n{ran.stderr[-2000:]}"
    memory, widgets, built = (tuple(told[name]) for name in ("memory_mb", "widgets", "built"))
    return Visits(told["done"], told["fingers"], told["seen"], memory, widgets, built)
