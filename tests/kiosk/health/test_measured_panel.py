"""What a technician has entered about the panel: what was said last counts, and nothing absurd does."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.health.checks import panel
from kiosk.health.measured_panel import FILE, LIMITS, MeasuredPanel, keep_measured, read_measured
from kiosk.settings import Panel

SAID = Panel()


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    measured = MeasuredPanel(SAID).moved("diagonal_in", 2.3).moved("panel_bottom_mm", -50)
    assert keep_measured(tmp_path, measured)
    assert read_measured(tmp_path, SAID) == measured
    worn = measured.worn(replace(SAID, fullscreen=True))
    assert (worn.diagonal_in, worn.panel_bottom_mm, worn.fullscreen) == (23.8, 750, True)


def test_a_key_changed_in_the_file_later_counts_again_and_the_other_stays(tmp_path: Path) -> None:
    keep_measured(tmp_path, MeasuredPanel(SAID).moved("diagonal_in", 2.3).moved("panel_bottom_mm", -50))
    found = read_measured(tmp_path, replace(SAID, diagonal_in=32))
    assert (found.value("diagonal_in"), found.value("panel_bottom_mm")) == (32, 750)


def test_where_page_and_file_agree_nothing_is_kept() -> None:
    assert MeasuredPanel(SAID).moved("diagonal_in", 1).moved("diagonal_in", -1).entered == {}


def test_without_a_file_the_settings_count(tmp_path: Path) -> None:
    assert read_measured(tmp_path, SAID) == MeasuredPanel(SAID)
    assert [each.is_good for each in panel(MeasuredPanel(SAID))] == [True]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{", FILE),
        ("[]", FILE),
        ("\xff", FILE),
        ('{"diagonal_in": 21.5}', "diagonal_in"),
        ('{"diagonal_in": {"entered": 9.9, "said": 21.5}}', "diagonal_in"),
        ('{"diagonal_in": {"entered": true, "said": 21.5}}', "diagonal_in"),
        ('{"diagonal_in": {"entered": NaN, "said": 21.5}}', "diagonal_in"),
        ('{"panel_bottom_mm": {"entered": 99999, "said": 800}}', "panel_bottom_mm"),
        ('{"width_px": {"entered": 1080, "said": 1080}}', "width_px"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name_with_its_cure(tmp_path: Path, text: str, names: str) -> None:
    (tmp_path / FILE).write_text(text, "latin-1")
    found = read_measured(tmp_path, SAID)
    assert found.worn(SAID) == SAID
    assert len(found.problems) == 1
    assert str(tmp_path / FILE) in found.problems[0].place
    assert names in found.problems[0].place
    assert "Cài đặt" in found.problems[0].cure
    finding, good = panel(found)
    assert (finding.is_good, good.is_good) == (False, True)


def test_one_absurd_value_does_not_take_the_other_along(tmp_path: Path) -> None:
    kept = {"diagonal_in": {"entered": 0, "said": 21.5}, "panel_bottom_mm": {"entered": 700, "said": 800}}
    (tmp_path / FILE).write_text(json.dumps(kept), "utf-8")
    found = read_measured(tmp_path, SAID)
    assert (found.value("diagonal_in"), found.value("panel_bottom_mm"), len(found.problems)) == (21.5, 700, 1)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    assert not keep_measured(tmp_path / "missing", MeasuredPanel(SAID).moved("diagonal_in", 1))


@given(st.binary(max_size=80))
def test_no_content_of_the_file_ends_anything(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / FILE).write_bytes(content)
    worn = read_measured(folder, SAID).worn(SAID)
    assert all(least <= getattr(worn, name) <= most for name, (least, most) in LIMITS.items())
