"""Whether the gateway runs, asked without asking about anybody: GET /v1/health of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from kiosk.settings import Settings
from kiosk.time_source import TimeSource

HEALTH = "/v1/health"
OK = 200


@dataclass(frozen=True, slots=True)
class Probe:
    """What a gateway said, or that it did not. Other ways of asking have no harmless question: they get no probe."""

    answered: bool
    at: datetime
    milliseconds: int


def probe_server(settings: Settings, *, time: TimeSource) -> Probe | None:
    """Ask the gateway of the settings now; None when there is none to ask. Blocks as long as a look-up may."""
    rules = settings.dossiers
    if rules.provider != "http" or not rules.address:
        return None
    from kiosk.dossiers.http_line import Request  # noqa: PLC0415 -- requests costs 150 ms: only when asked
    from kiosk.dossiers.providers import line_of  # noqa: PLC0415

    began_s = time.stopwatch_s()
    request = Request("GET", urljoin(rules.address, HEALTH), {"Accept": "application/json"})
    reply = line_of(rules, time=time).converse(lambda send: send(request))
    return Probe(getattr(reply, "status", 0) == OK, time.now(), round((time.stopwatch_s() - began_s) * 1000))
