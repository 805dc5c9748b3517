"""Faces: each from its own file, and a stand-in where one is missing."""

from __future__ import annotations

from pathlib import Path

from screens.fonts import ASSETS, faces

ROBOTO = Path("Roboto.ttf")


def test_every_face_has_its_own_file() -> None:
    found = faces(ASSETS, ROBOTO)
    assert not found.missing
    assert len(set(found.files.values())) == 7


def test_another_weight_stands_in_for_a_missing_one(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    bold = tmp_path / "fonts" / "NotoSans-Bold.vi.ttf"
    bold.write_bytes(b"")
    found = faces(tmp_path, ROBOTO)
    assert found.files["sans400"] == found.files["sans700"] == bold
    assert "NotoSans-Regular.vi.ttf" in found.missing


def test_without_any_font_kivys_own_is_used_and_all_are_named(tmp_path: Path) -> None:
    found = faces(tmp_path, ROBOTO)
    assert set(found.files.values()) == {ROBOTO}
    assert len(found.missing) == 7
