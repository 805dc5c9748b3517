"""Đường truyền: one conversation with a server over HTTP, bounded in time and size; what goes wrong is a value.

Shared by everything that asks over a network. Texts of network exceptions hold addresses and bodies: none leaves this
file. No redirect is followed, nothing is taken from the environment, certificates are always checked.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from kiosk.dossiers.private_value import PrivateValue
from kiosk.dossiers.provider import NoAnswer
from kiosk.dossiers.retry_after import pause_of
from kiosk.dossiers.secret_file import filled_in, secret_in
from kiosk.dossiers.time_limit import within
from kiosk.dossiers.tls_trouble import tls_trouble_of
from kiosk.time_source import SystemTime, TimeSource

T = TypeVar("T")
PIECE = 16 * 1024
LONGEST_LENGTH = 18  # digits of a Content-Length
WORTH_REPEATING = frozenset({502, 503, 504})
TOKEN = re.compile(r"[0-9A-Za-z._~+/=-]{1,4096}")

# urllib3 writes whole addresses: at debug level always, and as a warning when a header is odd. Some systems want a
# code and a secret in theirs. A logger passes on what its children wrote without asking itself: each one is silenced.
for _name in [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "urllib3"]:
    logging.getLogger(_name).disabled = True


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much a gateway may answer; total_s is for a whole conversation, log-in and repeats included."""

    connect_s: float = 2.0
    read_s: float = 5.0
    total_s: float = 8.0
    body_bytes: int = 256 * 1024


@dataclass(frozen=True, slots=True)
class Trust:
    """How this terminal proves itself, and whom it believes. Files are read for every question: renewals count at once.

    In every path $NAME is filled in from the environment: systemd puts credentials below $CREDENTIALS_DIRECTORY.

    token_file               bearer token of this terminal
    ca_file                  PEM of the only authority to trust; None: those of this machine. Always checked
    client_cert_file         PEM of this terminal's certificate; client_key_file: its key, None: in the same file
    proxy                    such as "http://proxy.example.vn:3128"; "" none: the environment's is never taken
    """

    token_file: Path | None = None
    ca_file: Path | None = None
    client_cert_file: Path | None = None
    client_key_file: Path | None = None
    proxy: str = ""

    @property
    def verify(self) -> str | bool:
        """For requests."""
        return filled_in(self.ca_file) if self.ca_file else True

    @property
    def cert(self) -> str | tuple[str, str] | None:
        """For requests."""
        if self.client_cert_file is None:
            return None
        cert = filled_in(self.client_cert_file)
        return (cert, filled_in(self.client_key_file)) if self.client_key_file else cert

    @property
    def proxies(self) -> dict[str, str]:
        """For requests."""
        return {"http": self.proxy, "https": self.proxy} if self.proxy else {}

    def authorization(self) -> dict[str, str] | None:
        """The header of the bearer token; empty without a token file; None when there is no token in it."""
        if self.token_file is None:
            return {}
        token = secret_in(self.token_file)
        return {"Authorization": f"Bearer {token}"} if token and TOKEN.fullmatch(token) else None


@dataclass(frozen=True, slots=True, repr=False)
class Request(PrivateValue):
    """One request. Reading only: whatever is sent here may be sent twice.

    query  becomes part of the address; only for systems that want it there
    """

    method: Literal["GET", "POST"]
    url: str
    headers: Mapping[str, str]
    body: bytes | None = None
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class Reply(PrivateValue):
    """What a server said: HTTP status, whole body, and how long it wants to be left alone (None: it did not say)."""

    status: int
    body: bytes
    retry_after_s: int | None = None


Send: TypeAlias = Callable[[Request], Reply | NoAnswer]
"""Sends a request, once more after a passing failure, within what is left of the conversation."""


class HttpLine:
    """Talks to servers by one set of limits and one trust.

    new_session  a fresh session for every request: no connection is kept open between two citizens.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        trust: Trust | None = None,
        time: TimeSource | None = None,
        new_session: Callable[[], requests.Session] = requests.Session,
    ) -> None:
        self._limits = limits or Limits()
        self._trust = trust or Trust()
        self._time = time or SystemTime()
        self._new_session = new_session

    def converse(self, talk: Callable[[Send], T]) -> T | NoAnswer:
        """What `talk` makes of some requests, or NoAnswer when all of it lasts longer than the total time."""
        ends_at = self._time.stopwatch_s() + self._limits.total_s
        outcome = within(self._limits.total_s, lambda: talk(partial(self._exchange, ends_at)))
        return NoAnswer("timeout") if outcome is None else outcome

    def _exchange(self, ends_at: float, request: Request) -> Reply | NoAnswer:
        reply = self._try_once(request, ends_at)
        if self._time.stopwatch_s() < ends_at and _is_worth_repeating(reply):
            return self._try_once(request, ends_at)
        return reply

    def _try_once(self, request: Request, ends_at: float) -> Reply | NoAnswer:
        try:
            with self._new_session() as session:
                # Neither a proxy nor a .netrc of this machine may see or add anything.
                session.trust_env = False
                with session.request(
                    request.method,
                    request.url,
                    params=request.query,
                    data=request.body,
                    # A small packed answer can unfold into gigabytes: ours come as they are.
                    headers={"Accept-Encoding": "identity", **request.headers},
                    timeout=(self._limits.connect_s, self._limits.read_s),
                    verify=self._trust.verify,
                    cert=self._trust.cert,
                    proxies=self._trust.proxies,
                    allow_redirects=False,
                    stream=True,
                ) as response:
                    return self._reply(response, ends_at)
        except (requests.ReadTimeout, ReadTimeoutError):
            return NoAnswer("timeout")
        except (requests.RequestException, HTTPError, OSError) as error:
            return NoAnswer(tls_trouble_of(error) or "unreachable")

    def _reply(self, response: requests.Response, ends_at: float) -> Reply | NoAnswer:
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
        pause_s = pause_of(response.headers.get("Retry-After"), response.headers.get("Date"))
        return Reply(response.status_code, bytes(body), pause_s)


def _is_worth_repeating(reply: Reply | NoAnswer) -> bool:
    """Not when the server named a pause: then asking at once is what it does not want."""
    if isinstance(reply, Reply):
        return reply.status in WORTH_REPEATING and reply.retry_after_s is None
    return reply.why == "unreachable"


def _is_cut(response: requests.Response, received: int) -> bool:
    promised = response.headers.get("Content-Length", "")
    return promised.isdigit() and (len(promised) > LONGEST_LENGTH or received < int(promised))
