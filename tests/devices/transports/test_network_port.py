"""The network connection, on loopback."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from devices.errors import DeviceLost
from devices.transports.network_port import NetworkPort
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


def test_nobody_listening_is_lost() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        free_port = server.getsockname()[1]
    with pytest.raises(DeviceLost):
        NetworkPort("127.0.0.1", free_port)


def test_a_name_that_can_be_no_host_is_lost() -> None:
    with pytest.raises(DeviceLost):
        NetworkPort("a" * 300, 9100)
