"""Recognises codes that re-program a scanner, and says whose. Pure; the patterns are data in programming_codes.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).with_name("programming_codes.toml")
LONGEST_BYTES = 1024  # no maker prints a longer one; a pattern is never tried on more


@dataclass(frozen=True, slots=True)
class Pattern:
    """One form of such codes; each field is explained at the head of the table."""

    maker: str
    shape: re.Pattern[bytes]
    source: str
    samples: tuple[str, ...]


@cache
def known_patterns() -> tuple[Pattern, ...]:
    """The table this program ships with."""
    table = tomllib.loads(HERE.read_text(encoding="utf-8"))["code"]
    return tuple(
        Pattern(
            each["maker"], re.compile(each["pattern"].encode("ascii"), re.DOTALL), each["source"], (*each["samples"],)
        )
        for each in table
    )


def maker_programmed_by(data: bytes) -> str | None:
    """Whose scanners this code programs; None for every other code.

    data  one whole code without its terminator, its device prefix and its AIM identifier.
    """
    if len(data) > LONGEST_BYTES:
        return None
    return next((each.maker for each in known_patterns() if each.shape.fullmatch(data)), None)
