"""Reasons as chips: the same words wherever a citizen says what was good or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.dossiers.feedback import Reason
from kiosk.words import Words

# After a bad mark, and where anything may be said (domain.md 15, screens.md 8.15).
BAD_REASONS: tuple[Reason, ...] = ("wait", "guidance", "attitude", "trips", "machine", "other")
ALL_REASONS: tuple[Reason, ...] = ("wait", "guidance", "papers", "machine", "praise", "other")


@dataclass(frozen=True, slots=True)
class ReasonChip:
    """One reason, chosen or not."""

    reason: Reason
    chosen: bool = False

    def label(self, words: Words) -> str:
        """Its words."""
        match self.reason:
            case "wait":
                return words("Chờ lâu")
            case "guidance":
                return words("Hướng dẫn chưa rõ")
            case "papers":
                return words("Giấy tờ nhiều")
            case "machine":
                return words("Máy khó dùng")
            case "praise":
                return words("Khen cán bộ")
            case "attitude":
                return words("Thái độ")
            case "trips":
                return words("Phải đi lại nhiều lần")
            case "other":
                return words("Điều khác")


def chips_of(offered: Sequence[Reason], chosen: Sequence[Reason]) -> tuple[ReasonChip, ...]:
    """The offered ones in their order; one that was chosen elsewhere stays."""
    return tuple(ReasonChip(each, each in chosen) for each in (*offered, *(c for c in chosen if c not in offered)))


def toggled(chosen: tuple[Reason, ...], reason: Reason) -> tuple[Reason, ...]:
    """The choice after a touch on one of them."""
    return tuple(each for each in chosen if each != reason) if reason in chosen else (*chosen, reason)
