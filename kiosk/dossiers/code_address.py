"""Addresses in QR codes: parsed for the one parameter that is known, never opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
CODE_NAMES = ("mahs", "mhs", "mahoso", "sohoso", "code", "dossierno")
SECRET_NAME = "qrscan"  # noqa: S105 -- the name of a parameter
CODE_AND_SECRET = re.compile(r"(?P<code>.+)-(?P<secret>[0-9A-Za-z]{4})")
# Paths of receipts whose content only their own server can resolve.
OPAQUE_PATH = re.compile(r"/qr/?$|/apiqr/", re.IGNORECASE)

Parameters = Sequence[tuple[str, str]]


def looks_like_address(text: str) -> bool:
    """Whether a text is a web address, with or without its scheme."""
    return bool(SCHEME.match(text)) or ("?" in text and "=" in text)


def parameters(address: str) -> Parameters:
    """Names (lower case) and values of the query and of the query behind `#`; values are decoded once."""
    head, _, fragment = address.partition("#")
    queries = (head.partition("?")[2], fragment.partition("?")[2])
    return [(name.lower(), value) for query in queries for name, value in parse_qsl(query)]


def code_candidates(given: Parameters) -> Iterator[str]:
    """Values that may be a receipt code, the most telling name first."""
    for name in CODE_NAMES:
        yield from (value for own_name, value in given if own_name == name)


def codes_with_secret(given: Parameters) -> Iterator[tuple[str, str]]:
    """Code and four-character secret of OpenCPS receipts (QRSCAN=code-secret)."""
    for name, value in given:
        found = CODE_AND_SECRET.fullmatch(value) if name == SECRET_NAME else None
        if found:
            yield found["code"], found["secret"]


def is_opaque(address: str) -> bool:
    """Whether the address names a receipt that cannot be resolved here."""
    return bool(OPAQUE_PATH.search(re.split(r"[?#]", address, maxsplit=1)[0]))
