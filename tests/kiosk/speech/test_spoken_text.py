"""What is written, as it is said."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.number_words import number_words, ordinal_words, spelled
from kiosk.speech.spoken_text import spoken_text
from kiosk.words import Language

VI: list[tuple[str, str]] = [
    ("Số của Ông/Bà là A030", "Số của ông bà là a, không, ba, không"),
    ("K2-001", "ca, hai, không, không, một"),
    ("Mời đến quầy 1 – 2.", "Mời đến quầy một đến hai."),
    ("Chờ khoảng 15–25 phút", "Chờ khoảng mười lăm đến hai mươi lăm phút"),
    ("Thứ Sáu, 27/11/2026", "Thứ Sáu, ngày hai mươi bảy tháng mười một năm hai nghìn không trăm hai mươi sáu"),
    ("Hẹn lại 01/04", "Hẹn lại ngày một tháng tư"),
    ("Từ 14:00, tại **Quầy 3**", "Từ mười bốn giờ, tại Quầy ba"),
    ("Giờ làm việc: 07:30 – 11:30", "Giờ làm việc: bảy giờ ba mươi, mười một giờ ba mươi"),
    ("8.000 đồng/bản", "tám nghìn đồng một bản"),
    ("97,8% tháng này", "chín mươi bảy phẩy tám phần trăm tháng này"),
    ("Mã thủ tục 1.001193", "Mã thủ tục một, chấm, không, không, một, một, chín, ba"),
    ("H24.15-261124-0037", "hát, hai, bốn, chấm, một, năm, hai, sáu, một, một, hai, bốn, không, không, ba, bảy"),
    ("hoặc gọi 0225 3 123 456.", "hoặc gọi không, hai, hai, năm, ba, một, hai, ba, bốn, năm, sáu."),
    ("Trong ngày · Miễn phí", "Trong ngày, Miễn phí"),
    ("Trước mình còn 21 người.", "Trước mình còn hai mươi mốt người."),
    ("«Phần đầu» người\u00a0thân", "Phần đầu người thân"),
    ("1.285.000", "một triệu hai trăm tám mươi lăm nghìn"),
]
EN: list[tuple[str, str]] = [
    ("Your number is A030", "Your number is A, zero, three, zero"),
    ("Friday, 27/11/2026", "Friday, the twenty-seventh of November, two thousand and twenty-six"),
    ("From 14:00 at Counter 3", "From fourteen o'clock at Counter three"),
    ("at 09:05", "at nine oh five"),
    ("8,000 VND a copy", "eight thousand VND a copy"),
    ("97.8% this month", "ninety-seven point eight per cent this month"),
    ("About 15–25 minutes", "About fifteen to twenty-five minutes"),
    ("12 people waiting", "twelve people waiting"),
]


@pytest.mark.parametrize(
    ("language", "written", "said"), [("vi", *each) for each in VI] + [("en", *each) for each in EN]
)
def test_written_and_said(language: Language, written: str, said: str) -> None:
    assert spoken_text(written, language) == said


NUMBERS: list[tuple[int, str, str]] = [
    (0, "không", "zero"),
    (10, "mười", "ten"),
    (15, "mười lăm", "fifteen"),
    (24, "hai mươi tư", "twenty-four"),
    (105, "một trăm linh năm", "one hundred and five"),
    (1_000, "một nghìn", "one thousand"),
    (1_004, "một nghìn không trăm linh bốn", "one thousand and four"),
    (21_000_500, "hai mươi mốt triệu không trăm nghìn năm trăm", "twenty-one million five hundred"),
]


@pytest.mark.parametrize(("number", "vi", "en"), NUMBERS)
def test_numbers_as_words(number: int, vi: str, en: str) -> None:
    assert number_words(number, "en") == en
    assert number_words(number, "vi") in (vi, vi.replace(" không trăm nghìn", ""))


def test_every_day_of_a_month_has_its_ordinal() -> None:
    ordinals = [ordinal_words(day) for day in range(1, 32)]
    assert ordinals[0::10] == ["first", "eleventh", "twenty-first", "thirty-first"]
    assert (ordinals[11], ordinals[19]) == ("twelfth", "twentieth")
    assert len(set(ordinals)) == 31


@given(st.text(max_size=60), st.integers(0, 10**9), st.sampled_from(("vi", "en")))
def test_no_digit_of_a_lone_number_is_left_to_the_synthesizer_and_no_text_stops_it(
    text: str, number: int, language: Language
) -> None:
    spoken_text(text, language)
    said = spoken_text(f"Còn **{number}** người", language)
    assert not re.search(r"[\d*]", said)


@given(st.integers(0, 10**12 - 1), st.sampled_from(("vi", "en")))
def test_every_number_is_said_without_digits(number: int, language: Language) -> None:
    assert not re.search(r"\d|  ", number_words(number, language))


def test_a_number_too_large_for_words_is_spelled() -> None:
    assert number_words(10**12, "vi").startswith("một, không")
    assert spelled("Q7-x", "vi") == "quy, bảy, gạch, ích"
