"""One finger on the glass."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.touch import BELOW_MM, DEAD_TIME_S, SIDE_MM, Box, Finger, distance

PX_PER_MM = 4.0  # 21.5 inches: 6 mm below are 24 px, 2 mm aside are 8 px
BELOW, SIDE = BELOW_MM * PX_PER_MM, SIDE_MM * PX_PER_MM


@dataclass
class Key:
    """Something to press, as large as a thumb."""

    left: float = 100.0
    bottom: float = 100.0
    width: float = 80.0
    height: float = 80.0
    enabled: bool = True
    pressed: bool = False
    releases: list[str] = field(default_factory=list)

    def box(self) -> Box:
        return self.left, self.bottom, self.width, self.height

    def release(self) -> None:
        self.releases.append("pressed" if self.pressed else "let go")


def tap(finger: Finger, point: tuple[float, float], *keys: Key) -> None:
    finger.down("finger", point, keys, 1.0)
    finger.up("finger", point)


def test_it_acts_when_the_finger_leaves_and_not_before() -> None:
    finger, key = Finger(PX_PER_MM), Key()
    assert finger.down("finger", (140, 140), [key], 1.0)
    assert (key.pressed, key.releases) == (True, [])
    assert finger.up("finger", (140, 140))
    assert (key.pressed, key.releases) == (False, ["let go"])


def test_a_finger_that_slips_off_does_nothing() -> None:
    finger, key = Finger(PX_PER_MM), Key()
    finger.down("finger", (140, 140), [key], 1.0)
    assert not finger.up("finger", (400, 400))
    assert (key.pressed, key.releases) == (False, [])


def test_a_finger_that_comes_back_acts() -> None:
    finger, key = Finger(PX_PER_MM), Key()
    finger.down("finger", (140, 140), [key], 1.0)
    assert finger.up("finger", (179, 179))
    assert key.releases


@pytest.mark.parametrize(
    ("point", "hit"),
    [
        ((140, 140), True),
        ((140, 100 - 24), True),  # 6 mm below
        ((140, 100 - 25), False),
        ((100 - 8, 140), True),  # 2 mm aside
        ((100 - 9, 140), False),
        ((180 + 8, 140), True),
        ((180 + 9, 140), False),
        ((140, 180), True),
        ((140, 180.5), False),  # nothing above
        ((100 - 8, 100 - 24), True),
    ],
)
def test_the_hit_area_is_larger_than_the_box_where_fingers_miss(point: tuple[float, float], hit: bool) -> None:  # noqa: FBT001
    key = Key()
    tap(Finger(PX_PER_MM), point, key)
    assert bool(key.releases) is hit


def test_in_a_narrow_gap_the_nearer_of_two_neighbours_is_meant() -> None:
    left, right = Key(left=0), Key(left=90)  # 10 px between them
    tap(Finger(PX_PER_MM), (84, 140), left, right)
    tap(Finger(PX_PER_MM), (86, 140), left, right)
    assert (len(left.releases), len(right.releases)) == (1, 1)


def test_below_a_key_the_hit_area_ends_in_the_middle_of_the_gap() -> None:
    upper, lower = Key(bottom=190), Key(bottom=100)  # 10 px between them
    tap(Finger(PX_PER_MM), (140, 186), upper, lower)
    assert (len(upper.releases), len(lower.releases)) == (1, 0)
    tap(Finger(PX_PER_MM), (140, 182), upper, lower)  # nearer to the lower one, which takes nothing from above
    assert (len(upper.releases), len(lower.releases)) == (1, 0)


def test_after_a_change_of_pages_the_finger_is_deaf_for_a_moment() -> None:
    finger, key = Finger(PX_PER_MM), Key()
    finger.page_changed(10.0)
    assert not finger.down("finger", (140, 140), [key], 10.0 + DEAD_TIME_S - 0.001)
    assert not finger.up("finger", (140, 140))
    assert finger.down("finger", (140, 140), [key], 10.0 + DEAD_TIME_S)


def test_a_change_of_pages_takes_the_key_from_under_the_finger() -> None:
    finger, key = Finger(PX_PER_MM), Key()
    finger.down("finger", (140, 140), [key], 1.0)
    finger.page_changed(1.1)
    assert not key.pressed
    assert not finger.up("finger", (140, 140))
    assert key.releases == []


def test_fifty_taps_a_second_turn_no_more_than_one_page_in_each_dead_time() -> None:
    finger, key = Finger(PX_PER_MM), Key()
    for nth in range(100):
        now_s = 10.0 + nth / 50
        finger.down(nth, (140, 140), [key], now_s)
        if finger.up(nth, (140, 140)):
            finger.page_changed(now_s)
    assert len(key.releases) == 2 / DEAD_TIME_S


def test_a_second_finger_is_ignored() -> None:
    finger, first, second = Finger(PX_PER_MM), Key(left=0), Key(left=300)
    finger.down("one", (40, 140), [first, second], 1.0)
    assert not finger.down("two", (340, 140), [first, second], 1.1)
    assert not finger.up("two", (340, 140))
    assert finger.up("one", (40, 140))
    assert (first.releases, second.releases) == (["let go"], [])


def test_a_key_that_is_off_takes_no_finger_and_gives_it_to_nobody() -> None:
    key = Key(enabled=False)
    finger = Finger(PX_PER_MM)
    assert not finger.down("finger", (140, 140), [key], 1.0)
    assert not key.pressed


def test_a_key_that_goes_off_under_the_finger_does_not_act() -> None:
    finger, key = Finger(PX_PER_MM), Key()
    finger.down("finger", (140, 140), [key], 1.0)
    key.enabled = False
    finger.up("finger", (140, 140))
    assert key.releases == []


def test_a_finger_on_nothing_leaves_the_next_one_free() -> None:
    finger, key = Finger(PX_PER_MM), Key()
    assert not finger.down("one", (900, 900), [key], 1.0)
    assert finger.down("two", (140, 140), [key], 1.1)


def test_on_a_page_without_keys_nothing_happens() -> None:
    assert not Finger(PX_PER_MM).down("finger", (140, 140), [], 1.0)


@given(
    x=st.floats(-500, 500),
    y=st.floats(-500, 500),
    width=st.floats(1, 300),
    height=st.floats(1, 300),
)
def test_inside_a_box_the_distance_is_nothing_and_outside_never_less(
    x: float, y: float, width: float, height: float
) -> None:
    away = distance((x, y), (0, 0, width, height), below=BELOW, side=SIDE)
    inside = 0 <= x <= width and 0 <= y <= height
    assert away == 0 if inside else away is None or away > 0
    assert away is None or away <= BELOW + SIDE
