"""One spelling for many, and the house's own placement of tones."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.procedures.vietnamese_text import (
    Tone,
    fold,
    folded,
    last_syllable,
    put_together,
    spelled,
    taken_apart,
    with_tone,
    words_in,
)

VIETNAMESE = st.text("aăâeêioôơuưybcdđghklmnpqrstvxáàảãạếềểễệớờởỡợ ", max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà giải", "hòa giải"),
        ("thuỷ sản", "thủy sản"),
        ("uỷ quyền", "ủy quyền"),
        ("xoá", "xóa"),
        ("lý lịch", "lí lịch"),
        ("quy hoạch", "qui hoạch"),
        ("đăng ký", "đăng kí"),
        ("y tế", "i tế"),
        ("KHAI SINH", "khai sinh"),
        ("Đường", "đường"),
        ("sổ\u00a0đỏ", "sổ đỏ"),
        ("khai\u200bsinh", "khaisinh"),
        ("ｋｈａｉ", "khai"),
        ("  khai,  sinh! ", "khai sinh"),
    ],
)
def test_two_spellings_are_one_word(one: str, other: str) -> None:
    assert list(map(spelled, words_in(one))) == list(map(spelled, words_in(other)))


def test_decomposed_letters_are_the_same_whatever_the_order_of_their_marks() -> None:
    assert spelled("e\u0301\u0302") == spelled("ế") == spelled(unicodedata.normalize("NFD", "ế"))


@pytest.mark.parametrize(
    ("text", "key"),
    [("Đường sắt", "duong sat"), ("Hoà", "hoa"), ("lý", "li"), ("ý kiến", "y kien"), ("tuỷ", "tuy"), ("tủi", "tui")],
)
def test_the_folded_key_has_no_marks(text: str, key: str) -> None:
    assert fold(text) == key


@pytest.mark.parametrize(
    ("bare", "tone", "written"),
    [
        ("hoa", Tone.HUYEN, "hoà"),
        ("khoe", Tone.HOI, "khoẻ"),
        ("thuy", Tone.HOI, "thuỷ"),
        ("uy", Tone.HOI, "uỷ"),
        ("quy", Tone.SAC, "quý"),
        ("gia", Tone.HUYEN, "già"),
        ("gi", Tone.HUYEN, "gì"),
        ("giêt", Tone.SAC, "giết"),
        ("hoan", Tone.HUYEN, "hoàn"),
        ("đương", Tone.HUYEN, "đường"),
        ("mua", Tone.HUYEN, "mùa"),
        ("mưa", Tone.SAC, "mứa"),
        ("ngoai", Tone.HUYEN, "ngoài"),
        ("khuyu", Tone.HOI, "khuỷu"),
        ("tiêu", Tone.SAC, "tiếu"),
        ("nghi", Tone.HOI, "nghỉ"),
        ("THUY", Tone.HOI, "THUỶ"),
        ("ngh", Tone.SAC, "ngh"),
    ],
)
def test_the_tone_stands_where_the_house_writes_it(bare: str, tone: Tone, written: str) -> None:
    assert put_together(bare, tone) == written


def test_a_tone_key_retones_the_last_syllable_and_the_same_key_takes_it_off() -> None:
    assert with_tone("đăng ky", Tone.SAC) == "đăng ký"
    assert with_tone("đăng ký", Tone.HUYEN) == "đăng kỳ"
    assert with_tone("đăng kỳ", Tone.HUYEN) == "đăng ky"
    assert with_tone("đăng ", Tone.SAC) == "đăng "
    assert with_tone("hòa", Tone.HOI) == "hoả"


def test_the_last_syllable_is_what_stands_behind_the_last_blank_or_mark() -> None:
    assert last_syllable("sổ đỏ") == ("sổ ", "đỏ")
    assert last_syllable("sổ ") == ("sổ ", "")
    assert last_syllable("") == ("", "")


@given(VIETNAMESE)
def test_taking_apart_and_putting_together_loses_nothing_but_the_placement(text: str) -> None:
    for word in words_in(text):
        assert folded(put_together(*taken_apart(word))) == folded(word)
        assert spelled(spelled(word)) == spelled(word)


@given(st.text(max_size=60))
def test_any_text_folds_and_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
