"""What a scanner that types means by its keys, as SDL tells them: the key and whether shift was held. No Kivy."""

from __future__ import annotations

from collections.abc import Collection

ENTER = (13, 271)
# SDL's own numbers for keys that type nothing (shift is 304) begin above ASCII.
LAST_TYPED = 126
# Scanners leave their makers as American keyboards.
SHIFTED = str.maketrans("`1234567890-=[]\\;',./", '~!@#$%^&*()_+{}|:"<>?')


def typed_text(key: int, modifiers: Collection[str]) -> str:
    """The character of a key, Enter as a carriage return; nothing for shift itself, arrows and the like."""
    if key in ENTER:
        return "\r"
    if not 0 < key <= LAST_TYPED:
        return ""
    character = chr(key)
    if character.isalpha():
        return character.upper() if ("shift" in modifiers) != ("capslock" in modifiers) else character
    return character.translate(SHIFTED) if "shift" in modifiers else character
