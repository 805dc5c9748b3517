"""A disk that writes down what SQLite does to it, and can say what a power cut at any of these moments leaves.

Durable is what was synced: a file's bytes by its own sync, its name by that of the folder. Of everything later each
write is gone, whole, or torn: any of its sectors of 512 bytes may be there. Names come and go for themselves.
"""

from __future__ import annotations

import os
import random
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import apsw

SECTOR_BYTES = 512
# SQLite keeps it in memory as far as it is one; what a cut leaves of it is thrown away by whoever opens first.
NOT_ON_DISK = "-shm"
SYNCS_ITS_NAME = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_WAL
_names = count()


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes into a file; a file is meant by its number, whatever it is called."""

    file: int
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Shortened:
    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    file: int


@dataclass(frozen=True, slots=True)
class Named:
    """file: None when the name is gone."""

    name: str
    file: int | None


@dataclass(frozen=True, slots=True)
class FolderSynced:
    """All names so far are durable."""


Happened = Write | Shortened | Synced | Named | FolderSynced


@dataclass
class Left:
    """What is durable after some of what happened, and what is still under way."""

    files: dict[int, bytearray] = field(default_factory=dict)
    names: dict[str, int | None] = field(default_factory=dict)
    unsynced: dict[int, list[Write | Shortened]] = field(default_factory=dict)
    unsure_names: list[Named] = field(default_factory=list)

    def go_on(self, happened: Happened) -> None:
        match happened:
            case Write() | Shortened():
                self.unsynced.setdefault(happened.file, []).append(happened)
            case Synced(file):
                for each in self.unsynced.pop(file, []):
                    apply(self.files.setdefault(file, bytearray()), each)
            case Named():
                self.unsure_names.append(happened)
            case FolderSynced():
                self.names.update({each.name: each.file for each in self.unsure_names})
                self.unsure_names.clear()

    def after_a_cut(self, chance: random.Random) -> Mapping[str, bytes]:
        """One of the many disks a cut may leave: its files by name."""
        names = dict(self.names)
        for name in {each.name for each in self.unsure_names}:
            steps = [each for each in self.unsure_names if each.name == name]
            if kept := chance.randint(0, len(steps)):
                names[name] = steps[kept - 1].file
        return {name: self._file(file, chance) for name, file in names.items() if file is not None}

    def _file(self, file: int, chance: random.Random) -> bytes:
        found = bytearray(self.files.get(file, b""))
        for each in self.unsynced.get(file, []):
            match chance.choice(("gone", "whole", "torn")):
                case "whole":
                    apply(found, each)
                case "torn" if isinstance(each, Write):
                    for piece in sectors_of(each):
                        if chance.random() < 0.5:
                            apply(found, piece)
        return bytes(found)


def apply(to: bytearray, happened: Write | Shortened) -> None:
    if isinstance(happened, Shortened):
        del to[happened.size :]
        return
    to.extend(bytes(max(0, happened.at - len(to))))
    to[happened.at : happened.at + len(happened.data)] = happened.data


def sectors_of(write: Write) -> Iterator[Write]:
    """The parts of a write that lie in one sector each."""
    at, end = write.at, write.at + len(write.data)
    while at < end:
        until = min(end, (at // SECTOR_BYTES + 1) * SECTOR_BYTES)
        yield Write(write.file, at, write.data[at - write.at : until - write.at])
        at = until


class RecordedDisk(apsw.VFS):
    """Everything passes to the machine's own file system and is written down in `happened`.

    file  is made empty by the program itself before SQLite opens it
    """

    def __init__(self, file: Path) -> None:
        self.name = f"recorded-{next(_names)}"
        self.happened: list[Happened] = [Named(file.name, 0)]
        self.files = {file.name: 0}
        self._numbers = count(1)
        super().__init__(self.name, base="")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        assert path is not None, "SQLite asks for a file without a name"
        short = Path(path).name
        if short not in self.files:
            self.files[short] = next(self._numbers)
            self.happened.append(Named(short, self.files[short]))
        return _RecordedFile(self, name, flags, self.files[short], syncs_its_name=bool(flags[0] & SYNCS_ITS_NAME))

    def xDelete(self, name: str, syncdir: bool) -> None:  # noqa: FBT001, N802 -- apsw calls it so
        super().xDelete(name, syncdir)
        short = Path(name).name
        if self.files.pop(short, None) is not None:
            self.happened.append(Named(short, None))
        if syncdir:
            self.happened.append(FolderSynced())

    @contextmanager
    def watching_folders(self) -> Iterator[None]:
        """Hear of the folders the program syncs by itself, past SQLite."""
        really = os.fsync

        def heard(fd: Any) -> None:
            really(fd)
            if stat.S_ISDIR(os.fstat(fd).st_mode):
                self.happened.append(FolderSynced())

        os.fsync = heard
        try:
            yield
        finally:
            os.fsync = really


class _RecordedFile(apsw.VFSFile):
    def __init__(
        self,
        disk: RecordedDisk,
        name: str | apsw.URIFilename | None,
        flags: list[int],
        file: int,
        *,
        syncs_its_name: bool,
    ) -> None:
        self._disk, self._file, self._syncs_its_name = disk, file, syncs_its_name
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        self._disk.happened.append(Write(self._file, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        self._disk.happened.append(Shortened(self._file, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._disk.happened.append(Synced(self._file))
        if self._syncs_its_name:  # as SQLite's own layer does for journals, the first time
            self._disk.happened.append(FolderSynced())
            self._syncs_its_name = False
