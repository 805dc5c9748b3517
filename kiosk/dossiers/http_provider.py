"""Asks the gateway over HTTP: one question, one repeat, and never longer than the total time."""

from __future__ import annotations

import json
from collections.abc import Callable

import requests

from kiosk.dossiers.answer_contract import PATH, wire_question
from kiosk.dossiers.answer_reading import AnswerReader
from kiosk.dossiers.http_line import HttpLine, Limits, Request, Trust
from kiosk.dossiers.provider import NoAnswer, ProviderAnswer, Question
from kiosk.time_source import TimeSource

__all__ = ["HttpProvider", "Limits", "Trust"]


class HttpProvider:
    """The province's status service behind a gateway that speaks our contract.

    address      of the gateway without path, such as "https://gateway.example.vn".
    new_session  a fresh session for every question: no connection is kept open between two citizens.
    """

    def __init__(
        self,
        address: str,
        *,
        limits: Limits | None = None,
        trust: Trust | None = None,
        reader: AnswerReader | None = None,
        time: TimeSource | None = None,
        new_session: Callable[[], requests.Session] = requests.Session,
    ) -> None:
        self._url = address.rstrip("/") + PATH
        self._trust = trust or Trust()
        self._reader = reader or AnswerReader()
        self._line = HttpLine(limits=limits, trust=self._trust, time=time, new_session=new_session)

    def ask(self, question: Question) -> ProviderAnswer:
        """See Provider."""
        authorization = self._trust.authorization()
        if authorization is None:
            return NoAnswer("refused_device")
        body = json.dumps(wire_question(question), ensure_ascii=False).encode()
        request = Request("POST", self._url, _headers(question) | authorization, body)
        reply = self._line.converse(lambda send: send(request))
        if isinstance(reply, NoAnswer):
            return reply
        return self._reader.read(question.code.text, reply.status, reply.body, reply.retry_after_s)


def _headers(question: Question) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Language": question.language,
        "X-Request-Id": question.request_id,
    }
