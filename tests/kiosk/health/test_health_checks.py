"""Each check: what was looked at, what was found, what to do."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from devices.printers.contract import Condition, Paper, PrinterStatus, State
from devices.scanners.contract import ScannerState
from kiosk.content.shelf import SAMPLE, read_shown
from kiosk.database import open_store
from kiosk.errors import Problem, SettingsRefused
from kiosk.health import checks
from kiosk.journal import KeptJournal
from kiosk.parts import read_content
from kiosk.session.staff_door import StaffDoor
from kiosk.settings import Settings
from kiosk.settings_file import checked
from kiosk.state_lock import locked
from kiosk.tickets.store_care import keep_copy
from kiosk.tickets.tables import create_tables
from kiosk.time_source import TurnedTime


def status(state: State, *conditions: Condition, detail: str = "") -> PrinterStatus:
    return PrinterStatus(state, frozenset(conditions), Paper.UNKNOWN, 0.0, "virtual", detail)


def settings(**sections: dict[str, object]) -> Settings:
    return checked(sections)


def test_what_comes_with_the_program_is_there() -> None:
    findings = list(checks.files(checks.PROGRAM))
    assert [finding.what for finding in findings] == ["fonts and icons"]
    assert findings[0].is_good


def test_a_font_that_is_missing_is_named(tmp_path: Path) -> None:
    shutil.copytree(checks.PROGRAM / "assets" / "icons", tmp_path / "assets" / "icons")
    missing = [finding for finding in checks.files(tmp_path) if not finding.is_good]
    assert len(missing) == len(checks.FONTS)
    assert missing[0].found == f"assets/{checks.FONTS[0]} is missing"
    assert all(finding.cure for finding in missing)


def test_the_sample_is_fine_on_a_desk_and_a_mistake_in_a_lobby() -> None:
    (finding,) = checks.content(settings(), *read_content(settings()))
    assert finding.is_good
    assert "426 procedures, 7 lanes" in finding.found
    lobby = settings(terminal={"production": True}, scanner={"address": "virtual:///scanner"})
    *_, mistake = checks.content(lobby, *read_content(lobby))
    assert not mistake.is_good
    assert "content.folder" in mistake.cure


@pytest.mark.parametrize(
    ("ground", "is_good", "says"),
    [("#063B12", True, ""), ("#1F6BB5", True, "letters need 7.0"), ("#D9534F", False, "own colours stand in")],
)
def test_colours_of_a_brand_are_refused_or_called_weak(ground: str, is_good: bool, says: str) -> None:  # noqa: FBT001
    release = read_shown(SAMPLE)
    (first, *more) = checks.content(settings(), replace(release, brand=replace(release.brand, ground=ground)), ())
    assert first.is_good
    assert [(finding.is_good, bool(finding.cure)) for finding in more] == ([(is_good, True)] if says else [])
    assert not says or says in more[0].found


def test_a_door_anybody_may_take_is_fine_on_a_desk_and_a_mistake_in_a_lobby(tmp_path: Path) -> None:
    lobby = settings(terminal={"production": True}, scanner={"address": "virtual:///scanner"})
    door = StaffDoor(tmp_path, time=TurnedTime(), journal=KeptJournal())
    assert checks.staff_pin(settings(), door.standing()).is_good
    open_door = checks.staff_pin(lobby, door.standing())
    assert not open_door.is_good
    assert "main.py staff-pin" in open_door.cure
    door.set_pin("480617")
    assert checks.staff_pin(lobby, door.standing()).is_good
    (tmp_path / "staff.json").write_text("{", encoding="utf-8")
    damaged = StaffDoor(tmp_path, time=TurnedTime(), journal=KeptJournal())
    assert not checks.staff_pin(settings(), damaged.standing()).is_good


def test_every_problem_of_the_content_is_a_line(tmp_path: Path) -> None:
    missing = settings(content={"folder": tmp_path})
    findings = list(checks.content(missing, *read_content(missing)))
    assert len(findings) >= 4
    assert not any(finding.is_good for finding in findings)


def test_the_folder_is_tried_and_given_back(tmp_path: Path) -> None:
    for _ in range(2):
        here, disk = checks.folder(tmp_path / "state", lambda path: locked(path).close())
        assert here.is_good
        assert disk.what == "disk"


def test_a_folder_in_use_is_no_mistake(tmp_path: Path) -> None:
    with locked(tmp_path):
        here, _disk = checks.folder(tmp_path, lambda path: locked(path).close())
    assert here.is_good
    assert "in use by a running terminal" in here.found


def test_a_folder_that_cannot_be_used_has_its_cure(tmp_path: Path) -> None:
    (tmp_path / "a_file").write_text("", encoding="utf-8")
    (finding,) = checks.folder(tmp_path / "a_file" / "state", lambda path: locked(path).close())
    assert not finding.is_good
    assert "terminal.state_folder" in finding.cure


def test_a_clock_nobody_trusts_may_need_a_battery() -> None:
    assert checks.clock(TurnedTime()).found == "2026-11-25 09:42 (Asia/Ho_Chi_Minh)"
    wrong = checks.clock(TurnedTime(trusted=False))
    assert not wrong.is_good
    assert "battery" in wrong.cure


@pytest.mark.parametrize(
    ("found", "is_good", "says"),
    [
        (status(State.READY), True, "ready"),
        (status(State.UNKNOWN, Condition.NOT_SUPPORTED), True, "unknown not-supported"),
        (status(State.BLOCKED, Condition.PAPER_OUT, Condition.COVER_OPEN), False, "blocked cover-open, paper-out"),
        (status(State.OFFLINE, Condition.DISCONNECTED, detail="no such file"), False, "no such file"),
    ],
)
def test_the_printer_in_its_own_words(found: PrinterStatus, is_good: bool, says: str) -> None:  # noqa: FBT001
    finding = checks.printer("escpos+tcp://printer:9100", found)
    assert finding.is_good is is_good
    assert finding.found.startswith("escpos+tcp://printer:9100: ")
    assert says in finding.found
    assert bool(finding.cure) is not is_good


def test_without_an_address_slips_are_pictures() -> None:
    assert checks.printer("", status(State.READY)).found == "pictures in the state folder: ready"


def test_the_scanner_can_be_opened_or_not() -> None:
    assert checks.scanner("keyboard:", ScannerState.READY).is_good
    for state in (ScannerState.OFFLINE, ScannerState.UNKNOWN):
        finding = checks.scanner("serial:///dev/x", state)
        assert not finding.is_good
        assert "/dev/serial/by-id" in finding.cure


def test_the_demonstration_office_is_for_desks() -> None:
    assert checks.dossiers(settings()).is_good
    lobby = settings(terminal={"production": True}, scanner={"address": "virtual:///scanner"})
    assert not checks.dossiers(lobby).is_good
    assert "dossiers.provider" in checks.dossiers(lobby).cure


@pytest.mark.parametrize("key", ["token_file", "ca_file"])
def test_a_key_file_nobody_can_read_is_named(tmp_path: Path, key: str) -> None:
    rules = {"provider": "http", "address": "https://gateway.example.vn", key: tmp_path / "missing"}
    finding = checks.dossiers(settings(dossiers=rules))
    assert not finding.is_good
    assert key in finding.found
    (tmp_path / "missing").write_text("here now", encoding="utf-8")
    assert checks.dossiers(settings(dossiers=rules)).is_good


def test_every_problem_of_an_error_is_a_finding() -> None:
    error = SettingsRefused(Problem("a", "1", "Wrong.", "Mend it."), Problem("b", "", "Missing.", "Add it."))
    first, second = checks.of_error("settings", error)
    assert (first.found, first.cure) == ("a = 1: Wrong.", "Mend it.")
    assert (second.found, second.is_good) == ("b: Missing.", False)


def test_the_ticket_store_is_looked_through_and_its_newest_copy_told(tmp_path: Path) -> None:
    assert checks.tickets(tmp_path).is_good, "a new terminal has none"
    store = open_store(tmp_path / "tickets.db")
    create_tables(store)
    store.close()
    assert "no copy yet" in checks.tickets(tmp_path).found
    keep_copy(tmp_path / "tickets.db", date(2026, 11, 24))
    assert checks.tickets(tmp_path).found.endswith("whole; newest copy backups/tickets-2026-11-24.db")
    with (tmp_path / "tickets.db").open("r+b") as file:
        file.write(b"overwritten by somebody" * 400)
    found = checks.tickets(tmp_path)
    assert not found.is_good
    assert "newest copy" in found.cure
