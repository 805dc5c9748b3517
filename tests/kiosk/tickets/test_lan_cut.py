"""Three terminals of one lobby whose cables are cut at any byte and put back: no number lost, doubled or renamed.

Short here; a soak sets KIOSK_SOAK_CUTS.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from kiosk.database import Store
from kiosk.tickets.handing_over import waiting_to_go
from kiosk.tickets.own_prefix import PROBES
from tests.cut_line import Cable, CutLine
from tests.kiosk.tickets.lobby import TerminalOfLobby, open_lobby, series_are_whole, tickets_in, valid_in
from tests.postgres_server import PostgresServer

CUTS = int(os.environ.get("KIOSK_SOAK_CUTS", "6"))
SEED = int(os.environ.get("KIOSK_SOAK_SEED", "20261125"))
# One number is about 2,500 bytes on the line; a cut falls into any of the next few.
WITHIN_BYTES = 8000
# What finding out may take on a machine that is busy with other tests.
PATIENCE_S = 8


class CabledTerminal(TerminalOfLobby):
    """A terminal behind a cable of its own."""

    cable: CutLine

    def back_on_line(self) -> None:
        self.cable.restore()
        for _ in range(20 * PROBES):
            self.heartbeat()
            if not self.numbers.is_alone and not waiting_to_go(self.local):
                return
        raise AssertionError(f"it stays alone: {self.journal.events[-3:]}")


@pytest.fixture
def place(server: PostgresServer) -> str:
    return server.new_database()


@pytest.fixture
def lobby(place: str) -> Iterator[Store]:
    opened = open_lobby(place)
    yield opened
    opened.close()


@pytest.fixture
def terminals(server: PostgresServer, lobby: Store, tmp_path: Path) -> Iterator[list[CabledTerminal]]:
    database = str(lobby.writing.url.database)
    made = []
    for number in (1, 2, 3):
        cable = CutLine(server.port)
        terminal = CabledTerminal(tmp_path, server.address(database, port=cable.port), number)
        terminal.cable = cable
        terminal.start()
        made.append(terminal)
    yield made
    for terminal in made:
        terminal.stop()
        terminal.cable.close()


def test_with_the_cable_pulled_the_next_citizen_has_a_number_at_once(
    terminals: list[CabledTerminal], lobby: Store
) -> None:
    one, two, _three = terminals
    one.take()
    two.take()
    two.cable.pull()
    began = monotonic()
    assert two.take().startswith("K2-")
    found_out_s = monotonic() - began
    assert two.take().startswith("K2-")
    one.take()
    assert found_out_s < PATIENCE_S
    for each in terminals:
        each.back_on_line()
    assert two.take().startswith("A")
    assert valid_in(lobby) == printed_by(terminals)


def test_a_server_that_freezes_keeps_nobody_waiting(
    terminals: list[CabledTerminal], server: PostgresServer, lobby: Store
) -> None:
    one, two, _three = terminals
    one.take()
    server.freeze()
    try:
        assert [number[:3] for number in (one.take(), two.take(), one.take())] == ["K1-", "K2-", "K1-"]
    finally:
        server.thaw()
    for each in terminals:
        each.back_on_line()
    assert valid_in(lobby) == printed_by(terminals)


def test_a_server_that_loses_its_power_comes_back_with_every_number(
    terminals: list[CabledTerminal], server: PostgresServer, place: str
) -> None:
    one, two, _three = terminals
    one.take()
    server.stop_at_once()
    try:
        assert [number[:3] for number in (two.take(), one.take())] == ["K2-", "K1-"]
    finally:
        server.start()
    for each in terminals:
        each.back_on_line()
        each.take()
    lobby = open_lobby(place)
    assert valid_in(lobby) == printed_by(terminals)
    lobby.close()


def test_cuts_at_any_byte_lose_and_double_nothing(terminals: list[CabledTerminal], lobby: Store) -> None:
    chance = random.Random(SEED)  # noqa: S311
    for _ in range(CUTS):
        cut = chance.choice(terminals)
        then: Cable = chance.choice(("pulled", "torn"))
        cut.cable.cut_after(chance.randrange(1, WITHIN_BYTES), then)
        for _ in range(6):
            chance.choice(terminals).take()
        if chance.random() < 0.3:
            cut.stop()  # switched off while it is alone, and on again
            cut.start()
            cut.take()
        cut.back_on_line()
    for each in terminals:  # one that had to wait for the other's broken transaction may be alone, too
        each.back_on_line()
    printed = printed_by(terminals)
    kept = tickets_in(lobby)
    assert valid_in(lobby) == printed, "lost, doubled or renamed"
    assert len({number for number, _state in kept.values()}) == len(kept)
    assert series_are_whole(kept), "gaps"
    assert any(number.startswith("K") for number in printed.values())


def printed_by(terminals: list[CabledTerminal]) -> dict[str, str]:
    return {touch: number for each in terminals for touch, number in each.printed.items()}
