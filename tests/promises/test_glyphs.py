"""Every character that can come onto a screen or a slip has a shape in every weight of the house's font."""

from __future__ import annotations

import ast
import json
import struct
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from kiosk.words import LANGUAGES, OWN_NAME, Words
from tests.promises.test_words import extracted, forms, msgid, translations

ROOT = Path(__file__).parents[2]
FONTS = sorted((ROOT / "assets" / "fonts").glob("*.ttf"))
# What codes, amounts and times are made of, whatever content says.
ALWAYS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.,:;-–…/()%*•·«»“”’ \u00a0"
WITHOUT_SHAPE = frozenset("\n\r")
each_font = pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)


@cache
def characters_of(font: Path) -> frozenset[int]:
    """The code points a TrueType file has shapes for: its cmap, formats 4 and 12.

    source  OpenType specification, «cmap — Character to Glyph Index Mapping Table».
    """
    data = font.read_bytes()
    tables = {data[at : at + 4]: struct.unpack_from(">II", data, at + 8) for at in table_records(data)}
    start, _ = tables[b"cmap"]
    (count,) = struct.unpack_from(">H", data, start + 2)
    found: set[int] = set()
    for i in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * i)
        if (platform, encoding) in ((0, 3), (0, 4), (3, 1), (3, 10)):
            found.update(mapped(data, start + offset))
    return frozenset(found)


def table_records(data: bytes) -> range:
    """Where the records of the file's tables stand."""
    (count,) = struct.unpack_from(">H", data, 4)
    return range(12, 12 + 16 * count, 16)


def mapped(data: bytes, at: int) -> Iterator[int]:
    """The code points of one subtable that have a glyph."""
    (form,) = struct.unpack_from(">H", data, at)
    if form == 12:
        (groups,) = struct.unpack_from(">I", data, at + 12)
        for i in range(groups):
            first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * i)
            yield from range(first, last + 1)
    elif form == 4:
        yield from mapped_in_segments(data, at)


def mapped_in_segments(data: bytes, at: int) -> Iterator[int]:
    """Format 4: segments with a shift, or with a list of glyphs in which 0 means none."""
    (twice,) = struct.unpack_from(">H", data, at + 6)
    ends, starts, shifts, lists = (at + 14, at + 16 + twice, at + 16 + 2 * twice, at + 16 + 3 * twice)
    for i in range(0, twice, 2):
        (end,), (start,) = struct.unpack_from(">H", data, ends + i), struct.unpack_from(">H", data, starts + i)
        (shift,), (offset,) = struct.unpack_from(">H", data, shifts + i), struct.unpack_from(">H", data, lists + i)
        for code in range(start, min(end, 0xFFFE) + 1):
            if offset == 0:
                glyph = (code + shift) & 0xFFFF
            else:
                (glyph,) = struct.unpack_from(">H", data, lists + i + offset + 2 * (code - start))
            if glyph:
                yield code


def without_shape(texts: Iterator[str] | list[str], font: Path) -> dict[str, str]:
    """The characters a font lacks, each with a text that needs it."""
    known = characters_of(font) | set(map(ord, WITHOUT_SHAPE))
    return {f"U+{ord(sign):04X}": text for text in texts for sign in text if ord(sign) not in known}


@cache
def texts_of_sources() -> tuple[str, ...]:
    """All texts that stand in screens/, samples among them, but for descriptions of the code."""
    found: list[str] = []
    for path in (ROOT / "screens").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        described = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found += [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in described
        ]
    return tuple(found)


@cache
def texts_of_content() -> tuple[str, ...]:
    """All texts of the sample content and the sample dossiers."""
    packs = (ROOT / "assets" / "sample_content").glob("*.json")
    return tuple(text for pack in packs for text in texts_in(json.loads(pack.read_text("utf-8"))))


def texts_in(value: object) -> Iterator[str]:
    """All texts below a value of JSON or TOML."""
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from texts_in(each)
        case list():
            for each in value:
                yield from texts_in(each)


def test_the_reader_of_fonts_knows_what_they_have_and_what_not() -> None:
    assert FONTS
    for font in FONTS:
        known = characters_of(font)
        assert {ord("A"), ord("ệ"), ord("₫"), ord("Ự")} <= known
        assert not {0x2009, 0x202F, 0x2713, 0x2192, 0xFFFD} & known


@each_font
def test_texts_of_both_catalogues_have_shapes(font: Path) -> None:
    english = [form for message in translations() for form in (msgid(message), *forms(message))]
    assert not without_shape([*extracted(), *english], font)


@each_font
def test_texts_of_the_screens_and_their_samples_have_shapes(font: Path) -> None:
    assert not without_shape([*texts_of_sources(), *OWN_NAME.values(), ALWAYS], font)


@each_font
def test_texts_of_the_content_have_shapes(font: Path) -> None:
    assert len(texts_of_content()) > 500
    assert not without_shape(list(texts_of_content()), font)


@each_font
def test_texts_of_slips_have_shapes(font: Path) -> None:
    layouts = sorted((ROOT / "kiosk" / "tickets").glob("*layout*.toml"))
    assert len(layouts) >= 2
    for layout in layouts:
        assert not without_shape(texts_in(tomllib.loads(layout.read_text("utf-8"))), font)


@each_font
@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_and_numbers_have_shapes(font: Path, language: str) -> None:
    words = Words("en" if language == "en" else "vi")
    days = [date(2026, 1, 1) + timedelta(days=day) for day in range(366)]
    written = [form(day) for day in days for form in (words.day, words.short_day, words.bare_day, words.full_date)]
    assert not without_shape([*written, words.number(1234567.8, decimals=1), words.number(-50000)], font)


def test_all_texts_are_stored_composed() -> None:
    texts = [*extracted(), *texts_of_sources(), *texts_of_content()]
    assert not [text for text in texts if not unicodedata.is_normalized("NFC", text)]
