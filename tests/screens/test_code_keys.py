"""The keys for codes: large, apart, each sign of a code once."""

from __future__ import annotations

import string

from kiosk.words import words_of
from screens.code_keys import BED_HEIGHT_PX, WIDTH_PX, code_keys

PX_PER_MM = 4.03  # 21.5″ at 1080 × 1920


def test_everything_a_code_may_hold_stands_there_once() -> None:
    codes = [key.code for key in code_keys()]
    assert sorted(codes) == sorted([*string.digits, *string.ascii_uppercase, *".-/_", "back"])


def test_the_signs_of_receipts_stand_first() -> None:
    assert [key.code for key in code_keys()[:6]] == list(".-/_HG")


def test_every_key_is_large_enough_apart_and_inside() -> None:
    keys = code_keys()
    for i, one in enumerate(keys):
        assert min(one.width, one.height) / PX_PER_MM >= 20
        assert one.x >= 0
        assert one.x + one.width <= WIDTH_PX
        assert one.y + one.height <= BED_HEIGHT_PX
        for other in keys[i + 1 :]:
            across = max(one.x, other.x) - min(one.x + one.width, other.x + other.width)
            down = max(one.y, other.y) - min(one.y + one.height, other.y + other.height)
            assert max(across, down) / PX_PER_MM >= 2.4


def test_every_key_has_a_word() -> None:
    assert all(key.label(words_of(language)) for key in code_keys() for language in ("vi", "en"))
