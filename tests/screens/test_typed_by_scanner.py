"""Keys of a scanner that types, as SDL tells them."""

from __future__ import annotations

import pytest

from screens.typed_by_scanner import typed_text


@pytest.mark.parametrize(
    ("key", "modifiers", "text"),
    [
        (ord("h"), ["shift"], "H"),
        (ord("h"), [], "h"),
        (ord("h"), ["capslock"], "H"),
        (ord("h"), ["shift", "capslock"], "h"),
        (ord("2"), [], "2"),
        (ord(";"), ["shift"], ":"),
        (ord("\\"), ["shift"], "|"),
        (ord("-"), [], "-"),
        (13, [], "\r"),
        (271, [], "\r"),
    ],
)
def test_a_key_types_what_an_american_keyboard_would(key: int, modifiers: list[str], text: str) -> None:
    assert typed_text(key, modifiers) == text


@pytest.mark.parametrize("key", [304, 303, 301, 305, 282, 273, 0, -1])
def test_shift_function_keys_and_arrows_type_nothing(key: int) -> None:
    assert typed_text(key, ["shift"]) == ""
