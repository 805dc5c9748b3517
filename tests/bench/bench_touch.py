"""From a finger to the glass, measured from outside: events of the X server in, dots of its picture out.

Press → drawn: the first dot of the pressed control changes. Screen change: from the finger's leaving to the last dot
that changes. Beside the least a touch can do in Kivy, in the same run. Ends with 1 when an aim is missed.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from tests.whole_terminal import PROGRAM, WholeTerminal, listens, process, virtual_panel, wait_for

PANEL = (1080, 1920)
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "6"))
AIMS_MS = {"press to drawn": 50.0, "screen change": 120.0}
# Nothing has changed for so long: the page stands.
STILL_S = 0.35
# Whoever measures must not use up the core the picture is drawn with: it looks that often, at every so many lines.
LOOK_EVERY_S, LINES = 0.001, 8
# Dead time of a new page, and the rest between two citizens' touches: the window sleeps by then.
PAUSES_S = (0.6, 6.0)
# One round from the start and back; each page is known after the first.
WALK = (
    *("take-ticket", "bar-home", "event-birth", "row-1.001193", "bar-back", "bar-home"),
    *("find-procedure", "bar-home", "type-code", "bar-home"),
)


class Finger:
    """Presses where it is told, through the X server's own test door."""

    def __init__(self, display: str) -> None:
        self._x11, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x11.XOpenDisplay(display.encode()))

    def goes_to(self, x: int, y: int) -> None:
        """Hover there; nothing is pressed."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, 0)
        self._x11.XFlush(self._display)

    def comes_down(self) -> None:
        """Touch the glass."""
        self._button(1)

    def leaves(self) -> None:
        """Let go."""
        self._button(0)

    def _button(self, is_down: int) -> None:
        self._test.XTestFakeButtonEvent(self._display, 1, is_down, 0)
        self._x11.XFlush(self._display)


class Glass:
    """The dots of an Xvfb, as they are now."""

    def __init__(self, folder: Path) -> None:
        file = folder / "Xvfb_screen0"
        wait_for(file.exists, "the dots of the display")
        with file.open("rb") as opened:
            self._dots = mmap.mmap(opened.fileno(), 0, prot=mmap.PROT_READ)
        head = struct.unpack(">25I", self._dots[:100])
        self._line = head[12]
        self._start = head[0] + head[19] * 12

    def of(self, x: int, y: int, width: int, height: int, every: int = 1) -> int:
        """A check sum of a part of it, every so many lines."""
        lines = (self._start + row * self._line + x * 4 for row in range(y, y + height, every))
        return zlib.crc32(b"".join(self._dots[line : line + width * 4] for line in lines))


@dataclass
class Times:
    """Milliseconds of every touch."""

    presses: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)

    def __iadd__(self, other: Times) -> Self:
        self.presses += other.presses
        self.changes += other.changes
        return self


def touched(finger: Finger, glass: Glass, rect: tuple[int, int, int, int]) -> Times:
    """Press the middle of a control, wait until it shows that, leave, wait until the page stands."""
    left, top, width, height = rect
    finger.goes_to(left + width // 2, top + height // 2)
    time.sleep(0.05)
    part = (left + 8, top + 8, max(8, width - 16), max(8, height - 16))
    before, began = glass.of(*part, every=LINES), time.perf_counter()
    finger.comes_down()
    pressed_ms = until(lambda: glass.of(*part, every=LINES) != before, began)
    time.sleep(0.1)
    began = time.perf_counter()
    finger.leaves()
    return Times([pressed_ms], [stands_ms(glass, began)])


def until(is_so: Callable[[], bool], began: float) -> float:
    """Milliseconds until it is so; two seconds when it never is."""
    while not is_so():
        if time.perf_counter() - began > 2.0:
            break
        time.sleep(LOOK_EVERY_S)
    return (time.perf_counter() - began) * 1000


def stands_ms(glass: Glass, began: float) -> float:
    """Milliseconds until the last change, after which nothing has moved for a while."""
    seen, changed = glass.of(0, 0, *PANEL, every=40), began
    while (now := time.perf_counter()) - max(changed, began) < STILL_S:
        looked = glass.of(0, 0, *PANEL, every=40)
        if looked != seen:
            seen, changed = looked, now
        time.sleep(LOOK_EVERY_S)
    return (changed - began) * 1000


@contextmanager
def terminal_on(display: str, folder: Path) -> Iterator[WholeTerminal]:
    """The terminal on embedded defaults, with its semantic tree."""
    socket, log = folder / "inspect.sock", folder / "kiosk.log"
    environment = {"DISPLAY": display, "KIOSK_INSPECT": str(socket), "KIOSK_STATE": str(folder / "state")}
    with process(["run"], log, environment=environment) as running:
        wait_for(lambda: listens(socket), "the terminal")
        yield WholeTerminal(display, socket, log, running)


def of_terminal(display: str, glass: Glass, folder: Path) -> tuple[Times, Times]:
    """Touches of rested and of just used pages; the first visit to each is told apart."""
    finger, first, known = Finger(display), Times(), Times()
    with terminal_on(display, folder) as terminal:
        terminal.sees("home")
        time.sleep(PAUSES_S[1])
        for turn in range(ROUNDS + 1):
            for step, control in enumerate(WALK):
                rect = wait_for(lambda name=control: placed(terminal, name), control)
                time.sleep(PAUSES_S[1] if turn and step == 0 else PAUSES_S[0])
                times = known if turn else first
                times += touched(finger, glass, rect)
    return first, known


def placed(terminal: WholeTerminal, control: str) -> tuple[int, int, int, int] | None:
    """Where a control is."""
    item = terminal.tree().get(control)
    return tuple(item["rect"]) if item else None


def of_bare(display: str, glass: Glass) -> Times:
    """The same touches on one box."""
    finger, times = Finger(display), Times()
    command = [sys.executable, "tests/bench/bare_touch.py", *map(str, PANEL)]
    environment = {**os.environ, "DISPLAY": display, "PYTHONPATH": str(PROGRAM)}
    with subprocess.Popen(command, cwd=PROGRAM, stdout=subprocess.PIPE, env=environment) as running:
        assert running.stdout is not None
        running.stdout.readline()
        box = (PANEL[0] // 4, PANEL[1] // 4, PANEL[0] // 2, PANEL[1] // 2)
        for _ in range(ROUNDS * len(WALK)):
            time.sleep(PAUSES_S[0])
            times += touched(finger, glass, box)
        running.kill()
    return times


def main() -> int:
    """Measure both and compare."""
    with tempfile.TemporaryDirectory() as folder:
        dots = Path(folder) / "dots"
        dots.mkdir()
        with virtual_panel(*PANEL, dots_in=dots) as display:
            glass = Glass(dots)
            bare = of_bare(display, glass)
            first, known = of_terminal(display, glass, Path(folder))
    return told(bare, first, known)


def told(bare: Times, first: Times, known: Times) -> int:
    """Print medians and slowest; 1 when a median misses its aim."""
    sys.stdout.write(f"{len(known.presses)} touches of known pages, {len(first.presses)} of new ones, milliseconds\n")
    sys.stdout.write(f"{'':18}{'median':>8}{'slowest':>9}{'new page':>10}{'bare Kivy':>11}{'ratio':>7}{'aim':>8}\n")
    missed = False
    for name, which in (("press to drawn", "presses"), ("screen change", "changes")):
        ours, new, theirs = (getattr(times, which) for times in (known, first, bare))
        median, least = statistics.median(ours), statistics.median(theirs)
        missed |= median > AIMS_MS[name]
        row = f"{name:18}{median:8.0f}{max(ours):9.0f}{statistics.median(new):10.0f}{least:11.0f}{median / least:7.2f}"
        sys.stdout.write(f"{row}{f'≤ {AIMS_MS[name]:.0f}':>8}\n")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
