"""What a gateway can do wrong, on a real connection: each time a value, never an exception, never too late."""

from __future__ import annotations

import logging
import socket
import time
from pathlib import Path

import pytest
import requests

from kiosk.dossiers.http_provider import HttpProvider, Limits, Trust
from kiosk.dossiers.provider import FactorNeeded, Found, NoAnswer, NotFound, OtherOffice, ProviderAnswer, TooManyTries
from kiosk.time_source import TurnedTime
from tests.kiosk.dossiers.dossier_makers import ON_TIME, REQUEST_ID, a_question, last_four
from tests.kiosk.dossiers.loopback_gateway import Behaviour, Gateway, a_gateway, drips, hangs_up, http, is_silent, says
from tests.kiosk.dossiers.sample_answers import an_error, full_answer, minimal_answer

PATIENT = Limits(connect_s=2, read_s=0.5, total_s=6)
IMPATIENT = Limits(connect_s=2, read_s=0.5, total_s=0.6)
BROKEN = NoAnswer("broken_answer")
MORNING = "Wed, 25 Nov 2026 09:42:00 GMT"
HUGE = b'{"code": "' + b"x" * 10_000_000 + b'"}'


def ask(gateway: Gateway, limits: Limits = PATIENT) -> ProviderAnswer:
    return HttpProvider(gateway.address, limits=limits).ask(a_question())


def outcome(*behaviours: Behaviour) -> ProviderAnswer:
    with a_gateway(*behaviours) as gateway:
        return ask(gateway)


@pytest.mark.parametrize(
    ("behaviour", "answer"),
    [
        (says(404, an_error("not_found")), NotFound()),
        (says(404, an_error("other_unit", unit={"code": "H24.03", "name": "Sở Xây dựng"})), OtherOffice("Sở Xây dựng")),
        (says(404, an_error("other_unit")), BROKEN),
        (says(404, b"<html>nginx</html>"), BROKEN),
        (says(403, an_error("factor_required", kinds=["id_last4"])), FactorNeeded(("id_last4",))),
        (says(403, an_error("factor_required")), BROKEN),
        (says(403, an_error("factor_wrong")), NotFound()),
        (says(403, b"Forbidden"), NoAnswer("refused_device")),
        (says(401, an_error("device_unknown")), NoAnswer("refused_device")),
        (says(400, an_error("bad_request", problems=["code: missing"])), NoAnswer("bad_request")),
        (says(404, an_error("bad_request")), NoAnswer("bad_request")),
        (says(418, b""), NoAnswer("bad_request")),
        (says(409, an_error("ambiguous")), NoAnswer("ambiguous")),
        (says(422, an_error("code_unreadable")), NotFound()),
        (says(429, an_error("rate_limited"), Retry_After="120"), TooManyTries(120)),
        (says(429, an_error("rate_limited")), TooManyTries(60)),
        (says(429, b"", Retry_After="Wed, 25 Nov 2026 09:42:00 GMT"), TooManyTries(60)),
        (says(429, b"", Retry_After="9" * 5000), TooManyTries(3600)),
        (says(500, an_error("internal")), NoAnswer("server_error")),
        (says(503, b"", Retry_After="120"), NoAnswer("server_error", retry_after_s=120)),
        (says(504, b"", Retry_After="Wed, 25 Nov 2026 09:42:30 GMT", Date=MORNING), NoAnswer("timeout", 30)),
        (says(507, b""), NoAnswer("server_error")),
        (says(302, b"", Location="https://elsewhere.example.vn/"), BROKEN),
        (says(204), BROKEN),
        (says(200, b"not JSON"), BROKEN),
        (says(200, full_answer(due_at="2026-11-27T14:00:00")), BROKEN),
        (says(200, full_answer("H24.15-261123-0018")), BROKEN),
        (says(200, full_answer(), length=100_000), BROKEN),
        (says(200, b"<html>Dang nhap</html>", Content_Type="text/html"), BROKEN),
        (says(200, HUGE), BROKEN),
        (is_silent, NoAnswer("timeout")),
        (lambda line, _over: line.sendall(b"SSH-2.0-OpenSSH_9.2\r\n"), NoAnswer("unreachable")),
    ],
)
def test_an_answer_becomes_a_value(behaviour: Behaviour, answer: ProviderAnswer) -> None:
    assert outcome(behaviour) == answer


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        (says(502), says(502), NoAnswer("server_error")),
        (says(503, an_error("upstream_unavailable"), Retry_After="soon"), says(500), NoAnswer("server_error")),
        (says(504), says(504, an_error("upstream_timeout")), NoAnswer("timeout")),
        (hangs_up, hangs_up, NoAnswer("unreachable")),
        (says(503), says(404, an_error("not_found")), NotFound()),
    ],
)
def test_a_passing_failure_is_asked_once_more(first: Behaviour, second: Behaviour, answer: ProviderAnswer) -> None:
    with a_gateway(first, second, says(200, minimal_answer())) as gateway:
        assert ask(gateway) == answer
        assert len(gateway.heard) == 2


@pytest.mark.parametrize("first", [says(503), says(502), says(504), hangs_up])
def test_the_second_try_may_succeed_under_the_same_request_id(first: Behaviour) -> None:
    with a_gateway(first, says(200, minimal_answer())) as gateway:
        assert isinstance(ask(gateway), Found)
        assert gateway.header("X-Request-Id") == [REQUEST_ID, REQUEST_ID]


@pytest.mark.parametrize(
    "behaviour",
    [says(500), says(429), says(503, Retry_After="30"), says(404, an_error("not_found")), is_silent, says(200)],
)
def test_other_answers_are_not_asked_again(behaviour: Behaviour) -> None:
    with a_gateway(behaviour, says(200, minimal_answer())) as gateway:
        ask(gateway)
        assert len(gateway.heard) == 1


