"""The demonstration office misbehaves on command, over a real connection; every fault is a value at the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest

from kiosk.dossiers.http_provider import HttpProvider, Limits
from kiosk.dossiers.office_faults import FaultyOffice, NoSuchFault, faults_of
from kiosk.dossiers.office_server import OfficeServer
from kiosk.dossiers.office_service import make_app
from kiosk.dossiers.provider import Found, NoAnswer
from kiosk.time_source import TurnedTime
from tests.kiosk.dossiers.dossier_makers import NOW, a_question
from tests.kiosk.dossiers.sample_answers import the_office

QUICK = Limits(connect_s=2, read_s=0.5, total_s=1.0)


@contextmanager
def an_office(faults: str, paused: list[float] | None = None) -> Iterator[str]:
    """Its address; pauses are noted, not waited."""
    noted = [] if paused is None else paused
    good = make_app(the_office(), TurnedTime(NOW), pause=noted.append)
    with OfficeServer(FaultyOffice(good, faults_of(faults), noted.append), "127.0.0.1", 0) as server:
        serving = Thread(target=server.run, daemon=True)
        serving.start()
        yield f"http://127.0.0.1:{server.port}"
        server.stop()
        serving.join(10)


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("garbage", "broken_answer"),
        ("html", "broken_answer"),
        ("redirect", "broken_answer"),
        ("huge", "broken_answer"),
        ("drop", "broken_answer"),
        ("500", "server_error"),
        ("503", "server_error"),
    ],
)
def test_every_fault_is_an_answer_the_terminal_knows(fault: str, why: str, caplog: pytest.LogCaptureFixture) -> None:
    with an_office(fault) as address:
        answer = HttpProvider(address, limits=QUICK).ask(a_question())
    assert isinstance(answer, NoAnswer)
    assert answer.why == why
    assert caplog.messages == [], "what fails on purpose is no stack trace"


def test_faults_take_turns_and_ok_answers_as_usual() -> None:
    with an_office("500,ok") as address:
        provider = HttpProvider(address)
        answers = [type(provider.ask(a_question())) for _ in range(4)]
    assert answers == [NoAnswer, Found, NoAnswer, Found]


def test_slow_and_hanging_answers_come_late_but_whole() -> None:
    paused: list[float] = []
    with an_office("slow,hang", paused) as address:
        provider = HttpProvider(address)
        assert [type(provider.ask(a_question())) for _ in range(2)] == [Found, Found]
    assert paused == [4.5, 30.0]


def test_a_dripping_answer_comes_byte_by_byte() -> None:
    paused: list[float] = []
    with an_office("drip", paused) as address:
        assert isinstance(HttpProvider(address).ask(a_question()), Found)
    assert len(paused) > 400


def test_a_fault_nobody_knows_is_named_with_those_there_are() -> None:
    assert faults_of(" slow, 500 ,") == ("slow", "500")
    with pytest.raises(NoSuchFault, match="fire: no such fault; there are ok, slow"):
        faults_of("slow,fire")
