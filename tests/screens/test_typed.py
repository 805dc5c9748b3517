"""What each key does to a text, as a table."""

from __future__ import annotations

import unicodedata
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.keyboard import keys_of
from screens.typed import LAYERS, Typed

# keys, one after the other                     what is there then
TABLE = [
    ("l a m",                                   "lam"),
    ("space l",                                 "l"),
    ("l space space a",                         "l a"),
    ("l a back",                                "l"),
    ("back back",                               ""),
    ("h o n huyền",                             "hòn"),
    ("h o n huyền huyền",                       "hon"),
    ("h o n huyền nặng",                        "họn"),
    ("h o a huyền",                             "hoà"),
    ("t h u y ngã",                             "thuỹ"),
    ("q u y sắc",                               "quý"),
    ("g i a huyền",                             "già"),
    ("d ư ơ n g huyền",                         "dường"),
    ("đ ê space n ă m sắc",                     "đê nắm"),
    ("l a m space huyền",                       "lam "),
    ("huyền",                                   ""),
    ("x y z sắc",                               "xýz"),
    ("1 2 sắc",                                 "12"),
    ("go l a",                                  "la"),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "text"), TABLE)
def test_keys_make_text(keys: str, text: str) -> None:
    assert after(keys).text == text


def after(keys: str, before: Typed | None = None) -> Typed:
    return reduce(Typed.pressed, keys.split(), before or Typed())


def test_keys_of_layers_show_them_and_the_go_key_comes_back_to_letters() -> None:
    assert [after(key).layer for key in ("accents", "digits", "letters", "accents go")] == [
        "accents",
        "digits",
        "letters",
        "letters",
    ]


def test_a_full_text_takes_no_more() -> None:
    full = Typed("a" * 48)
    assert full.pressed("b") == full
    assert full.pressed("space") == full
    assert full.with_last("a" * 49) == full


def test_a_candidate_word_takes_the_place_of_the_last_syllable() -> None:
    assert after("k e t space h o n").with_last("hôn").text == "ket hôn"
    assert Typed("ket ").with_last("hôn").text == "ket hôn"


def test_the_last_syllable_is_empty_after_a_blank() -> None:
    assert [Typed(text).last_syllable for text in ("", "ket", "ket ", "ket hon")] == ["", "ket", "", "hon"]


def test_clearing_leaves_the_keys_that_are_shown_first() -> None:
    assert Typed("ket", "accents").cleared() == Typed()


@given(st.lists(st.sampled_from([key.code for layer in LAYERS for key in keys_of(layer)]), max_size=120))
def test_whatever_is_pressed_the_text_is_nfc_short_and_has_single_blanks(keys: list[str]) -> None:
    text = reduce(Typed.pressed, keys, Typed()).text
    assert text == unicodedata.normalize("NFC", text)
    assert len(text) <= 48
    assert "  " not in text
    assert not text.startswith(" ")
