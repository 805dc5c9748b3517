"""One language's words, dates and numbers as a value."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from kiosk.time_source import HERE
from kiosk.words import LANGUAGES, OWN_NAME, Language, Words, is_whole, words_of

VI, EN = words_of("vi"), words_of("en")
FRIDAY = date(2026, 11, 27)


def test_vietnamese_is_the_source_and_needs_no_catalogue() -> None:
    assert Words()("Lấy số thứ tự") == "Lấy số thứ tự"
    assert EN("Lấy số thứ tự") == "Take a ticket"


def test_a_text_nobody_translated_stays_vietnamese_and_is_no_fault() -> None:
    assert EN("Chữ chưa dịch {n}", n=3) == "Chữ chưa dịch 3"


@pytest.mark.parametrize("you", ["Ông/Bà", "Quý khách", "Bạn"])
def test_citizens_are_addressed_as_the_office_chose(you: str) -> None:
    assert words_of("vi", you)("Kính chào {you}.") == f"Kính chào {you}."


def test_a_value_with_braces_is_shown_as_it_is() -> None:
    assert VI("Số của {you} là {number}", number="{you}{0}") == "Số của Ông/Bà là {you}{0}"


def test_a_count_has_one_form_here_and_two_there() -> None:
    assert [VI.many("{count} người chờ", count=n) for n in (1, 2)] == ["1 người chờ", "2 người chờ"]
    one, two = (EN.many("Đang chờ: {count} người", count=n) for n in (1, 2))
    assert (one, two) == ("1 person waiting", "2 people waiting")


def test_equal_languages_are_equal_so_that_nothing_is_drawn_anew() -> None:
    assert words_of("vi") == Words("vi")
    assert words_of("vi") != words_of("en")
    assert words_of("vi") != words_of("vi", "Bạn")


def test_the_switch_offers_the_other_language_in_its_own_name() -> None:
    assert (OWN_NAME[VI.other], OWN_NAME[EN.other]) == ("English", "Tiếng Việt")


def test_days_carry_their_weekday() -> None:
    assert VI.day(FRIDAY) == "Thứ Sáu, 27/11/2026"
    assert EN.day(FRIDAY) == "Friday, 27/11/2026"
    assert (VI.short_day(FRIDAY), EN.short_day(FRIDAY)) == ("Thứ Sáu, 27/11", "Fri, 27 Nov")
    assert (VI.bare_day(FRIDAY), VI.full_date(FRIDAY)) == ("27/11", "27/11/2026")
    assert VI.day(date(2026, 11, 29)) == "Chủ Nhật, 29/11/2026"


def test_a_moment_is_dated_by_its_own_zone() -> None:
    assert VI.full_date(datetime(2026, 11, 27, 0, 5, tzinfo=HERE)) == "27/11/2026"


def test_times_have_24_hours_in_both() -> None:
    for words in (VI, EN):
        assert words.clock(time(7, 5)) == "07:05"
        assert words.clock(datetime(2026, 11, 27, 17, 0, tzinfo=HERE)) == "17:00"


@pytest.mark.parametrize(
    ("value", "decimals", "vietnamese", "english"),
    [
        (97.8, 1, "97,8", "97.8"),
        (50000, 0, "50.000", "50,000"),
        (0, 0, "0", "0"),
        (1234567.5, 1, "1.234.567,5", "1,234,567.5"),
    ],
)
def test_numbers_have_the_separators_of_their_language(
    value: float, decimals: int, vietnamese: str, english: str
) -> None:
    assert (VI.number(value, decimals=decimals), EN.number(value, decimals=decimals)) == (vietnamese, english)


def test_no_blank_is_written_that_the_fonts_do_not_have() -> None:
    thin = {"\u2009", "\u202f"}
    for words in (VI, EN):
        for month in range(1, 13):
            on = date(2026, month, 1)
            assert not thin & set(words.day(on) + words.short_day(on) + words.number(12345.6, decimals=1))


def test_a_missing_catalogue_is_said_and_not_guessed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        words_of("en", "Ông/Bà", tmp_path)
    assert words_of("vi", "Ông/Bà", tmp_path) == Words("vi", "Ông/Bà")


@pytest.mark.parametrize("torn", [b"", b"\xde\x12\x04\x95", b"no catalogue", b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_a_torn_catalogue_is_noticed_and_a_missing_text_stays_vietnamese(tmp_path: Path, torn: bytes) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    assert not is_whole("en", tmp_path)
    (folder / "kiosk.mo").write_bytes(torn)
    assert not is_whole("en", tmp_path)
    assert is_whole("vi", tmp_path)
    assert is_whole("en")
    assert EN("Chưa ai dịch câu này") == "Chưa ai dịch câu này"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("day", range(1, 9))
def test_dates_read_as_babel_writes_them(language: Language, month: int, day: int) -> None:
    words, on = words_of(language), date(2026, month, day)
    locale = {"vi": "vi", "en": "en_GB"}[language]
    short = "EEEE, dd/MM" if language == "vi" else "EEE, d MMM"
    assert words.short_day(on) == format_date(on, short, locale=locale)
    assert words.day(on) == format_date(on, "EEEE, dd/MM/yyyy", locale=locale)


@given(st.integers(0, 10**9), st.integers(0, 2))
def test_numbers_read_as_babel_writes_them(hundredths: int, decimals: int) -> None:
    value = Decimal(hundredths).scaleb(-decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    assert VI.number(float(value), decimals=decimals) == format_decimal(value, pattern, locale="vi")
    assert EN.number(float(value), decimals=decimals) == format_decimal(value, pattern, locale="en_GB")
