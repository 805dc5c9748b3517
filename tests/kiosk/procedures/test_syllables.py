"""Keys of Telex and VNI that nobody listened to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.procedures.syllables import from_telex, from_vni, is_bare_syllable, is_syllable


@pytest.mark.parametrize(
    ("keys", "meant"),
    [
        ("lamf", "làm"),
        ("giaays", "giấy"),
        ("gieesy", "giếy"),
        ("ddawng", "đăng"),
        ("dangdwf", "đằng"),
        ("tuwr", "tử"),
        ("tw", "tư"),
        ("hooj", "hộ"),
        ("cuwowcs", "cước"),
        ("dduwong", "đương"),
        ("cuowcs", "cước"),
        ("tiengse", "tiếng"),
        ("đăngs", "đắng"),
        ("khai", None),
        ("sinh", None),
    ],
)
def test_telex_keys_become_the_letters_that_were_meant(keys: str, meant: str | None) -> None:
    assert from_telex(keys) == meant


@pytest.mark.parametrize(
    ("keys", "meant"),
    [
        ("lam2", "làm"),
        ("sinh5", "sịnh"),
        ("so63", "sổ"),
        ("d9o3", "đỏ"),
        ("cu7o71c", "cước"),
        ("d9uo7ng2", "đường"),
        ("kt3", None),
        ("khai", None),
        ("2", None),
    ],
)
def test_vni_digits_become_the_marks_that_were_meant(keys: str, meant: str | None) -> None:
    assert from_vni(keys) == meant


@pytest.mark.parametrize("word", ["nghiêng", "quyết", "giường", "đường", "y", "uỷ", "khuỷu", "oan", "xoong", "gì"])
def test_syllables_are_known_by_onset_and_rhyme(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["lamf", "cccd", "xyz", "passport", "nghq", ""])
def test_other_letters_make_no_syllable(word: str) -> None:
    assert not is_syllable(word)
    assert not is_bare_syllable(word)


@given(st.text(max_size=20))
def test_any_keys_are_read_without_trouble(keys: str) -> None:
    from_telex(keys.lower())
    from_vni(keys.lower())
