"""`lookup`: one dossier on the technician's screen, masked as on the citizens'."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import get_args

import pytest

from kiosk.command_line import command_line
from kiosk.dossiers.answer_cache import KEY, STORE
from kiosk.dossiers.cures import CURES
from kiosk.dossiers.provider import WhyNoAnswer
from kiosk.verbs.lookup import FOUND, NOT_A_CODE, NOTHING

ON_TIME = "H24.15-261124-0037"
RIGHT, WRONG = "4821", "0000"


class Asked:
    """What a verb printed and how it ended."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        self.status = command_line(["lookup", *arguments])
        self.printed = capsys.readouterr().out

    @property
    def facts(self) -> dict[str, object]:
        facts: dict[str, object] = json.loads(self.printed)
        return facts


def test_a_code_with_its_second_fact_is_told_in_full_with_a_masked_name(capsys: pytest.CaptureFixture[str]) -> None:
    asked = Asked(capsys, ON_TIME, "--factor", RIGHT, "--json")
    assert asked.status == FOUND
    assert (asked.facts["outcome"], asked.facts["detail"]) == ("found", "full")
    assert str(asked.facts["owner_masked"]).count("***") >= 2


def test_a_scan_without_a_second_fact_is_told_the_minimum(capsys: pytest.CaptureFixture[str]) -> None:
    asked = Asked(capsys, ON_TIME, "--scanned", "--json")
    assert (asked.status, asked.facts["detail"]) == (FOUND, "minimal")
    assert not {"owner_masked", "steps", "reason"} & asked.facts.keys()


def test_a_typed_code_needs_a_second_fact(capsys: pytest.CaptureFixture[str]) -> None:
    asked = Asked(capsys, ON_TIME, "--json")
    assert (asked.status, asked.facts) == (NOTHING, {"outcome": "factor_needed", "kinds": ["id_last4", "id"]})


def test_a_wrong_second_fact_and_an_unknown_code_look_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = Asked(capsys, ON_TIME, "--factor", WRONG, "--json")
    unknown = Asked(capsys, "H24.15-261124-9999", "--factor", f"id_last4={RIGHT}", "--json")
    assert (wrong.status, wrong.printed) == (unknown.status, unknown.printed)
    assert wrong.facts == {"outcome": "not_found"}


@pytest.mark.parametrize(
    ("text", "kind"), [("ABC", "Unreadable"), ("031190123456", "PersonalCode"), ("https://zalo.me/s/1", "NotACode")]
)
def test_what_is_no_code_is_named_by_kind_and_not_repeated(
    capsys: pytest.CaptureFixture[str], text: str, kind: str
) -> None:
    asked = Asked(capsys, text, "--json")
    assert (asked.status, asked.facts) == (NOT_A_CODE, {"outcome": "not_a_code", "kind": kind})
    assert text not in asked.printed


def test_without_json_it_is_a_readable_table(capsys: pytest.CaptureFixture[str]) -> None:
    asked = Asked(capsys, ON_TIME, "--factor", RIGHT)
    rows = dict(line.split(maxsplit=1) for line in asked.printed.splitlines())
    assert rows["outcome"] == "found"
    assert rows["procedure.code"] == "1.004873"
    assert rows["steps.1.label"] == "Tiếp nhận"
    assert rows["due_at"].startswith("20")


def test_code_and_second_fact_can_come_without_standing_in_a_history(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{ON_TIME}\n{RIGHT}\n"))
    assert Asked(capsys, "-", "--factor", "-", "--json").facts["outcome"] == "found"


def test_a_gateway_that_is_not_there_is_an_answer_too(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, closed_port: int
) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'[dossiers]\nprovider = "http"\naddress = "http://127.0.0.1:{closed_port}"\n', encoding="utf-8")
    asked = Asked(capsys, ON_TIME, "--settings", str(file), "--json")
    assert (asked.status, asked.facts) == (NOTHING, {"outcome": "unreachable", "cure": CURES["unreachable"]})


@pytest.mark.parametrize(
    ("given", "kind", "signs"), [("48", "id_last4", 4), ("secret=A7K2X", "secret", 4), ("48-1", "id_last4", 4)]
)
def test_what_cannot_be_a_second_fact_is_not_sent(
    capsys: pytest.CaptureFixture[str], given: str, kind: str, signs: int
) -> None:
    asked = Asked(capsys, ON_TIME, "--factor", given, "--json")
    assert (asked.status, asked.facts) == (NOT_A_CODE, {"outcome": "not_a_factor", "kind": kind, "signs": signs})


def test_every_reason_for_no_answer_has_a_cure() -> None:
    assert set(CURES) == set(get_args(WhyNoAnswer))


def test_refused_settings_are_told_with_their_cure(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('[dossiers]\nprovider = "telepathy"\n', encoding="utf-8")
    status = command_line(["lookup", ON_TIME, "--settings", str(file)])
    assert status == NOT_A_CODE
    assert "telepathy" in capsys.readouterr().err


def test_what_is_remembered_can_be_wiped(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_STATE", str(tmp_path))
    for name in (STORE, KEY):
        (tmp_path / name).write_bytes(b"x")
    assert Asked(capsys, "--forget").printed == "Every last known answer is forgotten.\n"
    assert list(tmp_path.iterdir()) == []
    assert Asked(capsys, "--forget").printed == "Nothing was remembered.\n"
