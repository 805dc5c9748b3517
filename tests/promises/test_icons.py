"""Every icon that is named anywhere exists in the table and in both icon fonts."""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.content.shelf import SAMPLE, read_pack
from kiosk.session.situation import ScreenName
from kiosk.words import Words
from screens.frame import keys_of
from screens.registry import SCREENS
from tests.promises.test_glyphs import characters_of
from tests.promises.test_words import parts_of

ROOT = Path(__file__).parents[2]
ICONS = ROOT / "assets" / "icons"
CODES: dict[str, int] = json.loads((ICONS / "icons.json").read_text("utf-8"))
FONTS = sorted(ICONS.glob("*.ttf"))
KV_ICON = re.compile(r"^\s*(?:icon|icon_after):(.*)$", re.MULTILINE)
LITERAL = re.compile(r'"([^"]*)"')
COMPARED = re.compile(r'[=!]= *"[^"]*"')
SCREEN_NAMES: tuple[ScreenName, ...] = tuple(SCREENS)


def named_in_kv(text: str) -> set[str]:
    """Names that kv gives to icons, those it only compares with left out."""
    return {name for value in KV_ICON.findall(text) for name in LITERAL.findall(COMPARED.sub("", value)) if name}


def named_in_python(tree: ast.AST) -> Iterator[str]:
    """Names given as `icon=…` or kept in a table ICONS, both branches of a condition."""
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg="icon", value=value):
                yield from chosen(value)
            case ast.AnnAssign(target=ast.Name(id="ICONS"), value=ast.Dict(values=values)):
                for value in values:
                    yield from chosen(value)
            case ast.FunctionDef(name=name) if name.endswith("icon"):
                for each in ast.walk(node):
                    if isinstance(each, ast.Return) and each.value is not None:
                        yield from chosen(each.value)


def chosen(value: ast.expr) -> Iterator[str]:
    """The texts an expression can end as."""
    match value:
        case ast.Constant(value=str(name)):
            yield name
        case ast.IfExp(body=body, orelse=orelse):
            yield from chosen(body)
            yield from chosen(orelse)


def shown_by(state: object) -> Iterator[str]:
    """Icons a sample and its rows really show, whether kept or worked out."""
    for part in parts_of(state):
        for name in dir(type(part)):
            if name == "icon" or name.endswith("_icon"):
                found = getattr(part, name)
                takes_words = callable(found) and inspect.signature(found).parameters
                yield (found(Words()) if takes_words else found()) if callable(found) else found


def missing(names: set[str]) -> set[str]:
    """Names nobody knows; an empty one means no icon."""
    return names - set(CODES) - {""}


def test_the_icon_fonts_have_a_shape_for_every_icon_and_for_no_other() -> None:
    assert len(FONTS) == 2
    for font in FONTS:
        assert set(CODES.values()) <= characters_of(font)
        assert not {code for code in characters_of(font) if code >= 0xE000} - set(CODES.values())


def test_every_icon_named_in_kv_exists() -> None:
    named = {name for path in (ROOT / "screens").rglob("*.kv") for name in named_in_kv(path.read_text("utf-8"))}
    assert len(named) > 10
    assert not missing(named)


def test_every_icon_named_in_python_exists() -> None:
    named = {
        name
        for path in (ROOT / "screens").rglob("*.py")
        for name in named_in_python(ast.parse(path.read_text("utf-8")))
    }
    assert len(named) > 10
    assert not missing(named)


@pytest.mark.parametrize("name", SCREEN_NAMES)
def test_every_icon_of_a_sample_exists(name: ScreenName) -> None:
    assert not missing({icon for state in SCREENS[name].samples.values() for icon in shown_by(state)})


@pytest.mark.parametrize("name", SCREEN_NAMES)
def test_every_key_of_the_bottom_bar_has_an_icon_and_a_word(name: ScreenName) -> None:
    keys = keys_of(name)
    assert keys
    assert not missing({key.icon for key in keys})
    assert all(key.label(Words()) for key in keys)


def test_every_icon_of_the_sample_content_exists() -> None:
    content = read_pack(SAMPLE)
    named = {lane.icon for lane in content.lanes} | {event.icon for event in content.life_events}
    named |= {procedure.icon for procedure in content.catalogue.by_code.values()}
    assert len(named) > 10
    assert not missing(named)
