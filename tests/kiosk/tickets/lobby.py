"""Terminals of one lobby, each with a store, a cable and a clock of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sqlalchemy import select

from kiosk.database import Store, keep_or_close, open_store
from kiosk.journal import KeptJournal
from kiosk.mailbox import Mailbox
from kiosk.tickets.lane import AnyTime, Lane
from kiosk.tickets.lobby_line import LobbyLine
from kiosk.tickets.numbering import Touch
from kiosk.tickets.own_prefix import LobbyNumbers
from kiosk.tickets.tables import create_tables, ticket
from kiosk.tickets.ticket import Ticket, number_text
from kiosk.time_source import TurnedTime
from kiosk.workers import ThreadWorker, Worker

HEARTBEAT_S = 3.0
LANE = Lane("ho_tich", "A", "Hộ tịch", "Civil status", (1,), "family")


def open_lobby(place: str) -> Store:
    return keep_or_close(open_store(place), create_tables)


@dataclass
class TerminalOfLobby:
    """One terminal; `printed` is every number somebody holds in the hand, by the touch it answered."""

    folder: Path
    place: str
    kiosk_no: int
    clock: TurnedTime = field(default_factory=TurnedTime)
    journal: KeptJournal = field(default_factory=KeptJournal)
    printed: dict[str, str] = field(default_factory=dict)
    make_worker: Callable[[Mailbox], Worker] = lambda mailbox: ThreadWorker("lobby", mailbox)
    opened: Callable[[str], Store] = open_lobby
    touches: count[int] = field(default_factory=count)

    def start(self) -> TerminalOfLobby:
        """Switched on, or on again, with the same disk."""
        self.local = open_store(self.folder / f"terminal-{self.kiosk_no}.db")
        create_tables(self.local)
        mailbox = Mailbox()
        worker = self.make_worker(mailbox)
        worker.start()
        line = LobbyLine(lambda: self.opened(self.place), worker)
        parts = {"time": self.clock, "kiosk_no": self.kiosk_no, "journal": self.journal}
        self.numbers = LobbyNumbers(self.local, line, **parts)  # type: ignore[arg-type]
        self.numbers.join()
        return self

    def stop(self) -> None:
        self.numbers.close()
        self.local.close()

    def take(self, request: str | None = None) -> str:
        """One citizen takes a number and holds it."""
        touch = f"{self.kiosk_no}-{next(self.touches)}" if request is None else request
        given = self.numbers.take(Touch(touch, LANE, AnyTime(), again=True))
        assert isinstance(given, Ticket)
        self.printed[touch] = given.number
        return given.number

    def heartbeat(self) -> None:
        """What the printer's thread does every three seconds; here the probe has ended before the next one."""
        self.clock.turn(HEARTBEAT_S)
        self.numbers.waiting()
        if (probe := self.numbers._probe) is not None:
            probe.answers.put(probe.answers.get(timeout=120))


def tickets_in(store: Store) -> dict[str, tuple[str, str]]:
    """Every ticket of a store by its request id: number and state."""
    query = select(ticket.c.request_id, ticket.c.series, ticket.c.n, ticket.c.state)
    with store.reading.connect() as connection:
        return {row[0]: (number_text(row[1], row[2]), row[3]) for row in connection.execute(query)}


def valid_in(store: Store) -> dict[str, str]:
    """The numbers somebody may be called by, by request id."""
    return {request: number for request, (number, state) in tickets_in(store).items() if state != "void"}


def series_are_whole(kept: dict[str, tuple[str, str]]) -> bool:
    """No number of a series left out, none twice."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, _state in kept.values():
        found[number[:-3]].append(int(number[-3:]))
    return all(sorted(ns) == list(range(1, len(ns) + 1)) for ns in found.values())
