"""Kết quả thử thiết bị: what tests of devices showed and when, kept for the readiness report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

FILE = "device-trials.jsonl"
KEPT = 200


@dataclass(frozen=True, slots=True)
class Trial:
    """One test of one device. finding: one clause for the technician; nothing that was scanned."""

    test: str
    address: str
    at: datetime
    passed: bool
    finding: str


def keep_trial(folder: Path, trial: Trial) -> bool:
    """Add one; the oldest are forgotten. False when the folder cannot be written: the test counts all the same."""
    lines = [*_lines(folder), json.dumps(asdict(trial) | {"at": trial.at.isoformat()}, ensure_ascii=False)]
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        new = folder / f"{FILE}.new"
        new.write_text("\n".join(lines[-KEPT:]) + "\n", encoding="utf-8")
        new.replace(folder / FILE)
        return True
    return False


def trials(folder: Path) -> tuple[Trial, ...]:
    """Every test that is remembered, oldest first; a line that cannot be read is left out."""
    return tuple(trial for line in _lines(folder) if (trial := _read(line)))


def _lines(folder: Path) -> list[str]:
    try:
        return (folder / FILE).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def _read(line: str) -> Trial | None:
    try:
        values = json.loads(line)
        return Trial(**values | {"at": datetime.fromisoformat(values["at"])})
    except (ValueError, TypeError, KeyError):
        return None


def last_of(folder: Path) -> Iterator[Trial]:
    """The last result of each test of each device."""
    yield from {(trial.test, trial.address): trial for trial in trials(folder)}.values()
