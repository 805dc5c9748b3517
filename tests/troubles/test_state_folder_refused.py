"""The folder for numbers and pictures cannot be used, or another terminal has it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.assembly import assemble, parked
from kiosk.errors import AlreadyRunning, Problem, StateFolderRefused
from kiosk.journal import KeptJournal
from kiosk.mailbox import Mailbox
from kiosk.state_lock import locked
from kiosk.time_source import TurnedTime
from screens.terminal import Terminal
from tests.at_the_kiosk import AtTheKiosk, settings_of

needs_rights = pytest.mark.skipif(
    os.geteuid() == 0, reason="root may write anywhere: runs on a machine of an ordinary user"
)


def refused_by(folder: Path) -> StateFolderRefused:
    with pytest.raises(StateFolderRefused) as refused:
        locked(folder)
    return refused.value


def test_a_folder_below_a_file_is_refused_with_its_cure(tmp_path: Path) -> None:
    (tmp_path / "a_file").write_text("no folder", encoding="utf-8")
    error = refused_by(tmp_path / "a_file" / "state")
    (problem,) = error.problems
    assert not isinstance(error, AlreadyRunning)
    assert problem.value == str(tmp_path / "a_file" / "state")
    assert "cannot be written" in problem.meaning
    assert "terminal.state_folder" in problem.cure


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder", encoding="utf-8")
    assert "cannot be written" in str(refused_by(tmp_path / "state"))


@needs_rights
def test_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir(mode=0o550)
    assert "Permission denied" in str(refused_by(folder))


def test_a_lock_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    assert "cannot be written" in str(refused_by(tmp_path))


def test_a_terminal_without_its_folder_is_not_assembled(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder", encoding="utf-8")
    with pytest.raises(StateFolderRefused):
        AtTheKiosk(tmp_path)


def test_a_second_terminal_on_one_folder_is_refused_clearly(kiosk: AtTheKiosk, tmp_path: Path) -> None:
    with pytest.raises(AlreadyRunning) as refused:
        AtTheKiosk(tmp_path)
    (problem,) = refused.value.problems
    assert problem.value == str(kiosk.kiosk.folder)
    assert f"process {os.getpid()}" in problem.meaning
    assert "KIOSK_STATE" in problem.cure
    kiosk.touch("Lấy số thứ tự", "Hộ tịch, chứng thực")
    kiosk.sees("ticket_issued", number="A001")


def test_a_second_process_is_refused_too(kiosk: AtTheKiosk) -> None:
    second = "import sys; from pathlib import Path; from kiosk.state_lock import locked; locked(Path(sys.argv[1]))"
    ended = subprocess.run(
        [sys.executable, "-c", second, str(kiosk.kiosk.folder)], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode != 0
    assert "AlreadyRunning" in ended.stderr


def test_when_the_first_has_ended_the_second_may_start(tmp_path: Path) -> None:
    with AtTheKiosk(tmp_path) as first:
        first.sees("home")
    with AtTheKiosk(tmp_path) as second:
        second.sees("home")


def test_a_terminal_that_died_leaves_a_lock_nobody_has_to_remove(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "lock").write_text("123456789\n", encoding="utf-8")
    with AtTheKiosk(tmp_path) as kiosk:
        kiosk.sees("home")
        assert (tmp_path / "state" / "lock").read_text("utf-8") == f"{os.getpid()}\n"


def test_a_parked_terminal_shows_the_houses_own_page_and_touches_nothing(tmp_path: Path) -> None:
    problem = refused_by_a_file(tmp_path)
    settings = settings_of(tmp_path)
    kiosk = parked(settings, (problem,), time=TurnedTime(), journal=KeptJournal(), mailbox=Mailbox())
    terminal = Terminal(kiosk)
    kiosk.start()
    assert terminal.screen == "out_of_service"
    state = terminal.presenter.state
    assert (state.can_follow, state.still(terminal.words)) == (False, "")
    terminal.press_key("language")
    terminal.press_key("staff")
    terminal.tick()
    assert terminal.screen == "out_of_service"
    kiosk.stop()
    assert (tmp_path / "state").read_text("utf-8") == "no folder"


def refused_by_a_file(tmp_path: Path) -> Problem:
    (tmp_path / "state").write_text("no folder", encoding="utf-8")
    return refused_by(tmp_path / "state").problems[0]


def test_nothing_is_left_open_when_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder", encoding="utf-8")
    settings = settings_of(tmp_path)
    with pytest.raises(StateFolderRefused):
        assemble(settings, time=TurnedTime(), journal=KeptJournal(), mailbox=Mailbox())
