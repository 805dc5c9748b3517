"""A way of asking about dossiers is chosen by settings; what it lacks is named with the cure, all at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kiosk.content.shelf import SAMPLE, read_pack
from kiosk.dossiers.adapters.igate import IGateProvider
from kiosk.dossiers.adapters.national import NationalProvider
from kiosk.dossiers.adapters.opencps import OpenCpsProvider
from kiosk.dossiers.file_provider import FileProvider
from kiosk.dossiers.http_provider import HttpProvider
from kiosk.dossiers.provider import Found, OtherOffice
from kiosk.dossiers.providers import provider_of, statuses_of
from kiosk.dossiers.sample_provider import SampleProvider
from kiosk.errors import SettingsRefused
from kiosk.journal import KeptJournal
from kiosk.parts import make_lookup
from kiosk.settings import Dossiers, Settings
from kiosk.settings_file import checked
from kiosk.time_source import TurnedTime
from tests.kiosk.dossiers.asked_offices import FILE_ROW, csv_of, dropped
from tests.kiosk.dossiers.dossier_makers import NOW, a_code

SYSTEM = {"address": "https://one-stop.example.vn/api"}
LOG_IN = SYSTEM | {
    "token_address": "https://sso.example.vn/token",
    "client_id": "kiosk",
    "client_secret_file": "/run/secret",
}
WHOLE: dict[str, tuple[dict[str, Any], type]] = {
    "sample": ({}, SampleProvider),
    "http": ({"address": "https://gateway.example.vn"}, HttpProvider),
    "file": ({"folder": "/srv/export"}, FileProvider),
    "igate": (LOG_IN, IGateProvider),
    "opencps": (SYSTEM | {"factors": ["secret"]}, OpenCpsProvider),
    "national": (LOG_IN | {"agency_code": "000.00.15.H24"}, NationalProvider),
}


def refused(keys: dict[str, Any]) -> str:
    with pytest.raises(SettingsRefused) as error:
        checked({"dossiers": keys})
    (problem,) = error.value.problems
    assert problem.cure == "Make these keys agree; they are listed in docs/settings.md."
    return problem.meaning


@pytest.mark.parametrize("name", WHOLE)
def test_whole_settings_make_the_provider_they_name(name: str) -> None:
    keys, kind = WHOLE[name]
    rules = checked({"dossiers": {"provider": name} | keys}).dossiers
    assert type(provider_of(rules, time=TurnedTime(NOW), journal=KeptJournal())) is kind


@pytest.mark.parametrize("name", WHOLE)
def test_every_key_that_is_missing_is_named(name: str) -> None:
    keys, _ = WHOLE[name]
    for key in keys:
        if key != "factors":
            meaning = refused({"provider": name} | {other: keys[other] for other in keys if other != key})
            assert key in meaning


def test_all_that_is_missing_is_one_problem() -> None:
    assert "needs address, token_address, client_id, client_secret_file, agency_code" in refused(
        {"provider": "national"}
    )


@pytest.mark.parametrize(
    ("keys", "meaning"),
    [
        ({"provider": "igate"} | LOG_IN | {"address": "one-stop.example.vn"}, "address must be an address"),
        ({"provider": "igate"} | LOG_IN | {"token_address": "https://a.vn/?x=1"}, "token_address must be an address"),
        ({"provider": "igate"} | LOG_IN | {"factors": ["phone_last4"]}, "cannot compare phone_last4"),
        ({"provider": "file", "folder": "/srv", "factors": ["secret"]}, "cannot compare secret"),
        ({"provider": "opencps"} | SYSTEM, 'factors = ["secret"]'),
    ],
)
def test_what_cannot_be_used_is_named(keys: dict[str, Any], meaning: str) -> None:
    assert meaning in refused(keys)


def test_a_site_adds_words_for_states_and_hears_of_mistakes(tmp_path: Path) -> None:
    file = tmp_path / "statuses.toml"
    file.write_text('[status]\n"Chờ thẩm định" = 4\n"Nghỉ" = 99\n', "utf-8")
    rules = Dossiers(provider="file", folder=tmp_path, status_map_file=file)
    statuses, problems = statuses_of(rules)
    assert (statuses.number("chờ thẩm định"), len(problems)) == (4, 1)
    journal = KeptJournal()
    provider_of(rules, time=TurnedTime(NOW), journal=journal)
    assert journal.names() == ["dossier-status-map-mistake"]


def test_paths_may_lie_below_the_credentials_of_systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    dropped(tmp_path, csv_of(FILE_ROW))
    rules = Settings(dossiers=Dossiers(provider="file", folder=Path("$CREDENTIALS_DIRECTORY")))
    lookup = make_lookup(rules, time=TurnedTime(NOW), journal=KeptJournal(), pause=lambda _seconds: None)
    assert isinstance(lookup.ask(a_code(), "scan"), Found)


def test_names_of_procedures_and_provinces_come_from_the_content(tmp_path: Path) -> None:
    dropped(tmp_path, csv_of(FILE_ROW))
    rules, content = Settings(dossiers=Dossiers(provider="file", folder=tmp_path)), read_pack(SAMPLE)
    known = content.catalogue.by_code["1.004873"]
    lookup = make_lookup(
        rules, time=TurnedTime(NOW), journal=KeptJournal(), content=content, pause=lambda _seconds: None
    )
    found = lookup.ask(a_code(), "scan")
    assert isinstance(found, Found)
    assert found.dossier.procedure.field == known.field.vi
    assert found.dossier.unit.name == content.office.name.vi
    assert lookup.ask(a_code("H24.03-261112-0008"), "scan") == OtherOffice("H24.03 – Hải Phòng")
