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
    opens_at  local; set when closed and the next opening is known
    waiting   people; None while the store is silent
    """

    lane: Lane
    is_open: bool
    why: WhyClosed | None
    opens_at: datetime | None
    waiting: int | None


def lanes_at(
    now: datetime,
    lanes: Sequence[Lane],
    *,
    opening: Callable[[Lane, datetime], OpeningNow],
    waiting: Mapping[str, int] | None,
) -> tuple[LaneNow, ...]:
    """Every lane in the order of the release.

    waiting  people by lane code, lanes without anybody may be missing; None: the store is silent.
    """
    return tuple(_lane_at(lane, opening(lane, now), waiting) for lane in lanes)


def _lane_at(lane: Lane, hours: OpeningNow, waiting: Mapping[str, int] | None) -> LaneNow:
    people = None if waiting is None else waiting.get(lane.code, 0)
    return LaneNow(lane, hours.is_open, hours.why, hours.opens_at, people)
