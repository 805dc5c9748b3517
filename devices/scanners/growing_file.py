"""A text file that others append to, read from where it ended last time."""

from __future__ import annotations

import os
from pathlib import Path

READ_BYTES = 65536
TAIL_BYTES = 256


class GrowingFile:
    """What lay in the file at the start is old. A file that was written anew is read from its beginning.

    raises  OSError from every method when folder or file cannot be used; the folder is made when missing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_to = 0
        self._tail = b""  # the last bytes before `_read_to`: editors write a whole new file to append one line
        self._changed_ns = 0

    def skipped(self) -> bytes:
        """Take everything that is there as read; always b""."""
        while self.appended():
            pass
        return b""

    def appended(self) -> bytes:
        """What came since the last time, at most 64 KiB; b"" when nothing did or there is no file."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(self._path, os.O_RDONLY)
        except FileNotFoundError:
            return b""
        try:
            return self._read(descriptor)
        finally:
            os.close(descriptor)

    def _read(self, descriptor: int) -> bytes:
        if self._is_written_anew(descriptor):
            self._read_to, self._tail = 0, b""
        data = os.pread(descriptor, READ_BYTES, self._read_to)
        self._read_to += len(data)
        self._tail = (self._tail + data)[-TAIL_BYTES:]
        # Asked after reading: what is appended meanwhile makes the file longer than what was read.
        self._changed_ns = os.fstat(descriptor).st_mtime_ns
        return data

    def _is_written_anew(self, descriptor: int) -> bool:
        found = os.fstat(descriptor)
        if found.st_size == self._read_to:
            return found.st_mtime_ns != self._changed_ns
        return os.pread(descriptor, len(self._tail), self._read_to - len(self._tail)) != self._tail
