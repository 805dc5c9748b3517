"""The national exchange: sessions, a proxy that wraps answers, and its many fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kiosk.dossiers.provider import Found, NoAnswer, NotFound
from tests.kiosk.dossiers.asked_offices import AskedOffice, an_office
from tests.kiosk.dossiers.back_offices import ABSENT, National, never


@dataclass
class Both:
    office: AskedOffice
    bus: National

    def full(self, **changes: Any) -> Found:
        self.bus.changes = changes
        answer = self.office.ask(factor=self.office.right)
        assert isinstance(answer, Found)
        return answer


@pytest.fixture
def national(tmp_path: Path) -> Iterator[Both]:
    with an_office("national", tmp_path) as office:
        assert isinstance(office.behind, National)
        yield Both(office, office.behind)


def test_a_session_is_kept_and_opened_anew_when_it_has_ended(national: Both) -> None:
    national.full()
    national.full()
    assert (national.bus.sessions, national.bus.asked("login")) == (1, 1)
    national.bus.is_ended = True
    national.full()
    assert (national.bus.sessions, national.bus.asked("search")) == (2, 4)
    national.office.time.turn(600)
    national.full()
    assert national.bus.sessions == 3


def test_a_failure_with_a_fresh_session_is_one(national: Both) -> None:
    national.bus.fault = "401"
    assert national.office.ask() == NoAnswer("refused_device")
    assert national.bus.asked("login") == 1


def test_an_answer_wrapped_as_text_is_the_same_answer(national: Both) -> None:
    plain = national.full()
    national.bus.wraps = True
    assert national.full() == plain
    assert national.office.ask(ABSENT) == NotFound()
    assert national.office.ask(factor=national.office.wrong) == NotFound()


@pytest.mark.parametrize("status", ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "Đã trả kết quả"])
def test_national_states_are_as_they_are(national: Both, status: str) -> None:
    expected = 10 if status.startswith("Đ") else int(status)
    assert national.full(TrangThaiHoSo=status).dossier.status.code == expected


def test_the_last_open_supplement_counts(national: Both) -> None:
    closed = {"NoiDungBoSung": "Cũ", "NgayTiepNhanBoSung": "20261120080000"}
    opened = {
        "NoiDungBoSung": "Nộp bổ sung <b>bản chính</b> &amp; bản sao",
        "NgayBoSung": "20261124150000",
        "NgayHenTraMoi": "20261201160000",
        "NguoiYeuCauBoSung": never("officer"),
        "DanhSachGiayToBoSung": [{"TenGiayTo": "Giấy khai sinh", "DuongDan": never("link")}, {"TenGiayTo": ""}],
    }
    supplement = national.full(TrangThaiHoSo="5", DanhSachHoSoBoSung=[closed, opened]).dossier.supplement
    assert supplement is not None
    assert (supplement.text, supplement.items) == ("Nộp bổ sung bản chính & bản sao", ("Giấy khai sinh",))
    assert supplement.new_due_at is not None
    assert national.full(TrangThaiHoSo="5", DanhSachHoSoBoSung=[closed]).dossier.supplement is None


@pytest.mark.parametrize(
    ("fees", "amount"),
    [([{"Gia": "50000"}, {"Gia": 100000}], 150000), ([{"Gia": "50000"}, {"Gia": "?"}], None), ([], None), (None, None)],
)
def test_a_fee_is_a_sum_or_unknown(national: Both, fees: object, amount: int | None) -> None:
    payment = national.full(TrangThaiHoSo="6", DanhSachLePhi=fees).dossier.payment
    assert payment is not None
    assert (payment.amount_vnd, payment.paid) == (amount, False)


def test_identities_may_be_one_or_several(national: Both) -> None:
    for given in ({"SoDinhDanh": "031190004821"}, [{"SoDinhDanh": "012345678"}, {"SoDinhDanh": "031190004821"}]):
        assert national.full(DinhDanhCHS=given).dossier.detail == "full"


def test_results_by_post_and_channels(national: Both) -> None:
    dossier = national.full(HinhThuc="1", KenhThucHien="2", ChuHoSo="Công ty TNHH Sao Biển").dossier
    assert dossier.collect is not None
    assert (dossier.collect.postal, dossier.collect.place) == (True, "Quầy 3")
    assert (dossier.channel, dossier.owner_masked) == ("online", "Công ty TNHH Sao Biển")
