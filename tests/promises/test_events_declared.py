"""Every event that is written is declared, with exactly the fields it declares; every declared one is written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard, get_args

import pytest

from kiosk.journal import Kind, Privacy, event_kinds, written_fields

ROOT = Path(__file__).parents[2]
EVENTS = event_kinds()
PLACEHOLDER = re.compile(r"\{(\w+)\}")
PERSONAL = ("name", "code", "owner", "phone", "telephone", "factor", "identity", "address", "text")


@dataclass(frozen=True)
class Written:
    """One call of a journal's `write`. event is None where its name is computed."""

    place: str
    event: str | None
    fields: frozenset[str]
    is_spread: bool


def written() -> Iterator[Written]:
    """All calls in kiosk/ and screens/."""
    for path in [*ROOT.glob("kiosk/**/*.py"), *ROOT.glob("screens/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if is_write(node):
                yield from calls(node, f"{path.relative_to(ROOT)}:{node.lineno}")


def is_write(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether this is `….journal.write(…)` or `journal.write(…)`."""
    if not (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "write" and node.args
    ):
        return False
    owner = node.func.value
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return name.lstrip("_") == "journal"


def calls(node: ast.Call, place: str) -> Iterator[Written]:
    """The call; one for each name where the name is one of two."""
    fields = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
    is_spread = any(keyword.arg is None for keyword in node.keywords)
    for event in names(node.args[0]):
        yield Written(place, event, fields, is_spread)


def names(node: ast.expr) -> Iterator[str | None]:
    """The names an expression can have: a text, or either branch of a condition."""
    match node:
        case ast.Constant(value=str(name)):
            yield name
        case ast.IfExp(body=body, orelse=orelse):
            yield from names(body)
            yield from names(orelse)
        case _:
            yield None


WRITTEN = tuple(written())


def texts_of_the_program() -> set[str]:
    """Every text that stands in kiosk/ and screens/: an event's name may wait in a table."""
    return {
        node.value
        for path in [*ROOT.glob("kiosk/**/*.py"), *ROOT.glob("screens/**/*.py")]
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_events_are_written_at_all() -> None:
    assert len(WRITTEN) > 10


@pytest.mark.parametrize("call", [c for c in WRITTEN if c.event], ids=lambda c: f"{c.place} {c.event}")
def test_a_written_event_is_declared_with_exactly_these_fields(call: Written) -> None:
    assert call.event is not None
    assert call.event in EVENTS
    declared = set(EVENTS[call.event].fields)
    assert call.fields <= declared if call.is_spread else call.fields == declared


def test_every_declared_event_is_written_somewhere() -> None:
    assert set(EVENTS) <= texts_of_the_program()


@pytest.mark.parametrize("name", EVENTS)
def test_an_events_sentence_has_only_declared_fields(name: str) -> None:
    event = EVENTS[name]
    assert set(PLACEHOLDER.findall(event.text)) <= set(event.fields)


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_says_what_it_means_in_a_known_kind_and_privacy(name: str) -> None:
    event = EVENTS[name]
    assert event.kind in get_args(Kind)
    assert set(event.fields.values()) <= set(get_args(Privacy))
    assert event.meaning.endswith(".")
    assert event.text
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)


@pytest.mark.parametrize("name", EVENTS)
def test_no_event_has_an_open_field_for_what_is_personal(name: str) -> None:
    assert not [field for field, privacy in EVENTS[name].fields.items() if privacy == "open" and field in PERSONAL]


def test_an_undeclared_field_is_heard() -> None:
    with pytest.raises(KeyError):
        written_fields("kiosk-started", {"nobody-declared-this": 1})


def test_an_undeclared_event_is_heard() -> None:
    with pytest.raises(KeyError):
        written_fields("nobody-declared-this", {})
