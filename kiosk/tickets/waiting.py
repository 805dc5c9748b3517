"""How many people are before you, lane by lane: what a citizen sees before choosing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.tickets.lane import Lane, OpeningNow, WhyClosed


@dataclass(frozen=True, slots=True)
class LaneNow:
    """Hàng chờ at this moment.

    why       set when closed
    opens_at  local; set when closed or full, and the next opening is known
    waiting   people; None while the store is silent
    is_full   its numbers of today are used up
    """

    lane: Lane
    is_open: bool
    why: WhyClosed | None
    opens_at: datetime | None
    waiting: int | None
    is_full: bool = False

    @property
    def gives(self) -> bool:
        """Whether a number can be had now."""
        return self.is_open and not self.is_full


def lanes_at(
    now: datetime,
    lanes: Sequence[Lane],
    *,
    opening: Callable[[Lane, datetime], OpeningNow],
    waiting: Mapping[str, int] | None,
    given: Mapping[str, int] | None = None,
) -> tuple[LaneNow, ...]:
    """Every lane in the order of the release.

    waiting  people by lane code, lanes without anybody may be missing; None: the store is silent.
    given    numbers of today by lane code, for lanes with a daily limit; None: not known, and none counts as full.
    """
    return tuple(_lane_at(lane, opening(lane, now), waiting, given or {}) for lane in lanes)


def _lane_at(lane: Lane, hours: OpeningNow, waiting: Mapping[str, int] | None, given: Mapping[str, int]) -> LaneNow:
    people = None if waiting is None else waiting.get(lane.code, 0)
    is_full = lane.daily_limit is not None and given.get(lane.code, 0) >= lane.daily_limit
    opens_at = hours.next_day_opens_at if hours.is_open and is_full else hours.opens_at
    return LaneNow(lane, hours.is_open, hours.why, opens_at, people, is_full)
