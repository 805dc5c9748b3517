"""The demonstration office: answers the wire contract from invented dossiers, without network and without state."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from kiosk.dossiers.answer_contract import FactorPart, LookupRequest, minimal_of
from kiosk.dossiers.disclosure import Policy as Policy  # noqa: PLC0414 -- whoever serves the office chooses one
from kiosk.dossiers.on_time import PERIOD_KINDS, period_of
from kiosk.dossiers.rating_contract import RatingRequest
from kiosk.dossiers.receipt_code import ReceiptCode, read_code
from kiosk.dossiers.sample_time import SampleTime
from kiosk.dossiers.working_days import WorkingDays

ON_TIME_FILE = Path(__file__).parents[2] / "assets" / "sample_content" / "on_time.json"
SAMPLE_FILE = Path(__file__).parents[2] / "assets" / "sample_content" / "dossiers.json"
KINDS_ACCEPTED = ("id_last4", "id")


class OfficeReply(NamedTuple):
    """What the office says: HTTP status, JSON body, further headers, and how long it takes to say it."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]
    delay_s: float


@dataclass(frozen=True)
class SampleOffice:
    """Văn phòng mẫu: an office as a file describes it (`office`, `units`, `behaviours`, `dossiers`)."""

    content: Mapping[str, Any]
    policy: Policy = "standard"
    on_time: Mapping[str, Any] = field(default_factory=dict)
    _dossiers: Mapping[str, dict[str, Any]] = field(init=False, repr=False)
    _behaviours: Mapping[str, dict[str, Any]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_dossiers", {entry["code"]: entry for entry in self.content["dossiers"]})
        object.__setattr__(self, "_behaviours", {entry["code"]: entry for entry in self.content["behaviours"]})

    def answer_lookup(self, request: object, now: datetime, request_id: str = "") -> OfficeReply:
        """The answer to one look-up.

        request     parsed JSON of any kind.
        now         with its zone; decides which dates the samples carry.
        request_id  repeated in error bodies.
        """
        try:
            asked = LookupRequest.model_validate(request)
        except ValidationError as refused:
            problems = [f"{'.'.join(map(str, each['loc']))}: {each['type']}" for each in refused.errors()]
            return error_reply(400, "bad_request", request_id, problems=problems)
        return self._answer(asked, now, request_id)

    def answer_board(self, period: str, now: datetime, request_id: str = "") -> OfficeReply:
        """The figures of this month, quarter or year; of no other period."""
        kind = next((each for each in PERIOD_KINDS if period_of(each, now.date()) == period), None)
        figures = self.on_time.get(kind or "")
        if figures is None:
            return error_reply(404, "not_found", request_id)
        as_of = min(now, now.replace(hour=9, minute=30)).replace(second=0, microsecond=0)
        office = self.content["office"]
        unit = {"code": office["code"], "name": office.get("name", "")}
        return OfficeReply(200, {"period": period, "unit": unit, "as_of": as_of.isoformat(), **figures}, {}, 0.0)

    def answer_rating(self, request: object, *, key: str, request_id: str = "") -> OfficeReply:
        """A remark, kept by nobody here; refused when it breaks the contract or its key is another's."""
        try:
            remark = RatingRequest.model_validate(request)
        except ValidationError as refused:
            problems = [f"{'.'.join(map(str, each['loc']))}: {each['type']}" for each in refused.errors()]
            return error_reply(422, "bad_request", request_id, problems=problems)
        if remark.id != key:
            return error_reply(400, "bad_request", request_id, problems=["Idempotency-Key: not the id"])
        return OfficeReply(201, {"id": remark.id}, {}, 0.0)

    def _answer(self, asked: LookupRequest, now: datetime, request_id: str) -> OfficeReply:
        code = read_code(asked.code, our_units=[self.content["office"]["code"]], today=now.date())
        if not isinstance(code, ReceiptCode) or code.text != asked.code:
            return error_reply(422, "code_unreadable", request_id)
        behaviour = self._behaviours.get(code.text, {})
        if behaviour.get("status", 0) > 404:
            return _misbehaving(behaviour, request_id)
        if asked.factor is None and self._wants_factor(asked):
            return error_reply(403, "factor_required", request_id, kinds=list(KINDS_ACCEPTED))
        record = self._dossiers.get(behaviour.get("same_as", code.text))
        if record is None:
            return self._absent(code, request_id)
        if asked.factor and not _proves(asked.factor, record):
            return error_reply(403, "factor_wrong", request_id)
        answer = self._shown(record, now, in_full=asked.factor is not None) | {"code": code.text}
        return OfficeReply(200, answer, {}, behaviour.get("delay_s", 0.0))

    def _wants_factor(self, asked: LookupRequest) -> bool:
        return self.policy == "strict" or (self.policy == "standard" and asked.entry == "typed")

    def _absent(self, code: ReceiptCode, request_id: str) -> OfficeReply:
        unit = next((unit for unit in self.content["units"] if unit["code"] == code.unit), None)
        if unit and not code.is_ours:
            return error_reply(404, "other_unit", request_id, unit=unit)
        return error_reply(404, "not_found", request_id)

    def _shown(self, record: Mapping[str, Any], now: datetime, *, in_full: bool) -> dict[str, Any]:
        reference = datetime.fromisoformat(self.content["reference_now"])
        full = SampleTime(reference, now, self.working_days()).moved_record(record)
        del full["factor"]
        return full if in_full else minimal_of(full)

    def working_days(self) -> WorkingDays:
        """On which days this office works."""
        office = self.content["office"]
        holidays = {date.fromisoformat(day["date"]): day["kind"] for day in office["holidays"]}
        return WorkingDays(holidays, frozenset(office["working_days"]))


def load_sample_office(path: Path = SAMPLE_FILE, *, policy: Policy = "standard") -> SampleOffice:
    """The office of a file; the one that comes with the program without a path."""
    figures = json.loads(ON_TIME_FILE.read_text("utf-8"))
    return SampleOffice(json.loads(path.read_text("utf-8")), policy, figures)


def error_reply(status: int, error: str, request_id: str, **extra: object) -> OfficeReply:
    """An error in the words of the contract; it never repeats what was asked."""
    message = error.replace("_", " ")
    return OfficeReply(status, {"error": error, "request_id": request_id, "message": message, **extra}, {}, 0.0)


def _misbehaving(behaviour: Mapping[str, Any], request_id: str) -> OfficeReply:
    reply = error_reply(behaviour["status"], behaviour["error"], request_id)
    pause_s = behaviour.get("retry_after_s")
    return reply._replace(
        headers={"Retry-After": str(pause_s)} if pause_s else {}, delay_s=behaviour.get("delay_s", 0.0)
    )


def _proves(factor: FactorPart, record: Mapping[str, Any]) -> bool:
    return factor.kind in KINDS_ACCEPTED and factor.value[-4:] == record["factor"]
