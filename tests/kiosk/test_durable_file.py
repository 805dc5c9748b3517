"""A small file is there whole, old or new, for this user alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kiosk.durable_file import write_whole


def test_the_new_text_takes_the_place_of_the_old(tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    for text in ("một", "hai"):
        write_whole(file, text)
        assert file.read_text("utf-8") == text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_what_a_power_cut_left_beside_it_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "kept.json.new").write_text("half of it", encoding="utf-8")
    write_whole(tmp_path / "kept.json", "whole")
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ["whole"]


def test_when_it_cannot_be_written_the_old_text_stays(tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    write_whole(file, "old")
    (tmp_path / "kept.json.new").mkdir()
    with pytest.raises(OSError, match=r"\S"):
        write_whole(file, "new")
    assert file.read_text("utf-8") == "old"
