"""What a citizen sees of each lane before choosing."""

from __future__ import annotations

from datetime import datetime

import pytest

from kiosk.session.opening_hours import Opening
from kiosk.tickets.lane import Lane
from kiosk.tickets.waiting import lanes_at
from kiosk.time_source import HERE

NOW = datetime(2026, 11, 25, 9, 42, tzinfo=HERE)
LANES = [Lane(code, code.upper(), code, code, (1,), "i") for code in ("a", "b")]


@pytest.mark.parametrize(
    ("counted", "shown"), [({}, [0, 0]), ({"b": 3}, [0, 3]), ({"a": 1, "elsewhere": 9}, [1, 0]), (None, [None, None])]
)
def test_lanes_stand_in_the_releases_order_with_their_people(counted: dict[str, int] | None, shown: list[int]) -> None:
    found = lanes_at(NOW, LANES, opening=lambda _lane, _at: Opening(is_open=True), waiting=counted)
    assert [each.lane.code for each in found] == ["a", "b"]
    assert [each.waiting for each in found] == shown


def test_each_lane_has_its_own_door() -> None:
    def lunch_in_b(lane: Lane, at: datetime) -> Opening:
        return Opening(is_open=True) if lane.code == "a" else Opening(is_open=False, why="lunch", opens_at=at)

    first, second = lanes_at(NOW, LANES, opening=lunch_in_b, waiting={})
    assert (first.is_open, first.why) == (True, None)
    assert (second.is_open, second.why, second.opens_at) == (False, "lunch", NOW)
