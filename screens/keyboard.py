"""The keys of the screen's own keyboard: which there are on each layer, where they stand and what is on them. No Kivy.

Places are layout pixels in the bed, 1080 wide, from its upper left corner (screens.md 9). A key never moves while its
layer is shown, and letters stand in the same columns on both layers that have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from kiosk.words import Words
from screens.typed import TONES, LayerName

Look: TypeAlias = Literal["letter", "function", "go"]
GoWord: TypeAlias = Literal["search", "send"]
BED_PX = 1080
KEY_PX, GAP_PX = 94, 10
TOP_PX = {"letters": 18, "digits": 18, "accents": 14}
HEIGHT_PX = {"letters": 100, "digits": 100, "accents": 94}
PITCH_PX = {"letters": 112, "digits": 112, "accents": 104}
BED_HEIGHT_PX: Mapping[LayerName, int] = {"letters": 476, "digits": 476, "accents": 646}
TONED = dict(zip(TONES, "àáảãạ", strict=True))
ICONS = {"back": "backspace"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what stands on a key. size in layout pixels; an icon by its name."""

    text: str
    size: int = 40
    weight: int = 600
    is_icon: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what it does (see `Typed.pressed`), where it stands, how it looks."""

    code: str
    x: int
    y: int
    width: int
    height: int
    layer: LayerName
    look: Look = "letter"
    go: GoWord = "search"

    def pieces(self, words: Words) -> tuple[Piece, ...]:
        """What is drawn on it, from left to right."""
        if self.code in ICONS:
            return (Piece(ICONS[self.code], 44, is_icon=True),)
        if self.code in TONED:
            return Piece(TONED[self.code], 44), Piece(self.label(words), 28, 500)
        if self.code == "go":
            icon = {"search": "search", "send": "done"}[self.go]
            return Piece(icon, 40, is_icon=True), Piece(self.label(words))
        return (Piece(self.label(words), 36 if len(self.code) > 1 else 40),)

    def label(self, words: Words) -> str:
        """Its words, in the citizen's language; letters are the same in both."""
        match self.code:
            case "space":
                return words("dấu cách")
            case "back":
                return words("Xoá một chữ")
            case "letters":
                return words("không dấu") if self.layer == "accents" else "abc"
            case "accents":
                return "ă â ê ô ơ ư đ"
            case "digits":
                return "123"
            case "go":
                return words("Gửi") if self.go == "send" else words("Tìm")
            case letter_or_tone:  # tones are called the same in every language
                return letter_or_tone


@cache
def keys_of(layer: LayerName, go: GoWord = "search") -> tuple[Key, ...]:
    """All keys of a layer, row by row."""
    match layer:
        case "letters":
            rows = (*_letters(), _row(27, ("digits", 146), ("accents", 270), ("space", 352), ("go", 228)))
        case "digits":
            first = [(code, 177) for code in ".,-/@"]
            second = list(zip("():?!", (135, 136, 135, 136, 136), strict=True))
            last = _row(27, ("letters", 146), ("space", 632), ("go", 228))
            rows = (_row(25, *_plain("1234567890")), _row(77, *first), _row(77, *second, ("back", 198)), last)
        case "accents":
            tones, marked = _row(30, *((tone, 196) for tone in TONES)), _row(93, *_plain("ăâđêôơư"), ("digits", 166))
            rows = (tones, marked, *_letters(), _row(24, ("letters", 250), ("space", 440), ("go", 322)))
    top, pitch, height = TOP_PX[layer], PITCH_PX[layer], HEIGHT_PX[layer]
    return tuple(
        Key(code, x, top + nth * pitch, width, height, layer, _look(code), go)
        for nth, row in enumerate(rows)
        for code, x, width in row
    )


Place: TypeAlias = tuple[str, int, int]


def _letters() -> tuple[tuple[Place, ...], ...]:
    bottom = _row(77, *_plain("zxcvbnm"), ("back", 198))
    return _row(25, *_plain("qwertyuiop")), _row(77, *_plain("asdfghjkl")), bottom


def _plain(codes: str) -> Iterator[tuple[str, int]]:
    return ((code, KEY_PX) for code in codes)


def _row(x: int, *keys: tuple[str, int]) -> tuple[Place, ...]:
    return tuple(_placed(x, keys))


def _placed(x: int, keys: Iterable[tuple[str, int]]) -> Iterator[Place]:
    for code, width in keys:
        yield code, x, width
        x += width + GAP_PX


def _look(code: str) -> Look:
    if code == "go":
        return "go"
    return "function" if len(code) > 1 and code != "space" else "letter"
