"""The gateway is asked whether it runs by `GET /v1/health`, and about nobody."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from kiosk.dossiers.office_server import OfficeServer
from kiosk.health.server_probe import probe_server
from kiosk.settings import Settings
from kiosk.settings_file import checked
from kiosk.time_source import SystemTime
from tests.kiosk.dossiers.running_office import an_office

TIME = SystemTime()


def gateway(address: str) -> Settings:
    """A terminal that asks there."""
    return checked({"dossiers": {"provider": "http", "address": address, "total_timeout_s": 2.0}})


def test_a_gateway_that_runs_answers_with_the_time_it_took() -> None:
    with an_office(TIME) as port:
        probe = probe_server(gateway(f"http://127.0.0.1:{port}"), time=TIME)
    assert probe is not None
    assert probe.answered
    assert 0 <= probe.milliseconds < 2000


def test_a_server_without_that_question_is_not_the_gateway() -> None:
    def refuses(_environ: object, start: Callable[[str, list[tuple[str, str]]], object]) -> list[bytes]:
        start("404 Not Found", [("Content-Type", "text/plain")])
        return [b"not here"]

    with OfficeServer(refuses, "127.0.0.1", 0) as server:
        thread = Thread(target=server.run)
        thread.start()
        probe = probe_server(gateway(f"http://127.0.0.1:{server.port}"), time=TIME)
        server.stop()
        thread.join(5)
    assert probe is not None
    assert not probe.answered


def test_nobody_there_is_silence_and_not_an_error(closed_port: int) -> None:
    probe = probe_server(gateway(f"http://127.0.0.1:{closed_port}"), time=TIME)
    assert probe is not None
    assert not probe.answered


def test_other_ways_of_asking_have_no_harmless_question() -> None:
    assert probe_server(Settings(), time=TIME) is None
