"""What the office is asked and told beside dossiers: figures for the public board, and remarks of citizens."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal, Protocol, TypeAlias

from kiosk.dossiers.on_time_contract import BoardOutcome, NoFigures, read_board
from kiosk.dossiers.sample_office import SampleOffice
from kiosk.time_source import TimeSource

RATINGS_PATH = "/v1/ratings"
Delivery: TypeAlias = Literal["delivered", "refused", "later"]
"""Đã nhận · không nhận, sẽ không gửi lại · chưa gửi được."""
# Both say that the office has it.
HAS_IT = (200, 201, 409)
# What is wrong with the remark itself and will be wrong tomorrow.
WRONG = (400, 413, 422)


class Gateway(Protocol):
    """The office's side of the line; blocks for at most its own total time, never raises for what the world does."""

    def board(self, period: str) -> BoardOutcome:
        """The figures of a period."""

    def rate(self, remark: Mapping[str, Any]) -> Delivery:
        """Hand a remark over; the same one twice does no harm."""


class SampleGateway:
    """The demonstration office inside this process."""

    def __init__(self, office: SampleOffice, time: TimeSource) -> None:
        self._office = office
        self._time = time

    def board(self, period: str) -> BoardOutcome:
        """See Gateway."""
        reply = self._office.answer_board(period, self._time.now())
        return read_board(period, reply.status, json.dumps(reply.body, ensure_ascii=False).encode())

    def rate(self, remark: Mapping[str, Any]) -> Delivery:
        """See Gateway."""
        return delivery_of(self._office.answer_rating(dict(remark), key=str(remark["id"])).status)


class NoGateway:
    """An office that can only be asked about dossiers: its figures come with the content, and remarks are kept."""

    def board(self, period: str) -> BoardOutcome:  # noqa: ARG002 -- see Gateway
        """See Gateway."""
        return NoFigures()

    def rate(self, remark: Mapping[str, Any]) -> Delivery:  # noqa: ARG002 -- see Gateway
        """See Gateway."""
        return "later"


def delivery_of(status: int) -> Delivery:
    """What an HTTP status means for a remark."""
    if status in HAS_IT:
        return "delivered"
    return "refused" if status in WRONG else "later"
