"""The same questions to every system in use: the same answers, and every fault is a value."""

from __future__ import annotations

import logging
import time as system_time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import get_args

import pytest

from kiosk.dossiers.provider import (
    Entry,
    FactorKind,
    FactorNeeded,
    Found,
    NoAnswer,
    NotFound,
    OtherOffice,
    ProviderAnswer,
    TooManyTries,
)
from kiosk.dossiers.status_map import UNKNOWN
from kiosk.time_source import HERE
from tests.kiosk.dossiers.asked_offices import AskedOffice, an_office
from tests.kiosk.dossiers.back_offices import ABSENT, ELSEWHERE, TWICE, UNMAPPED, Fault, StandIn
from tests.kiosk.dossiers.dossier_makers import ON_TIME, REQUEST_ID, a_question, last_four

SYSTEMS = ("igate", "opencps", "national")
BROKEN, SERVER, TIMEOUT = NoAnswer("broken_answer"), NoAnswer("server_error"), NoAnswer("timeout")
IMPATIENT = {"total_timeout_s": 0.8}


@pytest.fixture(autouse=True)
def _quiet_stand_ins(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="waitress")


@pytest.fixture(params=[*SYSTEMS, "file"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AskedOffice]:
    with an_office(request.param, tmp_path) as asked:
        yield asked


@pytest.fixture(params=SYSTEMS)
def system(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AskedOffice]:
    with an_office(request.param, tmp_path) as asked:
        yield asked


def behind(office: AskedOffice) -> StandIn:
    assert office.behind is not None
    return office.behind


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=HERE)


def test_a_scan_alone_tells_little(office: AskedOffice) -> None:
    answer = office.ask()
    assert isinstance(answer, Found)
    dossier = answer.dossier
    assert (dossier.detail, dossier.code, dossier.status.code, dossier.status.label) == (
        "minimal", ON_TIME, 4, "Đang xử lý",
    )  # fmt: skip
    assert (dossier.received_at, dossier.due_at, dossier.finished_at) == (at(24, 9, 12), at(27, 14), None)
    assert (dossier.procedure.code, dossier.procedure.name, dossier.procedure.field) == (None, None, "Hộ tịch")
    assert (dossier.owner_masked, dossier.channel, dossier.submitted_at, dossier.steps) == (None, None, None, ())
    assert dossier.source == "Hệ thống một cửa"


@pytest.mark.parametrize("entry", ["scan", "typed"])
def test_the_right_second_fact_tells_all(office: AskedOffice, entry: str) -> None:
    answer = office.ask(entry="typed" if entry == "typed" else "scan", factor=office.right)
    assert isinstance(answer, Found)
    dossier = answer.dossier
    assert (dossier.detail, dossier.procedure.name) == ("full", "Xác nhận tình trạng hôn nhân")
    assert dossier.submitted_at == at(24, 9, 12)
    assert dossier.owner_masked == (None if office.kind == "file" else "N*** V*** H***")
    assert all(moment is None or moment.utcoffset() for moment in (dossier.due_at, dossier.as_of))


def test_a_wrong_second_fact_looks_like_a_dossier_that_is_not_there(office: AskedOffice) -> None:
    for code in (ON_TIME, ABSENT, ELSEWHERE):
        for factor in (office.wrong, *([] if code == ON_TIME else [office.right])):
            assert office.ask(code, factor=factor) == NotFound()
    assert office.ask(ABSENT) == NotFound()


def test_a_scan_of_another_office_is_sent_there(office: AskedOffice) -> None:
    assert office.ask(ELSEWHERE) == OtherOffice("H24.03 – Thành phố Hải Phòng")


def test_who_typed_is_asked_for_a_second_fact_whether_or_not_the_code_exists(office: AskedOffice) -> None:
    kinds: dict[str, tuple[FactorKind, ...]] = {
        "opencps": ("secret", "id_last4", "phone_last4"),
        "national": ("id_last4", "phone_last4"),
    }
    for code in (ON_TIME, ABSENT, ELSEWHERE):
        assert office.ask(code, "typed") == FactorNeeded(kinds.get(office.kind, ("id_last4",)))
    assert office.behind is None or office.behind.heard == []


def test_two_records_of_one_code_are_nobodys(office: AskedOffice) -> None:
    expected: ProviderAnswer = NotFound() if office.kind == "opencps" else NoAnswer("ambiguous")
    assert office.ask(TWICE) == expected


def test_a_status_nobody_knows_is_being_handled(office: AskedOffice) -> None:
    answer = office.ask(UNMAPPED)
    assert isinstance(answer, Found)
    assert answer.dossier.status == UNKNOWN
    assert answer.dossier.status.label == "Đang xử lý – xin hỏi quầy"


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("500", SERVER),
        ("503", NoAnswer("server_error", 120)),
        ("504", TIMEOUT),
        ("400", NoAnswer("bad_request")),
        ("401", NoAnswer("refused_device")),
        ("429", TooManyTries(120)),
        ("garbage", BROKEN),
        ("html", BROKEN),
        ("empty", BROKEN),
        ("list", BROKEN),
        ("deep", BROKEN),
        ("huge", BROKEN),
        ("redirect", BROKEN),
        ("drop", BROKEN),
    ],
)
def test_every_fault_is_a_value(system: AskedOffice, fault: Fault, expected: ProviderAnswer) -> None:
    behind(system).fault = fault
    assert system.ask(factor=system.right) == expected


