"""The network connection, on loopback."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from devices.errors import DeviceLost
from devices.transports.network_port import LookUp, NetworkPort
from tests.devices.real_lines import PATIENCE_S


@pytest.fixture
def ends() -> Iterator[tuple[NetworkPort, socket.socket]]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = NetworkPort("127.0.0.1", server.getsockname()[1], connect_s=PATIENCE_S)
        other, _ = server.accept()
        other.settimeout(PATIENCE_S)
        with other:
            yield port, other
        port.close()


def read_to_the_end(other: socket.socket) -> None:
    while other.recv(65536):
        pass


def test_bytes_go_both_ways(ends: tuple[NetworkPort, socket.socket]) -> None:
    port, other = ends
    assert port.write(b"ticket", deadline_s=PATIENCE_S) == 6
    assert other.recv(100) == b"ticket"
    other.sendall(b"\x12")
    assert port.read(timeout_s=PATIENCE_S) == b"\x12"


def test_silence_is_an_empty_answer(ends: tuple[NetworkPort, socket.socket]) -> None:
    assert ends[0].read(timeout_s=0.01) == b""


def test_a_full_connection_takes_nothing_more(ends: tuple[NetworkPort, socket.socket]) -> None:
    port, _ = ends
    while port.write(bytes(4096), deadline_s=0.05):
        pass
    assert port.write(b"x", deadline_s=0) == 0


def test_a_printer_that_hangs_up_is_lost(ends: tuple[NetworkPort, socket.socket]) -> None:
    port, other = ends
    other.close()
    with pytest.raises(DeviceLost, match="closed the connection"):
        port.read(timeout_s=PATIENCE_S)


def test_closing_drops_what_the_printer_did_not_take(ends: tuple[NetworkPort, socket.socket]) -> None:
    port, other = ends
    while port.write(bytes(4096), deadline_s=0.05):
        pass
    port.close()
    port.close()
    with pytest.raises(ConnectionResetError):
        read_to_the_end(other)


def test_after_closing_the_connection_is_lost(ends: tuple[NetworkPort, socket.socket]) -> None:
    port, _ = ends
    port.close()
    for use in (lambda: port.read(timeout_s=0), lambda: port.write(b"x", deadline_s=0)):
        with pytest.raises(DeviceLost):
            use()


def test_a_second_connection_from_this_machine_is_refused_until_the_first_is_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as printer:
        place = ("127.0.0.1", printer.getsockname()[1])
        terminal = NetworkPort(*place)
        printer.accept()[0].close()
        with pytest.raises(DeviceLost, match="only one may"):
            NetworkPort(*place)
        terminal.close()
        NetworkPort(*place).close()


def test_nobody_listening_is_lost() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        free_port = server.getsockname()[1]
    with pytest.raises(DeviceLost):
        NetworkPort("127.0.0.1", free_port)


def test_a_name_that_can_be_no_host_is_lost() -> None:
    with pytest.raises(DeviceLost):
        NetworkPort("a" * 300, 9100)


class NameServer:
    """Answers what it is told to, and hangs when it is told to; numbers need no name server."""

    def __init__(self) -> None:
        self.numbers: list[str] = ["127.0.0.1"]
        self.goes_on = threading.Event()
        self.goes_on.set()

    def ask(self, host: str, port: int, *, flags: int, **_: Any) -> Sequence[Any]:
        if flags & socket.AI_NUMERICHOST:
            raise socket.gaierror(socket.EAI_NONAME, "no number")
        self.goes_on.wait(PATIENCE_S)
        if not self.numbers:
            raise socket.gaierror(socket.EAI_AGAIN, f"nobody knows {host}")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in self.numbers]


@pytest.fixture
def server() -> Iterator[NameServer]:
    made = NameServer()
    yield made
    made.goes_on.set()


def test_a_number_is_never_looked_up(server: NameServer) -> None:
    server.goes_on.clear()
    assert LookUp("192.0.2.10", 9100).places(0) == [("192.0.2.10", 9100)]
    assert LookUp("::1", 9100).places(0) == [("::1", 9100)]


def test_a_silent_name_server_costs_no_more_than_the_deadline(server: NameServer) -> None:
    server.goes_on.clear()
    before_s = time.monotonic()
    with pytest.raises(DeviceLost, match="looking up “printer"):
        NetworkPort("printer.lan", 9100, connect_s=0.1, look_up=LookUp("printer.lan", 9100, ask=server.ask))
    assert time.monotonic() - before_s < PATIENCE_S / 2


@pytest.mark.parametrize("trouble", ["silent", "knows nothing"])
def test_where_the_printer_was_last_is_remembered(server: NameServer, trouble: str) -> None:
    look_up = LookUp("printer.lan", 9100, ask=server.ask)
    assert look_up.places(PATIENCE_S) == [("127.0.0.1", 9100)]
    if trouble == "silent":
        server.goes_on.clear()
    server.numbers = []
    assert look_up.places(0.1) == [("127.0.0.1", 9100)]


def test_a_printer_that_moved_is_followed(server: NameServer) -> None:
    look_up = LookUp("printer.lan", 9100, ask=server.ask)
    look_up.places(PATIENCE_S)
    server.numbers = ["127.0.0.2"]
    assert look_up.places(PATIENCE_S) == [("127.0.0.2", 9100)]


def test_a_remembered_printer_is_connected_to_in_what_is_left_of_the_time(server: NameServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as printer:
        port = printer.getsockname()[1]
        look_up = LookUp("printer.lan", port, ask=server.ask)
        look_up.places(PATIENCE_S)
        server.goes_on.clear()
        NetworkPort("printer.lan", port, connect_s=2, look_up=look_up).close()


def test_the_second_number_is_tried_when_nobody_listens_at_the_first(server: NameServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as printer:
        port = printer.getsockname()[1]
        server.numbers = ["127.0.0.2", "127.0.0.1"]
        NetworkPort("printer.lan", port, look_up=LookUp("printer.lan", port, ask=server.ask)).close()
