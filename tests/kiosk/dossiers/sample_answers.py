"""Answers of the wire contract for the tests, taken from the demonstration office."""

from __future__ import annotations

from functools import cache
from typing import Any

from kiosk.dossiers.sample_office import SampleOffice, load_sample_office
from tests.kiosk.dossiers.dossier_makers import NOW, ON_TIME


@cache
def the_office() -> SampleOffice:
    """The demonstration office that comes with the program."""
    return load_sample_office()


def factor_of(code: str) -> str:
    """The last four digits that open a sample."""
    return str(next(entry["factor"] for entry in the_office().content["dossiers"] if entry["code"] == code))


def full_answer(code: str = ON_TIME, **changes: Any) -> dict[str, Any]:
    """A whole answer 200."""
    factor = {"kind": "id_last4", "value": factor_of(code)}
    return the_office().answer_lookup({"code": code, "entry": "scan", "factor": factor}, NOW).body | changes


def minimal_answer(code: str = ON_TIME, **changes: Any) -> dict[str, Any]:
    """The answer to a code alone."""
    return the_office().answer_lookup({"code": code, "entry": "scan"}, NOW).body | changes


def an_error(error: str, **extra: Any) -> dict[str, Any]:
    """The body of an error."""
    return {"error": error, "request_id": "", "message": "", **extra}