@pytest.mark.parametrize("kind", SYSTEMS)
@pytest.mark.parametrize("fault", ["drip", "silent"])
def test_nobody_waits_longer_than_the_total_time(kind: str, fault: Fault, tmp_path: Path) -> None:
    with an_office(kind, tmp_path, **IMPATIENT) as system:
        behind(system).fault = fault
        began_s = system_time.monotonic()
        assert system.ask() == TIMEOUT
        assert system_time.monotonic() - began_s < 4 * IMPATIENT["total_timeout_s"]


@pytest.mark.parametrize("kind", SYSTEMS)
def test_a_system_that_is_not_there_is_a_value(kind: str, tmp_path: Path) -> None:
    with an_office(kind, tmp_path) as system:
        pass
    assert system.ask() == NoAnswer("unreachable")


def test_a_passing_failure_is_asked_once_more_unless_a_pause_is_wanted(system: AskedOffice) -> None:
    behind(system).fault, behind(system).faults_left = "504", 1
    assert isinstance(system.ask(), Found)
    assert behind(system).asked("search") == 2
    behind(system).fault, behind(system).faults_left = "503", 1
    assert system.ask() == NoAnswer("server_error", 120)
    assert behind(system).asked("search") == 3


@pytest.mark.parametrize(
    ("fault", "expected"),
    [("401", NoAnswer("refused_device")), ("500", SERVER), ("html", BROKEN), ("redirect", BROKEN), ("huge", BROKEN)],
)
@pytest.mark.parametrize("kind", ["igate", "national"])
def test_a_log_in_that_fails_is_a_value(kind: str, fault: Fault, expected: ProviderAnswer, tmp_path: Path) -> None:
    with an_office(kind, tmp_path) as system:
        behind(system).fault, behind(system).fault_at = fault, "login"
        assert system.ask() == expected
        assert behind(system).asked("search") == 0


@pytest.mark.parametrize("kind", ["igate", "national"])
def test_a_refused_password_is_not_sent_again_for_a_minute(kind: str, tmp_path: Path) -> None:
    with an_office(kind, tmp_path) as system:
        (tmp_path / "secret").write_text("another\n")
        assert [system.ask() for _ in range(3)] == [NoAnswer("refused_device")] * 3
        assert behind(system).asked("login") == 1
        (tmp_path / "secret").write_text("mật khẩu: dài & lạ\n", "utf-8")
        system.time.turn(61)
        assert isinstance(system.ask(), Found)


@pytest.mark.parametrize("kind", ["igate", "national"])
def test_a_password_that_cannot_be_read_is_not_sent(kind: str, tmp_path: Path) -> None:
    with an_office(kind, tmp_path) as system:
        (tmp_path / "secret").unlink()
        assert system.ask() == NoAnswer("refused_device")
        assert behind(system).heard == []


@pytest.mark.parametrize("policy", ["open", "standard", "strict"])
@pytest.mark.parametrize("kind", [*SYSTEMS, "file"])
def test_the_policy_decides_who_sees_a_little(kind: str, policy: str, tmp_path: Path) -> None:
    with an_office(kind, tmp_path, policy=policy) as office:
        seen = [isinstance(office.ask(entry=entry), Found) for entry in get_args(Entry)]
    assert seen == {"open": [True, True], "standard": [True, False], "strict": [False, False]}[policy]


def test_odd_fields_are_empty_ones(system: AskedOffice) -> None:
    odd: dict[str, dict[str, object]] = {
        "igate": {"appointmentDate": "9999-99-99", "appliedDate": {"a": 1}, "applyMethod": None, "procedure": None},
        "opencps": {
            "dueDate": "99/99/9999 00:00:00",
            "submitDate": 12,
            "online": "x",
            "receiveDate": [],
            "viaPostal": {},
        },
        "national": {"NgayHenTra": "30261127140000", "NgayTiepNhan": "soon", "KenhThucHien": 9, "DanhSachLePhi": None},
    }
    behind(system).changes = dict(odd[system.kind])
    answer = system.ask(factor=system.right)
    assert isinstance(answer, Found)
    assert (answer.dossier.due_at, answer.dossier.received_at) == (None, None)
    assert "dossier-time-nonsense" in system.journal.names()


def test_an_answer_about_another_code_is_not_shown(system: AskedOffice) -> None:
    name = {"igate": "code", "opencps": "dossierNo", "national": "MaHoSo"}[system.kind]
    behind(system).changes = {name: "H24.15-261124-0038"}
    assert system.ask() == (BROKEN if system.kind == "opencps" else NotFound())


def test_both_sides_share_the_request_id(tmp_path: Path) -> None:
    for kind in ("igate", "opencps"):
        with an_office(kind, tmp_path) as system:
            system.ask()
            assert behind(system).heard[-1][3]["x_request_id"] == REQUEST_ID


def test_a_second_fact_of_a_kind_that_is_not_offered_opens_nothing(tmp_path: Path) -> None:
    with an_office("national", tmp_path, factors=("phone_last4",)) as system:
        assert system.ask(factor=last_four("4821")) == NotFound()
        phone = replace(last_four("6677"), kind="phone_last4")
        answer = system.provider.ask(a_question(factor=phone))
    assert isinstance(answer, Found)
    assert answer.dossier.detail == "full"
