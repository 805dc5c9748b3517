"""Waits and the board of a lobby of several terminals: asked on the line's thread, never waited for beyond a second."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.database import Store
from kiosk.tickets import queue_reading
from kiosk.tickets.board import Board
from kiosk.tickets.forecast import Forecaster, OpeningOf
from kiosk.tickets.lane import Lane
from kiosk.tickets.lobby_line import LobbyLine, Silence
from kiosk.tickets.policy import Policy
from kiosk.tickets.ticket import Ticket
from kiosk.time_source import TimeSource

DEADLINE_S = 1.0


class LobbyQueue:
    """What the lobby's store knows of the queue. `LobbyNumbers` writes down when it falls silent."""

    def __init__(
        self, line: LobbyLine, policy: Policy, *, opening: OpeningOf, time: TimeSource, is_alone: Callable[[], bool]
    ) -> None:
        self._line = line
        self._policy = policy
        self._opening = opening
        self._time = time
        self._is_alone = is_alone
        self._known: tuple[Store, Forecaster] | None = None

    def told(self, taken: Ticket, lane: Lane) -> Ticket:
        """See `Forecaster`; without an answer the ticket as it is."""
        if self._is_alone():
            return taken
        told = self._line.ask(lambda lobby: self._forecaster(lobby).told(taken, lane), timeout_s=DEADLINE_S)
        return taken if isinstance(told, Silence) else told

    def board(self) -> Board | None:
        """What a public display shows; None while the lobby is silent."""
        if self._is_alone():
            return None
        board = self._line.ask(lambda lobby: queue_reading.board_now(lobby, self._time), timeout_s=DEADLINE_S)
        return None if isinstance(board, Silence) else board

    def _forecaster(self, lobby: Store) -> Forecaster:
        """One for each opening of the store: it remembers the days before."""
        if self._known is None or self._known[0] is not lobby:
            self._known = lobby, Forecaster(lobby, self._policy, opening=self._opening, time=self._time)
        return self._known[1]