def test_a_refused_connection_is_a_value() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert HttpProvider(f"http://127.0.0.1:{port}").ask(a_question()) == NoAnswer("unreachable")


@pytest.mark.parametrize("address", ["ftp://127.0.0.1", "http://[broken", "http://127.0.0.1:99999"])
def test_a_wrong_address_is_a_value(address: str) -> None:
    assert HttpProvider(address).ask(a_question()) == NoAnswer("unreachable")


@pytest.mark.parametrize(
    "behaviour",
    [
        drips(http(200, full_answer())),
        drips(http(200, full_answer(), X_Padding="x" * 2000)),
        drips(http(200, full_answer(), length=100_000)[:400] + b" " * 4000),
    ],
)
def test_dripping_never_exceeds_the_total_time(behaviour: Behaviour) -> None:
    with a_gateway(behaviour) as gateway:
        began_s = time.monotonic()
        assert ask(gateway, IMPATIENT) == NoAnswer("timeout")
        assert time.monotonic() - began_s < 3 * IMPATIENT.total_s


def test_a_dripping_body_ends_its_own_conversation() -> None:
    class Hasty(TurnedTime):
        def stopwatch_s(self) -> float:
            self.turn(1)
            return self.elapsed_s

    with a_gateway(drips(http(200, full_answer()), every_s=0.001)) as gateway:
        provider = HttpProvider(gateway.address, limits=Limits(total_s=20), time=Hasty())
        assert provider.ask(a_question()) == NoAnswer("timeout")


def test_a_body_may_come_in_chunks() -> None:
    content = http(200, minimal_answer()).partition(b"\r\n\r\n")[2]
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n" % (len(content), content)
    assert isinstance(outcome(lambda line, _over: line.sendall(chunked + b"0\r\n\r\n")), Found)
    assert outcome(lambda line, _over: line.sendall(chunked)) == BROKEN


def test_a_full_name_is_masked_before_anyone_sees_it() -> None:
    answer = outcome(says(200, full_answer(owner_masked="Nguyễn Văn Hùng")))
    assert isinstance(answer, Found)
    assert answer.dossier.owner_masked == "N*** V*** H***"


def test_identifiers_stand_in_the_body_and_nowhere_else() -> None:
    with a_gateway(says(200, full_answer())) as gateway:
        provider = HttpProvider(gateway.address + "/", limits=PATIENT)
        assert isinstance(provider.ask(a_question(factor=last_four("4821"))), Found)
        head, body = gateway.heard[0]
    assert head.startswith("POST /v1/dossier-lookups HTTP/1.1")
    assert body == {"code": ON_TIME, "entry": "scan", "factor": {"kind": "id_last4", "value": "4821"}}
    assert ON_TIME not in head
    said = "".join(line for line in head.splitlines() if not line.startswith("Host:"))  # any port may stand there
    assert "4821" not in said
    assert (gateway.header("Accept-Language"), gateway.header("Authorization")) == (["vi"], [])


def test_the_token_is_read_for_every_question(tmp_path: Path) -> None:
    token_file = tmp_path / "token"
    with a_gateway(says(200, minimal_answer()), says(200, minimal_answer())) as gateway:
        provider = HttpProvider(gateway.address, trust=Trust(token_file=token_file))
        assert provider.ask(a_question()) == NoAnswer("refused_device")
        for token in ("first.one", "second-one"):
            token_file.write_text(f"{token}\n")
            assert isinstance(provider.ask(a_question()), Found)
        assert gateway.header("Authorization") == ["Bearer first.one", "Bearer second-one"]


@pytest.mark.parametrize("content", ["", "two words", "tiếng", "a\r\nX-Other: b"])
def test_a_token_that_is_none_is_not_sent(tmp_path: Path, content: str) -> None:
    (tmp_path / "token").write_text(content)
    with a_gateway() as gateway:
        provider = HttpProvider(gateway.address, trust=Trust(token_file=tmp_path / "token"))
        assert provider.ask(a_question()) == NoAnswer("refused_device")


def test_no_proxy_and_no_netrc_of_this_machine_takes_part(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login somebody password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with a_gateway(says(200, minimal_answer())) as gateway:
        assert isinstance(ask(gateway), Found)
        assert gateway.header("Authorization") == []


def test_certificates_are_checked(tmp_path: Path) -> None:
    seen: list[object] = []

    class Watching(requests.Session):
        def request(self, *where: object, **kwargs: object) -> requests.Response:
            seen.append(kwargs["verify"])
            raise requests.ConnectionError(where)

    for ca_file in (None, tmp_path / "ca.pem"):
        provider = HttpProvider("https://127.0.0.1", trust=Trust(ca_file=ca_file), new_session=Watching)
        assert provider.ask(a_question()) == NoAnswer("unreachable")
    assert seen == [True, True, str(tmp_path / "ca.pem"), str(tmp_path / "ca.pem")]


def test_no_code_and_no_second_fact_is_ever_logged(caplog: pytest.LogCaptureFixture) -> None:
    question = a_question(factor=last_four("4821"))
    with caplog.at_level(logging.DEBUG), a_gateway(says(503), says(200, b"{")) as gateway:
        HttpProvider(gateway.address, limits=PATIENT).ask(question)
        assert len(gateway.heard) == 2
    assert caplog.text == ""  # not even where somebody asked
    assert repr(question) == "<Question>"
    assert repr(question.factor) == "<Factor>"


def test_a_mistake_of_ours_is_heard() -> None:
    def no_session() -> requests.Session:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        HttpProvider("http://127.0.0.1", new_session=no_session).ask(a_question())
