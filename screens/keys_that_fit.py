"""The keys of the screen's own keyboards where the panel decides how many stand in a row. No Kivy.

Every key is at least 20 mm wide. Ten have room on an upright panel of 21.5 inches: letters stand as on a typewriter.
Fewer: they stand in the order of the alphabet, which nobody has to have learnt, and marks are a layer of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import ceil, floor
from string import ascii_lowercase
from typing import TypeAlias

from screens.keyboard import GoWord, Key, Look
from screens.typed import TONES, LayerName

LEAST_PX, TALL_PX, LOW_PX = 88, 94, 88
GAP_PX = 11  # one more than drawn: rounding on small panels takes some of it
TYPEWRITER = 10
ROUNDING = 1e-6
MARKED = "ăâđêôơư"
SIGNS = ".-/_HG"
CAPITALS = "QWERTYUIOPASDFJKLZXCVBNM"
Span: TypeAlias = tuple[str, float]
"""What a key is and how many columns it is wide."""


def columns_in(width_px: float) -> int:
    """How many keys of 20 mm stand in a row, at most ten."""
    return max(2, min(TYPEWRITER, int((width_px + GAP_PX) // (LEAST_PX + GAP_PX))))


def height_of(keys: Sequence[Key]) -> int:
    """Of all rows, in layout pixels."""
    return max(key.y + key.height for key in keys)


@cache
def word_keys(layer: LayerName, go: GoWord, width_px: int) -> tuple[Key, ...]:
    """All keys of a layer of the keyboard for words, in a bed of this width."""
    columns = columns_in(width_px)
    rows = _typewriter(layer) if columns == TYPEWRITER else _packed(_short(layer), columns)
    return tuple(_placed(rows, layer, go, width_px, columns))


@cache
def code_keys(layer: LayerName, width_px: int) -> tuple[Key, ...]:
    """All keys for codes; where not all have room, digits and letters are two layers."""
    columns = columns_in(width_px)
    if columns == TYPEWRITER:
        first = [*_single(SIGNS), ("back", 2.0)]
        rows = [first, _single("1234567890"), *(_single(row) for row in ("QWERTYUIOP", "ASDFJKL", "ZXCVBNM"))]
    elif layer == "letters":
        rows = _packed([*_single(sorted(CAPITALS)), ("back", 1), ("digits", 2)], columns)
    else:
        rows = _packed([*_single("1234567890" + SIGNS), ("back", 1), ("letters", 2)], columns)
    return tuple(_placed(rows, layer, "search", width_px, columns))


def _single(codes: Sequence[str]) -> list[Span]:
    return [(code, 1.0) for code in codes]


def _typewriter(layer: LayerName) -> list[list[Span]]:
    letters = [_single("qwertyuiop"), _single("asdfghjkl"), [*_single("zxcvbnm"), ("back", 2.0)]]
    match layer:
        case "letters":
            return [*letters, [("digits", 1.5), ("accents", 2.75), ("space", 3.25), ("go", 2.5)]]
        case "digits":
            signs = [[(sign, 1.8) for sign in ".,-/@"], [*((sign, 1.4) for sign in "():?!"), ("back", 2.0)]]
            return [_single("1234567890"), *signs, [("letters", 1.5), ("space", 6.0), ("go", 2.5)]]
        case "accents":
            tones, marked = [(tone, 2.0) for tone in TONES], [*_single(MARKED), ("digits", 1.75)]
            return [tones, marked, *letters, [("letters", 2.75), ("space", 4.0), ("go", 3.25)]]


def _short(layer: LayerName) -> list[Span]:
    """One key after the other, to be broken into rows."""
    last: list[Span] = [("space", 2.0), ("go", 2.0)]
    match layer:
        case "letters":
            return [*_single(ascii_lowercase), ("back", 2.0), ("digits", 1.0), ("accents", 2.0), *last]
        case "digits":
            return [*_single("1234567890.,-/@():?!"), ("back", 2.0), ("letters", 2.0), *last]
        case "accents":
            return [*((tone, 2.0) for tone in TONES), *_single(MARKED), ("back", 2.0), ("letters", 2.0), *last]


def _packed(keys: Sequence[Span], columns: int) -> list[list[Span]]:
    """Rows that are as full as keys let them be."""
    rows: list[list[Span]] = [[]]
    for code, span in keys:
        if sum(each for _, each in rows[-1]) + span > columns:
            rows.append([])
        rows[-1].append((code, span))
    return [_stretched(row, columns) for row in rows]


def _stretched(row: list[Span], columns: int) -> list[Span]:
    """The wide keys of a row take what is left of it."""
    left = columns - sum(span for _, span in row)
    wide = [code for code, _ in row if len(code) > 1 and code not in TONES]
    return [(code, span + left / len(wide) if code in wide else span) for code, span in row] if wide else row


def _placed(rows: list[list[Span]], layer: LayerName, go: GoWord, width_px: int, columns: int) -> Iterator[Key]:
    unit = (width_px - GAP_PX * (columns - 1)) / columns
    height = TALL_PX if columns == TYPEWRITER else LOW_PX
    for nth, row in enumerate(rows):
        spans = sum(span for _, span in row)
        x = (width_px - spans * (unit + GAP_PX) + GAP_PX) / 2
        for code, span in row:
            width = span * (unit + GAP_PX) - GAP_PX
            left, right = ceil(x - ROUNDING), floor(x + width + ROUNDING)  # gaps never become narrower by rounding
            yield Key(code, left, nth * (height + GAP_PX), right - left, height, layer, _look(code), go)
            x += width + GAP_PX


def _look(code: str) -> Look:
    if code == "go":
        return "go"
    return "function" if len(code) > 1 and code != "space" else "letter"
