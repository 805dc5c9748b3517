"""The demonstration office: who may see what, and samples that always look like today."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.dossiers.answer_contract import DossierAnswer
from kiosk.dossiers.answer_reading import AnswerReader
from kiosk.dossiers.dossier import Dossier
from kiosk.dossiers.masking import is_masked
from kiosk.dossiers.provider import Found
from kiosk.dossiers.sample_office import SAMPLE_FILE, OfficeReply, Policy, SampleOffice, load_sample_office
from kiosk.dossiers.standing import days_late, days_left, look_state
from kiosk.dossiers.working_days import WorkingDays
from kiosk.time_source import HERE
from tests.kiosk.dossiers.dossier_makers import NOW, ON_TIME
from tests.kiosk.dossiers.sample_answers import factor_of, the_office

UNKNOWN = "H24.15-261125-9999"
RIGHT, WRONG = {"kind": "id_last4", "value": factor_of(ON_TIME)}, {"kind": "id_last4", "value": "0000"}
DAYS = WorkingDays()
ALL_CODES = [entry["code"] for entry in the_office().content["dossiers"]]


def ask(code: str, entry: str = "scan", factor: object = None, *, policy: Policy = "standard") -> OfficeReply:
    office = load_sample_office(policy=policy)
    return office.answer_lookup({"code": code, "entry": entry, "factor": factor}, NOW, "an-id")


def dossier_at(code: str, now: datetime, office: SampleOffice | None = None) -> Dossier:
    factor = {"kind": "id_last4", "value": factor_of(code)}
    reply = (office or the_office()).answer_lookup({"code": code, "entry": "scan", "factor": factor}, now)
    outcome = AnswerReader().read(code, reply.status, json.dumps(reply.body).encode())
    assert isinstance(outcome, Found)
    return outcome.dossier


@pytest.mark.parametrize(
    ("policy", "entry", "factor", "outcome"),
    [
        ("open", "scan", None, "minimal"),
        ("open", "typed", None, "minimal"),
        ("standard", "scan", None, "minimal"),
        ("standard", "typed", None, "factor_required"),
        ("strict", "scan", None, "factor_required"),
        ("strict", "typed", None, "factor_required"),
        ("open", "typed", RIGHT, "full"),
        ("standard", "typed", RIGHT, "full"),
        ("strict", "scan", RIGHT, "full"),
        ("standard", "scan", {"kind": "id", "value": "03119012" + factor_of(ON_TIME)}, "full"),
        ("open", "scan", WRONG, "factor_wrong"),
        ("standard", "typed", WRONG, "factor_wrong"),
        ("standard", "scan", {"kind": "secret", "value": factor_of(ON_TIME)}, "factor_wrong"),
        ("standard", "scan", {"kind": "phone_last4", "value": factor_of(ON_TIME)}, "factor_wrong"),
    ],
)
def test_the_policy_decides_what_is_shown(policy: Policy, entry: str, factor: object, outcome: str) -> None:
    body = ask(ON_TIME, entry, factor, policy=policy).body
    assert body.get("detail") or body["error"] == outcome
    assert body.get("detail", outcome) == outcome


@pytest.mark.parametrize("code", [ON_TIME, UNKNOWN, "H24.03-261112-0008"])
def test_a_typed_code_asks_for_the_second_fact_whether_or_not_it_exists(code: str) -> None:
    reply = ask(code, "typed")
    assert (reply.status, reply.body["error"]) == (403, "factor_required")


@pytest.mark.parametrize(
    ("request_", "status", "error"),
    [
        ({"code": UNKNOWN, "entry": "scan"}, 404, "not_found"),
        ({"code": "H24.03-261112-0008", "entry": "scan"}, 404, "other_unit"),
        ({"code": "H24.22-261125-0001", "entry": "scan"}, 404, "other_unit"),
        ({"code": "H24.99-261125-0001", "entry": "scan"}, 404, "not_found"),
        ({"code": "031190123456", "entry": "scan"}, 422, "code_unreadable"),
        ({"code": "h24.15-261124-0037", "entry": "scan"}, 422, "code_unreadable"),
        ({"code": "1.001193", "entry": "scan"}, 422, "code_unreadable"),
        ({"code": "A-123", "entry": "scan"}, 400, "bad_request"),
        ({"code": ON_TIME}, 400, "bad_request"),
        ({"code": ON_TIME, "entry": "guessed"}, 400, "bad_request"),
        ([], 400, "bad_request"),
        (None, 400, "bad_request"),
        ({"code": "H24.15-261125-0404", "entry": "scan"}, 404, "not_found"),
        ({"code": "H24.15-261125-0409", "entry": "scan"}, 409, "ambiguous"),
        ({"code": "H24.15-261125-0503", "entry": "typed"}, 503, "upstream_unavailable"),
        ({"code": "H24.15-261125-0504", "entry": "scan"}, 504, "upstream_timeout"),
    ],
)
def test_errors_are_those_of_the_contract_and_repeat_nothing(request_: Any, status: int, error: str) -> None:
    reply = the_office().answer_lookup(request_, NOW, "an-id")
    assert (reply.status, reply.body["error"], reply.body["request_id"]) == (status, error, "an-id")
    assert not (isinstance(request_, dict) and request_["code"] in json.dumps(reply.body))


def test_a_limited_office_says_for_how_long() -> None:
    assert ask("H24.15-261125-0429")[::2] == (429, {"Retry-After": "120"})


def test_a_slow_sample_answers_like_the_one_it_copies_under_its_own_code() -> None:
    reply = ask("H24.15-261125-0990")
    assert (reply.status, reply.delay_s) == (200, 6.5)
    assert reply.body == ask(ON_TIME).body | {"code": "H24.15-261125-0990"}


@pytest.mark.parametrize("code", ALL_CODES)
def test_every_sample_keeps_the_contract_and_no_full_name(code: str) -> None:
    entry = next(entry for entry in the_office().content["dossiers"] if entry["code"] == code)
    answer = DossierAnswer.model_validate_json(json.dumps(entry))
    assert answer.owner_masked
    assert is_masked(answer.owner_masked)


def test_at_the_reference_moment_nothing_is_moved() -> None:
    for entry in the_office().content["dossiers"]:
        factor = {"kind": "id_last4", "value": entry["factor"]}
        reply = the_office().answer_lookup({"code": entry["code"], "entry": "scan", "factor": factor}, NOW)
        assert reply.body == {name: value for name, value in entry.items() if name != "factor"}


def counts(now: datetime) -> list[tuple[str, int | None, int]]:
    dossiers = [dossier_at(code, now) for code in ALL_CODES]
    return [(look_state(each, now), days_left(each, now, DAYS), days_late(each, now, DAYS)) for each in dossiers]


@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-26", "2026-11-30", "2026-12-31", "2027-02-08", "2031-07-15"])
def test_on_any_working_morning_the_samples_stand_as_on_the_first(day: str) -> None:
    assert counts(datetime.combine(date.fromisoformat(day), NOW.time(), HERE)) == counts(NOW)


def test_on_a_day_off_they_stand_as_on_the_last_working_day() -> None:
    saturday = datetime(2026, 11, 28, 9, 42, tzinfo=HERE)
    states, usual = (Counter(state for state, _, _ in counts(now)) for now in (saturday, NOW))
    due_on_the_last_day = sum(left == 0 for _, left, _ in counts(NOW))
    assert states["late"] == usual["late"] + due_on_the_last_day
    assert states["ready"] == usual["ready"] == 9


@given(st.integers(-300 * 24 * 60, 700 * 24 * 60), st.sampled_from(ALL_CODES))
def test_what_has_happened_never_lies_ahead(minutes: int, code: str) -> None:
    now = NOW + timedelta(minutes=minutes)
    dossier = dossier_at(code, now)
    happened = [dossier.submitted_at, dossier.received_at, dossier.finished_at, dossier.returned_at, dossier.as_of]
    assert all(each <= now for each in happened if each)
    assert not dossier.due_at or dossier.due_at.isoweekday() <= 5


def test_the_data_are_always_a_minute_old() -> None:
    late_evening = datetime(2027, 3, 6, 23, 5, tzinfo=HERE)
    assert dossier_at(ON_TIME, late_evening).as_of == late_evening - timedelta(minutes=1)


def test_a_holiday_of_the_office_is_stepped_over() -> None:
    content = dict(the_office().content)
    content["office"] = content["office"] | {"holidays": [{"date": "2026-11-30", "kind": "off"}]}
    thursday = datetime(2026, 11, 26, 9, 42, tzinfo=HERE)
    assert dossier_at(ON_TIME, thursday, SampleOffice(content)).due_at == datetime(2026, 12, 1, 14, tzinfo=HERE)


def test_the_sample_file_is_canonical() -> None:
    text = Path(SAMPLE_FILE).read_text("utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
