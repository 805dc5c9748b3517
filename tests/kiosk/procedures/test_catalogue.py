"""What can be found in this office, and how old it may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.procedures.catalogue import Agency, AgencyGroup, FieldName, catalogue_of, is_stale
from kiosk.procedures.life_events import LifeEvent
from kiosk.procedures.procedure import Flag, Procedure
from kiosk.procedures.text import Text

CIVIL, LAND = Text("Hộ tịch", "Civil status"), Text("Đất đai", "Land")
BIRTH = Procedure(
    code="1.001193",
    title=Text("Đăng ký khai sinh", "Register a birth"),
    official_name="Thủ tục đăng ký khai sinh",
    field=CIVIL,
    telling_line=Text("Trong ngày", "Same day"),
    source="Cổng Dịch vụ công quốc gia",
    as_of="2026-07",
    agency="commune",
    popularity=60,
)
COPY = replace(
    BIRTH, code="2.000635", title=Text("Bản sao Giấy khai sinh", "Copy of a birth certificate"), popularity=70
)
FIRST = replace(
    BIRTH, code="1.013978", title=Text("Làm sổ đỏ lần đầu", "First land certificate"), field=LAND, popularity=90
)
EXCHANGE = replace(
    FIRST, code="1.012783", title=Text("Đổi sổ đỏ", "Exchange"), agency="registry", popularity=20, is_here=False
)
PLANNED = replace(FIRST, code="2.002750", flags=frozenset[Flag]({"local_variant"}), popularity=0)
BABY = LifeEvent("birth", Text("Sinh con", "Having a baby"), "child_care", "red", ("2.000635", "1.001193"))
COMMUNE, REGISTRY = Agency("commune", Text("UBND cấp xã", "Commune")), Agency("registry", Text("VPĐKĐĐ", "Registry"))
CATALOGUE = catalogue_of(
    (BIRTH, COPY, FIRST, EXCHANGE, PLANNED),
    (BABY,),
    (FieldName("land", LAND, "home_work"), FieldName("civil_status", CIVIL, "groups")),
    (COMMUNE, REGISTRY),
)


def test_a_procedure_is_found_by_its_code() -> None:
    assert CATALOGUE.procedure("1.001193") == BIRTH
    assert CATALOGUE.procedure("9.999999") is None


def test_a_life_event_keeps_the_order_of_the_release() -> None:
    assert CATALOGUE.of_life_event("birth") == (COPY, BIRTH)


def test_an_unknown_life_event_has_no_procedures() -> None:
    assert CATALOGUE.life_event("wedding") is None
    assert CATALOGUE.of_life_event("wedding") == ()


def test_fields_stand_in_the_order_of_demand_with_icon_and_count() -> None:
    assert [(each.code, each.icon, each.count) for each in CATALOGUE.fields] == [
        ("civil_status", "groups", 2),
        ("land", "home_work", 2),
    ]


def test_many_procedures_nobody_asks_for_do_not_make_a_field_important() -> None:
    rare = (replace(EXCHANGE, code=f"1.0000{each}", popularity=12) for each in range(10, 40))
    assert catalogue_of((BIRTH, COPY, *rare), ()).fields[0].name == CIVIL


def test_a_field_holds_its_procedures_most_asked_for_first() -> None:
    assert CATALOGUE.of_field("civil_status") == (COPY, BIRTH)
    assert CATALOGUE.of_field("moon") == ()


def test_within_a_field_stands_first_what_is_done_here_by_each_agency() -> None:
    assert CATALOGUE.agencies_of_field("land") == (
        AgencyGroup(COMMUNE, is_here=True, procedures=(FIRST,)),
        AgencyGroup(REGISTRY, is_here=False, procedures=(EXCHANGE,)),
    )


def test_an_agency_nobody_knows_is_a_group_of_its_own() -> None:
    unknown = replace(FIRST, agency=None)
    assert catalogue_of((unknown,), ()).agencies_of_field("Đất đai") == (
        AgencyGroup(None, is_here=True, procedures=(unknown,)),
    )


def test_another_provinces_version_stands_in_no_list_but_can_be_opened() -> None:
    assert PLANNED.code not in CATALOGUE.listed
    assert PLANNED not in CATALOGUE.of_field("land")
    assert CATALOGUE.procedure(PLANNED.code) == PLANNED


def test_what_is_asked_for_most_comes_first() -> None:
    assert CATALOGUE.frequent(3) == (FIRST, COPY, BIRTH)


def test_equal_releases_make_equal_catalogues() -> None:
    again = catalogue_of(
        (BIRTH, COPY, FIRST, EXCHANGE, PLANNED),
        (BABY,),
        (FieldName("land", LAND, "home_work"), FieldName("civil_status", CIVIL, "groups")),
        (COMMUNE, REGISTRY),
    )
    assert again == CATALOGUE


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
