"""What a printer's trouble is called, on every page that had wanted paper: one cause, the one a person can mend."""

from __future__ import annotations

from typing import Literal, TypeAlias

from devices.printers.contract import Condition, PrinterStatus, State
from kiosk.words import Words

Cause: TypeAlias = Literal["no_paper", "cover_open", "jam", "offline", "hot", "not_taken"]
# First match decides the heading: what a person can mend at once comes first.
CAUSES: tuple[tuple[Condition, Cause], ...] = (
    (Condition.COVER_OPEN, "cover_open"),
    (Condition.PAPER_OUT, "no_paper"),
    (Condition.NOT_TAKEN, "not_taken"),
    (Condition.CUTTER, "jam"),
    (Condition.MECHANISM, "jam"),
    (Condition.OVERHEAT, "hot"),
)
BARRED = (State.BLOCKED, State.OFFLINE)


def cause_of(conditions: frozenset[Condition]) -> Cause:
    """The one cause a heading names; a silent or lost printer is not connected."""
    return next((cause for condition, cause in CAUSES if condition in conditions), "offline")


def cause_now(status: PrinterStatus) -> Cause | None:
    """What keeps the printer from printing now; None: nothing it would tell of."""
    return cause_of(status.conditions) if status.state in BARRED else None


def cause_heading(words: Words, cause: Cause | None) -> str:
    """What is the matter with the printer, in one line; None: it has not printed, and does not say why."""
    match cause:
        case None:
            return words("Máy in đang nghỉ")
        case "no_paper":
            return words("Máy đang hết giấy")
        case "cover_open":
            return words("Nắp máy in chưa đóng")
        case "jam":
            return words("Máy in đang kẹt giấy")
        case "offline":
            return words("Máy in đang mất kết nối")
        case "hot":
            return words("Máy in đang nóng, xin chờ một phút")
        case "not_taken":
            return words("Mời lấy phiếu trước ở khe\u00a0in")
