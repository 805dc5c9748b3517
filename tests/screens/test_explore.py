"""Full speech: slide to hear, a second tap presses; keys go through everything and wrap at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from screens.explore import Arrow, Explorer, next_piece, under
from screens.touch import Box

PX_PER_MM = 4.0


@dataclass
class Stone:
    """A piece that lies somewhere."""

    name: str
    rect: Box
    can_be_pressed: bool = True
    is_title: bool = False
    pressed: list[str] = field(default_factory=list)

    def box(self) -> Box:
        return self.rect

    def release(self) -> None:
        self.pressed.append(self.name)


@pytest.fixture
def page() -> list[Stone]:
    pressed: list[str] = []
    return [
        Stone("crumb", (0, 350, 100, 30), can_be_pressed=False, pressed=pressed),
        Stone("title", (0, 300, 100, 50), can_be_pressed=False, is_title=True, pressed=pressed),
        Stone("card", (0, 100, 200, 200), pressed=pressed),
        Stone("word", (20, 150, 50, 20), can_be_pressed=False, pressed=pressed),
        Stone("done", (0, 0, 200, 80), pressed=pressed),
    ]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def finger(said: list[str]) -> Explorer:
    return Explorer(PX_PER_MM, lambda piece: said.append(piece.name))


def test_coming_down_and_sliding_say_what_is_there_once_each_and_press_nothing(
    finger: Explorer, page: list[Stone], said: list[str]
) -> None:
    finger.down("a", (10, 320), page, 0.0)
    for y in range(320, 0, -5):
        finger.move("a", (100, y), page)
    assert not finger.up("a", 2.0)
    assert said == ["title", "card", "done"]
    assert page[0].pressed == []


def test_the_smallest_piece_is_meant(page: list[Stone]) -> None:
    found = under((30, 160), page)
    assert found is not None
    assert found.name == "word"
    assert under((500, 500), page) is None


def test_a_second_tap_anywhere_soon_after_presses_what_was_said(
    finger: Explorer, page: list[Stone], said: list[str]
) -> None:
    finger.down("a", (10, 10), page, 0.0)
    finger.up("a", 0.1)
    finger.down("b", (150, 320), page, 0.9)
    assert finger.up("b", 1.0)
    assert (said, page[0].pressed) == (["done"], ["done"])
    finger.down("c", (10, 10), page, 1.2)  # and the third tap on it is a second one of its own
    assert finger.up("c", 1.3)


def test_later_a_tap_elsewhere_looks_and_one_on_the_same_piece_presses(
    finger: Explorer, page: list[Stone], said: list[str]
) -> None:
    finger.down("a", (10, 10), page, 0.0)
    finger.up("a", 0.1)
    finger.down("b", (150, 200), page, 5.0)
    assert not finger.up("b", 5.1)
    finger.down("c", (150, 250), page, 9.0)
    assert finger.up("c", 9.1)
    assert (said, page[0].pressed) == (["done", "card"], ["card"])


def test_a_second_tap_that_slides_looks_instead(finger: Explorer, page: list[Stone], said: list[str]) -> None:
    finger.down("a", (10, 10), page, 0.0)
    finger.up("a", 0.1)
    finger.down("b", (150, 10), page, 0.5)
    finger.move("b", (150, 60), page)
    finger.move("b", (150, 200), page)
    assert not finger.up("b", 0.9)
    assert (said, page[0].pressed) == (["done", "card"], [])


def test_a_second_finger_is_not_heard_and_a_text_is_not_pressed(
    finger: Explorer, page: list[Stone], said: list[str]
) -> None:
    finger.down("a", (10, 320), page, 0.0)
    finger.down("b", (10, 10), page, 0.1)
    finger.move("b", (10, 20), page)
    assert not finger.up("b", 0.2)
    finger.up("a", 0.3)
    finger.down("a", (10, 320), page, 0.5)
    assert not finger.up("a", 0.6)
    assert said == ["title"]


def test_a_finger_whose_leaving_got_lost_holds_the_glass_ten_seconds(
    finger: Explorer, page: list[Stone], said: list[str]
) -> None:
    finger.down("lost", (10, 320), page, 0.0)
    finger.down("a", (10, 10), page, 9.9)
    finger.down("b", (10, 10), page, 10.0)
    assert said == ["title", "done"]


def test_a_page_that_changes_takes_the_focus_along_and_is_dead_for_a_moment(
    finger: Explorer, page: list[Stone], said: list[str]
) -> None:
    finger.down("a", (10, 10), page, 0.0)
    finger.page_changed(0.1)
    assert not finger.up("a", 0.2)
    finger.down("b", (10, 10), page, 0.3)
    assert (finger.focus, said) == (None, ["done"])
    finger.down("c", (10, 10), page, 0.5)
    assert said == ["done", "done"]


WAYS: list[tuple[str, Arrow, str]] = [
    ("", "down", "title"),
    ("", "right", "card"),
    ("title", "down", "card"),
    ("done", "down", "crumb"),
    ("crumb", "up", "done"),
    ("title", "up", "crumb"),
    ("title", "right", "card"),
    ("card", "right", "done"),
    ("done", "right", "card"),
    ("card", "left", "done"),
    ("word", "left", "card"),
    ("gone", "up", "title"),
]


@pytest.mark.parametrize(("focus", "arrow", "found"), WAYS)
def test_arrows_lead_on_and_wrap(page: list[Stone], focus: str, arrow: Arrow, found: str) -> None:
    piece = next_piece(page, focus, arrow)
    assert piece is not None
    assert piece.name == found


def test_keys_say_where_they_are_and_press_there(finger: Explorer, page: list[Stone], said: list[str]) -> None:
    for arrow in ("down", "down"):
        finger.go(arrow, page)
    assert finger.press()
    assert (said, page[0].pressed) == (["title", "card"], ["card"])
    assert next_piece([], "", "down") is None
