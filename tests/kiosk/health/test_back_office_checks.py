"""What a technician is told about a back-office: its secrets, its words for states, the export in its folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kiosk.health import checks
from kiosk.health.checks import Finding
from kiosk.settings import Dossiers, Settings, Terminal
from kiosk.time_source import TurnedTime
from tests.kiosk.dossiers.asked_offices import FILE_ROW, csv_of, dropped
from tests.kiosk.dossiers.dossier_makers import NOW


def found(folder: Path, **keys: Any) -> list[Finding]:
    settings = Settings(dossiers=Dossiers(provider="file", folder=folder, **keys))
    return list(checks.back_office(settings, TurnedTime(NOW)))


def test_a_whole_export_is_counted(tmp_path: Path) -> None:
    dropped(tmp_path, csv_of(FILE_ROW))
    words, export = found(tmp_path)
    assert words.is_good
    assert (export.found, export.is_good, export.cure) == ("ho-so.csv of 2026-11-25 09:41, 1 dossiers", True, "")


def test_an_old_export_and_its_mistakes_are_named_with_cures(tmp_path: Path) -> None:
    dropped(tmp_path, csv_of(FILE_ROW | {"ngay_tra": "Nguyễn Văn Hùng"}), seconds_ago=26 * 3600)
    _, mistake, export = found(tmp_path)
    assert mistake.found == "ho-so.csv, line 2, ngay_tra: This is no time."
    assert not mistake.is_good
    assert not export.is_good
    assert mistake.cure
    assert export.cure


def test_a_refused_file_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    (empty,) = found(tmp_path)[1:]
    assert "no whole file" in empty.found
    dropped(tmp_path, csv_of(FILE_ROW)[:-1])
    refused, none = found(tmp_path)[1:]
    assert refused.found == "ho-so.csv, line 0, whole row: The last line has no end."
    assert not none.is_good
    assert "no whole file" in found(tmp_path / "missing")[1].found


def test_a_sites_own_words_are_checked_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text('[status]\n"A" = 0\n', "utf-8")
    first = found(tmp_path, status_map_file=tmp_path / "s.toml")[0]
    assert "s.toml: line 2" in first.found
    assert first.cure


@pytest.mark.parametrize("provider", ["sample", "http"])
def test_where_a_gateway_decides_there_is_nothing_to_check(provider: Any) -> None:
    settings = Settings(dossiers=Dossiers(provider=provider))
    assert list(checks.back_office(settings, TurnedTime(NOW))) == []


def test_credentials_of_the_national_exchange_do_not_belong_in_a_lobby() -> None:
    rules = Dossiers(provider="national", address="https://bus.example.vn")
    assert checks.dossiers(Settings(dossiers=rules)).found == "national: https://bus.example.vn"
    lobby = checks.dossiers(Settings(terminal=Terminal(production=True), dossiers=rules))
    assert not lobby.is_good
    assert "gateway" in lobby.cure


@pytest.mark.parametrize("key", ["client_secret_file", "key_file"])
def test_a_secret_nobody_can_read_is_named(tmp_path: Path, key: str) -> None:
    rules: dict[str, Any] = {"provider": "file", "folder": tmp_path, key: tmp_path / "missing"}
    finding = checks.dossiers(Settings(dossiers=Dossiers(**rules)))
    assert key in finding.found
    assert key in finding.cure
