"""A search that was made once is not made again at each start, as long as nothing has changed.

Its index lies in the state folder behind a seal: SHA-256 over the index, what it was made of and the program that made
it. Whatever does not fit the seal to the bit is ignored, and the index is made as on the first day.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kiosk.durable_file import write_whole
from kiosk.procedures import search as makers
from kiosk.procedures.everyday_words import EverydayWords
from kiosk.procedures.search import Search
from kiosk.procedures.search_index import Entry

FILE_NAME = "search.index"
# Another program may make another index: every file of it is under the seal, its table of same words too.
MAKERS = ("*.py", "*.toml")


def kept_search(entries: Sequence[Entry], everyday: Sequence[EverydayWords], *, kept_in: Path) -> Search:
    """The search over these, from what is kept where it was made of the same by the same program; else made and kept.

    kept_in  a folder that cannot be written only costs the shortcut.
    """
    file, key = kept_in / FILE_NAME, _key(entries, everyday)
    found = _opened(file, key, entries, everyday)
    if found is not None:
        return found
    made = Search(entries, everyday)
    with suppress(OSError):
        write_whole(file, _sealed(key, json.dumps(made.plain(), ensure_ascii=False, separators=(",", ":"))))
    return made


def _key(entries: Sequence[Entry], everyday: Sequence[EverydayWords]) -> str:
    digest = hashlib.sha256()
    folder = Path(makers.__file__).parent
    for path in (path for pattern in MAKERS for path in sorted(folder.glob(pattern))):
        digest.update(path.read_bytes())
    digest.update(repr((tuple(entries), tuple(everyday))).encode())
    return digest.hexdigest()


def _sealed(key: str, body: str) -> str:
    return f"{hashlib.sha256((key + body).encode()).hexdigest()}\n{body}"


def _opened(file: Path, key: str, entries: Sequence[Entry], everyday: Sequence[EverydayWords]) -> Search | None:
    try:
        seal, _, body = file.read_text("utf-8").partition("\n")
        if seal != hashlib.sha256((key + body).encode()).hexdigest():
            return None
        return Search.again(json.loads(body), entries, everyday)
    except (OSError, ValueError, KeyError, TypeError):
        return None
