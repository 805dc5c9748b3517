"""Verbs that need no screen, as a technician types them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.command_line import BAD, GOOD, command_line
from kiosk.state_lock import locked

PROGRAM = Path(__file__).parents[2]
PATIENCE_S = 60.0


class Check:
    """`check` over a kiosk.toml of these lines; the state folder is below the test's."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capsys = capsys

    def __call__(self, **tables: str) -> tuple[int, dict[str, str], str]:
        """Exit status, the line of each check, and everything that was printed."""
        tables.setdefault("terminal", f'state_folder = "{self._folder}/state"')
        text = "\n".join(f"[{name}]\n{lines}" for name, lines in tables.items())
        return self.of(text)

    def of(self, text: str) -> tuple[int, dict[str, str], str]:
        file = self._folder / "kiosk.toml"
        file.write_text(text, encoding="utf-8")
        status = command_line(["check", "--settings", str(file)])
        printed = self._capsys.readouterr().out
        lines = [line for line in printed.splitlines() if line.startswith(("ok  ", "BAD "))]
        return status, {line[5:].partition(":")[0]: line for line in lines}, printed


@pytest.fixture
def checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    return Check(tmp_path, capsys)


def test_where_all_is_well_everything_is_listed_and_the_status_is_good(checked: Check) -> None:
    status, lines, printed = checked()
    assert status == GOOD
    assert list(lines) == [
        "settings",
        "fonts and icons",
        "content",
        "state folder",
        "disk",
        "panel",
        "ticket store",
        "staff PIN",
        "clock",
        "printer",
        "scanner",
        "dossiers",
    ]
    assert all(line.startswith("ok") for line in lines.values())
    assert printed.endswith("12 checked, 0 to repair.\n")


def test_a_printer_that_is_not_there_is_named_with_its_cure(checked: Check, tmp_path: Path) -> None:
    status, lines, printed = checked(printer=f'address = "escpos+serial://{tmp_path}/none?baud=115200"')
    assert status == BAD
    assert lines["printer"].startswith("BAD")
    assert "-> Look at cable, power, paper and cover" in printed
    assert "1 to repair" in printed


def test_an_open_cover_is_named(checked: Check, tmp_path: Path) -> None:
    folder = tmp_path / "printed"
    folder.mkdir()
    (folder / "printer.toml").write_text('cover = "open"', encoding="utf-8")
    status, lines, _ = checked(printer=f'address = "virtual://{folder}"')
    assert status == BAD
    assert "blocked cover-open" in lines["printer"]


def test_a_scanner_that_is_not_there_is_named_with_its_cure(checked: Check, tmp_path: Path) -> None:
    status, lines, printed = checked(scanner=f'address = "serial://{tmp_path}/none"')
    assert status == BAD
    assert "cannot be opened" in lines["scanner"]
    assert "USB serial (CDC)" in printed


def test_five_mistakes_in_the_settings_are_five_lines(checked: Check) -> None:
    status, _, printed = checked.of(
        '[terminal]\nnumber = 12\ncolour = "red"\n[printer]\naddress = "lpt1:"\n'
        '[dossiers]\nprovider = "fax"\n[panel]\ndiagonal_in = 1\n'
    )
    assert status == BAD
    mistakes = [line for line in printed.splitlines() if line.startswith("BAD  settings")]
    assert len(mistakes) == 5
    assert printed.count("       -> ") >= 5
    assert any("terminal.number = 12" in line for line in mistakes)


def test_a_missing_settings_file_is_no_silent_default(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line(["check", "--settings", str(tmp_path / "missing.toml")]) == BAD
    assert "missing.toml" in capsys.readouterr().out


def test_broken_content_is_named_and_the_rest_still_checked(checked: Check, tmp_path: Path) -> None:
    status, lines, _ = checked(content=f'folder = "{tmp_path}/nothing"')
    assert status == BAD
    assert lines["content"].startswith("BAD")
    assert lines["printer"].startswith("ok")


def test_a_folder_that_cannot_be_used_is_named_with_its_cure(checked: Check, tmp_path: Path) -> None:
    (tmp_path / "a_file").write_text("", encoding="utf-8")
    status, lines, printed = checked(terminal=f'state_folder = "{tmp_path}/a_file/state"')
    assert status == BAD
    assert "cannot be written" in lines["state folder"]
    assert "-> Set terminal.state_folder" in printed


def test_a_running_terminal_does_not_make_its_check_bad(checked: Check, tmp_path: Path) -> None:
    with locked(tmp_path / "state"):
        status, lines, _ = checked()
    assert status == GOOD
    assert f"process {os.getpid()}" in lines["state folder"]


def test_a_lobby_with_sample_content_and_sample_office_is_not_ready(checked: Check, tmp_path: Path) -> None:
    status, lines, printed = checked(
        terminal=f'state_folder = "{tmp_path}/state"\nproduction = true',
        scanner=f'address = "virtual://{tmp_path}/scanner"',
    )
    assert status == BAD
    assert lines["dossiers"].startswith("BAD")
    assert "a lobby shows sample content" in printed


def test_a_verb_nobody_knows_is_told_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command_line(["chekc"])
    assert ended.value.code == 2
    assert "check" in capsys.readouterr().err


def test_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command_line(["--help"])
    assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert [verb for verb in ("run", "gallery", "check", "office") if verb not in printed] == []


# The stand-in office, as a process


@contextmanager
def an_office(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(PROGRAM / "main.py"), "office", *arguments]
    with subprocess.Popen(command, cwd=PROGRAM, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def address_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = process.stdout.readline()
    assert said.startswith("office listening on http://127.0.0.1:"), said
    return said.split()[-1]


def looked_up(address: str, **question: object) -> tuple[int, dict[str, object]]:
    body = json.dumps(question).encode()
    asked = urllib.request.Request(  # noqa: S310 -- our own address
        f"{address}/v1/dossier-lookups", data=body, headers={"Content-Type": "application/json"}, method="POST"
    )
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE_S) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)


@pytest.mark.usefixtures("heeding_interrupts")
def test_the_office_serves_its_dossiers_on_this_machine_and_ends_in_order() -> None:
    with an_office("--port", "0") as process:
        address = address_of(process)
        assert looked_up(address, code="H24.15-261124-0037", entry="scan")[0] == 200
        assert looked_up(address, code="H24.15-261124-0037", entry="typed")[0] == 403
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_S) == GOOD
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_the_office_can_be_as_strict_as_wanted() -> None:
    with an_office("--port", "0", "--policy", "strict") as process:
        status, body = looked_up(address_of(process), code="H24.15-261124-0037", entry="scan")
        assert (status, body["error"]) == (403, "factor_required")


def test_a_port_in_use_is_said_in_one_line_with_its_cure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, an_office("--port", str(taken.getsockname()[1])) as process:
        said, complaint = process.communicate(timeout=PATIENCE_S)
        assert process.returncode == BAD
    assert said == ""
    assert complaint.count("\n") == 1
    assert "Choose another with --port, or 0 for any." in complaint


def test_check_from_the_door_needs_no_screen(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'[terminal]\nstate_folder = "{tmp_path}/state"\n', encoding="utf-8")
    without_screen = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    ended = subprocess.run(
        [sys.executable, str(PROGRAM / "main.py"), "check", "--settings", str(file)],
        cwd=tmp_path,
        env=without_screen,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (GOOD, "")
    assert "0 to repair" in ended.stdout
