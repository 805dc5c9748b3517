"""What the office has to tell everybody for some days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from kiosk.procedures.text import Text

Where: TypeAlias = Literal["everywhere", "home", "procedures", "tickets"]
"""On every page · on the first page · where procedures are looked for · where tickets are taken."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """Thông báo: one line, at most 60 characters, shown from the first day to the last, both included."""

    code: str
    text: Text
    shown_from: date
    shown_until: date
    where: Where


def announcements_on(day: date, where: Where, announcements: Iterable[Announcement]) -> tuple[Announcement, ...]:
    """What is to be said on this day at this place, in the order of the release."""
    return tuple(
        each
        for each in announcements
        if each.shown_from <= day <= each.shown_until and each.where in {where, "everywhere"}
    )
