"""Frozen values <-> what JSON can hold, exactly and quickly, by the types their dataclasses declare.

Known: dataclasses, tuples, frozensets, read-only mappings, Literal, «or None», str, int, bool, Decimal, date, time and
datetime (its zone as an offset). Pydantic does more and costs 150 ms before the first picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
Decode: TypeAlias = Callable[[Any], Any]

EXACT = (str, int, bool)
SPELT: Mapping[type, tuple[Decode, Decode]] = {
    date: (date.fromisoformat, date.isoformat),
    time: (time.fromisoformat, time.isoformat),
    datetime: (datetime.fromisoformat, datetime.isoformat),
    Decimal: (Decimal, str),
}


class NotPlain(ValueError):
    """This is not how a value of the wanted type is written."""


def to_plain(value: object) -> Any:
    """A value as JSON holds it. Mappings keep their order: they become lists of pairs.

    raises  TypeError for a value that `from_plain` could not bring back.
    """
    if value is None or type(value) in EXACT:
        return value
    if type(value) in SPELT:
        return SPELT[type(value)][1](value)
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: to_plain(getattr(value, each.name)) for each in fields(value)}
    if type(value) is tuple:
        return [to_plain(each) for each in value]
    if type(value) is frozenset:
        return sorted((to_plain(each) for each in value), key=repr)
    if isinstance(value, Mapping):
        return [[to_plain(key), to_plain(each)] for key, each in value.items()]
    raise TypeError(f"{type(value).__qualname__} cannot be written plainly")


def from_plain(kind: type[Value], plain: object) -> Value:
    """The value that `to_plain` wrote; mappings come back read-only.

    raises  NotPlain for anything that is not exactly what `to_plain` writes for this type.
            TypeError for a type that is not known here.
    """
    decode = _decoder(cast("Any", kind))
    try:
        value: Value = decode(plain)
    except NotPlain:
        raise
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise NotPlain(str(error)) from None
    return value


@cache
def shape_of(kind: Any) -> str:
    """What a type and every dataclass in it consist of; equal texts mean that one's plain values fit the other."""
    if isinstance(kind, type) and is_dataclass(kind):
        keys = ", ".join(f"{name}: {shape_of(each)}" for name, each in get_type_hints(kind).items())
        return f"{kind.__qualname__}({keys})"
    if get_origin(kind) is None or get_origin(kind) is Literal:
        return str(kind)
    return f"{get_origin(kind)}[{', '.join(map(shape_of, get_args(kind)))}]"


@cache
def _decoder(kind: Any) -> Decode:
    if kind in EXACT:
        return _exact(kind)
    if kind in SPELT:
        return _spelt(*SPELT[kind])
    if is_dataclass(kind):
        return _record(kind)
    inner = get_args(kind)
    match get_origin(kind):
        case origin if origin is Literal:
            return _one_of(inner)
        case origin if origin in (Union, UnionType) and len(inner) == 2 and NoneType in inner:
            return _or_none(_decoder(next(each for each in inner if each is not NoneType)))
        case origin if origin is tuple and len(inner) == 2 and inner[1] is ...:
            return _row(_decoder(inner[0]))
        case origin if origin is frozenset:
            return _set(_decoder(inner[0]))
        case origin if origin in (Mapping, MappingProxyType):
            return _mapping(_decoder(inner[0]), _decoder(inner[1]))
    raise TypeError(f"{kind} is not known to plain_values")


def _exact(kind: type) -> Decode:
    def decode(plain: Any) -> Any:
        if type(plain) is not kind:  # True is no number
            raise NotPlain(f"{plain!r:.60} is no {kind.__name__}")
        return plain

    return decode


def _spelt(read: Decode, spell: Decode) -> Decode:
    def decode(plain: Any) -> Any:
        value = read(plain) if type(plain) is str else None
        if value is None or spell(value) != plain:  # other spellings of the same are none of ours
            raise NotPlain(f"{plain!r:.60} is spelt otherwise")
        return value

    return decode


def _record(kind: Any) -> Decode:
    hints = get_type_hints(kind)
    keys = [(each.name, _decoder(hints[each.name])) for each in fields(kind)]

    def decode(plain: Any) -> Any:
        if type(plain) is not dict or len(plain) != len(keys):
            raise NotPlain(f"not the keys of {kind.__name__}")
        return kind(**{name: read(plain[name]) for name, read in keys})

    return decode


def _one_of(choices: tuple[Any, ...]) -> Decode:
    allowed = {(type(each), each) for each in choices}

    def decode(plain: Any) -> Any:
        if (type(plain), plain) not in allowed:
            raise NotPlain(f"{plain!r:.60} is none of the choices")
        return plain

    return decode


def _or_none(read: Decode) -> Decode:
    return lambda plain: None if plain is None else read(plain)


def _row(read: Decode) -> Decode:
    return lambda plain: tuple(map(read, _list(plain)))


def _set(read: Decode) -> Decode:
    def decode(plain: Any) -> Any:
        value = frozenset(map(read, _list(plain)))
        if len(value) != len(plain):
            raise NotPlain("an element stands twice")
        return value

    return decode


def _mapping(read_key: Decode, read: Decode) -> Decode:
    def decode(plain: Any) -> Any:
        value = {read_key(key): read(each) for key, each in _list(plain)}
        if len(value) != len(plain):
            raise NotPlain("a key stands twice")
        return MappingProxyType(value)

    return decode


def _list(plain: Any) -> list[Any]:
    if type(plain) is not list:
        raise NotPlain(f"{plain!r:.60} is no list")
    return plain
