"""Scanner and printer as staff judge them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from devices.printers.contract import Condition, Paper, State
from devices.scanners.contract import ScannerState
from kiosk.health.part import PartName, Result
from kiosk.words import Words

# So many slips are left when somebody has to think of a new roll.
FEW_SLIPS = 40
Trouble: TypeAlias = Literal["", "cover", "paper", "jam", "hot", "slip", "lost", "few"]
# First match: what a person can mend at once comes first.
CAUSES: tuple[tuple[Condition, Trouble], ...] = (
    (Condition.COVER_OPEN, "cover"),
    (Condition.PAPER_OUT, "paper"),
    (Condition.NOT_TAKEN, "slip"),
    (Condition.CUTTER, "jam"),
    (Condition.MECHANISM, "jam"),
    (Condition.OVERHEAT, "hot"),
)


@dataclass(frozen=True, slots=True)
class ScannerCheck:
    """Máy quét mã vạch. since: when it became so; None: not known."""

    state: ScannerState = ScannerState.UNKNOWN
    since: datetime | None = None
    part: PartName = field(default="scanner", init=False)

    @property
    def result(self) -> Result:
        """See PartCheck."""
        match self.state:
            case ScannerState.READY:
                return "good"
            case ScannerState.OFFLINE:
                return "bad"
            case _:
                return "unknown"

    def fact(self, words: Words) -> str:
        """See PartCheck."""
        match self.result:
            case "good" if self.since:
                return words("Sẵn sàng từ {time}", time=words.clock(self.since))
            case "good":
                return words("Sẵn sàng")
            case "bad" if self.since:
                return words("Mất từ {time} · máy đang tự nối lại", time=words.clock(self.since))
            case "bad":
                return words("Mất kết nối · máy đang tự nối lại")
            case _:
                return words("Chưa có tin từ máy quét")

    def trouble(self, words: Words) -> str:
        """See PartCheck."""
        return words("Máy quét mã vạch chưa cắm") if self.result == "bad" else ""

    def cure(self, words: Words) -> str:
        """See PartCheck."""
        if self.result != "bad":
            return ""
        return words("Rút rồi cắm lại dây USB phía sau, chờ đèn xanh, chạm «Kiểm tra lại».")


@dataclass(frozen=True, slots=True)
class PrinterCheck:
    """Máy in phiếu.

    since       when its state became so
    slips_left  by the count since the roll was changed; None: nobody has told of a new roll yet
    printed_at  the last slip
    unprinted   numbers without paper that still wait
    """

    state: State = State.UNKNOWN
    conditions: frozenset[Condition] = frozenset()
    paper: Paper = Paper.UNKNOWN
    since: datetime | None = None
    slips_left: int | None = None
    printed_at: datetime | None = None
    unprinted: int = 0
    part: PartName = field(default="printer", init=False)

    @property
    def kind(self) -> Trouble:
        """What is the matter, in one word."""
        if self.state is State.BLOCKED:
            return next((trouble for condition, trouble in CAUSES if condition in self.conditions), "lost")
        if self.state is State.OFFLINE:
            return "lost"
        is_low = self.paper is Paper.LOW or Condition.PAPER_LOW in self.conditions
        return "few" if is_low or (self.slips_left is not None and self.slips_left <= FEW_SLIPS) else ""

    @property
    def result(self) -> Result:
        """See PartCheck."""
        match self.kind:
            case "":
                is_mute = Condition.NOT_SUPPORTED in self.conditions
                return "good" if self.state in {State.READY, State.PRINTING} or is_mute else "unknown"
            case "few":
                return "low"
            case _:
                return "bad"

    def fact(self, words: Words) -> str:
        """See PartCheck."""
        parts = (self._how(words), self._last(words))
        return " · ".join(part for part in parts if part) or words("Chưa in phiếu nào")

    def trouble(self, words: Words) -> str:
        """See PartCheck."""
        match self.kind:
            case "":
                return ""
            case "cover":
                return words("Nắp máy in chưa đóng")
            case "paper":
                return words("Máy in hết giấy")
            case "slip":
                return words("Còn một phiếu trong khe in")
            case "jam":
                return words("Máy in kẹt giấy")
            case "hot":
                return words("Máy in đang nóng")
            case "lost":
                return words("Máy in mất kết nối")
            case "few":
                return words("Giấy in sắp hết")

    def cure(self, words: Words) -> str:
        """See PartCheck."""
        match self.kind:
            case "":
                return ""
            case "cover":
                return words("Ấn nắp xuống ở cả hai bên cho đến khi nghe tiếng tách.")
            case "paper":
                return words("Mở nắp, đặt cuộn mới, kéo ra một đoạn, đóng nắp, chạm «Đã thay giấy».")
            case "slip":
                return words("Lấy phiếu còn kẹt trong khe in ra.")
            case "jam":
                return words("Mở nắp, gỡ giấy rách ra, đóng nắp, chạm «In thử».")
            case "hot":
                return words("Chờ một phút, máy tự in tiếp.")
            case "lost":
                return words("Xem công tắc và dây của máy in, rồi chạm «Kiểm tra lại».")
            case "few":
                return words("Chuẩn bị cuộn giấy mới; thay xong chạm «Đã thay giấy».")

    def _how(self, words: Words) -> str:
        if self.result == "bad" and self.since:
            return words("{trouble} từ {time}", trouble=self.trouble(words), time=words.clock(self.since))
        if self.result == "bad":
            return self.trouble(words)
        if self.result == "unknown":
            return words("Máy in chưa trả lời")
        if self.slips_left is not None:
            return words.many("Còn khoảng {count} phiếu", count=self.slips_left)
        return words("Cảm biến báo giấy sắp hết") if self.kind == "few" else ""

    def _last(self, words: Words) -> str:
        return words("in gần nhất {time}", time=words.clock(self.printed_at)) if self.printed_at else ""
