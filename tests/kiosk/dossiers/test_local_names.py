"""Names of procedures and units where a back-office sends only a code, or only a name."""

from __future__ import annotations

import pytest

from kiosk.dossiers.dossier import ProcedureOfDossier, Unit
from kiosk.dossiers.local_names import LocalNames, local_names, place_of
from tests.kiosk.dossiers.dossier_makers import a_code

BIRTH = ProcedureOfDossier("1.001193", "Đăng ký khai sinh", "Hộ tịch")
OTHER = ProcedureOfDossier("1.009999", "Đăng ký khai sinh", "Hộ tịch tỉnh khác")
NAMES = local_names([BIRTH, OTHER], {"H24": "Hải Phòng", "H24.15": "Trung tâm phường Ngô Quyền"})


@pytest.mark.parametrize(
    ("code", "name", "field", "procedure"),
    [
        ("1.001193", None, None, BIRTH),
        (None, "ĐĂNG KÝ khai  sinh", None, ProcedureOfDossier("1.001193", "ĐĂNG KÝ khai  sinh", "Hộ tịch")),
        ("1.009999", None, None, OTHER),
        ("9.999999", "Việc lạ", "Khác", ProcedureOfDossier("9.999999", "Việc lạ", "Khác")),
        ("1.001193", None, "Tư pháp", ProcedureOfDossier("1.001193", "Đăng ký khai sinh", "Tư pháp")),
        (None, None, None, ProcedureOfDossier(None, None, None)),
    ],
)
def test_a_procedure_is_completed(
    code: str | None, name: str | None, field: str | None, procedure: ProcedureOfDossier
) -> None:
    assert NAMES.procedure(code, name, field) == procedure


def test_a_unit_has_the_name_given_or_known_or_its_code() -> None:
    assert NAMES.unit(a_code(), "Sở Xây dựng", "G1") == Unit("G1", "Sở Xây dựng")
    assert NAMES.unit(a_code()).name == "Trung tâm phường Ngô Quyền"
    assert NAMES.unit(a_code("000.00.16.H24-210115-0001")).name == "000.00.16.H24 – Hải Phòng"
    assert NAMES.unit(a_code("BN-2026/00012")).name == ""


def test_a_place_is_a_name_and_never_a_code() -> None:
    assert place_of(NAMES.unit(a_code())) == "Trung tâm phường Ngô Quyền"
    assert place_of(LocalNames().unit(a_code())) is None
    assert place_of(LocalNames().unit(a_code("BN-2026/00012"))) is None
