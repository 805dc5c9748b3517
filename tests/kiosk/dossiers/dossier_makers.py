"""Codes, questions and dossiers for the tests of this folder."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from kiosk.dossiers.dossier import Dossier, ProcedureOfDossier, Status, StatusGroup, Unit
from kiosk.dossiers.provider import Entry, Factor, Question
from kiosk.dossiers.receipt_code import ReceiptCode, read_code
from kiosk.time_source import HERE

NOW = datetime(2026, 11, 25, 9, 42, tzinfo=HERE)
TODAY = NOW.date()
OURS = ("H24.15",)
ON_TIME = "H24.15-261124-0037"
REQUEST_ID = "0f9b9c0e-5f0a-4c39-9f6a-0d6f1c2b3a4d"
GROUPS: dict[int | None, StatusGroup] = {
    None: "progress",
    1: "waiting",
    2: "progress",
    3: "ended",
    4: "progress",
    5: "your_turn",
    6: "your_turn",
    7: "ended",
    8: "stopped",
    9: "ready",
    10: "ended",
}


def at(day: str, hour: int = 16, minute: int = 0) -> datetime:
    """A moment of November 2026 and around it, by "MM-DD"."""
    return datetime.combine(date.fromisoformat(f"2026-{day}"), NOW.time().replace(hour, minute), HERE)


def a_code(text: str = ON_TIME) -> ReceiptCode:
    """A receipt code as read by this office."""
    code = read_code(text, our_units=OURS, today=TODAY)
    assert isinstance(code, ReceiptCode)
    return code


def a_question(text: str = ON_TIME, entry: Entry = "scan", factor: Factor | None = None) -> Question:
    """A question about a code."""
    return Question(a_code(text), entry, factor, "vi", REQUEST_ID)


def last_four(value: str) -> Factor:
    """The last four digits of an identity number as second fact."""
    return Factor("id_last4", value)


def a_dossier(status: int | None = 4, **changes: Any) -> Dossier:
    """A full dossier of this office in a national status, due on Friday."""
    given: dict[str, Any] = {"received_at": at("11-24", 9), "due_at": at("11-27", 14), "detail": "full"}
    return Dossier(
        code=ON_TIME,
        procedure=ProcedureOfDossier("1.004873", "Cấp Giấy xác nhận tình trạng hôn nhân", "Hộ tịch"),
        status=Status(status, "Đang xử lý", GROUPS[status]),
        unit=Unit("H24.15", "Trung tâm Phục vụ hành chính công phường Ngô Quyền"),
        source="Hệ thống một cửa",
        as_of=at("11-25", 9, 41),
        **given | changes,
    )
