"""The keys: large, apart, inside the bed, and letters in the same columns on every layer."""

from __future__ import annotations

import pytest
from PIL import ImageFont

from kiosk.tickets.lettering import FONTS
from kiosk.words import LANGUAGES, Language, words_of
from screens.keyboard import BED_HEIGHT_PX, BED_PX, GoWord, Key, Piece, keys_of
from screens.typed import LAYERS, TONES, LayerName

PX_PER_MM = 4.03  # 21.5″ at 1080 × 1920
every_layer = pytest.mark.parametrize("layer", LAYERS)
GO_WORDS: tuple[GoWord, ...] = ("search", "send")
FACES = {500: "NotoSans-Medium.vi.ttf", 600: "NotoSans-SemiBold.vi.ttf"}


@every_layer
def test_every_key_is_large_enough_for_a_finger(layer: LayerName) -> None:
    assert all(min(key.width, key.height) / PX_PER_MM >= 20 for key in keys_of(layer))


@every_layer
def test_keys_are_apart_and_inside_the_bed(layer: LayerName) -> None:
    keys = keys_of(layer)
    assert all(key.x >= 10 and key.x + key.width <= BED_PX - 10 for key in keys)
    assert all(key.y + key.height <= BED_HEIGHT_PX[layer] - 14 for key in keys)
    for i, one in enumerate(keys):
        for other in keys[i + 1 :]:
            assert gap(one, other) / PX_PER_MM >= 2.4, (one.code, other.code)


def gap(one: Key, other: Key) -> int:
    across = max(one.x, other.x) - min(one.x + one.width, other.x + other.width)
    down = max(one.y, other.y) - min(one.y + one.height, other.y + other.height)
    return max(across, down)


@every_layer
def test_each_does_something_of_its_own(layer: LayerName) -> None:
    codes = [key.code for key in keys_of(layer)]
    assert len(codes) == len(set(codes))
    assert {"back", "space", "go"} <= set(codes)
    assert set(LAYERS) - {layer} & set(codes)


def test_letters_stand_in_the_same_columns_on_both_layers_that_have_them() -> None:
    columns = {key.code: key.x for key in keys_of("letters")}
    assert all(columns.get(key.code, key.x) == key.x for key in keys_of("accents") if len(key.code) == 1)


def test_every_vietnamese_letter_can_be_typed() -> None:
    codes = {key.code for layer in LAYERS for key in keys_of(layer)}
    assert set("aăâbcdđeêghiklmnoôơpqrstuưvxy0123456789") <= codes
    assert set(TONES) <= codes


@every_layer
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("go", GO_WORDS)
def test_what_stands_on_a_key_fits_on_it_and_is_not_small(layer: LayerName, language: Language, go: GoWord) -> None:
    words = words_of(language)
    for key in keys_of(layer, go):
        pieces = key.pieces(words)
        width = sum(map(width_of, pieces)) + 14 * (len(pieces) - 1)
        assert width <= key.width - 20, (key.code, key.label(words), width)
        assert all(piece.size >= 28 for piece in pieces)


def width_of(piece: Piece) -> float:
    if piece.is_icon:
        return piece.size
    return ImageFont.truetype(FONTS / FACES[piece.weight], piece.size).getlength(piece.text)


def test_functions_and_the_go_key_look_different_from_letters() -> None:
    looks = {key.code: key.look for key in keys_of("letters")}
    assert (looks["a"], looks["space"], looks["back"], looks["digits"], looks["go"]) == (
        "letter",
        "letter",
        "function",
        "function",
        "go",
    )
