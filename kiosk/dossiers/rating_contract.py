"""The wire contract of a citizen's remark, as a gateway checks it (domain.md 15)."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field, field_validator

from kiosk.dossiers.answer_contract import Time, WirePart
from kiosk.dossiers.feedback import LONGEST_TEXT, About, Reason, has_personal_number


class RatingRequest(WirePart):
    """A remark without a person. lane: reserved; terminals of this version send none."""

    id: str
    at: Time
    office: str = Field(max_length=20)
    kiosk: int = Field(ge=1, le=9)
    about: About
    lane: str | None = Field(default=None, max_length=40)
    score: Literal[1, 2, 3, 4, 5] | None = None
    reasons: list[Reason] = Field(default=[], max_length=8)
    text: str = Field(default="", max_length=LONGEST_TEXT)

    @field_validator("id")
    @classmethod
    def _is_a_uuid(cls, value: str) -> str:
        return str(UUID(value))

    @field_validator("text")
    @classmethod
    def _names_nobody(cls, value: str) -> str:
        if has_personal_number(value):
            raise ValueError("a personal number")
        return value
