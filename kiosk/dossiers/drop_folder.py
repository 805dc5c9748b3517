"""Thư mục nhận tệp: the folder the one-stop software drops its export into; the newest whole file is the table.

Nothing is watched in the background: each look-up asks the folder what changed, which costs one listing of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.dossiers.drop_file import MOST_BYTES, Mistake, Reading, Table, modification_of, read_drop_file
from kiosk.dossiers.private_value import PrivateValue
from kiosk.dossiers.status_map import StatusMap
from kiosk.journal import Journal
from kiosk.time_source import HERE, TimeSource

KINDS = ("csv", "json")
# A file nobody has written to for so long is finished, as far as its time can tell.
SETTLES_S = 2.0
OLD = timedelta(hours=24)
# An old export that is whole is better than none, but nobody looks through an archive.
LOOKED_AT = 8
END_OF_TIME_S = 4_000_000_000  # 2096


@dataclass(frozen=True, slots=True)
class Seen:
    """One state of one file; modification: see `modification_of`."""

    name: str
    modification: tuple[int, int, int]

    @property
    def written_at(self) -> datetime:
        """When it was last written to; a clock that is out of its mind is held to sane years."""
        return datetime.fromtimestamp(min(max(self.modification[2] / 1e9, 0), END_OF_TIME_S), HERE)

    @property
    def size(self) -> int:
        """In bytes."""
        return self.modification[1]


@dataclass(frozen=True, slots=True, repr=False)
class Known(PrivateValue):
    """The table in use and the file it is of."""

    table: Table
    file: Seen


class DropFolder:
    """One folder; belongs to one thread at a time.

    folder    with files *.csv and *.json; others, and those that begin with a dot, are not looked at
    """

    def __init__(self, folder: Path, statuses: StatusMap, time: TimeSource, journal: Journal) -> None:
        self._folder = folder
        self._statuses = statuses
        self._time = time
        self._journal = journal
        self._refused: set[Seen] = set()
        self._seen_at_s: dict[Seen, float] = {}
        self._told_old: Seen | None = None
        self._is_unreadable = False
        self.known: Known | None = None

    def look(self) -> Known | None:
        """The newest whole table: read now if there is a new one, else the last good one; None when there never was."""
        try:
            files = sorted(self._files(), key=lambda seen: seen.modification[2], reverse=True)[:LOOKED_AT]
        except OSError:
            if not self._is_unreadable:
                self._journal.write("dossier-folder-unreadable", what="dossiers.folder")
            self._is_unreadable = True
            return self.known
        self._is_unreadable = False
        self._note(files)
        for seen in files:
            if self.known is not None and seen == self.known.file:
                break
            if seen not in self._refused and self._is_settled(seen) and self._take(seen):
                break
        self._say_old()
        return self.known

    def _files(self) -> Iterator[Seen]:
        with os.scandir(self._folder) as entries:
            for entry in entries:
                kind = entry.name.rpartition(".")[2].lower()
                # Only a file: opening a pipe by mistake would wait for ever.
                if kind in KINDS and not entry.name.startswith(".") and entry.is_file():
                    now = entry.stat()
                    yield Seen(entry.name, (now.st_ino, now.st_size, now.st_mtime_ns))

    def _note(self, files: list[Seen]) -> None:
        now_s = self._time.stopwatch_s()
        self._seen_at_s = {seen: self._seen_at_s.get(seen, now_s) for seen in files}
        self._refused &= set(files)

    def _is_settled(self, seen: Seen) -> bool:
        rests = timedelta(seconds=SETTLES_S)
        if seen.written_at + rests <= self._time.now() and self._time.is_trusted():
            return True
        return self._time.stopwatch_s() - self._seen_at_s[seen] >= SETTLES_S

    def _take(self, seen: Seen) -> bool:
        """Read a file; True when it is the table from now on. One that moves meanwhile is tried again later."""
        path = self._folder / seen.name
        try:
            if seen.size > MOST_BYTES:
                reading = Reading(None, (Mistake(0, "", "The file is too large.", "Export fewer dossiers."),), 1)
            else:
                with path.open("rb") as stream:
                    reading = read_drop_file(stream, path.suffix[1:].lower(), self._statuses)
            if modification_of(path) != seen.modification:
                return False
        except OSError as error:
            meaning = f"The file cannot be read ({error.strerror})."
            reading = Reading(None, (Mistake(0, "", meaning, "Let this user read the file."),), 1)
        if reading.table is None:
            self._refuse(seen, reading.mistakes[0])
            return False
        self.known = Known(reading.table, seen)
        self._say(seen, reading, len(reading.table.rows))
        return True

    def _refuse(self, seen: Seen, why: Mistake) -> None:
        self._refused.add(seen)
        self._journal.write("dossier-file-refused", file=seen.name, line=why.line, meaning=why.meaning, cure=why.cure)

    def _say(self, seen: Seen, reading: Reading, rows: int) -> None:
        for line, column, meaning, cure in reading.mistakes:
            self._journal.write(
                "dossier-file-mistake", file=seen.name, line=line, column=column, meaning=meaning, cure=cure
            )
        self._journal.write("dossier-file-read", file=seen.name, rows=rows, mistakes=reading.count)

    def _say_old(self) -> None:
        if self.known is None or self.known.file == self._told_old:
            return
        age = self._time.now() - self.known.file.written_at
        if age > OLD:
            self._told_old = self.known.file
            self._journal.write("dossier-file-old", file=self.known.file.name, hours=int(age.total_seconds() // 3600))
