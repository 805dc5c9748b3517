"""A gateway over HTTP. A module of its own: requests weighs 8 MB, and a terminal without a gateway never loads it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import requests

from kiosk.dossiers.gateway import RATINGS_PATH, Delivery, delivery_of
from kiosk.dossiers.http_line import HttpLine, Limits, Request, Trust
from kiosk.dossiers.on_time_contract import BOARD_PATH, BoardOutcome, read_board
from kiosk.dossiers.provider import NoAnswer
from kiosk.time_source import TimeSource


class HttpGateway:
    """A gateway that speaks our contract."""

    def __init__(
        self,
        address: str,
        *,
        limits: Limits | None = None,
        trust: Trust | None = None,
        time: TimeSource | None = None,
        new_session: Callable[[], requests.Session] = requests.Session,
    ) -> None:
        self._address = address.rstrip("/")
        self._trust = trust or Trust()
        self._line = HttpLine(limits=limits, trust=self._trust, time=time, new_session=new_session)

    def board(self, period: str) -> BoardOutcome:
        """See Gateway."""
        authorization = self._trust.authorization()
        if authorization is None:
            return NoAnswer("refused_device")
        headers = {"Accept": "application/json"} | authorization
        asked = Request("GET", self._address + BOARD_PATH, headers, query={"period": period})
        reply = self._line.converse(lambda send: send(asked))
        return reply if isinstance(reply, NoAnswer) else read_board(period, reply.status, reply.body)

    def rate(self, remark: Mapping[str, Any]) -> Delivery:
        """See Gateway."""
        authorization = self._trust.authorization()
        if authorization is None:
            return "later"
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Idempotency-Key": remark["id"]}
        body = json.dumps(remark, ensure_ascii=False).encode()
        told = Request("POST", self._address + RATINGS_PATH, headers | authorization, body)
        reply = self._line.converse(lambda send: send(told))
        return "later" if isinstance(reply, NoAnswer) else delivery_of(reply.status)
