"""Vietnamese letters for slips: fonts that know every sign asked for, lines that wrap but are never cut."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeAlias

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

from kiosk.tickets.layout import Weight

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
FILES: dict[Weight, str] = {"semibold": "NotoSans-SemiBold.vi.ttf", "extrabold": "NotoSans-ExtraBold.vi.ttf"}
# The last private character: no font has it, so its picture is what a font draws for any missing sign.
NO_SIGN = "\U0010fffd"
Length: TypeAlias = Callable[[str], float]


class GlyphMissing(ValueError):
    """A font lacks a sign: an error, never a box or a question mark on paper."""


class Lettering:
    """The fonts of one folder."""

    def __init__(self, folder: Path = FONTS) -> None:
        self._folder = folder

    def font(self, size: int, weight: Weight = "semibold") -> FreeTypeFont:
        """A font at so many dots; the same object every time."""
        return _font(self._folder / FILES[weight], size)

    def lines(self, text: str, font: FreeTypeFont, width: int, *, balanced: bool = False) -> tuple[str, ...]:
        """Break a text into lines of at most `width` dots; a word that is wider is broken itself.

        balanced  lines of about equal width: for titles, where one lonely word looks lost.
        raises    GlyphMissing.
        """
        # Balancing asks for the same beginnings again and again; they are remembered no longer than that.
        length = cache(font.getlength)
        found = _wrapped(_drawable(text, font), length, width)
        while balanced and len(found) > 1:
            tighter = _wrapped(" ".join(found), length, max(int(length(line)) for line in found) - 1)
            if len(tighter) > len(found):
                break
            found = tighter
        return tuple(found)


def _wrapped(text: str, length: Length, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}".strip()
        if length(joined) <= width:
            lines[-1] = joined
        else:
            lines += _broken(word, length, width)
    return [line for line in lines if line] or [""]


def _broken(word: str, length: Length, width: int) -> list[str]:
    pieces = [""]
    for sign in word:
        if pieces[-1] and length(pieces[-1] + sign) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _drawable(text: str, font: FreeTypeFont) -> str:
    composed = unicodedata.normalize("NFC", text)
    for sign in composed:
        if sign not in " \u00a0" and not _has_sign(font, sign):
            raise GlyphMissing(f"the slip's font has no sign for U+{ord(sign):04X} in {text!r}")
    return composed


@cache
def _font(path: Path, size: int) -> FreeTypeFont:
    # The basic engine is part of every Pillow: the same ticket gives the same dots on every machine.
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _has_sign(font: FreeTypeFont, sign: str) -> bool:
    return _picture(font, sign) != _picture(font, NO_SIGN)


def _picture(font: FreeTypeFont, sign: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(sign, mode="L")
    return mask.size, bytes(mask)
