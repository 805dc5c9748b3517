"""Reads scanner_models.toml: what is sent to a scanner of each model when it is plugged in. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).with_name("scanner_models.toml")
GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class ScannerModel:
    """One model; each field is a key of scanner_models.toml and explained at its head."""

    key: str
    name: str
    init: bytes
    source: str
    is_verified: bool

    @property
    def sent_at_start(self) -> bytes:
        """What is really sent: nothing that was never tried on such a device."""
        return self.init if self.is_verified else b""


@cache
def known_scanner_models() -> Mapping[str, ScannerModel]:
    """The models this program ships with, by key."""
    return read_scanner_models(HERE.read_text(encoding="utf-8"))


def read_scanner_models(text: str) -> dict[str, ScannerModel]:
    """Read a table of models; a key too few or too many is a TypeError: the table is ours, and tested."""
    tables = tomllib.loads(text)
    return {key: ScannerModel(key, **{**table, "init": bytes.fromhex(table["init"])}) for key, table in tables.items()}
