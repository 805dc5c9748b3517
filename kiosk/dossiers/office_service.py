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
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from kiosk.dossiers.answer_contract import HEALTH_PATH, PATH
from kiosk.dossiers.gateway import RATINGS_PATH
from kiosk.dossiers.office_server import OfficeServer
from kiosk.dossiers.on_time_contract import BOARD_PATH
from kiosk.dossiers.sample_office import OfficeReply, SampleOffice, error_reply, load_sample_office
from kiosk.time_source import SystemTime, TimeSource

LONGEST_QUESTION = 8 * 1024
METHOD_OF_PATH = {PATH: "POST", HEALTH_PATH: "GET", BOARD_PATH: "GET", RATINGS_PATH: "POST"}


@dataclass(frozen=True)
class OfficeService:
    """A WSGI application over a sample office.

    pause    waits so many seconds: some samples answer late on purpose
    rated    keys of remarks it has been sent
    new_id   a request id for callers that sent none, or something that is no UUID
    """

    office: SampleOffice
    time: TimeSource
    pause: Callable[[float], None] = system_time.sleep
    new_id: Callable[[], str] = field(default=lambda: str(uuid.uuid4()))
    rated: set[str] = field(default_factory=set)

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
        if path == BOARD_PATH:
            period = parse_qs(environ.get("QUERY_STRING", "")).get("period", [""])[0]
            return self.office.answer_board(period, self.time.now(), request_id)
        body = _body(environ, request_id)
        if isinstance(body, OfficeReply):
            return body
        if path == RATINGS_PATH:
            return self._rated(body.sent, environ.get("HTTP_IDEMPOTENCY_KEY", ""), request_id)
        return self.office.answer_lookup(body.sent, self.time.now(), request_id)

    def _rated(self, remark: object, key: str, request_id: str) -> OfficeReply:
        if key in self.rated:
            return error_reply(409, "known", request_id)
        reply = self.office.answer_rating(remark, key=key, request_id=request_id)
        if reply.status == HTTPStatus.CREATED:
            self.rated.add(key)
        return reply


@dataclass(frozen=True)
class Body:
    """JSON of any kind."""

    sent: Any


def _body(environ: WSGIEnvironment, request_id: str) -> Body | OfficeReply:
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LONGEST_QUESTION:
        return error_reply(413, "bad_request", request_id, problems=["body: too long"])
    try:
        request: Any = json.loads(environ["wsgi.input"].read(int(length)))
    except (ValueError, RecursionError):
        return error_reply(400, "bad_request", request_id, problems=["body: not JSON"])
    return Body(request)


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
