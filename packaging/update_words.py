"""Extract the texts of code and kv files and bring the English catalogue up to date: `make words`.

New texts stand there with an empty translation, texts nobody uses any more are gone; nothing else changes, and no dates
or line numbers are written, so that a difference in the catalogue is a difference in words.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
SOURCES = ("kiosk", "screens")
# words("…") · words.of("context", "…") · words.many("…", count=n): Vietnamese has one form for one and many.
KEYWORDS = ("words", "of:1c,2", "many:1,1")
PO = ROOT / "assets" / "locale" / "en" / "LC_MESSAGES" / "kiosk.po"


def main() -> int:
    """Rewrite the catalogue and say what is left to translate."""
    catalogue = updated(PO.read_bytes())
    PO.write_bytes(as_file(catalogue, head=PO.read_bytes()))
    open_ids = [str(message.id) for message in catalogue if message.id and not _translated(message.string)]
    for text in open_ids:
        print(f"to translate: {text}")
    print(f"{len(catalogue)} texts, {len(open_ids)} to translate in {PO.relative_to(ROOT)}")
    return 0


def updated(before: bytes) -> Catalog:
    """The catalogue with exactly the texts that are used now."""
    catalogue = read_po(io.BytesIO(before), locale="en")
    catalogue.update(used(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def used() -> Catalog:
    """Every text in code and kv files."""
    with (ROOT / "packaging" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    keywords = parse_keywords(KEYWORDS)
    found = Catalog()
    for source in SOURCES:
        for _, _, text, _, context in extract_from_dir(
            str(ROOT / source), methods, options, keywords, strip_comment_tags=True
        ):
            found.add(text, context=context)
    return found


def as_file(catalogue: Catalog, *, head: bytes) -> bytes:
    """The catalogue as it lies on disk, under the head it had."""
    body = io.BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    return head.split(b"\n\n", 1)[0] + b"\n\n" + body.getvalue().strip() + b"\n"


def _translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


if __name__ == "__main__":
    sys.exit(main())
