"""The published description says exactly what the program checks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from kiosk.dossiers import answer_contract as contract
from tests.kiosk.dossiers.sample_answers import full_answer, minimal_answer

PUBLISHED = json.loads((Path(__file__).parents[3] / "docs" / "dossier-lookup.openapi.json").read_text("utf-8"))
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
