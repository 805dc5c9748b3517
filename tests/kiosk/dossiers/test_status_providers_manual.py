"""What the manual for the province's IT staff says is so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args, get_type_hints

from kiosk.dossiers.drop_file import COLUMNS, keyed_hash
from kiosk.dossiers.lookup import outcome_word
from kiosk.dossiers.provider import FactorNeeded, NotFound, OtherOffice, ProviderAnswer, TooManyTries, WhyNoAnswer
from kiosk.dossiers.status_map import NATIONAL, StatusMap, with_site_words
from kiosk.settings import Dossiers, known_keys
from tests.kiosk.dossiers.asked_offices import FILE_ROW, KEY

MANUAL = (Path(__file__).parents[3] / "docs" / "status-providers.md").read_text("utf-8")
ROWS = re.findall(r"^\| (`.+?) \|", MANUAL, re.MULTILINE)
NAMED = {name for row in ROWS for name in re.findall(r"`(\w+)`", row)}


def test_every_way_and_every_column_has_its_row() -> None:
    assert {*get_args(get_type_hints(Dossiers)["provider"]), *COLUMNS} <= NAMED


def test_every_word_of_an_answer_has_its_row() -> None:
    others: tuple[ProviderAnswer, ...] = (NotFound(), OtherOffice(""), FactorNeeded(("secret",)), TooManyTries(1))
    assert {*get_args(WhyNoAnswer), *(outcome_word(other) for other in others)} <= NAMED


def test_every_state_stands_there_with_its_number() -> None:
    for number, (label, _) in NATIONAL.items():
        assert f"| {number} | {label} |" in MANUAL


def test_the_first_line_of_the_export_names_every_column() -> None:
    assert f"```csv\n{','.join(COLUMNS)}\n" in MANUAL


def test_the_example_of_the_keyed_hash_is_over_code_and_digits() -> None:
    (hashed,) = re.findall(r'printf %s "([^"]+)"', MANUAL)
    code, digits = hashed[:-4], hashed[-4:]
    assert keyed_hash(KEY.encode(), code, digits) == FILE_ROW["khoa"]


def test_the_example_of_a_table_of_states_has_no_mistake(tmp_path: Path) -> None:
    (block,) = re.findall(r"^```toml\n(# .*?)^```", MANUAL, re.DOTALL | re.MULTILINE)
    (tmp_path / "statuses.toml").write_text(block, "utf-8")
    known, problems = with_site_words(StatusMap(), tmp_path / "statuses.toml")
    assert problems == ()
    assert known.number("chờ ký số") == 4


def test_every_key_it_names_exists() -> None:
    keys = {key.removeprefix("dossiers.") for key in known_keys()}
    named = set(re.findall(r"^(\w+) = ", MANUAL, re.MULTILINE)) | set(re.findall(r"`(\w+)(?: = [^`]*)`", MANUAL))
    assert named - keys == set()
