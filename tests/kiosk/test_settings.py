"""kiosk.toml: what it may say, and what is said about mistakes."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from kiosk.errors import Problem, SettingsRefused
from kiosk.settings import SYSTEM_FILE, Settings, find_settings_file, known_keys, read_settings, state_folder


def refused(tmp_path: Path, text: str) -> list[Problem]:
    file = tmp_path / "kiosk.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsRefused) as error:
        read_settings(file)
    return list(error.value.problems)


def accepted(tmp_path: Path, text: str) -> Settings:
    file = tmp_path / "kiosk.toml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file)


def test_without_a_file_everything_is_embedded() -> None:
    settings = read_settings(None)
    assert (settings.printer.address, settings.scanner.address) == ("", "keyboard:")
    assert settings.dossiers.provider == "sample"
    assert settings.terminal.production is False
    assert settings.panel.size_px == (1080, 1920)


def test_an_empty_file_is_the_same_as_none(tmp_path: Path) -> None:
    assert accepted(tmp_path, "") == read_settings(None)


def test_a_lobby_of_every_kind_of_key(tmp_path: Path) -> None:
    settings = accepted(
        tmp_path,
        """
        [terminal]
        number = 2
        state_folder = "/var/lib/kiosk"
        production = true
        form_of_address = "Quý khách"
        [panel]
        orientation = "landscape"
        diagonal_in = 32
        scanner_side = "right"
        [printer]
        address = "escpos+tcp://192.0.2.7:9100"
        [scanner]
        address = "serial:///dev/serial/by-id/scanner"
        [dossiers]
        provider = "http"
        address = "https://gateway.example.vn"
        factors = ["secret", "id_last4"]
        """,
    )
    assert settings.panel.size_px == (1920, 1080)
    assert state_folder(settings, {}) == Path("/var/lib/kiosk")
    assert settings.dossiers.factors == ("secret", "id_last4")


@pytest.mark.parametrize(
    ("text", "place", "meant"),
    [
        ("[terminal]\nnumbr = 1", "terminal.numbr", "terminal.number"),
        ("[printer]\nadress = ''", "printer.adress", "printer.address"),
        ("[dossiers]\nprovidr = 'http'", "dossiers.providr", "dossiers.provider"),
        ("[printr]\naddress = ''", "printr", "printer"),
        ("production = true", "production", "terminal.production"),
    ],
)
def test_an_unknown_key_is_a_mistake_and_the_meant_one_is_named(
    tmp_path: Path, text: str, place: str, meant: str
) -> None:
    (problem,) = refused(tmp_path, text)
    assert problem.place == f"kiosk.toml: {place}"
    assert problem.meaning == "This key is not known."
    assert problem.cure == f"Did you mean {meant}?"


def test_a_key_like_no_other_leads_to_the_manual(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, "[terminal]\nxyzzy = 1")
    assert problem.cure == "The known keys are listed in docs/settings.md."


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[terminal]\nnumber = 0", "terminal.number"),
        ("[terminal]\nnumber = 'two'", "terminal.number"),
        ("[terminal]\nform_of_address = 'Mày'", "terminal.form_of_address"),
        ("[panel]\ndiagonal_in = 3", "panel.diagonal_in"),
        ("[scanner]\naddress = ''", "scanner.address"),
        ("[scanner]\naddress = 'usb:'", "scanner.address"),
        ("[dossiers]\nunit_prefixes = []", "dossiers.unit_prefixes"),
        ("[dossiers]\ndefault_unit = 'Ngô Quyền'", "dossiers.default_unit"),
        ("[dossiers]\nextra_code_patterns = ['(']", "dossiers.extra_code_patterns.0"),
        ("[dossiers]\nfactors = ['name']", "dossiers.factors.0"),
        ("[dossiers]\nconnect_timeout_s = 0", "dossiers.connect_timeout_s"),
        ("[content]\nstale_after_days = 0", "content.stale_after_days"),
        ("[channels]\nzalo_url = 'zalo.me/x'", "channels.zalo_url"),
    ],
)
def test_a_value_that_is_not_allowed_names_key_value_and_what_is(tmp_path: Path, text: str, place: str) -> None:
    (problem,) = refused(tmp_path, text)
    assert problem.place == f"kiosk.toml: {place}"
    assert problem.value
    assert problem.cure.startswith("Allowed: ")


@pytest.mark.parametrize(
    ("text", "place", "meaning"),
    [
        ("[dossiers]\nprovider = 'http'", "dossiers", "needs an address"),
        ("[dossiers]\nprovider = 'http'\naddress = 'gateway.example.vn/v1'", "dossiers", "needs an address"),
        ("[panel]\norientation = 'portrait'\nwidth_px = 1920\nheight_px = 1080", "panel", "does not hang portrait"),
    ],
)
def test_keys_that_do_not_fit_together_are_told_at_their_table(
    tmp_path: Path, text: str, place: str, meaning: str
) -> None:
    (problem,) = refused(tmp_path, text)
    assert problem.place == f"kiosk.toml: {place}"
    assert meaning in problem.meaning
    assert "Did you mean" not in problem.cure


def test_in_a_lobby_a_keyboard_is_no_scanner(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, "[terminal]\nproduction = true")
    assert "a keyboard is no scanner in a lobby; set scanner.address" in problem.meaning
    text = '[terminal]\nproduction = true\n[scanner]\naddress = "serial:///dev/ttyACM0"'
    assert accepted(tmp_path, text).terminal.production


@pytest.mark.parametrize("text", ["[terminal", "number = ", "a = 1\na = 2", "= 3", "[terminal]\nnumber = 1e"])
def test_what_is_not_toml_says_where(tmp_path: Path, text: str) -> None:
    (problem,) = refused(tmp_path, text)
    assert problem.place == str(tmp_path / "kiosk.toml")
    assert "This is not TOML" in problem.meaning
    assert "line" in problem.meaning or "end of document" in problem.meaning


def test_what_is_not_text_is_no_toml_either(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsRefused, match="not TOML"):
        read_settings(file)


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_a_file_that_cannot_be_read_is_refused_with_its_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingsRefused) as error:
        read_settings(tmp_path / name)
    (problem,) = error.value.problems
    assert problem.place == str(tmp_path / name)
    assert problem.cure == "Check name and rights."


# Where things are


def test_the_given_file_comes_first_even_when_it_is_missing(tmp_path: Path) -> None:
    assert find_settings_file(tmp_path / "x.toml", {"KIOSK_SETTINGS": "/other"}) == tmp_path / "x.toml"


def test_then_the_one_of_the_environment(tmp_path: Path) -> None:
    assert find_settings_file(None, {"KIOSK_SETTINGS": f"{tmp_path}/y.toml"}) == tmp_path / "y.toml"


def test_then_the_one_here_and_then_that_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_settings_file(None, {}) in (None, SYSTEM_FILE)
    (tmp_path / "kiosk.toml").write_text("", encoding="utf-8")
    assert find_settings_file(None, {}) == Path("kiosk.toml")


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"HOME": "/var/people/kiosk"}, "/var/people/kiosk/.local/state/mot-cua-kiosk"),
        ({"HOME": "/var/people/kiosk", "XDG_STATE_HOME": "/var/x"}, "/var/x/mot-cua-kiosk"),
        ({"HOME": "/var/people/kiosk", "XDG_STATE_HOME": ""}, "/var/people/kiosk/.local/state/mot-cua-kiosk"),
        ({"HOME": "/var/people/kiosk", "XDG_STATE_HOME": "/var/x", "KIOSK_STATE": "/srv/kiosk"}, "/srv/kiosk"),
        ({}, "/.local/state/mot-cua-kiosk"),
    ],
)
def test_the_state_folder_is_the_users_own_unless_told_otherwise(environment: dict[str, str], folder: str) -> None:
    assert state_folder(Settings(), environment) == Path(folder)


def test_every_key_has_a_sentence_for_the_manual() -> None:
    assert all(known_keys().values())
    assert {key.partition(".")[0] for key in known_keys()} == {table.name for table in fields(Settings)}
