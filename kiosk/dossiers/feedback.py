"""What citizens think of the service: a mark, reasons, words; never who (đánh giá, góp ý). Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

from kiosk.dossiers.private_value import PrivateValue

About: TypeAlias = Literal["visit", "dossier", "machine"]
Reason: TypeAlias = Literal["wait", "guidance", "papers", "machine", "praise", "attitude", "trips", "other"]
"""Chờ lâu · hướng dẫn chưa rõ · giấy tờ nhiều · máy khó dùng · khen cán bộ · thái độ · đi lại nhiều lần · khác."""
LONGEST_TEXT = 500
# Telephone, identity, insurance and tax numbers: nine digits or more, however they are set apart.
PERSONAL = re.compile(r"\d(?:[ .\-/]?\d){8,}")
SCREENED = "…"


@dataclass(frozen=True, slots=True, repr=False)
class Remark(PrivateValue):
    """Một phiếu ý kiến. No code of a dossier, no name, no officer.

    id     a UUID, the key that makes a second delivery harmless · at  local, to the hour: a person is not found by it
    score  5 very good … 1 very poor; None: no mark was given
    """

    id: str
    at: datetime
    office: str
    kiosk: int
    about: About
    score: int | None = None
    reasons: tuple[Reason, ...] = ()
    text: str = ""

    def as_json(self) -> dict[str, Any]:
        """As it is sent."""
        return {
            "id": self.id,
            "at": self.at.isoformat(timespec="seconds"),
            "office": self.office,
            "kiosk": self.kiosk,
            "about": self.about,
            "lane": None,
            "score": self.score,
            "reasons": list(self.reasons),
            "text": self.text,
        }


def has_personal_number(text: str) -> bool:
    """Whether nine digits or more stand in a row: a telephone or a paper's number, which nobody needs to leave here."""
    return PERSONAL.search(text) is not None


def screened(text: str) -> str:
    """The text as it is kept: such numbers are taken out before anything is stored."""
    return PERSONAL.sub(SCREENED, " ".join(text.split()))[:LONGEST_TEXT]


def to_the_hour(at: datetime) -> datetime:
    """When, as far as it is kept."""
    return at.replace(minute=0, second=0, microsecond=0)
