"""An iGate-like system: its token, its languages, and how little of an applicant is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.dossiers.provider import Found, NoAnswer, NotFound
from tests.kiosk.dossiers.asked_offices import AskedOffice, an_office
from tests.kiosk.dossiers.back_offices import IGate
from tests.kiosk.dossiers.dossier_makers import ON_TIME


@dataclass
class Both:
    office: AskedOffice
    system: IGate

    def full(self) -> Found:
        answer = self.office.ask(factor=self.office.right)
        assert isinstance(answer, Found)
        return answer


@pytest.fixture
def igate(tmp_path: Path) -> Iterator[Both]:
    with an_office("igate", tmp_path) as office:
        assert isinstance(office.behind, IGate)
        yield Both(office, office.behind)


def test_a_token_is_kept_until_shortly_before_it_ends(igate: Both) -> None:
    for seconds, tokens in ((0, 1), (200, 1), (69, 1), (2, 2), (0, 2)):
        igate.office.time.turn(seconds)
        igate.full()
        assert igate.system.tokens == tokens


def test_a_token_that_ended_early_is_fetched_anew_once(igate: Both) -> None:
    igate.full()
    igate.system.spent.add("token-1")
    igate.full()
    assert (igate.system.tokens, igate.system.asked("search")) == (2, 3)


def test_a_fresh_token_that_is_refused_is_not_fetched_again(igate: Both) -> None:
    igate.system.fault = "401"
    assert igate.office.ask() == NoAnswer("refused_device")
    assert igate.system.tokens == 1
    igate.system.fault = None
    igate.full()


def test_a_token_without_an_end_is_kept_a_little(igate: Both) -> None:
    igate.system.lasts_s = None  # type: ignore[assignment]
    igate.full()
    igate.office.time.turn(31)
    igate.full()
    assert igate.system.tokens == 2


@pytest.mark.parametrize(
    "translate",
    [
        [{"name": None}, {"name": "Xác nhận tình trạng hôn nhân"}],
        {"vi": {"name": "xác nhận   TÌNH TRẠNG hôn nhân"}, "en": {"name": "Marital status"}},
    ],
)
def test_a_procedure_is_found_in_the_catalogue_by_its_name(igate: Both, translate: object) -> None:
    igate.system.changes = {"procedure": {"translate": translate}}
    procedure = igate.full().dossier.procedure
    assert (procedure.code, procedure.field) == ("1.004873", "Hộ tịch")


@pytest.mark.parametrize(("name", "channel"), [("Trực tuyến", "online"), ("Bưu chính", "postal"), ("Zalo", None)])
def test_how_it_was_filed(igate: Both, name: str, channel: str | None) -> None:
    igate.system.changes = {"applyMethod": {"name": name}}
    assert igate.full().dossier.channel == channel


def test_other_records_of_the_same_page_do_not_count(igate: Both) -> None:
    assert igate.office.ask("H24.15-261124-0002") == NoAnswer("ambiguous")
    igate.system.changes = {"code": "H24.15-261124-0009"}
    assert igate.office.ask("H24.15-261124-0002") == NotFound()


def test_without_leave_to_read_a_number_nobody_gets_more_than_a_little(tmp_path: Path) -> None:
    with an_office("igate", tmp_path, applicant_id_field="") as office:
        scanned = office.ask(factor=office.right)
        typed = office.ask(entry="typed", factor=office.right)
    assert isinstance(scanned, Found)
    assert (scanned.dossier.detail, scanned.dossier.owner_masked) == ("minimal", None)
    assert typed == NotFound()


def test_the_code_is_asked_for_as_it_is_read(igate: Both) -> None:
    igate.office.ask("03115/2026/04417")
    _, path, query, _ = igate.system.heard[-1]
    assert (path, query) == (
        "/pa/dossier-search/dvc",
        {"page": "0", "size": "10", "spec": "slice", "code": "03115/2026/04417"},
    )
    assert ON_TIME not in str(igate.system.heard)
