"""One record of the national portal as it was collected: facts, doubts and where they come from."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from kiosk.content.release import Count, Entry, ProcedureCode
from kiosk.procedures.procedure import Flag

ChannelName: TypeAlias = Literal["online", "postal", "in_person"]
"""Trực tuyến · bưu chính · trực tiếp."""
TimeUnit: TypeAlias = Literal["working_day", "day", "hour"]
"""Ngày làm việc · ngày · giờ."""


class ChannelRow(Entry):
    """Cách thức nộp: one way of handing in, for one case; the same way may occur several times."""

    channel: ChannelName
    amount: Count | None = None
    unit: TimeUnit | None = None
    fee_text: str | None = None
    note: str | None = None


class Document(Entry):
    """Thành phần hồ sơ: legal prose about one paper, or a remark."""

    name: str
    is_note: bool
    originals: int | None = None
    copies: int | None = None
    kind: Literal["given", "shown"] | None = None
    case: str | None = None
    form: bool = False


class NationalRecord(Entry):
    """Thủ tục hành chính as published; `quality` says which of its values cannot be believed."""

    code: ProcedureCode
    name: str
    field: str
    issuing_agency: str
    level: tuple[Literal["commune", "province"], ...]
    executing_agency: str | None
    applicants: tuple[str, ...]
    channels: tuple[ChannelRow, ...]
    working_days: int | None
    fee_text: str | None
    documents: tuple[Document, ...]
    result: tuple[str, ...]
    conditions: str | None
    legal_basis: tuple[str, ...]
    decision: str | None
    quality: tuple[Flag, ...]
    source: str
    url: str | None
    as_of: Annotated[str, Field(pattern=r"^20[0-9]{2}(-(0[1-9]|1[0-2]))?$")]

    @property
    def is_here(self) -> bool:
        """Whether a commune's centre takes it; another province's version is not this one's business."""
        return "commune" in self.level and "local_variant" not in self.quality
