"""Checks a value against the schemas of docs/dossier-lookup.openapi.json (JSON Schema, as far as it is used there).

A keyword that is not known here is a KeyError: nothing that is published goes unchecked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

PUBLISHED = json.loads((Path(__file__).parents[3] / "docs" / "dossier-lookup.openapi.json").read_text("utf-8"))
KINDS: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "null": lambda value: value is None,
}
READERS: dict[str, Callable[[str], object]] = {"date-time": datetime.fromisoformat, "uuid": UUID}
SILENT = {"description", "default"}


def breaches(schema: dict[str, Any], value: Any, where: str = "answer") -> Iterator[str]:
    """Every place where a value is not what the schema says; nothing when it is."""
    for keyword, rule in schema.items():
        if keyword not in SILENT:
            yield from CHECKS[keyword](rule, value, where)


def schema_of(status: int) -> dict[str, Any]:
    """What is published for a look-up that is answered with this HTTP status."""
    responses = PUBLISHED["paths"]["/v1/dossier-lookups"]["post"]["responses"]
    found: dict[str, Any] = responses[str(status)]["content"]["application/json"]["schema"]
    return found


def _reference(name: str, value: Any, where: str) -> Iterator[str]:
    return breaches(PUBLISHED["components"]["schemas"][name.removeprefix("#/components/schemas/")], value, where)


def _kind(rule: str | list[str], value: Any, where: str) -> Iterator[str]:
    kinds = [rule] if isinstance(rule, str) else rule
    if not any(KINDS[kind](value) for kind in kinds):
        yield f"{where} is no {' or '.join(kinds)}"


def _one_of(choices: list[dict[str, Any]], value: Any, where: str) -> Iterator[str]:
    if sum(not list(breaches(choice, value, where)) for choice in choices) != 1:
        yield f"{where} fits not exactly one choice"


def _required(names: list[str], value: Any, where: str) -> Iterator[str]:
    yield from (f"{where}.{name} is missing" for name in names if isinstance(value, dict) and name not in value)


def _properties(parts: dict[str, Any], value: Any, where: str) -> Iterator[str]:
    for name in parts.keys() & (value.keys() if isinstance(value, dict) else set()):
        yield from breaches(parts[name], value[name], f"{where}.{name}")


def _items(schema: dict[str, Any], value: Any, where: str) -> Iterator[str]:
    for nth, each in enumerate(value if isinstance(value, list) else []):
        yield from breaches(schema, each, f"{where}[{nth}]")


def _format(name: str, value: Any, where: str) -> Iterator[str]:
    try:
        READERS[name](value) if isinstance(value, str) else None
    except ValueError:
        yield f"{where} is no {name}"


def _when(kind: type, holds: Callable[[Any, Any], bool]) -> Callable[[Any, Any, str], Iterator[str]]:
    def check(rule: Any, value: Any, where: str) -> Iterator[str]:
        if isinstance(value, kind) and not isinstance(value, bool) and not holds(value, rule):
            yield f"{where} breaks {rule!r}"

    return check


CHECKS: dict[str, Callable[[Any, Any, str], Iterator[str]]] = {
    "$ref": _reference,
    "type": _kind,
    "oneOf": _one_of,
    "enum": _when(object, lambda value, rule: value in rule),
    "required": _required,
    "properties": _properties,
    "items": _items,
    "format": _format,
    "minimum": _when(int, lambda value, rule: value >= rule),
    "maximum": _when(int, lambda value, rule: value <= rule),
    "minLength": _when(str, lambda value, rule: len(value) >= rule),
    "maxLength": _when(str, lambda value, rule: len(value) <= rule),
    "pattern": _when(str, lambda value, rule: re.search(rule, value) is not None),
}
