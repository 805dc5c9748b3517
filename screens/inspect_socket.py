"""Answers what is on the screen over a Unix socket: for tests, support and, later, other readers of the semantic tree.

One JSON object a line in, one out. Nothing can be changed or run through it. Off unless KIOSK_INSPECT names a path,
never on in production; only this user may open it (mode 0600).
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from kiosk.workers import name_this_thread
from screens.terminal import Terminal

ANSWER_WITHIN_S = 5.0
LONGEST_LINE = 4096
LONGEST_WAIT_S = 60.0
LOOK_EVERY_S = 0.05

Facts = dict[str, Any]


class Inspector:
    """Answers commands; everything about pages is asked on the screen's thread."""

    def __init__(self, terminal: Terminal, tree: Callable[[], Facts]) -> None:
        self._terminal = terminal
        self._tree = tree

    def answer(self, line: bytes) -> Facts:
        """The answer to one line."""
        try:
            asked = json.loads(line)
            command = asked["cmd"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return {"error": 'one JSON object a line, with "cmd": tree, wait or facts'}
        match command:
            case "tree":
                return self._on_screen(self._tree)
            case "facts":
                return self._on_screen(self._facts)
            case "wait":
                return self._wait(str(asked.get("screen", "")), asked.get("timeout_s", ANSWER_WITHIN_S))
            case _:
                return {"error": "cmd is one of tree, wait, facts"}

    def _wait(self, screen: str, timeout_s: object) -> Facts:
        deadline = time.monotonic() + _seconds(timeout_s)
        while True:
            shown = self._on_screen(lambda: {"screen": self._terminal.screen})
            if shown.get("screen") == screen or time.monotonic() >= deadline:
                return shown | {"reached": shown.get("screen") == screen}
            time.sleep(LOOK_EVERY_S)

    def _facts(self) -> Facts:
        terminal = self._terminal
        facts = terminal.facts
        return {
            "screen": terminal.screen,
            "language": terminal.language,
            "printer": {
                "state": facts.printer.state.value,
                "conditions": sorted(condition.value for condition in facts.printer.conditions),
                "paper": facts.printer.paper.value,
            },
            "scanner": facts.scanner.value,
            "lanes": {lane.lane.code: {"open": lane.is_open, "waiting": lane.waiting} for lane in facts.lanes},
            "store_is_broken": facts.store_is_broken,
            "has_content": terminal.kiosk.content is not None,
        }

    def _on_screen(self, question: Callable[[], Facts]) -> Facts:
        answers: SimpleQueue[Facts] = SimpleQueue()

        def letter() -> None:
            try:
                answers.put(question())
            except Exception as fault:  # noqa: BLE001 -- whoever looks must not bring the terminal down
                answers.put({"error": f"{type(fault).__name__} while looking"})

        self._terminal.kiosk.mailbox.post(letter)
        try:
            return answers.get(timeout=ANSWER_WITHIN_S)
        except Empty:
            return {"error": "the screen did not answer"}


def _seconds(asked: object) -> float:
    """How long to wait; what is no time, NaN among it, is no wait at all."""
    wanted = asked if isinstance(asked, int | float) else ANSWER_WITHIN_S
    if wanted > LONGEST_WAIT_S:  # compared before it is converted: JSON knows numbers that no float can hold
        return LONGEST_WAIT_S
    return float(wanted) if wanted > 0 else 0.0


def window_tree(terminal: Terminal) -> Facts:
    """The semantic tree of the window in front, with rectangles from its top left."""
    from kivy.app import App  # noqa: PLC0415

    from screens.spoken_tree import nodes  # noqa: PLC0415

    app = App.get_running_app()
    height = app.window.height
    return {
        "screen": terminal.screen,
        "language": terminal.language,
        "theme": app.theme.name,
        "size": [round(app.window.width), round(height)],
        "items": [node.as_json() for node in nodes(app.window.front, height)],
    }


@contextlib.contextmanager
def inspection(path: str, terminal: Terminal) -> Iterator[None]:
    """Answer on this path until the block ends."""
    inspector = Inspector(terminal, lambda: window_tree(terminal))
    with listening(Path(path)) as server:
        threading.Thread(target=serve, args=(server, inspector), name="inspect", daemon=True).start()
        yield


@contextlib.contextmanager
def listening(path: Path) -> Iterator[socket.socket]:
    """A listening socket that only this user may open; the path is free again afterwards."""
    if path.is_socket():  # left behind by a terminal that was killed; any other file is not ours to remove
        path.unlink()
    with socket.socket(socket.AF_UNIX) as server:
        mask = os.umask(0o177)
        try:
            server.bind(str(path))
        finally:
            os.umask(mask)
        server.listen(4)
        try:
            yield server
        finally:
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)  # closing alone would leave `accept` asleep
            path.unlink(missing_ok=True)


def serve(server: socket.socket, inspector: Inspector) -> None:
    """Answer one connection after another until the socket is closed."""
    name_this_thread("inspect")
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection, contextlib.suppress(OSError):
            _talk(connection, inspector)


def _talk(connection: socket.socket, inspector: Inspector) -> None:
    with connection.makefile("rwb") as lines:
        while line := lines.readline(LONGEST_LINE):
            lines.write(json.dumps(inspector.answer(line), ensure_ascii=False).encode() + b"\n")
            lines.flush()
            if not line.endswith(b"\n"):  # the rest of an over-long line is no line of its own
                return
