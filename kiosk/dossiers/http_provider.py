"""Asks the gateway over HTTP: one question, one repeat, and never longer than the total time.

What goes wrong on the way is a value. Texts of network exceptions hold addresses and bodies: none leaves this file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from kiosk.dossiers.answer_contract import PATH, wire_question
from kiosk.dossiers.answer_reading import AnswerReader
from kiosk.dossiers.private_value import PrivateValue
from kiosk.dossiers.provider import NoAnswer, ProviderAnswer, Question
from kiosk.dossiers.time_limit import within
from kiosk.time_source import SystemTime, TimeSource

PIECE = 16 * 1024
WORTH_REPEATING = frozenset({502, 503, 504})
TOKEN = re.compile(r"[0-9A-Za-z._~+/=-]{1,4096}")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much a gateway may answer."""

    connect_s: float = 2.0
    read_s: float = 5.0
    total_s: float = 8.0
    body_bytes: int = 256 * 1024


@dataclass(frozen=True, slots=True, repr=False)
class _Reply(PrivateValue):
    status: int
    body: bytes
    retry_after: str | None


class HttpProvider:
    """The province's status service behind a gateway that speaks our contract.

    address      of the gateway without path, such as "https://gateway.example.vn".
    token_file   holds the bearer token of this terminal; read for every question, so that a renewed one counts at once.
    ca_file      PEM of the only authority to trust; None: those of this machine. Certificates are always checked.
    new_session  a fresh session for every question: no connection is kept open between two citizens.
    """

    def __init__(
        self,
        address: str,
        *,
        limits: Limits | None = None,
        token_file: Path | None = None,
        ca_file: Path | None = None,
        reader: AnswerReader | None = None,
        time: TimeSource | None = None,
        new_session: Callable[[], requests.Session] = requests.Session,
    ) -> None:
        self._url = address.rstrip("/") + PATH
        self._limits = limits or Limits()
        self._token_file = token_file
        self._verify = str(ca_file) if ca_file else True
        self._reader = reader or AnswerReader()
        self._time = time or SystemTime()
        self._new_session = new_session

    def ask(self, question: Question) -> ProviderAnswer:
        """See Provider."""
        headers = self._headers(question)
        if headers is None:
            return NoAnswer("refused_device")
        body = json.dumps(wire_question(question), ensure_ascii=False).encode()
        ends_at = self._time.stopwatch_s() + self._limits.total_s
        reply = within(self._limits.total_s, lambda: self._exchange(body, headers, ends_at))
        if reply is None:
            return NoAnswer("timeout")
        if not isinstance(reply, _Reply):
            return reply
        return self._reader.read(question.code.text, reply.status, reply.body, reply.retry_after)

    def _headers(self, question: Question) -> dict[str, str] | None:
        """The headers of a question; None when the token cannot be read."""
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            # A small packed answer can unfold into gigabytes: ours come as they are.
            "Accept-Encoding": "identity",
            "Accept-Language": question.language,
            "X-Request-Id": question.request_id,
        }
        if self._token_file is None:
            return headers
        token = _read_token(self._token_file)
        return headers | {"Authorization": f"Bearer {token}"} if token else None

    def _exchange(self, body: bytes, headers: dict[str, str], ends_at: float) -> _Reply | NoAnswer:
        reply = self._try_once(body, headers, ends_at)
        if self._time.stopwatch_s() < ends_at and _is_worth_repeating(reply):
            return self._try_once(body, headers, ends_at)
        return reply

    def _try_once(self, body: bytes, headers: dict[str, str], ends_at: float) -> _Reply | NoAnswer:
        try:
            with self._new_session() as session:
                # Neither a proxy nor a .netrc of this machine may see or add anything.
                session.trust_env = False
                with session.post(
                    self._url,
                    data=body,
                    headers=headers,
                    timeout=(self._limits.connect_s, self._limits.read_s),
                    verify=self._verify,
                    allow_redirects=False,
                    stream=True,
                ) as response:
                    return self._reply(response, ends_at)
        except (requests.ReadTimeout, ReadTimeoutError):
            return NoAnswer("timeout")
        except (requests.RequestException, HTTPError, OSError):
            return NoAnswer("unreachable")

    def _reply(self, response: requests.Response, ends_at: float) -> _Reply | NoAnswer:
        body = bytearray()
        try:
            while piece := response.raw.read1(PIECE):
                body += piece
                if len(body) > self._limits.body_bytes:
                    return NoAnswer("broken_answer")
                if self._time.stopwatch_s() > ends_at:
                    return NoAnswer("timeout")
        except ReadTimeoutError:
            return NoAnswer("timeout")
        except HTTPError:
            # The answer had begun: what is missing is the gateway's fault, not the way's.
            return NoAnswer("broken_answer")
        if _is_cut(response, len(body)):
            return NoAnswer("broken_answer")
        return _Reply(response.status_code, bytes(body), response.headers.get("Retry-After"))


def _is_worth_repeating(reply: _Reply | NoAnswer) -> bool:
    return reply.status in WORTH_REPEATING if isinstance(reply, _Reply) else reply.why == "unreachable"


def _is_cut(response: requests.Response, received: int) -> bool:
    promised = response.headers.get("Content-Length", "")
    return promised.isdigit() and received < int(promised)


def _read_token(path: Path) -> str | None:
    try:
        token = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return token if TOKEN.fullmatch(token) else None
