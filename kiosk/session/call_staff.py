"""Calling staff (gọi cán bộ): asked, on the way, nobody came; never twice a minute. Pure, time given.

What is said follows what is known: that staff were told only after a bell has answered, that somebody comes only after
somebody has said so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Phase: TypeAlias = Literal["way", "ringing", "calling", "coming", "nobody", "cooldown"]
"""Không có chuông: chỉ đường · đang gọi · đã gọi · đang đến · chưa ai đến · đã gọi rồi."""
# Whoever presses again within this time does not make it ring again.
COOLDOWN_S = 60.0
# Longer than this nobody is left standing with a promise.
NOBODY_S = 90.0


@dataclass(frozen=True, slots=True)
class StaffCall:
    """One call. Times are stopwatch seconds.

    bell  unknown until it has answered; failed: nobody was told, and nothing says so
    """

    called_at_s: float
    bell: Literal["unknown", "rang", "failed"] = "unknown"
    is_coming: bool = False
    is_pressed_again: bool = False

    def phase(self, now_s: float) -> Phase:
        """What can honestly be said now."""
        if self.bell == "failed":
            return "way"
        if self.is_coming:
            return "coming"
        if self.bell == "unknown":
            return "ringing"
        if now_s - self.called_at_s >= NOBODY_S:
            return "nobody"
        return "cooldown" if self.is_pressed_again else "calling"


def pressed(call: StaffCall | None, now_s: float) -> tuple[StaffCall, bool]:
    """«Gọi cán bộ» was pressed: the call now, and whether the bell rings."""
    if call is None or call.bell == "failed" or now_s - call.called_at_s >= COOLDOWN_S:
        return StaffCall(now_s), True
    return replace(call, is_pressed_again=True), False
