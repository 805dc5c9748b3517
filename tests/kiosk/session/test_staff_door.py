"""The staff door: a PIN that stands nowhere, tries that outlast a restart, cards by keyed hashes alone."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.journal import KeptJournal
from kiosk.session.staff_door import (
    FILE,
    DoorDamaged,
    DoorLocked,
    Entered,
    NoPinSet,
    StaffDoor,
    WrongPin,
    is_guessed_first,
    is_pin,
)
from kiosk.time_source import TurnedTime

PIN, WRONG = "480615", "480616"
CARD = "CANBO-0042-7F3A"


class Door:
    """A door that can be opened anew, as by a restart."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.time = TurnedTime()
        self.journal = KeptJournal()
        self.door = self.anew()

    def anew(self) -> StaffDoor:
        self.door = StaffDoor(self.folder, time=self.time, journal=self.journal)
        self.door.standing()
        return self.door


@pytest.fixture
def at(tmp_path: Path) -> Door:
    there = Door(tmp_path)
    assert there.door.set_first_pin(PIN)
    return there


def test_a_new_terminal_has_no_pin_and_lets_nobody_in(tmp_path: Path) -> None:
    door = Door(tmp_path).door
    assert door.standing() == NoPinSet()
    assert door.enter(PIN) == NoPinSet()


def test_the_right_pin_opens_and_a_wrong_one_says_only_how_many_tries_are_left(at: Door) -> None:
    assert at.door.enter(WRONG) == WrongPin(4)
    assert at.door.enter("000000") == WrongPin(3)
    assert at.door.enter(PIN) == Entered()
    assert at.door.standing() == WrongPin(5)


def test_five_wrong_pins_lock_and_the_right_one_does_not_open_until_it_is_over(at: Door) -> None:
    for _ in range(4):
        at.door.enter(WRONG)
    assert at.door.enter(WRONG) == DoorLocked(300)
    assert at.door.enter(PIN) == DoorLocked(300)
    at.time.turn(299)
    assert at.door.enter(PIN) == DoorLocked(1)
    at.time.turn(1)
    assert at.door.enter(PIN) == Entered()
    assert at.journal.names().count("staff-locked") == 1


def test_a_restart_forgets_neither_tries_nor_lock(at: Door) -> None:
    for _ in range(4):
        at.door.enter(WRONG)
        at.anew()
    assert at.door.standing() == WrongPin(1)
    assert at.door.enter(WRONG) == DoorLocked(300)
    assert at.anew().enter(PIN) == DoorLocked(300)
    at.time.turn(300)
    for _ in range(5):
        at.anew().enter(WRONG)
    assert at.door.standing() == DoorLocked(600)


def test_a_full_disk_allows_no_further_tries(at: Door, tmp_path: Path) -> None:
    (tmp_path / f"{FILE}.new").mkdir()  # in the way of every new file
    for _ in range(4):
        at.door.enter(WRONG)
    assert at.door.enter(WRONG) == DoorLocked(300)
    assert "staff-file-not-written" in at.journal.names()


def test_setting_a_pin_anew_opens_the_lock_but_only_a_terminal_without_one_takes_it_at_the_glass(at: Door) -> None:
    for _ in range(5):
        at.door.enter(WRONG)
    assert not at.door.set_first_pin("135790")
    assert at.door.set_pin("135790")
    assert at.anew().enter("135790") == Entered()


def test_neither_pin_nor_card_stand_in_the_file_or_the_journal_and_only_we_may_read_it(
    at: Door, tmp_path: Path
) -> None:
    assert at.door.add_card(CARD)
    at.door.enter(WRONG)
    file = tmp_path / FILE
    everything = file.read_bytes() + repr(at.journal.events).encode() + repr(at.door).encode()
    assert not [text for text in (PIN, WRONG, CARD) if text.encode() in everything]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_two_terminals_with_one_pin_and_card_keep_different_files(at: Door, tmp_path: Path) -> None:
    other = Door(tmp_path / "other")
    other.folder.mkdir()
    other.door.set_first_pin(PIN)
    for door in (at.door, other.door):
        door.add_card(CARD)
    kept = [(folder / FILE).read_text("utf-8") for folder in (tmp_path, other.folder)]
    assert (
        not set(kept[0].split('"')) & set(kept[1].split('"')) & {part for part in kept[0].split('"') if len(part) > 30}
    )


def test_a_card_is_known_after_a_restart_until_all_are_forgotten(at: Door) -> None:
    assert not at.door.is_card(CARD)
    assert at.door.add_card(CARD)
    assert at.anew().is_card(CARD)
    assert at.door.cards == 1
    assert not at.door.is_card(CARD + "x")
    assert at.door.forget_cards()
    assert not at.anew().is_card(CARD)
    assert at.door.enter(PIN) == Entered()


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", b'{"salt": 3}', b"[]"])
def test_a_damaged_file_lets_nobody_in_and_nobody_set_a_pin_at_the_glass(
    at: Door, tmp_path: Path, damage: bytes
) -> None:
    (tmp_path / FILE).write_bytes(damage)
    door = at.anew()
    assert door.enter(PIN) == DoorDamaged()
    assert not door.set_first_pin("135790")
    assert door.set_pin("135790")
    at.time.turn(timedelta(minutes=1).total_seconds())
    assert door.enter("135790") == Entered()


@pytest.mark.parametrize("digits", ["", "48061", "4806155", "48061a", "４８０６１５", "-48061"])
def test_only_six_digits_are_a_pin(digits: str) -> None:
    assert not is_pin(digits)
    with pytest.raises(ValueError, match="six digits"):
        StaffDoor(Path("/nowhere"), time=TurnedTime(), journal=KeptJournal()).set_pin(digits)


def test_what_a_stranger_tries_first_is_refused() -> None:
    assert all(is_guessed_first(pin) for pin in ("000000", "777777", "123456", "654321"))
    assert not any(is_guessed_first(pin) for pin in (PIN, "112233", "121212", "135790"))
