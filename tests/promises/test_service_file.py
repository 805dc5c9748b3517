"""kiosk.service starts the terminal again, shows it alone, and lets it do little else."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNITS = (ROOT / "kiosk.service", ROOT / "packaging" / "kiosk-maintenance.service")
MOST_EXPOSURE = 2.0  # of 10; an ordinary unit has 9.2

each_unit = pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="needs systemd-analyze: runs on any Debian with systemd installed"
)


def directives(unit: Path) -> Mapping[str, list[str]]:
    """Every directive of a unit with all its values."""
    found: dict[str, list[str]] = {}
    for line in unit.read_text("utf-8").splitlines():
        name, sign, value = line.partition("=")
        if sign and not line.startswith(("#", ";")):
            found.setdefault(name, []).append(value)
    return found


@pytest.fixture
def terminal() -> Mapping[str, list[str]]:
    """The terminal's own unit."""
    return directives(UNITS[0])


@needs_systemd
def test_systemd_understands_every_line(tmp_path: Path) -> None:
    copies = []
    for unit in UNITS:
        # What they start is on installed terminals only; every other word is judged as it stands.
        started = re.sub(r"^ExecStart=\S+", f"ExecStart={sys.executable}", unit.read_text("utf-8"), flags=re.MULTILINE)
        copies.append(tmp_path / unit.name)
        copies[-1].write_text(started, "utf-8")
    judged = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *copies], capture_output=True, text=True, timeout=60, check=False
    )
    ours = [line for line in judged.stderr.splitlines() if "kiosk" in line]
    assert ours == []


@needs_systemd
@each_unit
def test_little_is_left_to_a_program_gone_astray(unit: Path) -> None:
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", unit],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    exposure = re.search(r"exposure level for \S+: ([\d.]+)", judged.stdout)
    assert exposure, judged.stdout + judged.stderr
    assert float(exposure[1]) <= MOST_EXPOSURE


@each_unit
def test_writable_memory_may_be_run_for_software_drawing_needs_it(unit: Path) -> None:
    assert "MemoryDenyWriteExecute" not in directives(unit)


@each_unit
def test_nothing_of_the_terminal_runs_as_root(unit: Path) -> None:
    assert directives(unit)["User"] == ["kiosk"]
    assert directives(unit)["NoNewPrivileges"] == ["yes"]


def test_the_terminal_is_started_again_whatever_ended_it(terminal: Mapping[str, list[str]]) -> None:
    assert terminal["Restart"] == ["always"]


def test_a_terminal_that_never_stays_up_gives_way_to_the_maintenance_picture(terminal: Mapping[str, list[str]]) -> None:
    assert terminal["OnFailure"] == [UNITS[1].name]
    # Without a limit it would be started for ever and never count as failed.
    assert int(terminal["StartLimitBurst"][0]) * int(terminal["RestartSec"][0]) < int(
        terminal["StartLimitIntervalSec"][0]
    )
    assert directives(UNITS[1])["OnSuccess"] == [UNITS[0].name]


def test_its_next_chance_comes_when_starting_is_allowed_again(terminal: Mapping[str, list[str]]) -> None:
    waits = [value.split()[1] for value in directives(UNITS[1])["ExecStart"] if value.startswith("/bin/sleep")]
    assert int(waits[0]) > int(terminal["StartLimitIntervalSec"][0])


def test_kivy_reads_and_writes_nothing_of_its_own(terminal: Mapping[str, list[str]]) -> None:
    environment = dict(pair.split("=", 1) for line in terminal["Environment"] for pair in line.split())
    assert {name for name, value in environment.items() if value == "1"} >= {
        "KIVY_NO_ARGS",
        "KIVY_NO_CONFIG",
        "KIVY_NO_FILELOG",
        "KIVY_NO_ENV_CONFIG",
    }
    assert environment["KIVY_HOME"].startswith("/run/kiosk/")
    assert environment["KIOSK_STATE"] in terminal["ReadWritePaths"]


def test_nothing_is_watched_before_the_program_reports(terminal: Mapping[str, list[str]]) -> None:
    reports = any("NOTIFY_SOCKET" in file.read_text("utf-8") for file in (ROOT / "screens").rglob("*.py"))
    assert ("WatchdogSec" in terminal) == reports
    assert (terminal["Type"] == ["notify"]) == reports


def test_what_the_units_start_exists(terminal: Mapping[str, list[str]]) -> None:
    started = " ".join([*terminal["ExecStart"], *directives(UNITS[1])["ExecStart"]])
    programs = re.findall(r"/opt/kiosk/(\S+\.py)", started)
    assert programs == ["main.py", "packaging/maintenance_picture.py"]
    assert all((ROOT / program).is_file() for program in programs)
