"""Keys of 20 mm on every panel: as on a typewriter where ten stand in a row, otherwise by the alphabet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from screens.keyboard import Key
from screens.keys_that_fit import GAP_PX, LEAST_PX, code_keys, columns_in, height_of, word_keys
from screens.typed import LAYERS, TONES, LayerName

WIDTHS = (1037, 1000, 817, 745, 718, 690)


def rows_of(keys: Sequence[Key]) -> list[list[Key]]:
    tops = sorted({key.y for key in keys})
    return [sorted((key for key in keys if key.y == top), key=lambda key: key.x) for top in tops]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("layer", LAYERS)
def test_every_key_is_20_mm_wide_inside_its_bed_and_apart_from_the_next(width: int, layer: LayerName) -> None:
    for keys in (word_keys(layer, "search", width), code_keys(layer, width)):
        assert all(key.width >= LEAST_PX - 1 and key.height >= LEAST_PX for key in keys)
        assert all(key.x >= 0 and key.x + key.width <= width for key in keys)
        for row in rows_of(keys):
            assert all(right.x - left.x - left.width >= GAP_PX - 1 for left, right in pairwise(row))


@pytest.mark.parametrize("width", WIDTHS)
def test_every_letter_digit_mark_and_tone_can_be_typed(width: int) -> None:
    codes = {layer: {key.code for key in word_keys(layer, "search", width)} for layer in LAYERS}
    assert set("abcdefghijklmnopqrstuvwxyz") <= codes["letters"]
    assert set("0123456789") <= codes["digits"]
    assert {*TONES, *"ăâđêôơư"} <= codes["accents"]
    assert all({"back", "space", "go"} & codes[layer] >= {"space", "go"} for layer in LAYERS)
    assert {"digits", "accents"} <= codes["letters"]
    assert "letters" in codes["digits"] & codes["accents"]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_code_finds_all_its_signs_on_one_layer_or_two(width: int) -> None:
    typed = {key.code for layer in ("digits", "letters") for key in code_keys(layer, width)}
    assert set("0123456789.-/_ABCDEFGHIJKLMNOPQRSTUVWXYZ") <= typed


def test_ten_keys_stand_as_on_a_typewriter_and_fewer_by_the_alphabet() -> None:
    assert columns_in(1000) == 10
    assert [key.code for key in word_keys("letters", "search", 1000)][:6] == list("qwerty")
    assert [key.code for key in word_keys("letters", "search", 718)][:6] == list("abcdef")


def test_on_a_small_lying_panel_the_keys_are_no_higher_than_its_page() -> None:
    assert height_of(word_keys("letters", "search", 745)) <= 488
    assert height_of(code_keys("letters", 745)) <= 488


def test_keys_that_do_something_look_so() -> None:
    looks = {key.code: key.look for key in word_keys("letters", "search", 718)}
    assert (looks["go"], looks["back"], looks["a"], looks["space"]) == ("go", "function", "letter", "letter")
