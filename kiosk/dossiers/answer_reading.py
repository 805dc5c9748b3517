"""HTTP answer -> ProviderAnswer: the one place that decides what an answer means, whoever carried it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from kiosk.dossiers.answer_contract import DossierAnswer, ErrorAnswer, ExtensionPart, StepPart, SupplementPart
from kiosk.dossiers.dossier import (
    Collect,
    Dossier,
    Extension,
    Payment,
    ProcedureOfDossier,
    Status,
    Step,
    Supplement,
    Unit,
)
from kiosk.dossiers.masking import ORGANISATION_WORDS, masked_name
from kiosk.dossiers.provider import (
    FactorNeeded,
    Found,
    NoAnswer,
    NotFound,
    OtherOffice,
    ProviderAnswer,
    TooManyTries,
    WhyNoAnswer,
)

Model = TypeVar("Model", bound=BaseModel)
# Asked again this soon when a gateway limits us without saying for how long.
USUAL_PAUSE_S = 60
NO_ANSWER_OF_STATUS: dict[int, WhyNoAnswer] = {
    401: "refused_device",
    403: "refused_device",
    409: "ambiguous",
    500: "server_error",
    502: "server_error",
    503: "server_error",
    504: "timeout",
}


@dataclass(frozen=True, slots=True)
class AnswerReader:
    """Reads answers to one kiosk; organisation_words: see masking.py."""

    organisation_words: Sequence[str] = ORGANISATION_WORDS

    def read(self, asked_code: str, status: int, body: bytes, retry_after_s: int | None = None) -> ProviderAnswer:
        """What an answer means.

        asked_code     canonical code of the question; a dossier of any other code is a broken answer.
        status         HTTP status; body: not larger than the reader of the network allowed.
        retry_after_s  how long the other side wants to be left alone, see `retry_after.py`; None: it did not say.
        """
        if status == 200:
            return self._dossier(asked_code, body)
        error = _parsed(ErrorAnswer, body)
        match status, error and error.error:
            case (403, "factor_wrong") | (404, "not_found") | (422, _):
                return NotFound()
            case 429, _:
                return TooManyTries(retry_after_s or USUAL_PAUSE_S)
            case (403, "factor_required") | (404, "other_unit"):
                return _with_details(error)
            case _:
                pause_s = retry_after_s if status >= 500 else None
                return NoAnswer(_why(status, error), pause_s or 0)

    def _dossier(self, asked_code: str, body: bytes) -> Found | NoAnswer:
        answer = _parsed(DossierAnswer, body)
        if answer is None or answer.code != asked_code:
            return NoAnswer("broken_answer")
        return Found(_dossier(answer, masked_name(answer.owner_masked, organisation_words=self.organisation_words)))


def _parsed(model: type[Model], body: bytes) -> Model | None:
    try:
        return model.model_validate_json(body)
    except ValidationError:
        return None


def _with_details(error: ErrorAnswer | None) -> FactorNeeded | OtherOffice | NoAnswer:
    if error and error.error == "factor_required" and error.kinds:
        return FactorNeeded(tuple(error.kinds))
    if error and error.error == "other_unit" and error.unit:
        return OtherOffice(error.unit.name)
    return NoAnswer("broken_answer")


def _why(status: int, error: ErrorAnswer | None) -> WhyNoAnswer:
    if error and error.error == "bad_request":
        return "bad_request"
    if known := NO_ANSWER_OF_STATUS.get(status):
        return known
    # A 404 that is not in our words comes from a wrong address: it says nothing about a dossier.
    return "broken_answer" if status < 400 or status == 404 else "bad_request" if status < 500 else "server_error"


def _dossier(answer: DossierAnswer, owner: str | None) -> Dossier:
    return Dossier(
        code=answer.code,
        procedure=ProcedureOfDossier(**answer.procedure.model_dump()),
        status=Status(**answer.status.model_dump()),
        unit=Unit(**answer.unit.model_dump()),
        detail=answer.detail,
        source=answer.source,
        as_of=answer.as_of,
        submitted_at=answer.submitted_at,
        received_at=answer.received_at,
        due_at=answer.due_at,
        finished_at=answer.finished_at,
        returned_at=answer.returned_at,
        extension=_extension(answer.extension),
        channel=answer.channel,
        steps=tuple(_step(step) for step in answer.steps),
        supplement=_supplement(answer.supplement),
        payment=Payment(**answer.payment.model_dump()) if answer.payment else None,
        collect=Collect(**answer.collect.model_dump()) if answer.collect else None,
        reason=answer.reason,
        owner_masked=owner,
    )


def _extension(part: ExtensionPart | None) -> Extension | None:
    return Extension(**part.model_dump()) if part else None


def _step(part: StepPart) -> Step:
    return Step(**part.model_dump())


def _supplement(part: SupplementPart | None) -> Supplement | None:
    return Supplement(**part.model_dump() | {"items": tuple(part.items)}) if part else None
