"""A release that was read and checked once is not checked again at each start, as long as nothing has changed.

Its values lie in the state folder behind a seal: SHA-256 over the values, the release they were read from and the
program that judged it. Whatever does not fit the seal to the bit is ignored, and the whole check runs as on the first
day. Procedures are brought back one by one when somebody asks for them: the first picture needs none.

When a release is refused, what is kept of the last good one from the same folder goes on being shown.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from kiosk import VERSION
from kiosk.content.content import FILES, Content
from kiosk.content.files import is_readable
from kiosk.content.shelf import ICONS, PROGRAM, read_shown
from kiosk.errors import ContentRefused, Problem
from kiosk.plain_values import from_plain, shape_of, to_plain
from kiosk.procedures.procedure import Procedure

FILE_NAME = "content.known-good"
# Another judge may judge otherwise: every file that reads, checks or shapes a release is under the seal.
JUDGES = ("kiosk/content/*.py", "kiosk/procedures/*.py", "kiosk/tickets/lane.py", "kiosk/plain_values.py")
# Where the sentence stands that the last good one goes on being shown.
KEPT_PLACE = "content"
NOTHING: Mapping[str, Procedure] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a release: its content or the last good one's, and what is in the way of the new one."""

    content: Content | None
    problems: tuple[Problem, ...] = ()


def read_or_keep(folder: Path, *, kept_in: Path, check: Callable[[Path], Content] = read_shown) -> Reading:
    """The release in a folder; while it is refused, the last good one that was read from there, with every reason."""
    try:
        return Reading(read_known_good(folder, kept_in=kept_in, check=check))
    except ContentRefused as refused:
        kept = last_good(folder, kept_in=kept_in)
        if kept is None:
            return Reading(None, refused.problems)
        meaning = f"release {kept.release} of {kept.released_on} goes on being shown."
        return Reading(kept, (*refused.problems, Problem(KEPT_PLACE, "", meaning, "Repair or replace the new one.")))


def read_known_good(
    folder: Path, *, kept_in: Path, version: str = VERSION, check: Callable[[Path], Content] = read_shown
) -> Content:
    """The release in a folder, from what is kept when it is the same release and the same program.

    kept_in  where its values are kept; a folder that cannot be written only costs the shortcut.
    raises   what `check` raises: ContentRefused.
    """
    file, key = kept_in / FILE_NAME, _key(folder, version)
    kept = _opened(file)
    if kept is not None and key and kept.key == key:
        return kept.content
    content = check(folder)
    if key and key == _key(folder, version):  # nobody changed it meanwhile
        _keep(file, key, _origin(folder), content)
    return content


def last_good(folder: Path, *, kept_in: Path) -> Content | None:
    """The last release from this folder that passed, if this program can still read its values.

    Never another folder's: the sample office's numbers must not stand in a lobby because its own release is broken.
    """
    kept = _opened(kept_in / FILE_NAME)
    return kept.content if kept is not None and kept.origin == _origin(folder) else None


class _Procedures(Mapping[str, Procedure]):
    """Procedures by code, each brought back from its line when it is first asked for."""

    def __init__(self, lines: Mapping[str, bytes]) -> None:
        self._lines = lines
        self._known: dict[str, Procedure] = {}

    def __getitem__(self, code: str) -> Procedure:
        known = self._known.get(code)
        if known is None:
            known = self._known[code] = from_plain(Procedure, json.loads(self._lines[code]))
        return known

    def __contains__(self, code: object) -> bool:
        return code in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What lies in the file: which release and program it is of, which folder it came from, its values."""

    key: str
    origin: str
    content: Content


def _key(folder: Path, version: str) -> str:
    """What a seal stands for beside the values; empty when the release cannot be read."""
    judges = [path for pattern in JUDGES for path in sorted(PROGRAM.glob(pattern))]
    release = [folder / name for name in FILES]
    if not all(map(is_readable, release)):
        return ""
    digest = hashlib.sha256()
    try:
        parts = [part for path in (*judges, ICONS, *release) for part in (path.name.encode(), path.read_bytes())]
    except OSError:
        return ""
    for part in (version.encode(), *parts):
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.hexdigest()


def _origin(folder: Path) -> str:
    return hashlib.sha256(str(folder.resolve()).encode()).hexdigest()


def _shape() -> str:
    return hashlib.sha256(shape_of(Content).encode()).hexdigest()


def _written(key: str, origin: str, content: Content) -> bytes:
    """Seal, header, everything but the procedures, then one procedure a line."""
    rest = replace(content, catalogue=replace(content.catalogue, by_code=NOTHING))
    procedures = content.catalogue.by_code.items()
    lines = [_line([key, origin, _shape()]), _line(to_plain(rest))]
    lines += [code.encode() + b" " + _line(to_plain(each)) for code, each in procedures]
    body = b"\n".join(lines)
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def _line(plain: object) -> bytes:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def _read(written: bytes) -> _Kept | None:
    """What was written, whole; None for anything damaged or of another shape."""
    seal, _, body = written.partition(b"\n")
    if seal != hashlib.sha256(body).hexdigest().encode():
        return None
    header, rest, *lines = body.split(b"\n")
    key, origin, shape = json.loads(header)
    if shape != _shape():
        return None
    content = from_plain(Content, json.loads(rest))
    by_code = _Procedures({code.decode(): line for code, _, line in (each.partition(b" ") for each in lines)})
    return _Kept(key, origin, replace(content, catalogue=replace(content.catalogue, by_code=by_code)))


def _opened(file: Path) -> _Kept | None:
    try:
        return _read(file.read_bytes())
    except (OSError, ValueError):
        return None


def _keep(file: Path, key: str, origin: str, content: Content) -> None:
    """Keep a release whole or not at all, and only if it comes back as it was."""
    new = file.with_suffix(".new")
    try:
        written = _written(key, origin, content)
        kept = _read(written)
        if kept is None or kept.content != content:
            return
        new.unlink(missing_ok=True)
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:  # noqa: PTH123 -- its rights
            out.write(written)
            out.flush()
            os.fsync(out.fileno())
        new.replace(file)
    except (OSError, ValueError):
        with suppress(OSError):
            new.unlink()
