"""Carries a WSGI application on a port of this machine until it is stopped, and leaves nothing open (waitress)."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Self
from wsgiref.types import WSGIApplication

from waitress import create_server, wasyncore  # type: ignore[import-untyped]

LONGEST_SLEEP_S = 1.0


class OfficeServer:
    """One listening port, to be used in a `with`.

    port    0 = any free one; afterwards the real one, on which connections are accepted at once
    raises  OSError when the port cannot be had
    """

    def __init__(self, app: WSGIApplication, host: str, port: int) -> None:
        # Bound here and not by waitress, which on a taken port would leave its socket and its threads behind.
        listener = socket.create_server((host, port))
        self.port: int = listener.getsockname()[1]
        self._is_over = False
        self._open: dict[int, object] = {}
        self._server = create_server(app, map=self._open, sockets=[listener], ident=None)

    def run(self) -> None:
        """Serve on the caller's thread until `stop` or an interrupt (SIGINT)."""
        with suppress(KeyboardInterrupt):
            while not self._is_over:
                wasyncore.loop(timeout=LONGEST_SLEEP_S, use_poll=True, map=self._open, count=1)

    def stop(self) -> None:
        """End `run`, from any thread, while the `with` lasts."""
        self._is_over = True
        self._server.pull_trigger()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        # Threads first: each wakes the loop when its answer is ready, through a pipe that must still be open.
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(self._open)
