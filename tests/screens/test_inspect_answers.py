"""What the inspection socket answers, and whom."""

from __future__ import annotations

import json
import socket
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from screens.inspect_socket import LONGEST_LINE, Inspector, listening, serve
from tests.at_the_kiosk import AtTheKiosk

TREE = {"screen": "home", "items": []}
PATIENCE_S = 20.0


@contextmanager
def a_screen_that_turns(kiosk: AtTheKiosk) -> Iterator[None]:
    """A thread that opens letters as the window's does: once for every letter that is posted."""
    posted, over = threading.Event(), threading.Event()
    kiosk.kiosk.mailbox.wake = posted.set

    def turn() -> None:
        while not over.is_set():
            posted.wait()
            posted.clear()
            kiosk.kiosk.mailbox.deliver()

    thread = threading.Thread(target=turn)
    thread.start()
    try:
        yield
    finally:
        over.set()
        posted.set()
        thread.join(PATIENCE_S)
        kiosk.kiosk.mailbox.wake = lambda: None


@pytest.fixture
def inspector(kiosk: AtTheKiosk) -> Iterator[Inspector]:
    with a_screen_that_turns(kiosk):
        yield Inspector(kiosk.terminal, lambda: TREE)


def asked(inspector: Inspector, **command: object) -> dict[str, Any]:
    return inspector.answer(json.dumps(command).encode())


def test_tree_is_what_the_window_says(inspector: Inspector) -> None:
    assert asked(inspector, cmd="tree") == TREE


def test_facts_tell_devices_queue_and_session(inspector: Inspector, kiosk: AtTheKiosk) -> None:
    facts = asked(inspector, cmd="facts")
    assert facts["screen"] == "home"
    assert facts["language"] == "vi"
    assert facts["printer"] == {"state": "ready", "conditions": [], "paper": "ok"}
    assert facts["scanner"] == "ready"
    assert facts["lanes"]["civil_status"] == {"open": True, "waiting": 0}
    assert (facts["store_is_broken"], facts["has_content"]) == (False, True)
    assert set(facts["lanes"]) == {lane.lane.code for lane in kiosk.kiosk.facts.lanes}


def test_facts_hold_nothing_of_the_citizen(kiosk: AtTheKiosk) -> None:
    kiosk.scan("H24.15-261124-0037")
    with a_screen_that_turns(kiosk):
        facts = asked(Inspector(kiosk.terminal, lambda: TREE), cmd="facts")
    assert facts["screen"] == "dossier_status"
    assert "0037" not in json.dumps(facts)


def test_waiting_for_the_screen_in_front_is_over_at_once(inspector: Inspector) -> None:
    assert asked(inspector, cmd="wait", screen="home") == {"screen": "home", "reached": True}


@pytest.mark.parametrize("timeout", [0, -5, float("nan"), False])
def test_waiting_for_another_screen_ends_with_the_time_given(inspector: Inspector, timeout: float) -> None:
    assert asked(inspector, cmd="wait", screen="procedure", timeout_s=timeout) == {"screen": "home", "reached": False}


@pytest.mark.parametrize("timeout", ["soon", None, [1], 10**400])
def test_a_time_that_is_none_does_no_harm(inspector: Inspector, timeout: object) -> None:
    assert asked(inspector, cmd="wait", screen="home", timeout_s=timeout)["reached"] is True


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"tree",
        b"{}",
        b"[]",
        b"3",
        b"null",
        b'"cmd"',
        b'{"command": "tree"}',
        b"\xff\xfe",
        b"[" * 4000,
        b'{"cmd": "tree"',
    ],
)
def test_what_is_no_command_is_told_so(inspector: Inspector, line: bytes) -> None:
    assert "tree, wait or facts" in inspector.answer(line)["error"]


@pytest.mark.parametrize("command", ["quit", "eval", "", 3, None, ["tree"], {"cmd": "tree"}])
def test_an_unknown_command_does_nothing(inspector: Inspector, kiosk: AtTheKiosk, command: object) -> None:
    assert asked(inspector, cmd=command) == {"error": "cmd is one of tree, wait, facts"}
    kiosk.sees("home")


# Over a real socket


@contextmanager
def a_conversation(path: Path) -> Iterator[Any]:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(PATIENCE_S)
        line.connect(str(path))
        with line.makefile("rwb") as lines:
            yield lines


def says(lines: Any, data: bytes) -> Any:
    lines.write(data)
    lines.flush()
    return json.loads(lines.readline())


@pytest.fixture
def address(tmp_path: Path, inspector: Inspector) -> Iterator[Path]:
    path = tmp_path / "inspect"
    with listening(path) as server:
        thread = threading.Thread(target=serve, args=(server, inspector))
        thread.start()
        yield path
    thread.join(PATIENCE_S)
    assert not thread.is_alive(), "closing the socket ends the thread"


def test_one_line_in_one_line_out(address: Path) -> None:
    with a_conversation(address) as lines:
        assert says(lines, b'{"cmd": "tree"}\n') == TREE
        assert says(lines, b'{"cmd": "wait", "screen": "home"}\n')["reached"] is True
        assert "error" in says(lines, b"what?\n")
        assert says(lines, b'{"cmd": "tree"}\n') == TREE


def test_one_caller_after_another(address: Path) -> None:
    for _ in range(3):
        with a_conversation(address) as lines:
            assert says(lines, b'{"cmd": "tree"}\n') == TREE


def test_only_this_user_may_open_it(address: Path) -> None:
    assert stat.S_IMODE(address.stat().st_mode) == 0o600


def test_an_over_long_line_gets_one_answer_and_the_end(address: Path) -> None:
    long_line = b'{"cmd": "tree", "x": "' + b"x" * 3 * LONGEST_LINE + b'"}\n'
    with a_conversation(address) as lines:
        assert "error" in says(lines, long_line)
        try:
            rest = lines.readline()
        except ConnectionResetError:
            rest = b""
        assert rest == b""
    with a_conversation(address) as lines:
        assert says(lines, b'{"cmd": "tree"}\n') == TREE


def test_a_caller_who_hangs_up_in_the_middle_does_no_harm(address: Path) -> None:
    with a_conversation(address) as lines:
        lines.write(b'{"cmd": "tr')
        lines.flush()
    with a_conversation(address) as lines:
        assert says(lines, b'{"cmd": "tree"}\n') == TREE


def test_the_name_is_free_again_afterwards_and_an_old_one_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "inspect"
    for _ in range(2):
        with listening(path):
            assert path.is_socket()
        assert not path.exists()
