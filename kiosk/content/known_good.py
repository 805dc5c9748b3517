"""A release that was read and checked once is not checked again at each start, as long as nothing has changed.

Its values lie in the state folder behind a seal: SHA-256 over the release, the program that judged it and the values
themselves. Whatever does not fit the seal to the bit is ignored, and the whole check runs as on the first day.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kiosk import VERSION
from kiosk.content.content import FILES, Content
from kiosk.content.shelf import ICONS, PROGRAM, read_pack
from kiosk.plain_values import from_plain, shape_of, to_plain

FILE_NAME = "content.known-good"
# Another judge may judge otherwise: every file that reads, checks or shapes a release is under the seal.
JUDGES = ("kiosk/content/*.py", "kiosk/procedures/*.py", "kiosk/tickets/lane.py", "kiosk/plain_values.py")


def read_known_good(
    folder: Path, *, kept_in: Path, version: str = VERSION, check: Callable[[Path], Content] = read_pack
) -> Content:
    """The release in a folder, from what is kept when it is the same release and the same program.

    kept_in  where its values are kept; a folder that cannot be written only costs the shortcut.
    raises   what `check` raises: ContentRefused.
    """
    file = kept_in / FILE_NAME
    key = _key(folder, version)
    known = _opened(file, key) if key else None
    if known is not None:
        return known
    content = check(folder)
    if key and key == _key(folder, version):  # nobody changed it meanwhile
        _keep(file, key, content)
    return content


def _key(folder: Path, version: str) -> bytes:
    """What a seal stands for beside the values; empty when the release cannot be read."""
    judges = [path for pattern in JUDGES for path in sorted(PROGRAM.glob(pattern))]
    release = [folder / name for name in FILES]
    digest = hashlib.sha256()
    try:
        parts = [part for path in (*judges, ICONS, *release) for part in (path.name.encode(), path.read_bytes())]
    except OSError:
        return b""
    for part in (version.encode(), shape_of(Content).encode(), *parts):
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.digest()


def _seal(key: bytes, values: bytes) -> bytes:
    return hashlib.sha256(key + values).hexdigest().encode()


def _opened(file: Path, key: bytes) -> Content | None:
    try:
        seal, _, values = file.read_bytes().partition(b"\n")
        return from_plain(Content, json.loads(values)) if seal == _seal(key, values) else None
    except (OSError, ValueError):
        return None


def _keep(file: Path, key: bytes, content: Content) -> None:
    """Keep a release whole or not at all, and only if it comes back as it was."""
    new = file.with_suffix(".new")
    try:
        values = json.dumps(to_plain(content), ensure_ascii=False, separators=(",", ":")).encode()
        if from_plain(Content, json.loads(values)) != content:
            return
        new.unlink(missing_ok=True)
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:  # noqa: PTH123 -- its rights
            out.write(_seal(key, values) + b"\n" + values)
            out.flush()
            os.fsync(out.fileno())
        new.replace(file)
    except (OSError, ValueError):
        with suppress(OSError):
            new.unlink()
