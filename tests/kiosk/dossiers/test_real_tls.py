"""Over real TLS: whom the terminal believes, how it proves itself, and what each refusal is called."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from kiosk.dossiers.http_provider import HttpProvider, Limits, Trust
from kiosk.dossiers.provider import Found, NoAnswer
from kiosk.dossiers.tls_trouble import CURES, tls_trouble_of
from tests.kiosk.dossiers.certificates import Authority, an_authority
from tests.kiosk.dossiers.dossier_makers import a_question
from tests.kiosk.dossiers.loopback_gateway import http
from tests.kiosk.dossiers.sample_answers import minimal_answer

LIMITS = Limits(connect_s=2, read_s=2, total_s=4)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return an_authority(tmp_path)


@contextmanager
def a_secure_gateway(certificate: Path, *, believes: Path | None = None) -> Iterator[str]:
    """Answers one question a connection; with `believes` it wants the terminal's certificate too."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    if believes is not None:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(believes)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        serving = Thread(target=_serve, args=(listener, context), daemon=True)
        serving.start()
        yield f"https://127.0.0.1:{port}"
        listener.shutdown(socket.SHUT_RDWR)
        serving.join(5)


def _serve(listener: socket.socket, context: ssl.SSLContext) -> None:
    with suppress(OSError):
        while True:
            plain, _ = listener.accept()
            plain.settimeout(5)
            with suppress(OSError), plain, context.wrap_socket(plain, server_side=True) as line:
                received = b""
                while b"}" not in received:
                    received += line.recv(4096)
                line.sendall(http(200, minimal_answer()))


def ask(address: str, **files: Path) -> object:
    trust = replace(Trust(), **files)  # type: ignore[arg-type]
    return HttpProvider(address, limits=LIMITS, trust=trust).ask(a_question())


def test_a_gateway_signed_by_our_authority_is_believed(authority: Authority) -> None:
    with a_secure_gateway(authority.sign("gateway")) as address:
        assert isinstance(ask(address, ca_file=authority.file), Found)


def test_a_gateway_of_an_unknown_authority_is_not(authority: Authority, tmp_path: Path) -> None:
    other = an_authority(tmp_path, "somebody")
    with a_secure_gateway(other.sign("gateway")) as address:
        assert ask(address, ca_file=authority.file) == NoAnswer("tls_untrusted")
        assert ask(address) == NoAnswer("tls_untrusted")


@pytest.mark.parametrize(("from_days", "what"), [(-60, "it has run out"), (3, "the clock here is behind")])
def test_outside_its_days_a_certificate_is_named_as_such(authority: Authority, from_days: int, what: str) -> None:
    with a_secure_gateway(authority.sign("gateway", from_days=from_days)) as address:
        assert ask(address, ca_file=authority.file) == NoAnswer("tls_expired"), what
    assert "clock" in CURES["tls_expired"]


def test_a_certificate_of_another_name_is_named_as_such(authority: Authority) -> None:
    with a_secure_gateway(authority.sign("gateway", host="192.0.2.7")) as address:
        assert ask(address, ca_file=authority.file) == NoAnswer("tls_wrong_name")


def test_a_gateway_that_wants_to_know_us_gets_our_certificate(authority: Authority) -> None:
    with a_secure_gateway(authority.sign("gateway"), believes=authority.file) as address:
        ours = authority.sign("kiosk-01")
        assert isinstance(ask(address, ca_file=authority.file, client_cert_file=ours), Found)
        assert isinstance(ask(address, ca_file=authority.file, client_cert_file=ours, client_key_file=ours), Found)


def test_a_renewed_certificate_counts_with_the_next_question(authority: Authority, tmp_path: Path) -> None:
    stranger = an_authority(tmp_path, "stranger")
    ours = tmp_path / "terminal.pem"
    ours.write_bytes(stranger.sign("kiosk-01").read_bytes())
    with a_secure_gateway(authority.sign("gateway"), believes=authority.file) as address:
        trust = Trust(ca_file=authority.file, client_cert_file=ours)
        provider = HttpProvider(address, limits=LIMITS, trust=trust)
        assert isinstance(provider.ask(a_question()), NoAnswer)
        ours.write_bytes(authority.sign("kiosk-01").read_bytes())
        assert isinstance(provider.ask(a_question()), Found)


def test_what_is_no_certificate_at_all_is_a_refusal() -> None:
    assert tls_trouble_of(ssl.SSLError("wrong version number")) == "tls_refused"
    assert tls_trouble_of(OSError("anything else")) is None


@pytest.mark.parametrize("name", ["ca_file", "client_cert_file"])
def test_a_certificate_file_that_is_missing_is_a_value(authority: Authority, tmp_path: Path, name: str) -> None:
    with a_secure_gateway(authority.sign("gateway")) as address:
        trust = {"ca_file": authority.file} | {name: tmp_path / "nowhere.pem"}
        assert ask(address, **trust) == NoAnswer("unreachable")


def test_files_may_lie_where_systemd_puts_credentials(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    with a_secure_gateway(authority.sign("gateway")) as address:
        assert isinstance(ask(address, ca_file=Path("$CREDENTIALS_DIRECTORY/authority.pem")), Found)


def test_questions_go_through_the_proxy_of_the_settings_and_through_no_other(
    authority: Authority, monkeypatch: pytest.MonkeyPatch, closed_port: int
) -> None:
    with a_secure_gateway(authority.sign("gateway")) as address:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{closed_port}")
        assert isinstance(ask(address, ca_file=authority.file), Found)
        provider = HttpProvider(
            address, limits=LIMITS, trust=Trust(ca_file=authority.file, proxy=f"http://127.0.0.1:{closed_port}")
        )
        assert provider.ask(a_question()) == NoAnswer("unreachable")
