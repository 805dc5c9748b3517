"""A dossier as the lobby may see it. There is no field for what may never be shown: no full name, address or number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, TypeAlias

from kiosk.dossiers.private_value import PrivateValue

StatusGroup: TypeAlias = Literal["waiting", "progress", "your_turn", "stopped", "ready", "ended"]
Detail: TypeAlias = Literal["full", "minimal"]
"""What the gateway decided to show: minimal is the answer to a code without a second fact."""
Channel: TypeAlias = Literal["counter", "online", "postal"]
StepState: TypeAlias = Literal["done", "current", "next"]


@dataclass(frozen=True, slots=True)
class ProcedureOfDossier:
    """Thủ tục hành chính of a dossier; code and name are None in a minimal answer."""

    code: str | None
    name: str | None
    field: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """Trạng thái hồ sơ: national number 1 to 10, None when the gateway could not map it; label: the official words."""

    code: int | None
    label: str
    group: StatusGroup


@dataclass(frozen=True, slots=True, repr=False)
class Extension(PrivateValue):
    """Gia hạn, hẹn lại: a new appointed date with an apology."""

    decided_at: datetime | None
    previous_due_at: datetime | None
    new_due_at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class Unit:
    """Đơn vị giải quyết: who handles the dossier."""

    code: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way; where: an office or role, never a person; at: when done, or the plan of a next step."""

    label: str
    where: str | None
    state: StepState
    at: datetime | None


@dataclass(frozen=True, slots=True, repr=False)
class Supplement(PrivateValue):
    """Yêu cầu bổ sung: papers the citizen has to bring; items may be empty."""

    requested_at: datetime | None
    supply_by: datetime | None
    text: str | None
    items: tuple[str, ...]
    new_due_at: datetime | None


@dataclass(frozen=True, slots=True, repr=False)
class Payment(PrivateValue):
    """Nghĩa vụ tài chính: what has to be paid; amount None: not known."""

    amount_vnd: int | None
    paid: bool
    pay_by: datetime | None
    where: str | None


@dataclass(frozen=True, slots=True)
class Collect:
    """Nơi trả kết quả: where the result waits; counter: the bare number as text."""

    place: str | None
    counter: str | None
    hours: str | None
    postal: bool


@dataclass(frozen=True, slots=True, repr=False)
class Dossier(PrivateValue):
    """Hồ sơ: one person's case of one procedure, as answered at `as_of`. All times carry their zone.

    due_at          the appointed date now valid (ngày hẹn trả), after any extension; None: no date by regulation
    finished_at     result ready; returned_at: handed over
    owner_masked    initials and stars, see masking.py; organisations by their name
    source          name of the system that answered
    """

    code: str
    procedure: ProcedureOfDossier
    status: Status
    unit: Unit
    detail: Detail
    source: str
    as_of: datetime
    submitted_at: datetime | None = None
    received_at: datetime | None = None
    due_at: datetime | None = None
    finished_at: datetime | None = None
    returned_at: datetime | None = None
    extension: Extension | None = None
    channel: Channel | None = None
    steps: tuple[Step, ...] = ()
    supplement: Supplement | None = None
    payment: Payment | None = None
    collect: Collect | None = None
    reason: str | None = None
    owner_masked: str | None = None


def minimal(dossier: Dossier) -> Dossier:
    """As much of it as the paper alone may learn: state, dates, unit, field and where the result waits."""
    return replace(
        dossier,
        procedure=replace(dossier.procedure, code=None, name=None),
        detail="minimal",
        submitted_at=None,
        extension=replace(dossier.extension, reason=None) if dossier.extension else None,
        channel=None,
        steps=(),
        supplement=None,
        payment=None,
        reason=None,
        owner_masked=None,
    )
