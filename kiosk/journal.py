"""Writes events; knows which fields are personal.

Every event is declared once in events.toml with its meaning, kind, text and the privacy of each field:
`open` is written as it is, `short` only by its last four characters, `never` not at all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, Protocol, TextIO

Kind = Literal["citizen-action", "staff-action", "condition", "fault", "lifecycle"]
Privacy = Literal["open", "short", "never"]
CATALOGUE = Path(__file__).with_name("events.toml")


@dataclass(frozen=True, slots=True)
class EventKind:
    """One declared event: what it means and how private each of its fields is."""

    name: str
    kind: Kind
    meaning: str
    text: str
    fields: Mapping[str, Privacy]


class Journal(Protocol):
    """What every part that reports something is given."""

    def write(self, event: str, **fields: object) -> None:
        """Write one event; an undeclared event or field raises KeyError, for that is a mistake of ours."""


@cache
def event_kinds() -> Mapping[str, EventKind]:
    """All declared events by name."""
    import tomllib  # noqa: PLC0415 -- 5 ms that the first picture can do without

    declared = tomllib.loads(CATALOGUE.read_text("utf-8"))
    return {
        name: EventKind(name, entry["kind"], entry["meaning"], entry["text"], entry.get("fields", {}))
        for name, entry in declared.items()
    }


def written_fields(event: str, fields: Mapping[str, object]) -> dict[str, object]:
    """The fields of an event as they may be written: private ones shortened or left out."""
    privacy = event_kinds()[event].fields
    written: dict[str, object] = {}
    for name, value in fields.items():
        match privacy[name]:
            case "open":
                written[name] = value if isinstance(value, int | float | bool) else str(value)
            case "short":
                written[name] = "…" + str(value)[-4:]
            case "never":
                pass
    return written


class StreamJournal:
    """One JSON object a line on a stream; the journal daemon adds the time and rotates."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout

    def write(self, event: str, **fields: object) -> None:
        """See Journal."""
        line = json.dumps({"event": event, **written_fields(event, fields)}, ensure_ascii=False)
        self._stream.write(line + "\n")
        self._stream.flush()


class KeptJournal:
    """Keeps events in a list, for tests: exactly what a stream would have received."""

    def __init__(self) -> None:
        self.events: list[tuple[str, dict[str, object]]] = []

    def write(self, event: str, **fields: object) -> None:
        """See Journal."""
        self.events.append((event, written_fields(event, fields)))

    def names(self) -> list[str]:
        """The names of the events so far, in order."""
        return [name for name, _ in self.events]
