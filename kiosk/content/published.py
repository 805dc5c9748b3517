"""The papers of a national record as it words them, for procedures that nobody has put into plain words yet.

Nothing is shortened and nothing invented: a row too long to be read on a screen is left out whole, and one standing
row says that there is more to ask about. The record's remarks tell officers what to do and are left to them; what
citizens should know stands in plain notes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from kiosk.content.national_record import Document, NationalRecord
from kiosk.content.release import PublishedPaperEntry

LONGEST_ROW = 400


@dataclass(frozen=True, slots=True)
class Published:
    """Papers that always apply first, then those of a case; whether a row was too long to be shown."""

    papers: tuple[PublishedPaperEntry, ...]
    left_out: bool


def published(record: NationalRecord) -> Published:
    """The record's own rows in their order; none where its papers are flagged as missing."""
    known = () if "documents_missing" in record.quality else record.documents
    rows = [row for row in known if not row.is_note]
    readable = [row for row in rows if max(len(row.name), len(row.case or "")) <= LONGEST_ROW]
    in_order = sorted(readable, key=lambda row: row.case is not None)
    return Published(tuple(dict.fromkeys(map(_paper, in_order))), left_out=len(readable) < len(rows))


def clean(text: str) -> str:
    """The text without marks that have no shape (U+200E occurs), blanks as single ones, in NFC."""
    visible = "".join(each for each in text if unicodedata.category(each) != "Cf")
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def _paper(row: Document) -> PublishedPaperEntry:
    return PublishedPaperEntry(
        wording=clean(row.name),
        case=clean(row.case) if row.case else None,
        handling=row.kind or "unknown",
        originals=row.originals,
        copies=row.copies,
    )
