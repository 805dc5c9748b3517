"""Many spellings, one agency; where several share the work, only what the table has together is said."""

from __future__ import annotations

import pytest

from kiosk.content.agencies import Agencies
from kiosk.content.editorial import EditorialAgency
from kiosk.content.national_record import NationalRecord
from kiosk.content.release import TextEntry
from kiosk.procedures.procedure import Flag


def agency(code: str, name: str, *, spelt: tuple[str, ...] = (), together: tuple[str, ...] = ()) -> EditorialAgency:
    return EditorialAgency(code=code, name=TextEntry(vi=name, en=name), spelt=spelt, together=together)


AGENCIES = Agencies(
    [
        agency("commune", "Uỷ ban nhân dân cấp xã", spelt=("UBND cấp xã", "Ủy ban Nhân dân xã, phường, thị trấn")),
        agency("police", "Công an cấp xã"),
        agency("provincial_police", "Công an tỉnh"),
        agency("any_police", "Công an xã hoặc tỉnh", together=("police", "provincial_police")),
    ]
)


def record(executing_agency: str | None, *flags: Flag) -> NationalRecord:
    return NationalRecord(
        code="1.004194",
        name="Đăng ký tạm trú",
        field="Đăng ký, quản lý cư trú",
        issuing_agency="Bộ Công an",
        level=("commune",),
        executing_agency=executing_agency,
        applicants=(),
        channels=(),
        working_days=None,
        fee_text=None,
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
    ("spelt", "code"),
    [
        ("Ủy ban nhân dân cấp xã", "commune"),
        ("Uỷ ban  Nhân dân cấp Xã", "commune"),
        ("Ủy ban Nhân dân xã, phường, thị trấn", "commune"),
        ("UBND cấp xã, Ủy ban nhân dân cấp xã", "commune"),
        ("Công an tỉnh, Công an cấp Xã", "any_police"),
        ("Công an cấp Xã, Công an tỉnh", "any_police"),
        ("UBND cấp xã, Công an tỉnh", None),
        ("UBND cấp xã, Sở Xây dựng", None),
        ("Sở Xây dựng", None),
        (None, None),
    ],
)
def test_an_agency_is_known_by_any_of_its_spellings(spelt: str | None, code: str | None) -> None:
    assert AGENCIES.of(record(spelt)) == code


@pytest.mark.parametrize("flag", ["agency_missing", "agency_outdated", "local_variant"])
def test_a_doubtful_agency_is_none(flag: Flag) -> None:
    assert AGENCIES.of(record("UBND cấp xã", flag)) is None
