"""The published description says exactly what the program checks."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from kiosk.dossiers import answer_contract as contract
from kiosk.dossiers.answer_reading import AnswerReader
from kiosk.dossiers.http_provider import HttpProvider
from kiosk.dossiers.office_service import make_app
from kiosk.dossiers.provider import Factor, FactorNeeded, Found
from kiosk.time_source import TurnedTime
from tests.kiosk.dossiers.dossier_makers import ON_TIME, a_question
from tests.kiosk.dossiers.loopback_gateway import a_gateway, says
from tests.kiosk.dossiers.published_schema import PUBLISHED, breaches, schema_of
from tests.kiosk.dossiers.sample_answers import full_answer, minimal_answer, the_office

SCHEMAS = PUBLISHED["components"]["schemas"]
MODELS: dict[str, type[BaseModel]] = {
    "LookupRequest": contract.LookupRequest,
    "Factor": contract.FactorPart,
    "Dossier": contract.DossierAnswer,
    "Procedure": contract.ProcedurePart,
    "Status": contract.StatusPart,
    "Extension": contract.ExtensionPart,
    "Unit": contract.UnitPart,
    "Step": contract.StepPart,
    "Supplement": contract.SupplementPart,
    "Payment": contract.PaymentPart,
    "Collect": contract.CollectPart,
    "Error": contract.ErrorAnswer,
}
RULES = ("format", "minimum", "maximum", "minLength", "maxLength", "pattern")


def said(schema: dict[str, Any]) -> dict[str, Any]:
    """One field in comparable words, from either side."""
    choices = schema.get("anyOf") or schema.get("oneOf") or [schema]
    real: dict[str, Any] = next((choice for choice in choices if choice.get("type") != "null"), {})
    types = real.get("type", [])
    names = set([types] if isinstance(types, str) else types)
    return {
        "may_be_null": len(choices) > 1 or "null" in names,
        "type": sorted(names - {"null"}),
        "enum": sorted(value for value in real.get("enum", []) if value is not None),
        "part": real.get("$ref", "").rpartition("/")[2].removesuffix("Part"),
        "items": said(real["items"]) if "items" in real else None,
        **{rule: real.get(rule) for rule in RULES},
    }


def test_every_part_is_published() -> None:
    assert SCHEMAS.keys() == MODELS.keys()


@pytest.mark.parametrize("name", MODELS)
def test_the_fields_of_a_part_are_the_published_ones(name: str) -> None:
    checked = MODELS[name].model_json_schema()
    published = SCHEMAS[name]
    assert {field: said(schema) for field, schema in published["properties"].items()} == {
        field: said(schema) for field, schema in checked["properties"].items()
    }
    assert set(checked.get("required", [])) <= set(published["required"])


@pytest.mark.parametrize("answer", [full_answer(), minimal_answer(), full_answer("H24.15-261109-0017")])
def test_the_demonstration_office_sends_every_published_field(answer: dict[str, Any]) -> None:
    assert answer.keys() == SCHEMAS["Dossier"]["properties"].keys() == set(SCHEMAS["Dossier"]["required"])
    for step in answer["steps"]:
        assert step.keys() == SCHEMAS["Step"]["properties"].keys()


def test_the_paths_are_those_of_the_program() -> None:
    assert {path: list(methods) for path, methods in PUBLISHED["paths"].items()} == {
        contract.PATH: ["post"],
        contract.HEALTH_PATH: ["get"],
    }


def test_every_error_is_published_with_its_status() -> None:
    responses = PUBLISHED["paths"][contract.PATH]["post"]["responses"]
    errors = SCHEMAS["Error"]["properties"]["error"]["enum"]
    told = " ".join(response["description"] for response in responses.values())
    assert [error for error in errors if error not in told] == []
    assert {"200", "400", "401", "403", "404", "409", "422", "429", "500", "502", "503", "504"} <= responses.keys()


def test_every_reference_leads_somewhere() -> None:
    text = json.dumps(PUBLISHED)
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named == SCHEMAS.keys()


def answered(question: object, *, method: str = "POST") -> tuple[int, Any]:
    """Status and body of the demonstration office."""
    heard: list[str] = []

    def start_response(status: str, _headers: object, _trouble: object = None) -> Any:
        heard.append(status)

    app = make_app(the_office(), TurnedTime(), pause=lambda _seconds: None)
    body = question if isinstance(question, bytes) else json.dumps(question).encode()
    environ = {"PATH_INFO": contract.PATH, "REQUEST_METHOD": method, "CONTENT_LENGTH": str(len(body))}
    content = b"".join(app(environ | {"wsgi.input": io.BytesIO(body)}, start_response))
    return int(heard[0][:3]), json.loads(content)


def every_answer() -> Iterator[tuple[int, Any]]:
    """What the office says about each of its dossiers, scanned, typed and proven, and to every bad question."""
    content = the_office().content
    factors = {entry["code"]: entry["factor"] for entry in content["dossiers"]}
    for code in (*factors, *(entry["code"] for entry in content["behaviours"]), "H24.15-261125-9999", "x-1-x-1"):
        for entry in ("scan", "typed"):
            yield answered({"code": code, "entry": entry})
            factor = {"kind": "id_last4", "value": factors.get(code, "0000")}
            yield answered({"code": code, "entry": entry, "factor": factor})
    yield from (answered(bad) for bad in (b"{", b"x" * 9000, {"code": ON_TIME}))
    yield answered({"code": ON_TIME, "entry": "scan"}, method="PUT")


def test_every_answer_of_the_demonstration_office_is_one_as_published() -> None:
    seen = set()
    for status, body in every_answer():
        assert list(breaches(schema_of(status), body)) == []
        seen.add(status)
    assert seen == {200, 400, 403, 404, 405, 409, 413, 422, 429, 503, 504}


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"as_of": None}, "answer.as_of"),
        ({"due_at": "on Friday"}, "answer.due_at"),
        ({"status": {"code": 11, "label": "", "group": "progress"}}, "answer.status.code"),
        ({"status": {"code": 4, "label": "", "group": "elsewhere"}}, "answer.status.group"),
        ({"steps": [{"label": 3, "where": None, "state": "next", "at": None}]}, "answer.steps[0].label"),
        ({"payment": {"amount_vnd": -1, "paid": False, "pay_by": None, "where": None}}, "answer.payment"),
        ({"detail": "everything"}, "answer.detail"),
        ({"unit": None}, "answer.unit"),
    ],
)
def test_what_is_not_as_published_the_program_refuses_too(changes: dict[str, Any], place: str) -> None:
    answer = full_answer(**changes)
    assert any(breach.startswith(place) for breach in breaches(schema_of(200), answer))
    assert not isinstance(AnswerReader().read(ON_TIME, 200, json.dumps(answer).encode()), Found)


def test_a_question_of_the_program_is_one_as_published() -> None:
    factors = (None, Factor("id_last4", "4821"), Factor("secret", "A7k2"), Factor("id", "031190123456"))
    with a_gateway(*[says(403, {"error": "factor_required", "kinds": ["secret"]})] * len(factors)) as gateway:
        for factor in factors:
            assert HttpProvider(gateway.address).ask(a_question(factor=factor)) == FactorNeeded(("secret",))
    for _, asked in gateway.heard:
        assert list(breaches(SCHEMAS["LookupRequest"], asked, "question")) == []
