"""What is printed on the keys of a keyboard, by the kernel's key codes (input-event-codes.h, named for the US one).

Each text gives one character a key, in this order: 1 to =, q to ], a to ', the key before 1, the one beside Enter,
z to /, the one beside the left Shift. NONE stands for a key that spells nothing, or a dead one: what that would become
depends on the next key and the desktop.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

KEYS = (*range(2, 14), *range(16, 28), *range(30, 41), 41, 43, *range(44, 54), 86)
NONE = "\x1a"


@dataclass(frozen=True, slots=True)
class Layout:
    """The characters of one layout by key code: alone, with Shift, and with AltGr where that spells something."""

    plain: Mapping[int, str]
    shifted: Mapping[int, str]
    third: Mapping[int, str]


def _layout(plain: str, shifted: str, third: str = "") -> Layout:
    """Pairs of one character and the AltGr character beside it make `third`: "q@" is AltGr on the key that spells q."""
    by_key = dict(zip(KEYS, plain, strict=True))
    code_of = {character: code for code, character in by_key.items()}
    pairs = zip(third[::2], third[1::2], strict=True)
    return Layout(by_key, dict(zip(KEYS, shifted, strict=True)), {code_of[key]: value for key, value in pairs})


LAYOUTS: Mapping[str, Layout] = {
    "us": _layout(
        "1234567890-=qwertyuiop[]asdfghjkl;'`\\zxcvbnm,./<",
        '!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"~|ZXCVBNM<>?>',
    ),
    "uk": _layout(
        "1234567890-=qwertyuiop[]asdfghjkl;'`#zxcvbnm,./\\",
        '!"£$%^&*()_+QWERTYUIOP{}ASDFGHJKL:@¬~ZXCVBNM<>?|',
    ),
    "de": _layout(
        f"1234567890ß{NONE}qwertzuiopü+asdfghjklöä{NONE}#yxcvbnm,.-<",
        f"!\"§$%&/()=?{NONE}QWERTZUIOPÜ*ASDFGHJKLÖÄ°'YXCVBNM;:_>",
        "q@7{8[9]0}ß\\+~<|e€mµ",
    ),
    "fr": _layout(
        f"&é\"'(-è_çà)=azertyuiop{NONE}$qsdfghjklmù²*wxcvbn,;:!<",
        f"1234567890°+AZERTYUIOP{NONE}£QSDFGHJKLM%{NONE}µWXCVBN?./§>",
        "é~\"#'{([-|è`_\\ç^à@)]=}e€",
    ),
}
