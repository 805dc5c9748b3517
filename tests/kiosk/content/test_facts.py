"""What may be said of time and fee: known values as they are, doubtful ones not at all."""

from __future__ import annotations

from typing import Literal

import pytest

from kiosk.content.facts import facts_of
from kiosk.content.national_record import ChannelName, ChannelRow, NationalRecord, TimeUnit
from kiosk.procedures.procedure import Flag


def row(
    channel: ChannelName,
    amount: int | None = None,
    unit: TimeUnit | None = None,
    fee: str | None = None,
    note: str | None = None,
) -> ChannelRow:
    return ChannelRow(channel=channel, amount=amount, unit=unit, fee_text=fee, note=note)


def record(*rows: ChannelRow, flags: tuple[Flag, ...] = ()) -> NationalRecord:
    level: tuple[Literal["commune", "province"], ...] = ("commune",)
    fees = [each.fee_text for each in rows if each.fee_text]
    return NationalRecord(
        code="1.004194",
        name="Đăng ký tạm trú",
        field="Đăng ký, quản lý cư trú",
        issuing_agency="Bộ Công an",
        level=level,
        executing_agency=None,
        applicants=(),
        channels=rows,
        working_days=None,
        fee_text="; ".join(fees) or None,
        documents=(),
        result=(),
        conditions=None,
        legal_basis=(),
        decision=None,
        quality=flags,
        source="Cổng Dịch vụ công quốc gia",
        url=None,
        as_of="2026-07",
    )


@pytest.mark.parametrize(
    ("amount", "unit", "vi", "en"),
    [
        (5, "working_day", "5 ngày làm việc", "5 working days"),
        (1, "working_day", "1 ngày làm việc", "1 working day"),
        (15, "day", "15 ngày", "15 days"),
        (2, "hour", "2 giờ", "2 hours"),
    ],
)
def test_a_known_time_is_said_with_its_unit(amount: int, unit: TimeUnit, vi: str, en: str) -> None:
    time = facts_of(record(row("in_person", amount, unit))).time
    assert time
    assert (time.vi, time.en) == (vi, en)


def test_a_bare_number_is_never_shown() -> None:
    assert facts_of(record(row("in_person", 3), flags=("time_unit_missing",))).time is None
    assert facts_of(record(row("in_person", 3))).time is None


def test_a_time_lost_on_one_way_is_lost_on_all() -> None:
    rows = (row("in_person", 3, "working_day"), row("online", 3))
    assert facts_of(record(*rows, flags=("time_unit_missing",))).time is None


def test_several_times_at_the_counter_are_a_range() -> None:
    rows = (row("in_person", 7, "working_day"), row("in_person", 2, "working_day"))
    time = facts_of(record(*rows, flags=("time_depends",))).time
    assert time
    assert time.vi == "Từ 2 đến 7 ngày làm việc, tuỳ trường hợp"


def test_times_of_two_units_are_not_compared() -> None:
    rows = (row("in_person", 7, "working_day"), row("in_person", 2, "day"))
    assert facts_of(record(*rows, flags=("time_depends",))).time is None


def test_the_counters_time_stands_first_and_other_ways_say_what_differs() -> None:
    rows = (row("in_person", 27, "working_day"), row("online", 17, "working_day"), row("postal", 27, "working_day"))
    facts = facts_of(record(*rows, flags=("time_differs",)))
    assert facts.time
    assert facts.time.vi == "27 ngày làm việc"
    assert [(way.kind, way.time and way.time.vi) for way in facts.ways] == [
        ("here", None),
        ("online", "17 ngày làm việc"),
        ("post", None),
    ]


@pytest.mark.parametrize(
    ("fee", "note", "vi", "en"),
    [
        ("Miễn phí", None, "Miễn phí", "Free"),
        ("0 đồng", None, "Miễn phí", "Free"),
        ("8.000 đồng", None, "8.000 đồng", "8,000 VND"),
        ("4.500.000 đồng", None, "4.500.000 đồng", "4,500,000 VND"),
        ("50.000 đồng", "/văn bản", "50.000 đồng/văn bản", "50,000 VND a document"),
        ("50.000 đồng", "/giao dịch. Cá nhân vay vốn…", "50.000 đồng/giao dịch", "50,000 VND a contract"),
        ("50.000 đồng", "/hộ kinh doanh lạ", "50.000 đồng", "50,000 VND"),
    ],
)
def test_a_known_fee_is_said_in_both_languages(fee: str, note: str | None, vi: str, en: str) -> None:
    said = facts_of(record(row("in_person", fee=fee, note=note))).fee
    assert said
    assert (said.vi, said.en) == (vi, en)


@pytest.mark.parametrize("flag", ["fee_suspicious", "fee_see_note", "fee_depends", "fee_missing"])
def test_a_doubtful_fee_is_never_shown(flag: Flag) -> None:
    assert facts_of(record(row("in_person", fee="Miễn phí"), flags=(flag,))).fee is None


def test_dollars_are_paid_abroad_and_not_shown() -> None:
    assert facts_of(record(row("in_person", fee="10 USD"))).fee is None


def test_the_fee_online_is_said_when_it_differs() -> None:
    rows = (row("in_person", fee="10.000 đồng"), row("online", fee="7.000 đồng"))
    facts = facts_of(record(*rows))
    assert facts.fee
    assert facts.fee.vi == "10.000 đồng"
    assert [(way.kind, way.fee and way.fee.en) for way in facts.ways] == [("here", None), ("online", "7,000 VND")]


def test_free_by_post_is_not_said_because_the_carrier_is_paid() -> None:
    rows = (row("in_person", fee="50.000 đồng"), row("postal", fee="Miễn phí"))
    assert [way.fee for way in facts_of(record(*rows)).ways] == [None, None]


def test_another_fee_by_post_is_said() -> None:
    rows = (row("in_person", fee="50.000 đồng"), row("postal", fee="60.000 đồng"))
    assert [way.fee and way.fee.vi for way in facts_of(record(*rows)).ways] == [None, "60.000 đồng"]


@pytest.mark.parametrize("flag", ["fee_suspicious", "fee_see_note", "fee_depends", "fee_missing"])
def test_a_doubtful_fee_is_not_said_of_any_way(flag: Flag) -> None:
    rows = (row("in_person", fee="50.000 đồng"), row("online", fee="Miễn phí"))
    assert [way.fee for way in facts_of(record(*rows, flags=(flag,))).ways] == [None, None]


def test_another_provinces_version_is_handed_in_elsewhere() -> None:
    rows = (row("in_person"), row("online"))
    ways = facts_of(record(*rows, flags=("local_variant",))).ways
    assert [way.kind for way in ways] == ["elsewhere", "online"]


def test_what_is_only_filed_online_has_the_time_of_that_way() -> None:
    time = facts_of(record(row("online", 5, "working_day"))).time
    assert time
    assert time.vi == "5 ngày làm việc"


def test_nothing_known_is_nothing_said() -> None:
    facts = facts_of(record(flags=("channels_missing", "documents_missing")))
    assert (facts.time, facts.fee, facts.ways) == (None, None, ())
