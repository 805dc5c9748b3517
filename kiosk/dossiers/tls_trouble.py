"""Why a secure connection could not be made, and the cure. Knows no address and no certificate's text."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

TlsTrouble: TypeAlias = Literal["tls_untrusted", "tls_expired", "tls_wrong_name", "tls_refused"]

# OpenSSL's X509_V_ERR_…, from x509_vfy.h
EXPIRED = frozenset({9, 10})
WRONG_NAME = frozenset({62, 64})
CURES: Mapping[TlsTrouble, str] = {
    "tls_untrusted": "Set dossiers.ca_file to the certificate of the authority that signed the gateway's (PEM).",
    "tls_expired": "Look at the clock of this terminal first; if it is right, the gateway needs a new certificate.",
    "tls_wrong_name": "Write the name that stands in the gateway's certificate into dossiers.address.",
    "tls_refused": "The gateway wants another client certificate (dossiers.client_cert_file) or another TLS version.",
}


def tls_trouble_of(error: BaseException) -> TlsTrouble | None:
    """What the matter is when TLS is somewhere behind this exception; None when it is not."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            if cause.verify_code in EXPIRED:
                return "tls_expired"
            return "tls_wrong_name" if cause.verify_code in WRONG_NAME else "tls_untrusted"
        if isinstance(cause, ssl.SSLError):
            return "tls_refused"
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and everything it wraps: requests and urllib3 keep the cause among their arguments."""
    waiting, seen = [error], set[int]()
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        inner = (*each.args, each.__cause__, each.__context__, getattr(each, "reason", None))
        waiting += [cause for cause in inner if isinstance(cause, BaseException)]
