"""A line of a staff page: what it is about, what is known, and whether it wants somebody's attention. No Kivy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Weight: TypeAlias = Literal["", "warn", "err"]


@dataclass(frozen=True, slots=True)
class FactLine:
    """One line. code: unique on its page; weight: empty where nothing has to be done."""

    code: str
    title: str
    line: str
    weight: Weight = ""

    @property
    def icon(self) -> str:
        """Beside what wants attention; empty otherwise."""
        return {"": "", "warn": "warning", "err": "error"}[self.weight]


def page_of(lines: tuple[FactLine, ...], page: int, per_page: int) -> tuple[FactLine, ...]:
    """The lines of a page, counted from one."""
    return lines[(page - 1) * per_page : page * per_page]


def pages_of(count: int, per_page: int) -> int:
    """How many pages so many lines take, at least one."""
    return max(1, -(-count // per_page))
