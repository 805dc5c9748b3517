"""What a technician does about each reason why there is no answer; docs/status-providers.md says more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from kiosk.dossiers import tls_trouble
from kiosk.dossiers.provider import WhyNoAnswer

CURES: Mapping[WhyNoAnswer, str] = {
    "timeout": "The system is slow or silent: ask those who run it, then look at dossiers.read_timeout_s.",
    "unreachable": "Look at dossiers.address, the network, the service's IPAddressAllow=, and the folder of an export.",
    "server_error": "The system itself failed: its own log knows why, by the request id.",
    "refused_device": "It does not know this terminal: look at the token, secret or certificate file and its rights.",
    "bad_request": "It does not understand the question: look at dossiers.address and the version of the system.",
    "broken_answer": "What answers is no such system, or speaks otherwise: look at dossiers.address with its path.",
    "ambiguous": "Two records have this code: the data of the system must be mended.",
    **cast("Mapping[WhyNoAnswer, str]", tls_trouble.CURES),
}
