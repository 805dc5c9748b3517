"""The demonstration office as a web service on this machine: the wire contract, for the HTTP provider to meet.

Nothing of a question is logged or repeated; both sides share only the request id.
"""

from __future__ import annotations

import json
import time as system_time
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from kiosk.dossiers.answer_contract import HEALTH_PATH, PATH
from kiosk.dossiers.office_server import OfficeServer
from kiosk.dossiers.sample_office import OfficeReply, SampleOffice, error_reply, load_sample_office
from kiosk.time_source import SystemTime, TimeSource

LONGEST_QUESTION = 8 * 1024
METHOD_OF_PATH = {PATH: "POST", HEALTH_PATH: "GET"}


@dataclass(frozen=True)
class OfficeService:
    """A WSGI application over a sample office.

    pause    waits so many seconds: some samples answer late on purpose
    new_id   a request id for callers that sent none, or something that is no UUID
    """

    office: SampleOffice
    time: TimeSource
    pause: Callable[[float], None] = system_time.sleep
    new_id: Callable[[], str] = field(default=lambda: str(uuid.uuid4()))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """One request, as WSGI (PEP 3333) wants it."""
        request_id = _uuid(environ.get("HTTP_X_REQUEST_ID", "")) or self.new_id()
        reply = self._reply(environ, request_id)
        if reply.delay_s:
            self.pause(reply.delay_s)
        return _send(reply, request_id, start_response)

    def _reply(self, environ: WSGIEnvironment, request_id: str) -> OfficeReply:
        path = environ.get("PATH_INFO", "")
        method = METHOD_OF_PATH.get(path)
        if method is None:
            return error_reply(404, "bad_request", request_id, problems=["path: unknown"])
        if environ["REQUEST_METHOD"] != method:
            refused = error_reply(405, "bad_request", request_id, problems=["method: not allowed"])
            return refused._replace(headers={"Allow": method})
        if path == HEALTH_PATH:
            return OfficeReply(200, {"status": "ok"}, {}, 0.0)
        return self._lookup(environ, request_id)

    def _lookup(self, environ: WSGIEnvironment, request_id: str) -> OfficeReply:
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > LONGEST_QUESTION:
            return error_reply(413, "bad_request", request_id, problems=["body: too long"])
        try:
            request: Any = json.loads(environ["wsgi.input"].read(int(length)))
        except (ValueError, RecursionError):
            return error_reply(400, "bad_request", request_id, problems=["body: not JSON"])
        return self.office.answer_lookup(request, self.time.now(), request_id)


def make_app(
    office: SampleOffice | None = None,
    time: TimeSource | None = None,
    *,
    pause: Callable[[float], None] = system_time.sleep,
) -> WSGIApplication:
    """The WSGI application of an office; without arguments the one that comes along, by the clock of this machine."""
    return OfficeService(office or load_sample_office(), time or SystemTime(), pause)


def serve(
    port: int,
    host: str = "127.0.0.1",
    ready: Callable[[int], None] = lambda _port: None,
    *,
    app: WSGIApplication | None = None,
) -> None:
    """Serve until interrupted (SIGINT or SystemExit).

    port    0 = any free one; `ready` is told the real one as soon as connections are accepted.
    raises  OSError when the port cannot be had.
    """
    with OfficeServer(app or make_app(), host, port) as server:
        ready(server.port)
        server.run()


def _send(reply: OfficeReply, request_id: str, start_response: StartResponse) -> list[bytes]:
    body = json.dumps(reply.body, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "Content-Length": str(len(body)), "X-Request-Id": request_id}
    status = HTTPStatus(reply.status)
    start_response(f"{status.value} {status.phrase}", list((headers | reply.headers).items()))
    return [body]


def _uuid(text: str) -> str | None:
    """The text when it is a UUID; anything else might be somebody's number and is not repeated."""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return None
