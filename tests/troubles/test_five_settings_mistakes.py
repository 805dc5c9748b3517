"""Whoever mends kiosk.toml is told everything at once: key, value, what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.errors import Problem, SettingsRefused
from kiosk.settings import read_settings

FIVE = """
[terminal]
number = 12
form_of_adress = "Bạn"

[printer]
address = "escpos+serial:///dev/ttyACM0?baud=fast"

[dossiers]
provider = "fax"
unit_prefixes = ["H24.15", "our office"]
"""


@pytest.fixture
def problems(tmp_path: Path) -> dict[str, Problem]:
    file = tmp_path / "kiosk.toml"
    file.write_text(FIVE, encoding="utf-8")
    with pytest.raises(SettingsRefused) as refused:
        read_settings(file)
    return {problem.place.removeprefix("kiosk.toml: "): problem for problem in refused.value.problems}


def test_all_five_are_told_at_once(problems: dict[str, Problem]) -> None:
    assert set(problems) == {
        "terminal.number",
        "terminal.form_of_adress",
        "printer.address",
        "dossiers.provider",
        "dossiers.unit_prefixes.1",
    }


def test_each_names_what_was_found(problems: dict[str, Problem]) -> None:
    assert problems["terminal.number"].value == "12"
    assert problems["terminal.form_of_adress"].value == "'Bạn'"
    assert problems["printer.address"].value == "'escpos+serial:///dev/ttyACM0?baud=fast'"
    assert problems["dossiers.provider"].value == "'fax'"
    assert problems["dossiers.unit_prefixes.1"].value == "'our office'"


def test_each_says_what_is_allowed(problems: dict[str, Problem]) -> None:
    assert "9" in problems["terminal.number"].meaning
    assert problems["terminal.form_of_adress"].cure == "Did you mean terminal.form_of_address?"
    assert "escpos+tcp://host:9100" in problems["printer.address"].cure
    assert "'sample', 'http', 'file'" in problems["dossiers.provider"].meaning
    assert "H24.15" in problems["dossiers.unit_prefixes.1"].meaning


def test_one_line_each_for_the_technician(problems: dict[str, Problem]) -> None:
    assert all("\n" not in str(problem) and problem.cure for problem in problems.values())
