"""One file of a release: read whole if it is what it should be, refused before reading if it cannot be."""

from __future__ import annotations

import codecs
import stat
from pathlib import Path

from kiosk.errors import Problem

# Ten times the sample release's largest; a memory stick with a film on it must not fill the memory.
LARGEST_FILE_MB = 20
BYTES_PER_MB = 1024**2
FETCH_AGAIN = "Fetch or make the release again."
# UTF-16 without a mark has a zero byte beside every plain letter.
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def is_readable(path: Path) -> bool:
    """Whether this is a file of a size that is read; nothing of it is read yet."""
    try:
        about = path.stat()
    except OSError:
        return False
    return stat.S_ISREG(about.st_mode) and about.st_size <= LARGEST_FILE_MB * BYTES_PER_MB


def read_file(path: Path) -> bytes | Problem:
    """The bytes of a UTF-8 file of at most 20 MB, or why they were not taken."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return Problem(path.name, "", "this is not a file.", "Put the file of the release in its place.")
        if about.st_size > LARGEST_FILE_MB * BYTES_PER_MB:
            return _too_large(path, about.st_size)
        content = path.read_bytes()
    except OSError as silent:
        meaning = f"this file cannot be opened ({silent.strerror or 'no reason given'})."
        return Problem(path.name, "", meaning, FETCH_AGAIN)
    return _encoding_problem(path, content) or content


def _too_large(path: Path, size: int) -> Problem:
    meaning = f"this file is too large and was not read: at most {LARGEST_FILE_MB} MB."
    return Problem(path.name, f"{size // BYTES_PER_MB} MB", meaning, FETCH_AGAIN)


def _encoding_problem(path: Path, content: bytes) -> Problem | None:
    meaning = _wrong_encoding(content)
    return Problem(path.name, "", meaning, "Save it as UTF-8 without a mark (BOM).") if meaning else None


def _wrong_encoding(content: bytes) -> str:
    if not content.strip():
        return "this file is empty."
    if content.startswith(codecs.BOM_UTF8):
        return "this file begins with a byte order mark (BOM)."
    if content.startswith(UTF_16_MARKS) or b"\0" in content[:4]:
        return "this file is written in UTF-16."
    try:
        content.decode()
    except UnicodeDecodeError as wrong:
        return f"this file is not UTF-8 (byte {wrong.start}), perhaps Windows-1258 or TCVN3."
    return ""
