"""The demonstration office as a web service: errors in the words of the contract, nothing logged, nothing repeated."""

from __future__ import annotations

import io
import json
import logging
import signal
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from threading import Thread, main_thread
from typing import Any

import pytest
import requests

from kiosk.dossiers.answer_contract import HEALTH_PATH, PATH, DossierAnswer
from kiosk.dossiers.office_server import OfficeServer
from kiosk.dossiers.office_service import LONGEST_QUESTION, make_app, serve
from kiosk.time_source import TurnedTime
from tests.kiosk.dossiers.dossier_makers import ON_TIME, REQUEST_ID
from tests.kiosk.dossiers.sample_answers import the_office

QUESTION = {"code": ON_TIME, "entry": "scan"}


@dataclass
class Said:
    """What the service said."""

    status: str
    headers: dict[str, str]
    body: dict[str, Any]


def call(path: str = PATH, method: str = "POST", body: bytes = b"", **environ: str) -> Said:
    heard: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], _trouble: object = None) -> Any:
        heard.append((status, headers))

    given = {"PATH_INFO": path, "REQUEST_METHOD": method, "CONTENT_LENGTH": str(len(body)), **environ}
    app = make_app(the_office(), TurnedTime(), pause=lambda _seconds: None)
    content = b"".join(app({**given, "wsgi.input": io.BytesIO(body)}, start_response))
    status, headers = heard[0]
    return Said(status, dict(headers), json.loads(content))


def ask(question: object, **environ: str) -> Said:
    return call(body=json.dumps(question).encode(), **environ)


def test_a_question_is_answered_in_the_shape_of_the_contract() -> None:
    said = ask(QUESTION)
    assert said.status == "200 OK"
    assert DossierAnswer.model_validate(said.body).detail == "minimal"
    assert said.headers["Content-Type"] == "application/json"


def test_the_request_id_is_repeated_when_it_is_one() -> None:
    said = ask({"code": "H24.15-261125-9999", "entry": "scan"}, HTTP_X_REQUEST_ID=REQUEST_ID)
    assert (said.body["request_id"], said.headers["X-Request-Id"]) == (REQUEST_ID, REQUEST_ID)


@pytest.mark.parametrize("given", ["", "031190123456", ON_TIME])
def test_anything_else_in_its_place_is_not_repeated(given: str) -> None:
    said = ask([], HTTP_X_REQUEST_ID=given)
    assert len(said.body["request_id"]) == len(REQUEST_ID)
    assert said.body["request_id"] != given


@pytest.mark.parametrize(
    ("path", "method", "body", "status"),
    [
        ("/", "GET", b"", "404 Not Found"),
        (f"{PATH}/{ON_TIME}", "GET", b"", "404 Not Found"),
        (PATH, "GET", b"", "405 Method Not Allowed"),
        (HEALTH_PATH, "POST", b"", "405 Method Not Allowed"),
        (PATH, "POST", b"", "400 Bad Request"),
        (PATH, "POST", b"{", "400 Bad Request"),
        (PATH, "POST", b"\xff", "400 Bad Request"),
        (PATH, "POST", b"[" * LONGEST_QUESTION, "400 Bad Request"),
        (PATH, "POST", b" " * (LONGEST_QUESTION + 1), f"413 {HTTPStatus(413).phrase}"),
    ],
)
def test_a_wrong_request_is_refused_in_the_words_of_the_contract(
    path: str, method: str, body: bytes, status: str
) -> None:
    said = call(path, method, body, HTTP_X_REQUEST_ID=REQUEST_ID)
    assert (said.status, said.body["error"], said.body["request_id"]) == (status, "bad_request", REQUEST_ID)
    assert ON_TIME not in json.dumps(said.body)


def test_a_wrong_method_is_told_the_right_one() -> None:
    assert call(PATH, "DELETE").headers["Allow"] == "POST"


def test_a_strange_length_is_refused() -> None:
    assert call(CONTENT_LENGTH="-1").status == f"413 {HTTPStatus(413).phrase}"


def test_a_limited_office_says_for_how_long_in_a_header() -> None:
    said = ask({"code": "H24.15-261125-0429", "entry": "scan"})
    assert (said.status, said.headers["Retry-After"]) == ("429 Too Many Requests", "120")


def test_the_service_says_that_it_runs() -> None:
    assert call(HEALTH_PATH, "GET").body == {"status": "ok"}


@pytest.fixture
def running() -> Iterator[str]:
    with OfficeServer(make_app(the_office(), TurnedTime()), "127.0.0.1", 0) as server:
        thread = Thread(target=server.run)
        thread.start()
        yield f"http://127.0.0.1:{server.port}"
        server.stop()
        thread.join(5)
        assert not thread.is_alive()


def test_it_serves_on_a_free_port_and_logs_no_code(running: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert requests.get(running + HEALTH_PATH, timeout=5).json() == {"status": "ok"}
        answer = requests.post(running + PATH, json=QUESTION, timeout=5).json()
    assert answer["code"] == ON_TIME
    assert ON_TIME not in caplog.text


def test_a_taken_port_is_heard() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        serve(taken.getsockname()[1], app=make_app(the_office(), TurnedTime()))


@pytest.mark.usefixtures("heeding_interrupts")
def test_it_serves_until_it_is_interrupted() -> None:
    answers: list[int] = []

    def ask_and_interrupt(port: int) -> None:
        answers.append(requests.get(f"http://127.0.0.1:{port}{HEALTH_PATH}", timeout=5).status_code)
        signal.pthread_kill(main_thread().ident or 0, signal.SIGINT)

    serve(0, ready=lambda port: Thread(target=ask_and_interrupt, args=(port,)).start(), app=make_app(the_office()))
    assert answers == [200]


def test_it_leaves_nothing_open_when_it_cannot_begin() -> None:
    def ready(_port: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        serve(0, ready=ready, app=make_app(the_office()))
