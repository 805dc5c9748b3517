"""Terminals for every test that stands before one."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.at_the_kiosk import AtTheKiosk, OpenKiosk

# How long an example takes is a matter of the machine, and of what else runs on it; no test fails by it.
settings.register_profile("on any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("on any machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What opens a window takes longest and begins first, so that no core waits for the last of them alone."""
    items.sort(key=lambda item: item.get_closest_marker("screen") is None)


@pytest.fixture
def open_kiosk(tmp_path: Path) -> Iterator[OpenKiosk]:
    with ExitStack() as ends:

        def opened(**given: object) -> AtTheKiosk:
            return ends.enter_context(AtTheKiosk(tmp_path, **given))  # type: ignore[arg-type]

        yield opened


@pytest.fixture
def kiosk(open_kiosk: OpenKiosk) -> AtTheKiosk:
    return open_kiosk()


@pytest.fixture
def closed_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


@pytest.fixture
def heeding_interrupts() -> Iterator[None]:
    """An interrupt ends this process and those it starts, also where a shell started all of it in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
