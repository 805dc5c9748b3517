"""A gateway on this machine that answers every connection exactly as a test tells it to."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

Behaviour = Callable[[socket.socket, Event], None]
"""What happens on one connection after the question was read; the event ends all waiting."""


def http(status: int, body: object = b"", *, length: int | None = None, **headers: str) -> bytes:
    """The bytes of an HTTP answer; a body that is no bytes becomes JSON; length: a false Content-Length."""
    content = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    lines = {"Content-Length": str(len(content) if length is None else length), "Connection": "close"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status} Whatever\r\n{head}\r\n".encode() + content


def says(status: int, body: object = b"", *, length: int | None = None, **headers: str) -> Behaviour:
    """Answers at once."""
    return lambda line, _over: line.sendall(http(status, body, length=length, **headers))


def drips(answer: bytes, *, every_s: float = 0.05) -> Behaviour:
    """Answers one byte after the other, each early enough for a time-out of its own."""

    def behave(line: socket.socket, over: Event) -> None:
        for place in range(len(answer)):
            line.sendall(answer[place : place + 1])
            if over.wait(every_s):
                return

    return behave


def is_silent(_line: socket.socket, over: Event) -> None:
    """Takes the question and never answers."""
    over.wait(10)


def hangs_up(_line: socket.socket, _over: Event) -> None:
    """Takes the question and closes the connection."""


@dataclass
class Gateway:
    """The gateway of one test: its address, and the questions it heard (head and body as text)."""

    address: str
    heard: list[tuple[str, Any]] = field(default_factory=list)

    def header(self, name: str) -> list[str]:
        """One header of every question."""
        lines = [line.partition(": ") for head, _ in self.heard for line in head.split("\r\n")]
        return [value for own_name, _, value in lines if own_name.lower() == name.lower()]


@contextmanager
def a_gateway(*behaviours: Behaviour) -> Iterator[Gateway]:
    """Behaves so on its first, second… question about a dossier; later ones, and what else is asked, end at once."""
    over = Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        gateway = Gateway(f"http://127.0.0.1:{port}")
        thread = Thread(target=_serve, args=(listener, behaviours, gateway, over))
        thread.start()
        try:
            yield gateway
        finally:
            over.set()
            # Wakes `accept`, which closing the socket would not.
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                pass
            thread.join(5)
            assert not thread.is_alive()


def _serve(listener: socket.socket, behaviours: tuple[Behaviour, ...], gateway: Gateway, over: Event) -> None:
    waiting = list(behaviours)
    while not over.is_set():
        line, _ = listener.accept()
        with line, suppress(OSError):
            line.settimeout(5)
            question = _question(line) if waiting and not over.is_set() else None
            if question is not None:
                gateway.heard.append(question)
                waiting.pop(0)(line, over)


def _question(line: socket.socket) -> tuple[str, Any] | None:
    received = b""
    while b"\r\n\r\n" not in received:
        received += line.recv(4096) or b"\r\n\r\n"
    head, _, body = received.partition(b"\r\n\r\n")
    if not head.startswith(b"POST"):  # the board of the office, or whether anybody is there
        return None
    length = next(int(row[15:]) for row in head.lower().split(b"\r\n") if row.startswith(b"content-length:"))
    while len(body) < length:
        body += line.recv(4096)
    return head.decode(), json.loads(body)
