"""Who may import whom: the contracts of pyproject.toml hold, and each of them catches what it is there for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("screens", "kiosk", "devices")
# A line put into a file -> the contract it breaks, and how import-linter tells it.
PLANTED = (
    (
        "screens/tickets/take_ticket.py",
        "import kivy.clock",
        "What a screen knows and does is told without Kivy",
        "screens.tickets.take_ticket -> kivy",
    ),
    ("kiosk/words.py", "import kivy.clock", "Kivy only where pixels are", "kiosk.words -> kivy"),
    (
        "screens/session/home.py",
        "from devices.transports import serial_port",
        "Screens know devices by their contracts",
        "screens.session.home -> devices.transports.serial_port",
    ),
    (
        "kiosk/tickets/desk.py",
        "from devices.printers import escpos",
        "The kiosk knows devices by their contracts",
        "kiosk.tickets.desk -> devices.printers.escpos",
    ),
    (
        "kiosk/dossiers/lookup.py",
        "from kiosk.tickets import lane",
        "Features do not know each other, and every folder of the kiosk has its place",
        "kiosk.dossiers.lookup -> kiosk.tickets.lane",
    ),
    (
        "kiosk/dossiers/receipt_code.py",
        "import socket",
        "Files that only think touch no network, store, line or thread",
        "kiosk.dossiers.receipt_code -> socket",
    ),
    (
        "devices/address.py",
        "from kiosk import errors",
        "Screens show what the kiosk knows; devices know neither",
        "devices.address -> kiosk.errors",
    ),
)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """What `make check` runs, in that folder."""
    linter = Path(sys.executable).with_name("lint-imports")
    # Lines wide enough that the verdict stands behind its contract, not below it.
    environment = os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"}
    command = [str(linter), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60)


def planted(folder: Path) -> Path:
    """A copy of the three packages with every line of PLANTED in it."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__", "*.kv"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for file, line, _, _ in PLANTED:
        path = folder / file
        path.write_text(f"{path.read_text('utf-8')}\n{line}\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> str:
    return lint(planted(tmp_path_factory.mktemp("planted"))).stdout


def test_every_contract_is_kept() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(("contract", "found"), [(contract, found) for _, _, contract, found in PLANTED])
def test_a_planted_violation_is_named(findings: str, contract: str, found: str) -> None:
    assert f"{contract} BROKEN" in findings
    assert found in findings


def test_every_contract_has_a_planted_violation(findings: str) -> None:
    assert "0 kept" in findings, findings


def test_a_folder_without_a_place_is_named(tmp_path: Path) -> None:
    folder = planted(tmp_path)
    (folder / "kiosk" / "helpers").mkdir()
    (folder / "kiosk" / "helpers" / "__init__.py").touch()
    result = lint(folder)
    assert result.returncode != 0
    assert "helpers" in result.stdout + result.stderr
