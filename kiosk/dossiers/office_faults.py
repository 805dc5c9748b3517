"""A demonstration office that misbehaves on purpose: what a bad line and a bad gateway do, for looking at it.

Faults take turns from question to question; `ok` among them answers as usual. The check of health always does.
"""

from __future__ import annotations

import itertools
import os
import time as system_time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, TypeAlias, cast, get_args
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from kiosk.dossiers.answer_contract import PATH

Fault: TypeAlias = Literal["ok", "slow", "drip", "hang", "500", "503", "garbage", "html", "redirect", "huge", "drop"]
SLOW_S = (
    4.5  # beyond the 4 s after which the page says that the line is slow, within the 5 s a terminal waits for a byte
)
HANG_S = 30.0
DRIP_S = 0.5
HUGE_BYTES = 768 * 1024  # three times what a terminal reads
PIECE = 64 * 1024
PAGE = b"<!doctype html><title>Cong dich vu</title><p>Xin thu lai."


class NoSuchFault(ValueError):
    """A fault nobody knows; says which there are."""


def faults_of(text: str) -> tuple[Fault, ...]:
    """Read "slow,500,ok". Raises NoSuchFault."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    known = get_args(Fault)
    if unknown := [name for name in names if name not in known]:
        raise NoSuchFault(f"{', '.join(unknown)}: no such fault; there are {', '.join(known)}")
    return tuple(cast("Fault", name) for name in names)


class FaultyOffice:
    """A WSGI application around a good one.

    pause  waits so many seconds
    """

    def __init__(
        self, good: WSGIApplication, faults: Sequence[Fault], pause: Callable[[float], None] = system_time.sleep
    ) -> None:
        self._good = good
        self._turns = itertools.cycle(faults or ("ok",))
        self._pause = pause

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """One request; only look-ups suffer."""
        fault: Fault = next(self._turns) if environ.get("PATH_INFO") == PATH else "ok"
        match fault:
            case "slow" | "hang":
                self._pause(SLOW_S if fault == "slow" else HANG_S)
                return self._good(environ, start_response)
            case "drip":
                return self._dripped(b"".join(self._good(environ, start_response)))
            case "500" | "503":
                start_response(f"{fault} fault", [("Content-Type", "text/plain"), ("Retry-After", "20")])
                return [b"fault"]
            case "garbage":
                start_response("200 OK", [("Content-Type", "application/json")])
                return [os.urandom(400)]
            case "html":
                start_response("200 OK", [("Content-Type", "text/html")])
                return [PAGE]
            case "redirect":
                start_response("302 Found", [("Location", "https://login.invalid/"), ("Content-Length", "0")])
                return []
            case "huge":
                start_response("200 OK", [("Content-Type", "application/json")])
                return itertools.repeat(b" " * PIECE, HUGE_BYTES // PIECE)
            case "drop":
                start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", "4000")])
                return _cut_off()
            case _:
                return self._good(environ, start_response)

    def _dripped(self, body: bytes) -> Iterator[bytes]:
        for at in range(len(body)):
            self._pause(DRIP_S)
            yield body[at : at + 1]


def _cut_off() -> Iterator[bytes]:
    from waitress.channel import ClientDisconnected  # type: ignore[import-untyped]  # noqa: PLC0415 -- only its own server

    yield b'{"code": "'
    raise ClientDisconnected  # the one exception the server ends a connection for without a stack trace
