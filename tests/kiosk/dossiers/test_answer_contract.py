"""What an answer means, and which answers are refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from kiosk.dossiers.answer_contract import DossierAnswer, LookupRequest, minimal_of
from kiosk.dossiers.answer_reading import AnswerReader
from kiosk.dossiers.dossier import Dossier
from kiosk.dossiers.provider import Found, NoAnswer, ProviderAnswer
from tests.kiosk.dossiers.dossier_makers import ON_TIME, at
from tests.kiosk.dossiers.sample_answers import full_answer, minimal_answer

EXTENDED = "H24.15-261109-0017"
BROKEN = NoAnswer("broken_answer")


def read(answer: dict[str, Any]) -> ProviderAnswer:
    return AnswerReader().read(str(answer.get("code")), 200, json.dumps(answer).encode())


def found(answer: dict[str, Any]) -> Dossier:
    outcome = read(answer)
    assert isinstance(outcome, Found)
    return outcome.dossier


def test_a_full_answer_becomes_a_dossier() -> None:
    dossier = found(full_answer())
    assert dossier.code == ON_TIME
    assert dossier.due_at == at("11-27", 14)
    assert dossier.owner_masked == "N*** V*** H***"
    assert [step.state for step in dossier.steps] == ["done", "current", "next", "next"]
    assert (dossier.collect and dossier.collect.counter, dossier.detail) == ("3", "full")


def test_every_part_of_an_answer_arrives() -> None:
    supplement = found(full_answer("H24.15-261120-0029")).supplement
    assert supplement
    assert supplement.items == ("Giấy chứng sinh có dấu của cơ sở y tế (bản chính)",)
    payment = found(full_answer("H24.15-261104-0019")).payment
    assert payment
    assert (payment.amount_vnd, payment.paid) == (18_750_000, False)
    extension = found(full_answer(EXTENDED)).extension
    assert extension
    assert extension.previous_due_at == at("11-12")


def test_a_minimal_answer_tells_only_state_promise_and_place() -> None:
    dossier = found(minimal_answer(EXTENDED))
    assert (dossier.procedure.name, dossier.procedure.field) == (None, "Hộ tịch")
    assert (dossier.owner_masked, dossier.steps, dossier.submitted_at) == (None, (), None)
    assert dossier.extension
    assert dossier.extension.reason is None
    assert dossier.due_at == at("11-27")


def test_unknown_fields_are_ignored_and_absent_ones_are_null() -> None:
    answer = full_answer(address="Số 1, đường A", steps=[])
    del answer["supplement"], answer["reason"], answer["collect"]
    assert found(answer).collect is None


def test_a_full_name_is_masked_again() -> None:
    assert found(full_answer(owner_masked="Ông Nguyễn Văn Hùng")).owner_masked == "Ông N*** V*** H***"


def test_an_organisation_keeps_its_name() -> None:
    assert found(full_answer(owner_masked="Công ty TNHH Sao Biển")).owner_masked == "Công ty TNHH Sao Biển"


@pytest.mark.parametrize(
    "written",
    ["2026-11-27T00:30:00+07:00", "2026-11-26T17:30:00Z", "2026-11-26T12:30:00.000-05:00", "2026-11-27T07:30:00+14:00"],
)
def test_a_time_of_any_offset_is_one_of_here(written: str) -> None:
    due_at = found(full_answer(due_at=written)).due_at
    assert due_at is not None
    assert due_at.isoformat() == "2026-11-27T00:30:00+07:00", "the screen shows its hour and its day"


@pytest.mark.parametrize(
    "never",
    ["0001-01-01T00:00:00+00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00",
     "1900-01-01T00:00:00+07:00", "2100-12-31T23:00:00Z"],
)  # fmt: skip
def test_the_ends_of_all_calendars_mean_that_there_is_no_date(never: str) -> None:
    assert found(full_answer(due_at=never)).due_at is None
    assert read(full_answer(as_of=never)) == BROKEN


def test_texts_are_one_line_of_what_can_be_read() -> None:
    dossier = found(full_answer(reason="Thiếu\r\n chữ\u202e ký\x00 " + "x" * 9999))
    assert dossier.reason is not None
    assert dossier.reason.startswith("Thiếu chữ ký xxx")
    assert len(dossier.reason) == 2000
    many = found(full_answer("H24.15-261120-0029", supplement={"items": ["Ảnh"] * 5000})).supplement
    assert many is not None
    assert len(many.items) == 60


@pytest.mark.parametrize(
    "changes",
    [
        {"due_at": "2026-11-27T14:00:00"},
        {"due_at": "2026-11-27"},
        {"due_at": 1795762800},
        {"due_at": "thứ Sáu"},
        {"as_of": None},
        {"status": {"code": 11, "label": "", "group": "progress"}},
        {"status": {"code": "4", "label": "", "group": "progress"}},
        {"status": {"code": 4, "label": "", "group": "elsewhere"}},
        {"status": {"label": "", "group": "progress"}},
        {"unit": None},
        {"channel": "pigeon"},
        {"detail": "everything"},
        {"steps": [{"label": "a", "where": None, "state": "current", "at": None}] * 2},
        {"payment": {"amount_vnd": 1.5, "paid": False}},
        {"payment": {"amount_vnd": -1, "paid": False}},
        {"payment": {"amount_vnd": 10**400, "paid": False}},
        {"collect": {"counter": 3, "postal": False}},
        {"extension": {"new_due_at": "2026-12-01T16:00:00+07:00"}},
        {"detail": "minimal"},
    ],
)
def test_an_answer_that_breaks_the_contract_is_refused(changes: dict[str, Any]) -> None:
    assert read(full_answer(**changes)) == BROKEN


@pytest.mark.parametrize("told", ["owner_masked", "reason", "channel", "submitted_at"])
def test_a_minimal_answer_that_tells_more_is_refused(told: str) -> None:
    assert read(full_answer() | minimal_of(full_answer(reason="x")) | {told: full_answer(reason="x")[told]}) == BROKEN


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"null", b"{}", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_answer_at_all_is_refused(body: bytes) -> None:
    assert AnswerReader().read(ON_TIME, 200, body) == BROKEN


def test_a_dossier_of_another_code_is_refused() -> None:
    body = json.dumps(full_answer("H24.15-261123-0018")).encode()
    assert AnswerReader().read(ON_TIME, 200, body) == BROKEN


def test_a_refused_answer_does_not_repeat_its_content() -> None:
    with pytest.raises(ValidationError) as refused:
        DossierAnswer.model_validate(full_answer(owner_masked=["Nguyễn Văn Hùng"]))
    assert "Hùng" not in str(refused.value)


@pytest.mark.parametrize(
    "factor",
    [
        {"kind": "id_last4", "value": "482"},
        {"kind": "id", "value": "4821"},
        {"kind": "id_last4", "value": "031190123456"},
    ],
)
def test_a_second_fact_has_the_length_of_its_kind(factor: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as refused:
        LookupRequest.model_validate({"code": ON_TIME, "entry": "scan", "factor": factor})
    assert factor["value"] not in str(refused.value)


def test_a_dossier_tells_nothing_when_it_is_written_down() -> None:
    assert repr(read(full_answer())) == "Found(dossier=<Dossier>)"
    assert repr(DossierAnswer.model_validate(full_answer())) == str(DossierAnswer.model_validate(full_answer()))
    assert str(LookupRequest(code=ON_TIME, entry="scan")) == "<LookupRequest>"
