"""Values become JSON and come back as they were; whatever else is in the JSON is refused, never guessed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.content.content import Content
from kiosk.content.shelf import SAMPLE, read_pack
from kiosk.plain_values import NotPlain, from_plain, shape_of, to_plain

OFFSETS = some.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@dataclass(frozen=True, slots=True)
class Leaf:
    text: str
    count: int
    is_so: bool
    kind: Literal["a", "b", 3]
    price: Decimal
    on: date
    at: time
    seen_at: datetime


@dataclass(frozen=True)
class Tree:
    leaf: Leaf
    or_none: Leaf | None
    leaves: tuple[Leaf, ...]
    flags: frozenset[Literal["x", "y", "z"]]
    by_code: Mapping[str, Leaf]
    by_day: Mapping[date, int | None]
    nested: tuple[tuple[int, ...], ...] = ()


LEAVES = some.builds(
    Leaf,
    price=some.decimals(allow_nan=False),
    at=some.times(),
    seen_at=some.datetimes(timezones=some.none() | OFFSETS),
)
TREES = some.builds(
    Tree,
    leaf=LEAVES,
    or_none=some.none() | LEAVES,
    leaves=some.lists(LEAVES, max_size=3).map(tuple),
    by_code=some.dictionaries(some.text(), LEAVES, max_size=3).map(MappingProxyType),
    by_day=some.dictionaries(some.dates(), some.none() | some.integers(), max_size=3).map(MappingProxyType),
)
LEAF = Leaf("Hộ tịch", 3, True, "a", Decimal("97.50"), date(2026, 11, 25), time(9, 42), datetime(2026, 11, 25, 9, 42))  # noqa: DTZ001, FBT003
TREE = Tree(LEAF, None, (LEAF,), frozenset({"x", "y"}), MappingProxyType({"b": LEAF, "a": LEAF}), MappingProxyType({}))
PLAIN = to_plain(TREE)


def through_json(value: object) -> Any:
    return json.loads(json.dumps(to_plain(value), ensure_ascii=False))


@given(TREES)
def test_what_was_written_comes_back_as_it_was(tree: Tree) -> None:
    back = from_plain(Tree, through_json(tree))
    assert back == tree
    assert to_plain(back) == to_plain(tree)  # also where equal is not the same: 1.0 and 1.00, an hour in two zones


def test_a_whole_release_comes_back_as_it_was() -> None:
    content = read_pack(SAMPLE)
    back = from_plain(Content, through_json(content))
    assert back == content
    assert list(back.catalogue.by_code) == list(content.catalogue.by_code)
    assert type(back.catalogue.by_code) is MappingProxyType
    assert type(next(iter(back.catalogue.by_code.values())).flags) is frozenset


def test_mappings_keep_their_order() -> None:
    assert list(from_plain(Tree, through_json(TREE)).by_code) == ["b", "a"]


def test_equal_sets_are_written_alike() -> None:
    assert to_plain(frozenset({"x", "y", "z"})) == to_plain(frozenset({"z", "y", "x"})) == ["x", "y", "z"]


def changed(path: str, value: object) -> Any:
    """The plain tree with something else at a place such as leaf.count or leaves.0."""
    plain = json.loads(json.dumps(PLAIN))
    *parents, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = plain
    for step in parents:
        place = place[step]
    place[last] = value
    return plain


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("leaf", None),
        ("leaf", []),
        ("leaf", {}),
        ("leaf", {**PLAIN["leaf"], "more": 1}),
        ("leaf", {"txet" if key == "text" else key: each for key, each in PLAIN["leaf"].items()}),
        ("leaf.text", 3),
        ("leaf.text", None),
        ("leaf.count", "3"),
        ("leaf.count", 3.0),
        ("leaf.count", True),
        ("leaf.is_so", 1),
        ("leaf.kind", "c"),
        ("leaf.kind", True),
        ("leaf.kind", []),
        ("leaf.price", 97.5),
        ("leaf.price", "dear"),
        ("leaf.price", "9_7"),
        ("leaf.on", "2026-02-30"),
        ("leaf.on", "20261125"),
        ("leaf.on", 20261125),
        ("leaf.at", "25:00"),
        ("leaf.at", "09:42"),
        ("leaf.seen_at", "2026-11-25"),
        ("leaf.seen_at", "2026-11-25T09:42:00Z"),
        ("or_none", False),
        ("leaves", {}),
        ("leaves", "leaves"),
        ("leaves.0", None),
        ("flags", ["x", "x"]),
        ("flags", ["w"]),
        ("flags", [["x"]]),
        ("by_code", {"a": PLAIN["leaf"]}),
        ("by_code.1", ["b", PLAIN["leaf"]]),
        ("by_code.0", ["b"]),
        ("by_code.0", 3),
        ("by_day", [["heute", 1]]),
        ("nested", [[1], 2]),
    ],
)
def test_anything_else_is_refused(path: str, value: object) -> None:
    with pytest.raises(NotPlain):
        from_plain(Tree, changed(path, value))


class Word(str):
    __slots__ = ()


@pytest.mark.parametrize(
    "value",
    [1.5, b"x", [1], {1}, object(), Leaf, Word("x")],
    ids=lambda value: type(value).__name__ if type(value) is object else repr(value),
)
def test_a_value_that_could_not_come_back_is_not_written(value: object) -> None:
    with pytest.raises(TypeError, match="cannot be written plainly"):
        to_plain((value,))


@pytest.mark.parametrize("kind", [float, list, list[int], dict[str, int], tuple[int, str], object])
def test_a_type_that_is_not_known_is_a_mistake_of_the_program(kind: type) -> None:
    with pytest.raises(TypeError, match="not known to plain_values"):
        from_plain(kind, [])


def test_shapes_differ_as_soon_as_one_field_does() -> None:
    @dataclass(frozen=True)
    class One:
        leaf: Leaf
        count: int | None

    @dataclass(frozen=True)
    class Other:
        leaf: Leaf
        count: int

    one, other = shape_of(One).partition("(")[2], shape_of(Other).partition("(")[2]
    assert one != other
    assert shape_of(Leaf) in one
    assert "Literal['a', 'b', 3]" in one
