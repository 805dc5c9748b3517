"""The wire contract of dossier look-ups: what is asked and answered as JSON, checked where it enters.

Unknown fields are ignored; a time without offset, a wrong type or a broken rule is a ValidationError without content.
Times arrive here in the zone of this country, whatever their offset; texts as one line of what can be read.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from kiosk.dossiers.dossier import Channel, Detail, StatusGroup, StepState
from kiosk.dossiers.provider import Entry, FactorKind, Question
from kiosk.time_source import HERE

PATH = "/v1/dossier-lookups"
HEALTH_PATH = "/v1/health"
RFC_3339 = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})")
FACTOR_LENGTHS = {"secret": 4, "id_last4": 4, "phone_last4": 4, "id": 12}


# «Never» and «nothing yet» of other systems are the first and the last day a computer knows: no dossier is of then.
FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST_TEXT = 2000
MOST_ROWS = 60
MOST_VND = 10**15
UNSEEN = frozenset({"Cc", "Cf", "Co"})
T = TypeVar("T")


def _moment(value: object) -> datetime:
    moment = _moment_if_any(value)
    if moment is None:
        raise ValueError("no dossier is of that time")
    return moment


def _moment_if_any(value: object) -> datetime | None:
    """A time in the zone of this country; null, and a year no dossier can be of, mean that there is none."""
    if value is None:
        return None
    if not isinstance(value, str) or not RFC_3339.fullmatch(value):
        raise ValueError("a time is RFC 3339 with offset")
    try:
        moment = datetime.fromisoformat(value).astimezone(HERE)
    except OverflowError:
        return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def _readable(text: str) -> str:
    """One line, without signs that are not seen or turn the line round, and no longer than anybody reads."""
    seen = "".join(" " if letter in "\t\n\r" else letter for letter in text[: 2 * LONGEST_TEXT])
    kept = "".join(letter for letter in seen if unicodedata.category(letter) not in UNSEEN)
    return " ".join(unicodedata.normalize("NFC", kept).split())[:LONGEST_TEXT]


def _first_rows(rows: list[T]) -> list[T]:
    return rows[:MOST_ROWS]


# pydantic alone would also read epoch numbers, bare dates and blanks in the middle.
Time = Annotated[AwareDatetime, BeforeValidator(_moment)]
TimeIfAny = Annotated[AwareDatetime | None, BeforeValidator(_moment_if_any)]
Text = Annotated[str, AfterValidator(_readable)]


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

    code: Text | None = None
    name: Text | None = None
    field: Text | None = None


class StatusPart(WirePart):
    """See Status."""

    code: Annotated[int, Field(ge=1, le=10)] | None
    label: Text
    group: StatusGroup


class ExtensionPart(WirePart):
    """See Extension."""

    decided_at: TimeIfAny = None
    previous_due_at: TimeIfAny = None
    new_due_at: Time
    reason: Text | None = None


class UnitPart(WirePart):
    """See Unit."""

    code: Text | None = None
    name: Text


class StepPart(WirePart):
    """See Step."""

    label: Text
    where: Text | None = None
    state: StepState
    at: TimeIfAny = None


def _one_place(steps: list[StepPart]) -> list[StepPart]:
    if sum(step.state == "current" for step in steps) > 1:
        raise ValueError("a dossier lies in one place")
    return steps


class SupplementPart(WirePart):
    """See Supplement."""

    requested_at: TimeIfAny = None
    supply_by: TimeIfAny = None
    text: Text | None = None
    items: Annotated[list[Text], AfterValidator(_first_rows)] = []
    new_due_at: TimeIfAny = None


class PaymentPart(WirePart):
    """See Payment."""

    amount_vnd: Annotated[int, Field(ge=0, le=MOST_VND)] | None = None
    paid: bool
    pay_by: TimeIfAny = None
    where: Text | None = None


class CollectPart(WirePart):
    """See Collect."""

    place: Text | None = None
    counter: Text | None = None
    hours: Text | None = None
    postal: bool


class DossierAnswer(WirePart):
    """Answer 200: one dossier, in full or minimal."""

    HIDDEN_IN_MINIMAL: ClassVar = (
        "submitted_at", "channel", "steps", "supplement", "payment", "reason", "owner_masked",
    )  # fmt: skip

    code: str
    procedure: ProcedurePart
    status: StatusPart
    submitted_at: TimeIfAny = None
    received_at: TimeIfAny = None
    due_at: TimeIfAny = None
    finished_at: TimeIfAny = None
    returned_at: TimeIfAny = None
    extension: ExtensionPart | None = None
    unit: UnitPart
    channel: Channel | None = None
    steps: Annotated[list[StepPart], AfterValidator(_one_place)] = []
    supplement: SupplementPart | None = None
    payment: PaymentPart | None = None
    collect: CollectPart | None = None
    reason: Text | None = None
    owner_masked: Text | None = None
    detail: Detail
    source: Text
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
