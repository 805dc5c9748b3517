"""Codes that re-program a scanner are told from everything a citizen may hold to it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.scanners.framing import Framer
from devices.scanners.programming_codes import LONGEST_BYTES, Pattern, known_patterns, maker_programmed_by

# domain §5.5, as scanners deliver them.
REAL = [
    "H24.15-261124-0037",
    "000.00.16.H24-210115-0001",
    "000.A0.01.H26-210212-9090",
    "H56.14-240823-0001",
    "G09.20-20260609-0092637",
    "H24.15.01-261124-00123",
    "h24.15–261124–0037",
    "*H24.15-261124-0037*",
    "H24.15 - 261124 - 0037",
    "Ｈ２４.15-261124-0037",
    "https://motcua.example.vn/KenhTin/tra-cuu.aspx?mahs=H24.15-261124-0037",
    "https://motcua.example.vn/portaldvc/tra-cuu?SGT=031190123456&MHS=000.00.16.H24-210115-0001",
    "https://motcua.example.vn/#/tra-cuu?maHoSo=H24.15-261124-0037",
    "https://motcua.example.vn/apiqr/qr?id=b7c1f0",
    "https://opencps.example.vn/?QRSCAN=BNG-26-00123-A7K2",
    "D-A7K2-104552",
    "03115/2026/04417",
    "BN-2026/00012",
    "H24.15-261324-0037",
    "H24.15-261124-003",
    "1.001193",
    "1.012753.H19",
    "2.000379.000.00.00.H18",
    "031190123456|012345678|NGUYỄN VĂN A|01011990|Nam|Số 1 phố Lê Lợi|15042021",
    "031190123456||NGUYỄN VĂN A|01/01/1990|Nam|Số 1|15/04/2021||||",
    "GD4313199012345|4e677579e1bb856e|01/01/1990|1|x",
    "031190123456",
    "0912345678",
    "T261125-A030",
    "NQ1-261125-A030",
    "T261125-K2-001",
    "00020101021238570010A000000727",
    "8934563138165",
    "https://zalo.me/s/123",
    "ABC",
]
RECEIPTS = st.from_regex(r"[A-Z][0-9]{2}(\.[0-9]{2}){1,2}-([0-9]{6}|[0-9]{8})-[0-9]{4,7}", fullmatch=True)
OLD_RECEIPTS = st.from_regex(r"[0-9A-Z]{3}\.[0-9A-Z]{2}\.[0-9]{2}\.[A-Z][0-9]{2}-[0-9]{6}-[0-9]{4}", fullmatch=True)
OTHERS = st.from_regex(r"[A-Z]{2,4}[-/.][0-9A-Z./-]{4,30}|[0-9]{5}/[0-9]{4}/[0-9]{5}|[0-9]{6,20}", fullmatch=True)
ADDRESSES = st.from_regex(r"(https?://|HTTPS?://|www\.)[a-zA-Z0-9.-]{1,30}(/[!-~]{0,60})?", fullmatch=True)
NAMES = st.text(st.sampled_from("NGUYỄN VĂN ANH thị hồng đường 0123456789|/-,."), min_size=1, max_size=60)


def bytes_of(sample: str) -> bytes:
    """A sample of the table, in which the byte 82h stands as itself."""
    return sample.encode("latin-1") if "\x82" in sample else sample.encode()


@pytest.mark.parametrize("pattern", known_patterns(), ids=lambda each: f"{each.maker} {each.shape.pattern[:12]!r}")
def test_every_pattern_recognises_its_samples_and_says_where_they_come_from(pattern: Pattern) -> None:
    assert pattern.samples
    assert [maker_programmed_by(bytes_of(sample)) for sample in pattern.samples] == [pattern.maker] * len(
        pattern.samples
    )
    assert re.search(r"https?://|unverified: |as above|\.pdf", pattern.source)


@pytest.mark.parametrize("text", REAL)
def test_no_real_code_is_taken_for_one(text: str) -> None:
    assert maker_programmed_by(text.encode()) is None


@given(st.one_of(RECEIPTS, OLD_RECEIPTS, OTHERS, ADDRESSES, NAMES))
def test_nothing_shaped_like_a_real_code_is_taken_for_one(text: str) -> None:
    assert maker_programmed_by(text.encode()) is None


@given(st.binary(max_size=2 * LONGEST_BYTES))
def test_any_bytes_have_an_answer(data: bytes) -> None:
    assert maker_programmed_by(data) in {None, *(pattern.maker for pattern in known_patterns())}


def test_nothing_longer_than_any_makers_code_is_looked_at() -> None:
    assert maker_programmed_by(b"@MENU_OPTO@" + b"Z" * LONGEST_BYTES) is None


@pytest.mark.parametrize("before", ["", "]C0", "]Q1", "\x02", "<"])
def test_it_is_recognised_behind_whatever_the_scanner_puts_before_it(before: str) -> None:
    (found,) = Framer("s", prefix=b"<").feed(f"{before}^#SC^303FFF0\r".encode(), 1.0)
    assert repr(found) == "ProgrammingCode(maker='Grow, Tera, Nadamoo')"
