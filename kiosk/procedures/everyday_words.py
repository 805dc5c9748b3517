"""What people say -> what the law calls it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.procedures.text import Text


@dataclass(frozen=True, slots=True)
class EverydayWords:
    """Từ thường ngày: phrases as people say them, and the procedures they mean, most likely first.

    phrases  Vietnamese with accents where they have any, or English; folding is the search's business
    remark   said beside the results, such as «Sổ hộ khẩu giấy không còn dùng»
    """

    phrases: tuple[str, ...]
    codes: tuple[str, ...]
    remark: Text | None = None
