"""Cleaning what a scanner or a keyboard delivers, before anyone looks at what it is."""

from __future__ import annotations

import re
import unicodedata

AIM_PREFIX = re.compile(r"\][A-Za-z][0-9A-Za-z]")
DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-")
# Control characters, invisible marks (zero width, BOM, soft hyphen) and halves of characters carry no code.
INVISIBLE = frozenset({"Cc", "Cf", "Cs"})


def cleaned(raw: str | bytes) -> str:
    """The visible text of a scan: NFC, without invisible characters, scanner prefix and Code 39 guards.

    raw     bytes are UTF-8, else CP1258 (older Vietnamese software); nothing is refused here.
    """
    text = _visible(raw if isinstance(raw, str) else _decoded(raw))
    prefix = AIM_PREFIX.match(text)
    return _without_guards(text[prefix.end() :].strip() if prefix else text)


def canonical(text: str) -> str:
    """One spelling of a code: compatibility forms resolved, every dash a hyphen, upper case, no blanks."""
    one_width = unicodedata.normalize("NFKC", text.translate(DASHES)).translate(DASHES)
    return "".join(one_width.upper().split())


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1258", errors="replace")


def _visible(text: str) -> str:
    kept = (letter for letter in text if unicodedata.category(letter) not in INVISIBLE)
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def _without_guards(text: str) -> str:
    if len(text) > 1 and text.startswith("*") and text.endswith("*"):
        return text[1:-1].strip()
    return text
