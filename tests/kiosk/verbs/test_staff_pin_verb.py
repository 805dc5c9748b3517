"""`main.py staff-pin`: asks twice, takes nothing from the command line, opens a lock."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.journal import KeptJournal
from kiosk.session.staff_door import DoorLocked, Entered, StaffDoor, WrongPin
from kiosk.time_source import TurnedTime
from kiosk.verbs import staff_pin as verb

PIN = "480615"


@pytest.fixture
def chosen(tmp_path: Path) -> argparse.Namespace:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'[terminal]\nstate_folder = "{tmp_path / "state"}"\n', encoding="utf-8")
    (tmp_path / "state").mkdir()
    return argparse.Namespace(settings=file, forget_cards=False, add_card=False, status=False)


def answering(*lines: str) -> Callable[[str], str]:
    told = iter(lines)
    return lambda _question: next(told)


def door(tmp_path: Path) -> StaffDoor:
    return StaffDoor(tmp_path / "state", time=TurnedTime(), journal=KeptJournal())


def test_the_same_six_digits_twice_are_the_pin(
    chosen: argparse.Namespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verb.staff_pin(chosen, answering(PIN, PIN)) == verb.DONE
    assert door(tmp_path).enter(PIN) == Entered()
    assert PIN not in "".join(capsys.readouterr())


@pytest.mark.parametrize("lines", [("48061",), ("123456",), (PIN, "480616")])
def test_anything_else_changes_nothing(chosen: argparse.Namespace, tmp_path: Path, lines: tuple[str, ...]) -> None:
    door(tmp_path).set_pin("135790")
    assert verb.staff_pin(chosen, answering(*lines)) == verb.NOT_DONE
    assert door(tmp_path).enter("135790") == Entered()


def test_it_opens_a_lock_and_says_how_the_door_stands(
    chosen: argparse.Namespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen.status = True
    assert verb.staff_pin(chosen) == verb.NOT_DONE
    assert "No PIN is set" in capsys.readouterr().out
    locked = door(tmp_path)
    locked.set_pin("135790")
    for _ in range(5):
        locked.enter(PIN)
    assert isinstance(locked.standing(), DoorLocked)
    chosen.status = False
    assert verb.staff_pin(chosen, answering(PIN, PIN)) == verb.DONE
    assert door(tmp_path).standing() == WrongPin(5)


def test_cards_are_forgotten_on_request(chosen: argparse.Namespace, tmp_path: Path) -> None:
    known = door(tmp_path)
    known.set_pin(PIN)
    chosen.add_card = True
    assert verb.staff_pin(chosen, answering("CANBO-1")) == verb.DONE
    known.standing()
    assert known.is_card("CANBO-1")
    chosen.add_card, chosen.forget_cards = False, True
    assert verb.staff_pin(chosen) == verb.DONE
    after = door(tmp_path)
    after.standing()
    assert not after.is_card("CANBO-1")
