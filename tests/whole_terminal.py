"""The whole terminal as a process: a virtual panel, fingers, lines of printer and scanner, an office over HTTP.

Nothing is replaced here: what a lobby runs is started as a lobby starts it, and only looked at from outside.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).parent.parent
# Generous: only a terminal that is broken needs this long, on however slow a machine.
PATIENCE_S = 180.0
LOOK_EVERY_S = 0.05


@contextlib.contextmanager
def virtual_panel(width: int = 1080, height: int = 1920, *, dots_in: Path | None = None) -> Iterator[str]:
    """An X display of this size; yields its name, such as ":7".

    dots_in  a folder in which its dots lie as a file (XWD) while it runs.
    """
    if shutil.which("Xvfb") is None:
        raise RuntimeError("Xvfb is missing; `make test` installs it")
    reader, writer = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writer),
        "-screen",
        "0",
        f"{width}x{height}x24",
        "-nolisten",
        "tcp",
        "-noreset",
        *(["-fbdir", str(dots_in)] if dots_in else []),
    ]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        try:
            with os.fdopen(reader, encoding="ascii") as named:
                yield f":{named.readline().strip()}"
        finally:
            server.terminate()


@contextlib.contextmanager
def process(
    arguments: Sequence[str], log: Path, *, environment: Mapping[str, str] | None = None, program: Path = PROGRAM
) -> Iterator[subprocess.Popen[bytes]]:
    """`main.py` with these arguments; ended in order, and by force only when it does not end."""
    command = [sys.executable, str(program / "main.py"), *arguments]
    with log.open("wb") as written:
        running = subprocess.Popen(
            command, cwd=log.parent, stdout=written, stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})}
        )
    try:
        yield running
    finally:
        running.send_signal(signal.SIGTERM)
        try:
            running.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
            raise AssertionError(f"{' '.join(arguments)} did not end: {log.read_text()[-2000:]}") from None


@contextlib.contextmanager
def office(folder: Path) -> Iterator[str]:
    """The stand-in office over HTTP; yields its address."""
    log = folder / "office.log"
    with process(["office", "--port", "0"], log, environment={"PYTHONUNBUFFERED": "1"}) as running:
        yield wait_for(lambda: address_in(log, running), "the office to listen")


def address_in(log: Path, running: subprocess.Popen[bytes]) -> str | None:
    """The address the office has told."""
    assert running.poll() is None, log.read_text()
    found = re.search(r"http://\S+", log.read_text())
    return found[0] if found else None


def wait_for(question: Any, what: str, *, patience_s: float = PATIENCE_S) -> Any:
    """Ask until the answer is true; a test that waits in vain says for what."""
    until = time.monotonic() + patience_s
    while not (answer := question()):
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(LOOK_EVERY_S)
    return answer


@dataclass
class WholeTerminal:
    """A running terminal as a citizen and a supporter see it."""

    display: str
    inspection: Path
    log: Path
    running: subprocess.Popen[bytes]

    def ask(self, **command: object) -> dict[str, Any]:
        """One question to the inspection socket."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE_S)
            line.connect(str(self.inspection))
            line.sendall(json.dumps(command).encode() + b"\n")
            with line.makefile("rb") as answers:
                answer: dict[str, Any] = json.loads(answers.readline())
        return answer

    def tree(self) -> dict[str, dict[str, Any]]:
        """The semantic tree of the page in front, by id; a screen that is busy building a page is asked again."""
        items = wait_for(lambda: self.ask(cmd="tree").get("items"), "the screen to answer")
        return {item["id"]: item for item in items}

    def sees(self, screen: str) -> dict[str, dict[str, Any]]:
        """Wait until this screen is in front; its tree."""
        until = time.monotonic() + PATIENCE_S
        while not (answer := self.ask(cmd="wait", screen=screen, timeout_s=30)).get("reached"):
            assert time.monotonic() < until, f"{answer}\n{self.log.read_text()[-2000:]}"
        return self.tree()

    def reads(self, node: str, text: str) -> str:
        """Wait until this text stands in this place; all of what stands there."""

        def looked() -> str | None:
            shown = self.tree().get(node, {}).get("text", "").replace("\u00a0", " ")
            return shown if text in shown else None

        found: str = wait_for(looked, f"{text!r} at {node}")
        return found

    def touch(self, node: str) -> None:
        """A finger on the middle of a control, as soon as it is there and awake."""
        left, top, width, height = wait_for(lambda: self._place_at_rest(node), f"{node} to be touched")
        move = ["mousemove", "--sync", str(left + width // 2), str(top + height // 2)]
        subprocess.run(["xdotool", *move, "mousedown", "1", "sleep", "0.1", "mouseup", "1"], env=self._env, check=True)

    def _place_at_rest(self, node: str) -> tuple[int, int, int, int] | None:
        """Where it is, once it has been there for the dead time, which protects from exactly such quick fingers."""
        before = self._place(node)
        time.sleep(0.45 if before else 0)
        return before if before == self._place(node) else None

    def press_key(self, key: str) -> None:
        """A key of a keyboard that somebody has plugged in."""
        subprocess.run(["xdotool", "key", key], env=self._env, check=True)

    @property
    def _env(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display}

    def _place(self, node: str) -> tuple[int, int, int, int] | None:
        item = self.tree().get(node)
        return tuple(item["rect"]) if item and item["enabled"] else None


@contextlib.contextmanager
def whole_terminal(
    folder: Path, settings: str, *, program: Path = PROGRAM, is_inspected: bool = True
) -> Iterator[WholeTerminal]:
    """A terminal with these settings, from exec to the end in order."""
    file = folder / "kiosk.toml"
    file.write_text(settings, encoding="utf-8")
    inspection, log = folder / "inspect.sock", folder / "kiosk.log"
    with virtual_panel() as display:
        environment = {"DISPLAY": display, "KIOSK_INSPECT": str(inspection), "KIOSK_STATE": str(folder / "state")}
        with process(["run", "--settings", str(file)], log, environment=environment, program=program) as running:
            terminal = WholeTerminal(display, inspection, log, running)
            if is_inspected:
                wait_for(lambda: listens(inspection) or ended(running, log), "the terminal to come up")
            yield terminal


def listens(path: Path) -> bool:
    """Whether somebody answers there: its name stands in the folder a moment before."""
    with socket.socket(socket.AF_UNIX) as line, contextlib.suppress(OSError):
        line.connect(str(path))
        return True
    return False


def ended(running: subprocess.Popen[bytes], log: Path) -> bool:
    """Raises with what it said when a process has ended too soon."""
    assert running.poll() is None, log.read_text()[-3000:]
    return False
