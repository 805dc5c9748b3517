"""A text file that others append to, read from where it ended last time."""

from __future__ import annotations

import os
from pathlib import Path

READ_BYTES = 65536


class GrowingFile:
    """What lay in the file at the start is old. A file that was written anew is read from its beginning."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_to = 0
        self._inode = 0
        self._changed_ns = 0

    def skipped(self) -> bytes:
        """Take everything that is there as read; always b"".

        raises  OSError when the folder cannot be made or used.
        """
        found = self._stat()
        if found is not None:
            self._read_to, self._inode, self._changed_ns = found.st_size, found.st_ino, found.st_mtime_ns
        return b""

    def appended(self) -> bytes:
        """What came since the last time, at most 64 KiB; b"" when nothing did or the file is gone.

        raises  OSError when folder or file cannot be used.
        """
        found = self._stat()
        if found is None or (found.st_ino, found.st_mtime_ns, found.st_size) == self._known():
            return b""
        if found.st_ino != self._inode or found.st_size <= self._read_to:
            self._read_to = 0
        with self._path.open("rb") as file:
            file.seek(self._read_to)
            data = file.read(READ_BYTES)
            after = os.fstat(file.fileno())  # not `found`: somebody may have appended meanwhile
        self._read_to += len(data)
        self._inode, self._changed_ns = after.st_ino, after.st_mtime_ns
        return data

    def _known(self) -> tuple[int, int, int]:
        return self._inode, self._changed_ns, self._read_to

    def _stat(self) -> os.stat_result | None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._path.stat()
        except FileNotFoundError:
            return None
