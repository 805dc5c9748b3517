"""The same questions to the embedded office and to the same office behind HTTP: the same answers."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, Thread

import pytest

from kiosk.dossiers.http_provider import HttpProvider, Limits
from kiosk.dossiers.office_server import OfficeServer
from kiosk.dossiers.office_service import make_app
from kiosk.dossiers.provider import (
    Entry,
    Factor,
    FactorNeeded,
    Found,
    NoAnswer,
    NotFound,
    OtherOffice,
    Provider,
    ProviderAnswer,
    TooManyTries,
)
from kiosk.dossiers.sample_provider import SampleProvider
from kiosk.time_source import TurnedTime
from tests.kiosk.dossiers.dossier_makers import ON_TIME, a_question, last_four
from tests.kiosk.dossiers.sample_answers import factor_of, the_office

READ_S = 1.0
ALL_CODES = [entry["code"] for entry in the_office().content["dossiers"]]


@pytest.fixture(scope="module")
def embedded() -> Provider:
    return SampleProvider(the_office(), TurnedTime(), pause=lambda _seconds: None, read_s=READ_S)


@pytest.fixture(scope="module")
def over_http() -> Iterator[Provider]:
    over = Event()

    def pause(seconds: float) -> None:
        over.wait(seconds)

    app = make_app(the_office(), TurnedTime(), pause=pause)
    with OfficeServer(app, "127.0.0.1", 0) as server:
        thread = Thread(target=server.run)
        thread.start()
        yield HttpProvider(f"http://127.0.0.1:{server.port}", limits=Limits(read_s=READ_S))
        over.set()
        server.stop()
        thread.join(5)
        assert not thread.is_alive()


@pytest.fixture(params=["embedded", "over_http"])
def provider(request: pytest.FixtureRequest) -> Provider:
    chosen: Provider = request.getfixturevalue(request.param)
    return chosen


@pytest.mark.parametrize(
    ("code", "entry", "factor", "answer"),
    [
        ("H24.15-261125-9999", "scan", None, NotFound()),
        (ON_TIME, "scan", last_four("0000"), NotFound()),
        (ON_TIME, "typed", None, FactorNeeded(("id_last4", "id"))),
        ("H24.03-261112-0008", "scan", None, OtherOffice("Sở Xây dựng")),
        ("H24.15-261125-0404", "scan", None, NotFound()),
        ("H24.15-261125-0429", "scan", None, TooManyTries(120)),
        ("H24.15-261125-0503", "scan", None, NoAnswer("server_error", 30)),
        ("H24.15-261125-0504", "scan", None, NoAnswer("timeout")),
        ("H24.15-261125-0409", "scan", None, NoAnswer("ambiguous")),
        ("H24.15-261125-0990", "scan", None, NoAnswer("timeout")),
    ],
)
def test_a_question_has_its_answer(
    provider: Provider, code: str, entry: Entry, factor: Factor | None, answer: ProviderAnswer
) -> None:
    assert provider.ask(a_question(code, entry, factor)) == answer


def test_a_scan_alone_tells_little_and_the_second_fact_tells_all(provider: Provider) -> None:
    little = provider.ask(a_question(ON_TIME))
    everything = provider.ask(a_question(ON_TIME, "typed", last_four(factor_of(ON_TIME))))
    assert isinstance(little, Found)
    assert isinstance(everything, Found)
    assert (little.dossier.detail, everything.dossier.detail) == ("minimal", "full")
    assert (little.dossier.owner_masked, everything.dossier.owner_masked) == (None, "N*** V*** H***")


def test_both_tell_the_same_about_every_sample(embedded: Provider, over_http: Provider) -> None:
    for code in ALL_CODES:
        question = a_question(code, "scan", last_four(factor_of(code)))
        assert embedded.ask(question) == over_http.ask(question)


def test_a_slow_sample_is_awaited_by_those_who_are_patient() -> None:
    waited: list[float] = []
    provider = SampleProvider(the_office(), TurnedTime(), pause=waited.append, read_s=7)
    assert isinstance(provider.ask(a_question("H24.15-261125-0990")), Found)
    assert waited == [6.5]
