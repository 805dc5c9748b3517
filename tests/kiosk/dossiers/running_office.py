"""The demonstration office behind a real port of this machine, for as long as a `with` lasts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from kiosk.dossiers.office_server import OfficeServer
from kiosk.dossiers.office_service import make_app
from kiosk.dossiers.sample_office import SampleOffice, load_sample_office
from kiosk.time_source import TimeSource


@contextmanager
def an_office(time: TimeSource, office: SampleOffice | None = None, *, port: int = 0) -> Iterator[int]:
    """Its port."""
    with OfficeServer(make_app(office or load_sample_office(), time), "127.0.0.1", port) as server:
        thread = Thread(target=server.run)
        thread.start()
        try:
            yield server.port
        finally:
            server.stop()
            thread.join(5)
            assert not thread.is_alive()
