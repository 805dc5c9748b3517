"""Numbers with what their citizens are told of the wait; the number never waits for that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from kiosk.journal import Journal
from kiosk.tickets.lane import Lane
from kiosk.tickets.numbering import Numbers, Touch
from kiosk.tickets.outcome import Refusal
from kiosk.tickets.ticket import Ticket


class Teller(Protocol):
    """Who knows the wait: `Forecaster` over the terminal's own store, `LobbyQueue` over the lobby's."""

    def told(self, taken: Ticket, lane: Lane) -> Ticket:
        """The ticket with what its citizen is told; the same ticket asked again is told the same."""


class ForetoldNumbers:
    """See `Numbers`. The teller knows the store these numbers come from."""

    def __init__(self, numbers: Numbers, teller: Teller, journal: Journal) -> None:
        self._numbers = numbers
        self._teller = teller
        self._journal = journal

    def take(self, touch: Touch) -> Ticket | Refusal:
        """See `Numbers`; a ticket comes with the people ahead by the policy, and a range where one is known."""
        given = self._numbers.take(touch)
        if not isinstance(given, Ticket) or given.origin == "alone":
            return given
        try:
            return self._teller.told(given, touch.lane)
        except SQLAlchemyError as error:
            self._journal.write("wait-not-told", lane=touch.lane.code, reason=type(error).__name__)
            return given

    def ticket_of(self, request_id: str) -> Ticket | None:
        """See `Numbers`."""
        return self._numbers.ticket_of(request_id)

    def still_waits(self, request_id: str) -> bool:
        """See `Numbers`."""
        return self._numbers.still_waits(request_id)

    def waiting(self) -> Mapping[str, int] | None:
        """See `Numbers`."""
        return self._numbers.waiting()

    def given(self) -> Mapping[str, int] | None:
        """See `Numbers`."""
        return self._numbers.given()
