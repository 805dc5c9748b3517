"""No pair of files outside the registry, no screen without samples, no kv that asks for what does not exist."""

from __future__ import annotations

import dataclasses
import inspect
import re
from pathlib import Path
from typing import get_args

import pytest

from kiosk.session.situation import ScreenName
from screens.presenter import Presenter
from screens.registry import HERE, PAGED_WIDGETS, SCREENS, frame_files, kv_class, kv_file, widget_files

FOLDERS = ("dossiers", "procedures", "session", "tickets", "health")
# kv files of a screen have rules for pieces too, which get the screen's state and presenter handed down.
PRESENTER_METHOD = re.compile(r"\broot\.presenter\.(\w+)")
STATE_ATTRIBUTE = re.compile(r"\b(?:root|self)\.state\.(\w+)")
RULE = re.compile(r"^<([A-Z]\w*)(?:@[\w+]+)?>:", re.MULTILINE)
NAMES: tuple[ScreenName, ...] = tuple(SCREENS)


def pairs() -> set[tuple[str, str]]:
    """Folder and name of every file that has a twin of the other kind."""
    return {
        (folder, path.stem)
        for folder in FOLDERS
        for path in (HERE / folder).glob("*.kv")
        if path.with_suffix(".py").is_file()
    }


def public(of: object) -> set[str]:
    """What may be asked of instances of a class."""
    fields = {field.name for field in dataclasses.fields(of)} if dataclasses.is_dataclass(of) else set()
    return fields | {name for name in dir(of) if not name.startswith("_")}


def module_of(name: ScreenName) -> Path:
    """The Python twin of a screen's kv."""
    return kv_file(name).with_suffix(".py")


def test_every_pair_of_files_is_registered() -> None:
    assert pairs() == {(entry.folder, name) for name, entry in SCREENS.items()}


def test_every_kv_beside_the_screens_has_its_python_twin() -> None:
    lonely = [
        path for folder in FOLDERS for path in (HERE / folder).glob("*.kv") if not path.with_suffix(".py").is_file()
    ]
    assert not lonely


def test_every_widget_file_is_listed() -> None:
    when_needed = {HERE / "widgets" / "sheet.kv", PAGED_WIDGETS}
    assert {*frame_files(), *widget_files(), *when_needed} == set((HERE / "widgets").glob("*.kv"))


def test_every_screen_has_a_name_the_situation_knows() -> None:
    assert set(SCREENS) == set(get_args(ScreenName))


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_lives_with_its_presenter(name: ScreenName) -> None:
    assert Path(inspect.getfile(SCREENS[name].presenter)) == module_of(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_has_samples_of_one_kind_of_state(name: ScreenName) -> None:
    samples = SCREENS[name].samples
    assert samples
    assert len({type(state) for state in samples.values()}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_samples_differ_from_each_other(name: ScreenName) -> None:
    states = list(SCREENS[name].samples.items())
    same = [(a, b) for i, (a, state) in enumerate(states) for b, other in states[:i] if state == other]
    assert not same


@pytest.mark.parametrize("name", NAMES)
def test_the_kv_has_a_rule_for_every_layout(name: ScreenName) -> None:
    rules = RULE.findall(kv_file(name).read_text("utf-8"))
    assert kv_class(name, landscape=False) in rules
    assert (kv_class(name, landscape=True) in rules) or not SCREENS[name].lies
    assert len(rules) == len(set(rules))


def test_no_two_files_have_a_rule_of_one_name() -> None:
    rules = [rule for path in HERE.rglob("*.kv") for rule in RULE.findall(path.read_text("utf-8"))]
    assert sorted(rules) == sorted(set(rules))


@pytest.mark.parametrize("name", NAMES)
def test_every_touch_reaches_a_method_of_the_presenter(name: ScreenName) -> None:
    called = set(PRESENTER_METHOD.findall(kv_file(name).read_text("utf-8")))
    assert called <= public(SCREENS[name].presenter)


@pytest.mark.parametrize("name", NAMES)
def test_every_part_of_the_state_that_is_shown_exists(name: ScreenName) -> None:
    state = type(next(iter(SCREENS[name].samples.values())))
    shown = set(STATE_ATTRIBUTE.findall(kv_file(name).read_text("utf-8")))
    assert shown <= public(state)


@pytest.mark.parametrize("name", NAMES)
def test_every_verb_of_a_presenter_is_reached_by_a_touch_or_by_the_terminal(name: ScreenName) -> None:
    """A verb nobody can reach is a button that was forgotten."""
    presenter = SCREENS[name].presenter
    verbs = {verb for verb, found in vars(presenter).items() if inspect.isfunction(found) and not verb.startswith("_")}
    own = module_of(name)
    others = "\n".join(
        path.read_text("utf-8") for path in HERE.rglob("*") if path.suffix in (".kv", ".py") and path != own
    )
    called = re.compile(
        r"(?<!\bself)\.(" + "|".join(verbs) + r")\b|\"(" + "|".join(verbs) + r")\""
    )  # or asked for by its name
    reached = {verb for found in called.findall(others) for verb in found}
    assert verbs - public(Presenter) <= reached | set(PRESENTER_METHOD.findall(kv_file(name).read_text("utf-8")))
