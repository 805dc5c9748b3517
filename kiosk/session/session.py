"""One visit, from the first touch to the end (lượt sử dụng): waiting, in use, «còn ở đó không ạ?», ending.

Pure: the time is given. Stopwatch seconds, so that a changed wall clock ends nobody's visit and prolongs none.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from kiosk.session.situation import ScreenName

# An answer or a slip that takes longer than this is not waited for any more before a visit may end.
LONGEST_AWAITED_S = 15.0
# The dialog speaks once more with so many seconds left.
SPEAKS_AGAIN_S = 10


@dataclass(frozen=True, slots=True)
class TimeOut:
    """How long a page stays without anybody there.

    idle_s       seconds without a touch, scan or key
    countdown_s  seconds «còn ở đó không ạ?» is asked then; 0: it ends without a question
    """

    idle_s: float
    countdown_s: float = 0.0


USUAL = TimeOut(75, 30)
PERSONAL = TimeOut(45, 30)
OF_STAFF = TimeOut(120, 20)
# The last screen of a journey stays longer when something failed and there is more to read.
AFTER_TROUBLE = TimeOut(30)
# screens.md, 5. What is not here stays: nothing of anybody is on it.
TIME_OUTS: Mapping[ScreenName, TimeOut] = MappingProxyType(
    {
        "home": TimeOut(45),  # with changed settings only: they are taken back silently
        "life_event": USUAL,
        "search": USUAL,
        "all_procedures": USUAL,
        "procedure": USUAL,
        "take_ticket": USUAL,
        "on_time_board": USUAL,
        "rating": TimeOut(30),
        "feedback": TimeOut(90, 30),
        "not_a_receipt": USUAL,
        "comfort": USUAL,
        "dossier_status": PERSONAL,
        "type_receipt_code": PERSONAL,
        "ticket_issued": TimeOut(15),  # the countdown stands on the page, in words
        "paper_trouble": AFTER_TROUBLE,
        "staff_pin": TimeOut(30),
        "device_check": OF_STAFF,
        "installation": OF_STAFF,
        "content_on_kiosk": OF_STAFF,
        "journal_page": OF_STAFF,
        "lanes_today": OF_STAFF,
    }
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nobody is there."""


@dataclass(frozen=True, slots=True)
class InUse:
    """Somebody is there, or has been a moment ago."""


@dataclass(frozen=True, slots=True)
class StillThere:
    """It is asked whether they are: left_s whole seconds of of_s are left for the answer."""

    left_s: int
    of_s: int


@dataclass(frozen=True, slots=True)
class Ending:
    """Nobody has answered: the visit is over."""


Phase: TypeAlias = Waiting | InUse | StillThere | Ending


@dataclass(frozen=True, slots=True)
class Session:
    """When somebody acted last.

    acted_at_s     stopwatch at the last touch, scan or key, or when what was awaited came
    busy_since_s   stopwatch since when an answer or a slip is awaited; None: nothing is
    """

    acted_at_s: float
    busy_since_s: float | None = None

    def acted(self, now_s: float) -> Session:
        """Somebody touched, scanned or pressed a key: all the time there is begins anew, any number of times."""
        return replace(self, acted_at_s=now_s)

    def passed(self, now_s: float, *, is_busy: bool) -> Session:
        """Time has passed; while something is awaited it does not count, for 15 s at most."""
        if not is_busy:
            return replace(self, busy_since_s=None)
        since_s = now_s if self.busy_since_s is None else self.busy_since_s
        acted_at_s = now_s if now_s - since_s <= LONGEST_AWAITED_S else self.acted_at_s
        return Session(acted_at_s, since_s)

    def phase(self, now_s: float, time_out: TimeOut | None, *, patience: int = 1) -> Phase:
        """Where the visit stands. time_out: of the page in front, None: it stays; patience multiplies every figure."""
        if time_out is None:
            return Waiting()
        idle_s = now_s - self.acted_at_s
        countdown_s = time_out.countdown_s * patience
        left_s = time_out.idle_s * patience + countdown_s - idle_s
        if left_s <= 0:
            return Ending()
        if left_s > countdown_s:
            return InUse()
        return StillThere(math.ceil(left_s), round(countdown_s))
