"""The last events of this terminal with their times (nhật ký): for the page of staff, the report and «since when».

What comes in was written before: personal fields are shortened or left out already. Kept over restarts, for whoever
restarts a terminal first and asks afterwards.
"""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock

from kiosk.health.event_words import in_vietnamese
from kiosk.journal import Journal, event_kinds, written_fields
from kiosk.time_source import TimeSource
from kiosk.words import Language

FILE = "recent-events.jsonl"
KEPT = 400


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it was written: no personal field has a value."""

    at: datetime
    name: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: Language) -> str:
        """In words: the catalogue's sentence, in English what it means; a field that is not written leaves dots."""
        kind = event_kinds()[self.name]
        if language == "vi":
            return kind.text.format_map({name: in_vietnamese(self.fields.get(name, "…")) for name in kind.fields})
        values = ", ".join(str(value) for value in self.fields.values() if value != "")
        return f"{kind.meaning.removesuffix('.')} ({values})." if values else kind.meaning


class RecentEvents:
    """A journal that passes everything on and remembers the last events. Any thread may write; one thread flushes."""

    def __init__(self, journal: Journal, folder: Path, *, time: TimeSource) -> None:
        self._journal = journal
        self._file = folder / FILE
        self._time = time
        self._lock = Lock()
        self._events: deque[Event] = deque(maxlen=KEPT)
        self._unsaved: list[Event] = []
        self._lines = 0
        self._counts: Counter[str] = Counter()

    def write(self, event: str, **fields: object) -> None:
        """See Journal."""
        self._journal.write(event, **fields)
        known = Event(self._time.now(), event, written_fields(event, fields))
        with self._lock:
            self._counts[event] += 1
            self._events.append(known)
            self._unsaved.append(known)
            del self._unsaved[:-KEPT]

    def load(self) -> None:
        """Remember what an earlier run has kept; lines that cannot be read are left out."""
        try:
            lines = self._file.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            lines = []
        older = [event for line in lines[-KEPT:] if (event := _read(line))]
        with self._lock:
            self._lines = len(lines)
            self._events = deque([*older, *self._events], maxlen=KEPT)

    def flush(self) -> None:
        """Keep what is new; a folder that cannot be written loses nothing but this memory."""
        with self._lock:
            new, self._unsaved = self._unsaved, []
            everything = list(self._events)
        if not new:
            return
        with suppress(OSError):
            if self._lines + len(new) > 2 * KEPT:
                whole = self._file.with_name(f"{FILE}.new")
                whole.write_text(_lines(everything), encoding="utf-8")
                whole.replace(self._file)
                self._lines = len(everything)
                return
            with self._file.open("a", encoding="utf-8") as file:
                file.write(_lines(new))
            self._lines += len(new)

    def newest_first(self) -> tuple[Event, ...]:
        """What is remembered."""
        with self._lock:
            return tuple(reversed(self._events))

    def counts(self) -> dict[str, int]:
        """How often each event was written since the start."""
        with self._lock:
            return dict(self._counts)

    def last(self, *names: str) -> Event | None:
        """The last event of one of these names."""
        return next((event for event in self.newest_first() if event.name in names), None)


def _lines(events: list[Event]) -> str:
    return "".join(_written(event) for event in events)


def _written(event: Event) -> str:
    plain = {"at": event.at.isoformat(timespec="seconds"), "event": event.name, **event.fields}
    return json.dumps(plain, ensure_ascii=False) + "\n"


def _read(line: str) -> Event | None:
    try:
        plain = json.loads(line)
        at, name = datetime.fromisoformat(plain.pop("at")), plain.pop("event")
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    known = event_kinds().get(name)
    return None if known is None else Event(at, name, {key: plain[key] for key in known.fields if key in plain})
