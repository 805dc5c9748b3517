"""All procedures of this office, by code, by life event, by field and agency."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from kiosk.procedures.life_events import LifeEvent
from kiosk.procedures.procedure import Procedure
from kiosk.procedures.text import Text


@dataclass(frozen=True, slots=True)
class FieldName:
    """Lĩnh vực as a release names it."""

    code: str
    name: Text
    icon: str = "description"


@dataclass(frozen=True, slots=True)
class Field:
    """Lĩnh vực: one group of procedures; `procedures` are codes, most asked for first."""

    code: str
    name: Text
    icon: str
    procedures: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many procedures it holds."""
        return len(self.procedures)


@dataclass(frozen=True, slots=True)
class Agency:
    """Cơ quan giải quyết: who decides."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class AgencyGroup:
    """The procedures of one field that one agency decides, here or elsewhere; agency None: not known."""

    agency: Agency | None
    is_here: bool
    procedures: tuple[Procedure, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Danh mục thủ tục: what can be found here. Made by `catalogue_of`; codes are unique.

    by_code        every procedure, in order of code, those of other provinces too
    listed         codes of the procedures that stand in lists, most asked for first
    fields         most asked for first; none is empty
    field_of       code of a listed procedure -> code of its field
    agencies       by code
    """

    by_code: Mapping[str, Procedure]
    life_events: tuple[LifeEvent, ...]
    listed: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    agencies: Mapping[str, Agency] = field(default_factory=lambda: MappingProxyType({}))

    def procedure(self, code: str) -> Procedure | None:
        """The procedure under a national code."""
        return self.by_code.get(code)

    def life_event(self, code: str) -> LifeEvent | None:
        """The life event under its code."""
        return next((event for event in self.life_events if event.code == code), None)

    def of_life_event(self, code: str) -> tuple[Procedure, ...]:
        """The procedures behind a tile, in the order of the release; empty for an unknown code."""
        event = self.life_event(code)
        return self._of(event.procedures) if event else ()

    def field(self, code: str) -> Field | None:
        """The field under its code."""
        return next((each for each in self.fields if each.code == code), None)

    def of_field(self, code: str) -> tuple[Procedure, ...]:
        """The procedures of one field, most asked for first; empty for an unknown code."""
        found = self.field(code)
        return self._of(found.procedures) if found else ()

    def agencies_of_field(self, code: str) -> tuple[AgencyGroup, ...]:
        """«Xem tất cả»: the procedures of one field by who decides; what is done here first, then the larger groups."""
        groups: dict[tuple[bool, str | None], list[Procedure]] = {}
        for each in self.of_field(code):
            groups.setdefault((each.is_here, each.agency), []).append(each)
        ordered = sorted(groups.items(), key=lambda group: (not group[0][0], -len(group[1])))
        return tuple(
            AgencyGroup(self.agencies.get(agency or ""), is_here, tuple(procedures))
            for (is_here, agency), procedures in ordered
        )

    def of_lane(self, code: str) -> tuple[Procedure, ...]:
        """What is done at the counters of one lane, most asked for first."""
        return tuple(each for each in self._of(self.listed) if each.lane == code)

    def frequent(self, count: int = 6) -> tuple[Procedure, ...]:
        """«Hay được tìm»: the procedures people ask for most."""
        return self._of(self.listed[:count])

    def _of(self, codes: Iterable[str]) -> tuple[Procedure, ...]:
        return tuple(self.by_code[each] for each in codes if each in self.by_code)


def catalogue_of(
    procedures: Iterable[Procedure],
    life_events: Iterable[LifeEvent],
    fields: Iterable[FieldName] = (),
    agencies: Iterable[Agency] = (),
) -> Catalogue:
    """A catalogue that keeps the order it is given; a field that is not among `fields` has no icon of its own."""
    by_code = {each.code: each for each in procedures}
    listed = sorted((each for each in by_code.values() if each.is_listed), key=lambda each: -each.popularity)
    return Catalogue(
        by_code=MappingProxyType(by_code),
        life_events=tuple(life_events),
        listed=tuple(each.code for each in listed),
        fields=_fields_of(listed, {each.name: each for each in fields}),
        agencies=MappingProxyType({each.code: each for each in agencies}),
    )


def _fields_of(listed: Iterable[Procedure], names: Mapping[Text, FieldName]) -> tuple[Field, ...]:
    members: dict[Text, list[Procedure]] = {}
    for each in listed:
        members.setdefault(each.field, []).append(each)
    by_demand = sorted(members.items(), key=lambda item: -_demand(item[1]))
    return tuple(
        Field(known.code, name, known.icon, tuple(each.code for each in some))
        for name, some in by_demand
        for known in (names.get(name) or FieldName(name.vi, name),)
    )


def _demand(most_asked_first: Sequence[Procedure]) -> int:
    # Of the first few only: forty that nobody asks for do not make a field important.
    return sum(each.popularity for each in most_asked_first[:5])


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
