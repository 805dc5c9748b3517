"""Names on a public screen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.dossiers.masking import is_masked, masked_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nguyễn Văn Hùng", "N*** V*** H***"),
        ("Lê Thị Hồng Hạnh", "L*** T*** H*** H***"),
        ("Đỗ Ý", "Đ*** Ý***"),
        ("  TRẦN   thị  mai ", "T*** t*** m***"),
        ("Y Bhin Niê", "Y*** B*** N***"),
        ("Ông Nguyễn Văn Hùng", "Ông N*** V*** H***"),
        ("Công ty TNHH Sao Biển", "Công ty TNHH Sao Biển"),
        ("Hộ kinh doanh Nguyễn Thị Lan", "Hộ kinh doanh N*** T*** L***"),
        ("", None),
        (None, None),
        ("   ", None),
        ("Ông N*** V*** H***", "Ông N*** V*** H***"),
        ("N***** V*** H***", "N*** V*** H***"),
        ("Nguyễn V*** H***", "N*** V*** H***"),
        ("Hộ kinh doanh Bà Nguyễn Thị Lan", "Hộ kinh doanh Bà N*** T*** L***"),
        ("Anh", "A***"),
        ("ỦY BAN nhân dân phường", "ỦY BAN nhân dân phường"),
        ("Công Tyson", "C*** T***"),
        ("031190123456", "0***"),
    ],
)
def test_a_name_is_shown_by_its_initials(name: str | None, shown: str | None) -> None:
    assert masked_name(name) == shown


def test_decomposed_letters_keep_their_marks() -> None:
    assert masked_name(unicodedata.normalize("NFD", "Đỗ Ý")) == "Đ*** Ý***"


def test_a_centre_can_name_its_own_organisation_words() -> None:
    assert masked_name("Nhà thờ Lớn", organisation_words=["Nhà thờ"]) == "Nhà thờ Lớn"
    assert masked_name("Công ty Sao", organisation_words=[]) == "C*** t*** S***"


@given(st.text(max_size=60))
def test_masking_twice_changes_nothing(name: str) -> None:
    once = masked_name(name)
    assert masked_name(once) == once
    assert once is None or is_masked(once)


@given(st.lists(st.text(alphabet="abcdeghiklmnopqrstuvxyđ", min_size=2, max_size=9), min_size=2, max_size=5))
def test_no_length_is_betrayed(words: list[str]) -> None:
    shown = masked_name(" ".join(["Nguyễn", *words]))
    assert shown is not None
    assert {len(word) for word in shown.split()} == {4}
