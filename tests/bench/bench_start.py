"""How fast the terminal is up, what it weighs and what it burns, beside a bare Kivy window in the same run.

Prints medians and ratios. A ratio above its aim ends with status 1; absolute figures are the machine's.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.whole_terminal import PROGRAM, virtual_panel

RUNS = int(os.environ.get("BENCH_RUNS", "5"))
SETTLE_S, IDLE_S = 8.0, 10.0  # pages are built behind the first picture; then nobody touches anything
# Ratios; of the idle processor the figure itself, in percent of a core.
AIMS = {"first picture, ms": 1.35, "memory, MB": 1.3}
MOST_IDLE_PERCENT = 0.5
PANEL = (1080, 1920)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run showed."""

    first_ms: float
    page_ms: float
    memory_mb: float
    idle_percent: float


def measured(command: list[str], environment: Mapping[str, str]) -> Figures:
    """Start it, wait for its first picture, let it settle, watch it idle, end it."""
    with subprocess.Popen(
        command, cwd=PROGRAM, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as running:
        assert running.stdout is not None
        first_ms = told_ms(running.stdout, b'"screen-up"')
        page_ms = told_ms(running.stdout, b'"page-up"')
        time.sleep(SETTLE_S)
        before = burnt_s(running.pid)
        time.sleep(IDLE_S)
        idle = (burnt_s(running.pid) - before) / IDLE_S * 100
        memory = resident_mb(running.pid)
        running.kill()
    return Figures(first_ms, page_ms, memory, idle)


def told_ms(lines: IO[bytes], event: bytes) -> float:
    """The milliseconds of an event, as soon as it is told."""
    return float(json.loads(next(line for line in lines if event in line))["milliseconds"])


def burnt_s(pid: int) -> float:
    """Seconds of processor a process has used, all its threads, to the nanosecond (the kernel's schedstat)."""
    return sum(int(file.read_text("ascii").split()[0]) for file in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9


def resident_mb(pid: int) -> float:
    """What of it is in memory."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    return int(found[1]) / 1024 if found else 0.0


def main() -> int:
    """Measure both in turn and compare."""
    with virtual_panel(*PANEL) as display, tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DISPLAY": display, "KIOSK_STATE": folder, "PYTHONPATH": str(PROGRAM)}
        terminal = [sys.executable, "main.py", "run"]
        bare = [sys.executable, "tests/bench/bare_window.py", *map(str, PANEL)]
        measured(bare, environment)  # not counted: the files are read from disk for the first time
        measured(terminal, environment)
        pairs = [(measured(terminal, environment), measured(bare, environment)) for _ in range(RUNS)]
        given = measured([*bare, "with-libraries"], environment)
    return told(pairs, given)


def told(pairs: list[tuple[Figures, Figures]], given: Figures) -> int:
    """Print the figures; 1 when an aim is missed."""
    sys.stdout.write(f"{len(pairs)} runs in turn, panel {PANEL[0]} × {PANEL[1]}, medians\n")
    sys.stdout.write(f"{'':22}{'terminal':>10}{'bare Kivy':>11}{'ratio':>8}{'aim':>8}\n")
    missed = False
    for name, field in (
        ("first picture, ms", "first_ms"),
        ("page to touch, ms", "page_ms"),
        ("memory, MB", "memory_mb"),
        ("idle processor, %", "idle_percent"),
    ):
        ours, theirs = (statistics.median(getattr(run[side], field) for run in pairs) for side in (0, 1))
        ratio = statistics.median(getattr(a, field) / max(getattr(b, field), 0.01) for a, b in pairs)
        aim = AIMS.get(name)
        missed |= aim is not None and ratio > aim
        if field == "idle_percent":
            missed |= ours > MOST_IDLE_PERCENT
        sys.stdout.write(f"{name:22}{ours:10.1f}{theirs:11.1f}{ratio:8.2f}{f'≤ {aim}' if aim else '':>8}\n")
    memory = statistics.median(ours.memory_mb for ours, _bare in pairs)
    beside = f"{memory:10.1f}{given.memory_mb:11.1f}{memory / given.memory_mb:8.2f}"
    sys.stdout.write(f"{'memory, MB':22}{beside}  beside a bare window with the libraries we are given\n")
    sys.stdout.write(f"idle processor: at most {MOST_IDLE_PERCENT} % of a core\n")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
