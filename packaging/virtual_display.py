"""Run the terminal where there is no display: on a virtual one of the panel's size, its picture kept in a file.

    .venv/bin/python packaging/virtual_display.py --picture build/screen.png [arguments of `main.py run`]
    .venv/bin/python packaging/virtual_display.py --gallery [arguments of `main.py gallery`]

The exit status is the terminal's. Interrupt and terminate go to the terminal; the display ends after it.
"""

from __future__ import annotations

import argparse
import mmap
import os
import signal
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread, Timer

from PIL import Image

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from kiosk.errors import SettingsRefused  # noqa: E402 -- the path above comes first
from kiosk.settings import Panel, find_settings_file, read_settings  # noqa: E402

EVERY_S = 2.0
GALLERY_PX = (1920, 1920)  # upright and lying panels
DISPLAY_TIMEOUT_S = 20
# As long as the service manager waits for the slip in hand (kiosk.service, TimeoutStopSec).
END_TIMEOUT_S = 10
# The fields of XWDFileHeader (X11/XWDFile.h) that are read here; all are 32 bits wide, highest byte first.
HEADER_SIZE, WIDTH, HEIGHT, BITS_PER_PIXEL, BYTES_PER_LINE, COLOURS = 0, 4, 5, 11, 12, 19
HEADER_WORDS = 25
COLOUR_BYTES = 12


class NoDisplay(Exception):
    """Xvfb is missing or ended at once."""


class NotADump(Exception):
    """The file is no window dump of 32 bits a pixel; nothing else is made by a 24-bit virtual display."""


def main(arguments: list[str]) -> int:
    """Run the terminal on a display of its own. Returns its exit status."""
    parser = argparse.ArgumentParser(prog="virtual_display.py", add_help=False)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--picture", type=Path)
    what.add_argument("--gallery", action="store_true")
    chosen, passed_on = parser.parse_known_args(arguments)
    for end in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(end, lambda *_: sys.exit(1))  # until the terminal runs: the display must not outlive this
    try:
        return _gallery(passed_on) if chosen.gallery else _run(chosen.picture.absolute(), passed_on)
    except NoDisplay as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _run(picture: Path, arguments: list[str]) -> int:
    picture.parent.mkdir(parents=True, exist_ok=True)
    width, height = _panel(arguments).size_px
    with tempfile.TemporaryDirectory(prefix="kiosk-display-") as folder, _display(Path(folder), width, height) as name:
        print(f"No display here (DISPLAY is not set): the terminal runs on a virtual one, {width} × {height}.")
        print(f"What it shows is written every {EVERY_S:g} s to {picture}", flush=True)
        with _kept(Path(folder) / "Xvfb_screen0", picture):
            return _terminal(["run", *arguments], name)


def _gallery(arguments: list[str]) -> int:
    """On a virtual display also where there is a real one: nobody wants to see some thousand pages pass."""
    with tempfile.TemporaryDirectory(prefix="kiosk-display-") as folder, _display(Path(folder), *GALLERY_PX) as name:
        return _terminal(["gallery", *arguments], name)


def _panel(arguments: list[str]) -> Panel:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--settings", type=Path)
    try:
        return read_settings(find_settings_file(parser.parse_known_args(arguments)[0].settings, os.environ)).panel
    except SettingsRefused:
        return Panel()  # the terminal says what is wrong, on a panel of the usual size


@contextmanager
def _display(folder: Path, width: int, height: int) -> Iterator[str]:
    """A virtual display; its frame buffer is the file Xvfb_screen0 in the folder."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-fbdir", str(folder)]
    command += ["-nolisten", "tcp", "-noreset"]
    try:  # its own session: an interrupt typed at the terminal reaches the kiosk alone, which ends in order
        server = subprocess.Popen(  # noqa: S603
            command, pass_fds=[write], stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        raise NoDisplay(f"Xvfb cannot be started ({error.strerror}); it is in the Debian package xvfb.") from None
    finally:
        os.close(write)
    try:
        yield ":" + _number(read)
    finally:
        server.terminate()
        server.wait()


def _number(pipe: int) -> str:
    """The number the display chose; it writes it when it is ready."""
    signal.alarm(DISPLAY_TIMEOUT_S)  # a display that never answers ends this process instead of holding it
    with os.fdopen(pipe) as told:
        number = told.readline().strip()
    signal.alarm(0)
    if not number:
        raise NoDisplay("Xvfb ended at once; start it by hand to see why: Xvfb -displayfd 1")
    return number


@contextmanager
def _kept(dump: Path, picture: Path) -> Iterator[None]:
    """Keep writing what is on the screen."""
    over = Event()

    def write() -> None:
        while True:
            with suppress(NotADump, OSError, ValueError):  # not drawn yet, or the disk is full: the next one may do
                keep(dump, picture)
            if over.wait(EVERY_S):
                return

    writer = Thread(target=write, name="picture", daemon=True)
    writer.start()
    try:
        yield
    finally:
        over.set()
        writer.join(timeout=5)


def _terminal(arguments: list[str], display: str) -> int:
    """`main.py` as a process of its own, told of every interrupt and terminate. Returns its exit status."""
    command = [sys.executable, str(ROOT / "main.py"), *arguments]
    with subprocess.Popen(command, env=os.environ | {"DISPLAY": display}) as terminal:  # noqa: S603

        def end(*_: object) -> None:
            terminal.terminate()
            last_resort = Timer(END_TIMEOUT_S, terminal.kill)
            last_resort.daemon = True
            last_resort.start()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGHUP, end)
        signal.signal(signal.SIGINT, end)
        status = terminal.wait()
    return status if status >= 0 else 128 - status


def read_dump(file: Path) -> Image.Image:
    """The picture in a window dump.

    raises  NotADump, OSError
    """
    with file.open("rb") as dump, mmap.mmap(dump.fileno(), 0, access=mmap.ACCESS_READ) as held:
        if len(held) < HEADER_WORDS * 4:
            raise NotADump(f"{file}: {len(held)} bytes")
        header = struct.unpack(f">{HEADER_WORDS}I", held[: HEADER_WORDS * 4])
        size = (header[WIDTH], header[HEIGHT])
        start = header[HEADER_SIZE] + header[COLOURS] * COLOUR_BYTES
        end = start + header[BYTES_PER_LINE] * header[HEIGHT]
        if header[BITS_PER_PIXEL] != 32 or end > len(held):
            raise NotADump(f"{file}: {header[BITS_PER_PIXEL]} bits a pixel, {len(held)} of {end} bytes")
        return Image.frombytes("RGB", size, held[start:end], "raw", "BGRX", header[BYTES_PER_LINE])


def keep(file: Path, picture: Path) -> None:
    """Write the dump's picture in place of the last one; who reads meanwhile sees the old or the new, never half."""
    unfinished = picture.with_suffix(".unfinished.png")
    read_dump(file).save(unfinished, compress_level=1)
    unfinished.replace(picture)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
