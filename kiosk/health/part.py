"""One part of the terminal as staff judge it (bộ phận): what, result, the last fact, what to do in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol, TypeAlias

from kiosk.words import Words

PartName: TypeAlias = Literal["scanner", "printer", "server", "content", "sound", "disk", "clock"]
Result: TypeAlias = Literal["good", "low", "bad", "unknown", "absent"]
"""Tốt · sắp hết · lỗi · chưa rõ · không có."""
WORST_FIRST: tuple[Result, ...] = ("bad", "low", "unknown", "absent", "good")


class PartCheck(Protocol):
    """What was found out about one part; a frozen value."""

    @property
    def part(self) -> PartName:
        """Which part."""

    @property
    def result(self) -> Result:
        """How it is; silence is `unknown`."""

    def fact(self, words: Words) -> str:
        """The last fact about it, with since when."""

    def trouble(self, words: Words) -> str:
        """What is the matter, as a heading; empty when nothing has to be done."""

    def cure(self, words: Words) -> str:
        """What to do, in one sentence a clerk understands; empty when nothing has to be done."""


def part_name(part: PartName, words: Words) -> str:
    """What staff call it."""
    match part:
        case "scanner":
            return words("Máy quét mã vạch")
        case "printer":
            return words("Máy in phiếu")
        case "server":
            return words("Máy chủ một cửa")
        case "content":
            return words("Dữ liệu thủ tục")
        case "sound":
            return words("Loa, giọng đọc")
        case "disk":
            return words("Ổ đĩa, nhiệt độ")
        case "clock":
            return words("Đồng hồ")


def result_name(result: Result, words: Words) -> str:
    """Its word on the pill."""
    match result:
        case "good":
            return words.of("result", "Tốt")
        case "low":
            return words.of("result", "Sắp hết")
        case "bad":
            return words.of("result", "Lỗi")
        case "unknown":
            return words.of("result", "Chưa rõ")
        case "absent":
            return words.of("result", "Không có")


def to_mend(checks: Iterable[PartCheck], words: Words) -> list[PartCheck]:
    """What has to be done something about, the worst first, otherwise in the order of the page."""
    found = [check for check in checks if check.trouble(words)]
    return sorted(found, key=lambda check: WORST_FIRST.index(check.result))
