"""All procedures of this office, by code, by life event and by field."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from kiosk.procedures.life_events import LifeEvent
from kiosk.procedures.procedure import Procedure, Text


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Danh mục thủ tục: what can be found here. Made by `catalogue_of`; codes are unique."""

    by_code: Mapping[str, Procedure]
    life_events: tuple[LifeEvent, ...]

    def procedure(self, code: str) -> Procedure | None:
        """The procedure under a national code."""
        return self.by_code.get(code)

    def life_event(self, code: str) -> LifeEvent | None:
        """The life event under its code."""
        return next((event for event in self.life_events if event.code == code), None)

    def of_life_event(self, code: str) -> tuple[Procedure, ...]:
        """The procedures behind a tile, in the order of the release; empty for an unknown code."""
        event = self.life_event(code)
        return tuple(self.by_code[each] for each in event.procedures if each in self.by_code) if event else ()

    def fields(self) -> tuple[Text, ...]:
        """Lĩnh vực: every field that has a procedure, in the order of the release."""
        return tuple(dict.fromkeys(each.field for each in self.by_code.values()))

    def of_field(self, vietnamese_name: str) -> tuple[Procedure, ...]:
        """The procedures of one field."""
        return tuple(each for each in self.by_code.values() if each.field.vi == vietnamese_name)

    def titles(self) -> tuple[tuple[str, Text], ...]:
        """Code and title of every procedure, in the order of the release."""
        return tuple((each.code, each.title) for each in self.by_code.values())


def catalogue_of(procedures: Iterable[Procedure], life_events: Iterable[LifeEvent]) -> Catalogue:
    """A catalogue that keeps the order it is given."""
    return Catalogue(MappingProxyType({each.code: each for each in procedures}), tuple(life_events))


def is_stale(procedure: Procedure, today: date, days: int = 180) -> bool:
    """Whether the source is older than this many days; the screen then adds «Xin hỏi lại tại quầy».

    A month counts from its last day, a bare year from its first: nothing is called older than it can be,
    except where the source is too vague to be trusted for a year.
    """
    return today - _written_on(procedure.as_of) > timedelta(days=days)


def _written_on(as_of: str) -> date:
    year, _, month = as_of.partition("-")
    if not month:
        return date(int(year), 1, 1)
    return date(int(year), int(month), calendar.monthrange(int(year), int(month))[1])
