"""The situations of a family or a shop that bring people to the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from kiosk.procedures.text import Text

Family: TypeAlias = Literal["red", "sunk", "act", "ok"]
"""Which pair of the palette the disc and its icon take."""


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Việc của gia đình: one tile of the first screen and the procedures behind it, most asked for first."""

    code: str
    name: Text
    icon: str
    family: Family
    procedures: tuple[str, ...]
