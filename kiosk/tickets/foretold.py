"""Numbers with what their citizens are told of the wait; the number never waits for that."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.exc import SQLAlchemyError

from kiosk.journal import Journal
from kiosk.tickets.forecast import Forecaster
from kiosk.tickets.numbering import Numbers, Touch
from kiosk.tickets.outcome import Refusal
from kiosk.tickets.ticket import Ticket


class ForetoldNumbers:
    """See `Numbers`. `numbers` and `forecaster` work on one store."""

    def __init__(self, numbers: Numbers, forecaster: Forecaster, journal: Journal) -> None:
        self._numbers = numbers
        self._forecaster = forecaster
        self._journal = journal

    def take(self, touch: Touch) -> Ticket | Refusal:
        """See `Numbers`; a ticket comes with the people ahead by the policy, and a range where one is known."""
        given = self._numbers.take(touch)
        if not isinstance(given, Ticket) or given.origin == "alone":
            return given
        try:
            return self._forecaster.told(given, touch.lane)
        except SQLAlchemyError as error:
            self._journal.write("wait-not-told", lane=touch.lane.code, reason=type(error).__name__)
            return given

    def ticket_of(self, request_id: str) -> Ticket | None:
        """See `Numbers`."""
        return self._numbers.ticket_of(request_id)

    def waiting(self) -> Mapping[str, int] | None:
        """See `Numbers`."""
        return self._numbers.waiting()
