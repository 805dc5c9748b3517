"""What can be found in this office, and how old it may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.procedures.catalogue import catalogue_of, is_stale
from kiosk.procedures.life_events import LifeEvent
from kiosk.procedures.procedure import Procedure, Text

CIVIL, LAND = Text("Hộ tịch", "Civil status"), Text("Đất đai", "Land")
BIRTH = Procedure(
    code="1.001193",
    title=Text("Đăng ký khai sinh", "Register a birth"),
    official_name="Thủ tục đăng ký khai sinh",
    field=CIVIL,
    telling_line=Text("Trong ngày", "Same day"),
    source="Cổng Dịch vụ công quốc gia",
    as_of="2026-07",
)
COPY = replace(BIRTH, code="2.000635", title=Text("Bản sao Giấy khai sinh", "Copy of a birth certificate"))
FIRST = replace(BIRTH, code="1.013978", title=Text("Làm sổ đỏ lần đầu", "First land certificate"), field=LAND)
BABY = LifeEvent("birth", Text("Sinh con", "Having a baby"), "child_care", "red", ("2.000635", "1.001193"))
CATALOGUE = catalogue_of((BIRTH, COPY, FIRST), (BABY,))


def test_a_procedure_is_found_by_its_code() -> None:
    assert CATALOGUE.procedure("1.001193") == BIRTH
    assert CATALOGUE.procedure("9.999999") is None


def test_a_life_event_keeps_the_order_of_the_release() -> None:
    assert CATALOGUE.of_life_event("birth") == (COPY, BIRTH)


def test_an_unknown_life_event_has_no_procedures() -> None:
    assert CATALOGUE.life_event("wedding") is None
    assert CATALOGUE.of_life_event("wedding") == ()


def test_every_field_is_named_once_and_holds_its_procedures() -> None:
    assert CATALOGUE.fields() == (CIVIL, LAND)
    assert CATALOGUE.of_field("Hộ tịch") == (BIRTH, COPY)


def test_titles_come_with_their_codes_in_order() -> None:
    assert CATALOGUE.titles() == tuple((each.code, each.title) for each in (BIRTH, COPY, FIRST))


def test_equal_releases_make_equal_catalogues() -> None:
    assert catalogue_of((BIRTH, COPY, FIRST), (BABY,)) == CATALOGUE


@pytest.mark.parametrize(
    ("as_of", "today", "stale"),
    [
        ("2026-07", date(2026, 11, 25), False),
        ("2026-07", date(2027, 1, 27), False),
        ("2026-07", date(2027, 1, 28), True),
        ("2025-12", date(2026, 11, 25), True),
        ("2026", date(2026, 6, 30), False),
        ("2026", date(2026, 11, 25), True),
    ],
)
def test_a_source_grows_stale_after_180_days(as_of: str, today: date, stale: bool) -> None:  # noqa: FBT001 - a table
    assert is_stale(replace(BIRTH, as_of=as_of), today) is stale


def test_how_long_a_source_is_trusted_is_a_setting() -> None:
    assert is_stale(BIRTH, date(2026, 11, 25), days=30)
