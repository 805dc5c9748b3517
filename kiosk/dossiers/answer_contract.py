"""The wire contract of dossier look-ups: what is asked and answered as JSON, checked where it enters.

Unknown fields are ignored; a time without offset, a wrong type or a broken rule is a ValidationError without content.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from kiosk.dossiers.dossier import Channel, Detail, StatusGroup, StepState
from kiosk.dossiers.provider import Entry, FactorKind, Question

PATH = "/v1/dossier-lookups"
HEALTH_PATH = "/v1/health"
RFC_3339 = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})")
FACTOR_LENGTHS = {"secret": 4, "id_last4": 4, "phone_last4": 4, "id": 12}


def _moment(value: object) -> datetime:
    if not isinstance(value, str) or not RFC_3339.fullmatch(value):
        raise ValueError("a time is RFC 3339 with offset")
    return datetime.fromisoformat(value)


# pydantic alone would also read epoch numbers, bare dates and blanks in the middle.
Time = Annotated[AwareDatetime, BeforeValidator(_moment)]


class WirePart(BaseModel):
    """A part of a message; what stands in it never reaches an exception text or a log."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore", hide_input_in_errors=True)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    __str__ = __repr__


class FactorPart(WirePart):
    """The second fact: four or twelve characters, by its kind."""

    kind: FactorKind
    value: str = Field(pattern=r"^[0-9A-Za-z]{4}([0-9]{8})?$")

    @model_validator(mode="after")
    def _length_fits_kind(self) -> FactorPart:
        if len(self.value) != FACTOR_LENGTHS[self.kind]:
            raise ValueError("the value does not have the length of its kind")
        return self


class LookupRequest(WirePart):
    """What the kiosk asks; code: canonical form."""

    code: str = Field(min_length=6, max_length=40)
    entry: Entry
    factor: FactorPart | None = None


class ProcedurePart(WirePart):
    """See ProcedureOfDossier."""

    code: str | None = None
    name: str | None = None
    field: str | None = None


class StatusPart(WirePart):
    """See Status."""

    code: Annotated[int, Field(ge=1, le=10)] | None
    label: str
    group: StatusGroup


class ExtensionPart(WirePart):
    """See Extension."""

    decided_at: Time | None = None
    previous_due_at: Time | None = None
    new_due_at: Time
    reason: str | None = None


class UnitPart(WirePart):
    """See Unit."""

    code: str | None = None
    name: str


class StepPart(WirePart):
    """See Step."""

    label: str
    where: str | None = None
    state: StepState
    at: Time | None = None


def _one_place(steps: list[StepPart]) -> list[StepPart]:
    if sum(step.state == "current" for step in steps) > 1:
        raise ValueError("a dossier lies in one place")
    return steps


class SupplementPart(WirePart):
    """See Supplement."""

    requested_at: Time | None = None
    supply_by: Time | None = None
    text: str | None = None
    items: list[str] = []
    new_due_at: Time | None = None


class PaymentPart(WirePart):
    """See Payment."""

    amount_vnd: Annotated[int, Field(ge=0)] | None = None
    paid: bool
    pay_by: Time | None = None
    where: str | None = None


class CollectPart(WirePart):
    """See Collect."""

    place: str | None = None
    counter: str | None = None
    hours: str | None = None
    postal: bool


class DossierAnswer(WirePart):
    """Answer 200: one dossier, in full or minimal."""

    HIDDEN_IN_MINIMAL: ClassVar = (
        "submitted_at", "channel", "steps", "supplement", "payment", "reason", "owner_masked",
    )  # fmt: skip

    code: str
    procedure: ProcedurePart
    status: StatusPart
    submitted_at: Time | None = None
    received_at: Time | None = None
    due_at: Time | None = None
    finished_at: Time | None = None
    returned_at: Time | None = None
    extension: ExtensionPart | None = None
    unit: UnitPart
    channel: Channel | None = None
    steps: Annotated[list[StepPart], AfterValidator(_one_place)] = []
    supplement: SupplementPart | None = None
    payment: PaymentPart | None = None
    collect: CollectPart | None = None
    reason: str | None = None
    owner_masked: str | None = None
    detail: Detail
    source: str
    as_of: Time

    @model_validator(mode="after")
    def _one_promise(self) -> DossierAnswer:
        if self.extension and self.extension.new_due_at != self.due_at:
            raise ValueError("the extended date is not the date now valid")
        return self

    @model_validator(mode="after")
    def _minimal_is_minimal(self) -> DossierAnswer:
        told = [getattr(self, name) for name in self.HIDDEN_IN_MINIMAL]
        told += [self.procedure.code, self.procedure.name, self.extension and self.extension.reason]
        if self.detail == "minimal" and any(value not in (None, []) for value in told):
            raise ValueError("a minimal answer tells more than it may")
        return self


class ErrorAnswer(WirePart):
    """Any other answer; the fields after `message` belong to single errors."""

    error: Literal[
        "bad_request", "device_unknown", "factor_required", "factor_wrong", "not_found", "other_unit", "ambiguous",
        "code_unreadable", "rate_limited", "internal", "upstream_unavailable", "upstream_timeout",
    ]  # fmt: skip
    request_id: str = ""
    message: str = ""
    kinds: list[FactorKind] = []
    unit: UnitPart | None = None
    problems: list[str] = []


def minimal_of(full: dict[str, Any]) -> dict[str, Any]:
    """The minimal form of a full answer: what a code alone may learn."""
    hidden: dict[str, Any] = {name: [] if name == "steps" else None for name in DossierAnswer.HIDDEN_IN_MINIMAL}
    procedure = full["procedure"] | {"code": None, "name": None}
    extension = full["extension"] and full["extension"] | {"reason": None}
    return full | hidden | {"procedure": procedure, "extension": extension, "detail": "minimal"}


def wire_question(question: Question) -> dict[str, Any]:
    """What a question looks like as JSON. Identifiers stand here and nowhere else: no address, no header."""
    factor = question.factor and {"kind": question.factor.kind, "value": question.factor.value}
    return {"code": question.code.text, "entry": question.entry, "factor": factor}
