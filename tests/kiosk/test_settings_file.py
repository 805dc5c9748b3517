"""The checks of kiosk.toml are made from the list of keys, and forget none of them."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest

from kiosk.errors import Problem, SettingsRefused
from kiosk.settings import Settings
from kiosk.settings_file import RULES, STRICTER, checked

TABLES = {table.name: type(getattr(Settings(), table.name)) for table in dataclasses.fields(Settings)}
KEYS = {f"{name}.{each.name}": (table, each) for name, table in TABLES.items() for each in dataclasses.fields(table)}
LIMITED = [(key, limit, bound) for key, (_, each) in KEYS.items() for limit, bound in each.metadata["limits"].items()]


def refused(tables: dict[str, Any]) -> list[Problem]:
    with pytest.raises(SettingsRefused) as error:
        checked(tables, "kiosk.toml")
    return list(error.value.problems)


def with_key(key: str, value: object) -> dict[str, Any]:
    table, _, name = key.partition(".")
    return {table: {name: value}}


def bare(kind: Any) -> Any:
    """A type without the checks annotated on it or in it."""
    if get_origin(kind) is Annotated:
        return get_args(kind)[0]
    return (tuple, *map(bare, get_args(kind))) if get_origin(kind) is tuple else kind


def test_no_table_at_all_is_what_is_without_a_file() -> None:
    assert checked({}) == Settings()
    assert checked({name: {} for name in TABLES}) == Settings()


@pytest.mark.parametrize("key", KEYS)
def test_every_default_could_stand_in_the_file(key: str) -> None:
    _, each = KEYS[key]
    assert checked({} if each.default is None else with_key(key, each.default)) == Settings()


def test_what_a_file_says_are_the_same_values_as_those_made_by_hand() -> None:
    settings = checked({"terminal": {"number": 3, "state_folder": "/srv/kiosk"}, "panel": {"diagonal_in": 32}})
    assert settings.terminal == dataclasses.replace(Settings().terminal, number=3, state_folder=Path("/srv/kiosk"))
    assert {type(getattr(settings, name)) for name in TABLES} == set(TABLES.values())


@pytest.mark.parametrize("key", KEYS)
def test_every_key_refuses_a_value_of_a_wrong_kind(key: str) -> None:
    (problem,) = refused(with_key(key, {"a": "table"}))
    assert problem.place == f"kiosk.toml: {key}"


@pytest.mark.parametrize("table", TABLES)
def test_every_table_refuses_a_key_it_does_not_know(table: str) -> None:
    (problem,) = refused({table: {"xyzzy": 1}})
    assert problem == Problem(
        f"kiosk.toml: {table}.xyzzy", "1", "This key is not known.", "The known keys are listed in docs/settings.md."
    )


@pytest.mark.parametrize("table", TABLES)
def test_every_table_must_be_one(table: str) -> None:
    (problem,) = refused({table: 3})
    assert (problem.place, problem.value) == (f"kiosk.toml: {table}", "3")


@pytest.mark.parametrize(("key", "limit", "bound"), LIMITED)
def test_every_limit_is_held(key: str, limit: str, bound: Any) -> None:
    beyond = {"ge": lambda: bound - 1, "gt": lambda: bound, "le": lambda: bound + 1}
    beyond |= {"min_length": lambda: ["H24.15"] * (bound - 1), "pattern": lambda: "no such thing"}
    (problem,) = refused(with_key(key, beyond[limit]()))
    assert problem.place == f"kiosk.toml: {key}"


@pytest.mark.parametrize("name", STRICTER)
def test_a_stricter_text_is_a_known_key_of_the_same_kind(name: str) -> None:
    table, _, key = name.partition(".")
    (kind,) = (each for each in TABLES.values() if each.__name__ == table)
    assert bare(STRICTER[name]) == bare(get_type_hints(kind)[key])


def test_rules_are_about_tables_of_the_file() -> None:
    assert set(RULES) <= {*TABLES.values(), Settings}


@pytest.mark.parametrize(
    "tables",
    [
        {"terminal": {"production": True}},
        {"terminal": {"production": True}, "scanner": {"address": "keyboard:"}},
        {"dossiers": {"provider": "http"}},
        {"dossiers": {"provider": "http", "address": "https://gateway.example.vn/v1"}},
        {"panel": {"orientation": "landscape", "width_px": 1080, "height_px": 1920}},
        {"panel": {"width_px": 2560}},
    ],
)
def test_keys_that_do_not_agree_are_one_problem(tables: dict[str, Any]) -> None:
    assert len(refused(tables)) == 1


def test_the_file_is_named_as_it_is_called() -> None:
    with pytest.raises(SettingsRefused, match=r"lobby\.toml: terminal\.number"):
        checked({"terminal": {"number": 0}}, "lobby.toml")
