"""The national tables of units, provinces and identifiers -> what a release needs of them."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from kiosk.content.editorial import EditorialUnits
from kiosk.content.files import read_file
from kiosk.content.problems import shape_problems
from kiosk.content.release_office import ProvinceEntry, UnitEntry, UnitsEntry
from kiosk.errors import ContentRefused, Problem

Table = TypeVar("Table")


class _Table(BaseModel):
    """The tables say more than is needed here."""

    model_config = ConfigDict(extra="ignore")


class _Unit(_Table):
    code: str
    full_name: str
    predecessors: tuple[str, ...] = ()


class _UnitTable(_Table):
    units: tuple[_Unit, ...]


class _Province(_Table):
    code: str
    name: str


class _ProvinceTable(_Table):
    provinces: tuple[_Province, ...]


class _Identifier(_Table):
    code: str
    name_since_2025_07: str | None


class _IdentifierTable(_Table):
    codes: tuple[_Identifier, ...]


def units_of(raw_folder: Path, own: EditorialUnits) -> UnitsEntry:
    """Our province's units and every province with the identifiers of what it was merged from.

    raises  ContentRefused when one of the three tables cannot be read.
    """
    units = _read(raw_folder / "units_haiphong.json", TypeAdapter(_UnitTable)).units
    provinces = _read(raw_folder / "provinces_2026.json", TypeAdapter(_ProvinceTable)).provinces
    identifiers = _read(raw_folder / "h_codes.json", TypeAdapter(_IdentifierTable)).codes
    return UnitsEntry(
        own_province=own.own_province,
        own_unit=own.own_unit,
        units=tuple(UnitEntry(code=each.code, name=each.full_name, predecessors=each.predecessors) for each in units),
        provinces=tuple(
            ProvinceEntry(
                code=each.code,
                name=each.name,
                identifiers=tuple(
                    some.code for some in identifiers if _bare(some.name_since_2025_07 or "") == _bare(each.name)
                ),
            )
            for each in provinces
        ),
    )


def _bare(name: str) -> str:
    """Without accents: one table writes «Thanh Hoá», the other «Thanh Hóa»."""
    return "".join(each for each in unicodedata.normalize("NFD", name) if not unicodedata.combining(each))


def _read(path: Path, kind: TypeAdapter[Table]) -> Table:
    content = read_file(path)
    if isinstance(content, Problem):
        raise ContentRefused(content)
    try:
        return kind.validate_json(content)
    except ValidationError as refused:
        raise ContentRefused(*shape_problems(path.name, "", refused)) from None
