"""What a scanned text is: every example of the specification, and that nothing personal survives."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.dossiers.receipt_code import (
    BadDate,
    CodeReading,
    CodeShape,
    NotACode,
    PersonalCode,
    PersonalKind,
    ProcedureCode,
    ReceiptCode,
    SquareCode,
    TicketCode,
    Unreadable,
    WhyNot,
    id_number_of_card,
    read_code,
)
from tests.kiosk.dossiers.dossier_makers import OURS, TODAY

QR = "https://motcua.example.vn"
CARD = "031190123456|012345678|NGUYỄN VĂN A|01011990|Nam|Số 1, phường Ngô Quyền|15042021"
NEWER_CARD = "031190123456||NGUYỄN VĂN A|01/01/1990|Nam|Số 1|15/04/2021||||"
HEALTH_CARD = "GD4313199012345|4e677579e1bb856e|01/01/1990|1|4e67"


def read(raw: str | bytes, *extra_patterns: str) -> CodeReading:
    return read_code(raw, our_units=OURS, extra_patterns=extra_patterns, today=TODAY)


def everything_in(reading: CodeReading) -> str:
    held = [str(getattr(reading, part.name)) for part in fields(reading)]
    return " ".join([repr(reading), str(reading), f"{reading}", *held])


RECEIPTS: list[tuple[str, CodeShape, str]] = [
    ("H24.15-261124-0037", "new", "H24.15-261124-0037"),
    ("000.00.16.H24-210115-0001", "old", "000.00.16.H24-210115-0001"),
    ("000.A0.01.H26-210212-9090", "old", "000.A0.01.H26-210212-9090"),
    ("H56.14-240823-0001", "new", "H56.14-240823-0001"),
    ("G09.20-20260609-0092637", "new", "G09.20-20260609-0092637"),
    ("H24.15.01-261124-00123", "new", "H24.15.01-261124-00123"),
    ("h24.15–261124–0037\r\n", "new", "H24.15-261124-0037"),
    ("*H24.15-261124-0037*", "new", "H24.15-261124-0037"),
    ("]C0H24.15-261124-0037", "new", "H24.15-261124-0037"),
    ("H24.15 - 261124 - 0037", "new", "H24.15-261124-0037"),
    ("\ufeffH24.15-261124-0037\x03", "new", "H24.15-261124-0037"),
    ("Ｈ２４.15-261124-0037", "new", "H24.15-261124-0037"),
    (f"{QR}/KenhTin/tra-cuu.aspx?mahs=H24.15-261124-0037", "new", "H24.15-261124-0037"),
    (f"{QR}/portaldvc/tra-cuu?SGT=031190123456&MHS=000.00.16.H24-210115-0001", "old", "000.00.16.H24-210115-0001"),
    (f"{QR}/#/tra-cuu?maHoSo=H24.15-261124-0037", "new", "H24.15-261124-0037"),
    ("03115/2026/04417", "social", "03115/2026/04417"),
    ("BN-2026/00012", "unknown", "BN-2026/00012"),
    ("H24.15-261124-003", "unknown", "H24.15-261124-003"),
    # Beyond the specification's table.
    ("]C1*h24.15−261124-0037*", "new", "H24.15-261124-0037"),
    (f"{QR}/danh-gia?x=1&DossierNo=h24.15-261124-0037&y=2", "new", "H24.15-261124-0037"),
    ("tra-cuu?code=H24.15%2D261124%2D0037", "new", "H24.15-261124-0037"),
    ("H24.15\u00ad-261124-\u200b0037", "new", "H24.15-261124-0037"),
]


@pytest.mark.parametrize(("raw", "shape", "canonical"), RECEIPTS)
def test_a_receipt_is_recognised_however_it_is_written(raw: str, shape: str, canonical: str) -> None:
    code = read(raw)
    assert isinstance(code, ReceiptCode)
    assert (code.shape, code.text, code.secret) == (shape, canonical, None)
    assert read(raw.encode()) == code


def test_an_opencps_receipt_brings_its_secret() -> None:
    code = read("https://opencps.example.vn/?QRSCAN=BNG-26-00123-A7k2")
    assert isinstance(code, ReceiptCode)
    assert (code.shape, code.text, code.secret) == ("unknown", "BNG-26-00123", "A7k2")


def test_an_opencps_reference_keeps_the_case_of_its_secret() -> None:
    code = read("D-a7K2-104552")
    assert isinstance(code, ReceiptCode)
    assert (code.shape, code.text, code.secret) == ("opencps", "D-a7K2-104552", "a7K2")


PERSONAL: list[tuple[str, PersonalKind]] = [
    (CARD, "identity_card"),
    (NEWER_CARD, "identity_card"),
    ("031190123456|not|a|form|we|know", "identity_card"),
    ("031190123456｜｜x｜y", "identity_card"),
    (HEALTH_CARD, "other_card"),
    ("|||", "other_card"),
    ("031190123456", "identity_card"),
    ("031 190 123 456", "identity_card"),
    ("031.190.123.456", "identity_card"),
    ("０３１１９０１２３４５６", "identity_card"),
    ("0912345678", "number"),
    ("0912.345.678", "number"),
    ("012345678", "number"),
    ("CCCD-031190123456", "number"),
    ("D-A7K2-031190123456", "number"),
]


@pytest.mark.parametrize(("raw", "kind"), PERSONAL)
def test_a_personal_text_becomes_a_value_without_content(raw: str, kind: PersonalKind) -> None:
    assert read(raw) == PersonalCode(kind)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (f"{QR}/apiqr/qr?id=b7c1f0", SquareCode()),
        (f"{QR}/phieu/QR?id=b7c1f0", SquareCode()),
        ("H24.15-261324-0037", BadDate("month")),
        ("H24.15-260230-0037", BadDate("day")),
        ("000.00.16.H24-20261332-0001", BadDate("month")),
        ("G09.20-00000101-0001", BadDate("day")),
        ("1.001193", ProcedureCode("1.001193")),
        ("1.012753.H19", ProcedureCode("1.012753")),
        ("2.000379.000.00.00.H18", ProcedureCode("2.000379")),
        ("T261125-A030", TicketCode(TODAY, "A030")),
        ("NQ1-261125-A030", TicketCode(TODAY, "A030", "NQ1")),
        ("HP1234-261125-A1000", TicketCode(TODAY, "A1000", "HP1234")),
        ("T261125-K2-001", TicketCode(TODAY, "K2-001")),
        ("", Unreadable()),
        ("ABC", Unreadable()),
        (" \r\n", Unreadable()),
    ],
)
def test_other_codes_are_told_apart(raw: str, expected: CodeReading) -> None:
    assert read(raw) == expected


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("00020101021238570010A000000727", "payment"),
        ("8934563138165", "digits"),
        ("https://zalo.me/s/123", "address"),
        ("https://[broken/?mahs=%ff%ff", "address"),
        (f"{QR}/?mahs=031190123456", "address"),
        (f"{QR}/?mahs=H24.15-261324-0037", "address"),
        (f"{QR}/?url={QR}/?mahs%3DH24.15-261124-0037", "address"),
        ("H24.15|261124", "bars"),
        ("H24.15-261124-0037" * 40, "too_long"),
        ("Xin chào quý khách", "other"),
    ],
)
def test_what_is_no_code_says_only_why(raw: str, why: WhyNot) -> None:
    assert read(raw) == NotACode(why)


def test_the_parts_of_a_code_are_known() -> None:
    code = read("H24.15-261124-0037")
    assert isinstance(code, ReceiptCode)
    assert (code.unit, code.day, code.serial) == ("H24.15", date(2026, 11, 24), "0037")
    assert (code.is_ours, code.is_ahead) == (True, False)


@pytest.mark.parametrize(
    ("raw", "is_ours"),
    [
        ("H24.15.01-261124-0037", True),
        ("H24.16-261124-0037", False),
        ("H24.151-261124-0037", False),
        ("03115/2026/04417", False),
        ("BN-2026/00012", True),
    ],
)
def test_only_a_known_foreign_unit_is_not_ours(raw: str, *, is_ours: bool) -> None:
    code = read(raw)
    assert isinstance(code, ReceiptCode)
    assert code.is_ours is is_ours


def test_an_old_code_names_its_province_last() -> None:
    code = read_code("000.00.16.H24-210115-0001", our_units=["H24"], today=TODAY)
    assert isinstance(code, ReceiptCode)
    assert code.is_ours


@pytest.mark.parametrize(("days", "is_ahead"), [(1, False), (2, True)])
def test_a_code_from_the_future_is_marked_and_not_refused(days: int, *, is_ahead: bool) -> None:
    code = read(f"H24.15-{TODAY + timedelta(days=days):%y%m%d}-0037")
    assert isinstance(code, ReceiptCode)
    assert code.is_ahead is is_ahead


def test_a_local_shape_can_be_added_but_never_takes_a_personal_number() -> None:
    code = read("20261125", "[0-9]+")
    assert isinstance(code, ReceiptCode)
    assert code.shape == "local"
    assert read("031190123456", "[0-9]+") == PersonalCode("identity_card")


def test_text_of_older_software_is_read() -> None:
    assert read("Phường Ngô Quyền".encode("cp1258", errors="ignore")) == NotACode("other")


def test_a_code_tells_nothing_when_it_is_written_down() -> None:
    code = read("https://opencps.example.vn/?QRSCAN=BNG-26-00123-A7K2")
    assert repr(code) == str(code) == "<ReceiptCode>"


@pytest.mark.parametrize("raw", [CARD, NEWER_CARD, "031190123456", f"]Q1{CARD}\r\n", CARD.encode()])
def test_the_number_of_a_card_is_told_when_it_is_asked_for(raw: str | bytes) -> None:
    assert id_number_of_card(raw) == "031190123456"


@pytest.mark.parametrize("raw", [HEALTH_CARD, "0912345678", "H24.15-261124-0037", "", "031190123456|a"])
def test_nothing_else_gives_an_identity_number(raw: str) -> None:
    assert id_number_of_card(raw) is None


@given(st.one_of(st.text(), st.binary(), st.text(alphabet="0123456789HGTD.-/_|*?=&#:% ")))
def test_no_text_is_too_strange(raw: str | bytes) -> None:
    read(raw)
    id_number_of_card(raw)


PROVINCES = st.integers(1, 96)
ID_NUMBERS = st.builds(lambda province, rest: f"{province:03}{rest:09}", PROVINCES, st.integers(0, 999_999_999))
WRAPPINGS = st.sampled_from(
    [
        "{0}",
        " {0}\r\n",
        "*{0}*",
        "]C0{0}",
        "{0}|||",
        "{0}|012345678|NGUYỄN VĂN A|01011990|Nam|Số 1|15042021",
        "x|{0}|y|z",
        "{0}|a",
        "CCCD {0}",
        "{0}-A7K2",
        "D-A7K2-{0}",
        "https://motcua.example.vn/tra-cuu?SGT={0}&MHS=000.00.16.H24-210115-0001",
        "https://motcua.example.vn/tra-cuu?MHS=H24.15-261124-0037&SGT={0}#{0}",
        "https://motcua.example.vn/{0}?mahs={0}",
        "https://motcua.example.vn/?QRSCAN={0}-A7K2",
        "https://{0}.example.vn/apiqr/qr?id={0}",
    ]
)


@given(ID_NUMBERS, WRAPPINGS)
def test_no_identity_number_survives_in_any_value(number: str, wrapping: str) -> None:
    assert number not in everything_in(read(wrapping.format(number)))
