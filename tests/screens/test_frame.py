"""Header and bottom bar."""

from __future__ import annotations

from datetime import datetime

import pytest

from kiosk.session.situation import STAFF_PAGES, ScreenName
from kiosk.time_source import HERE
from kiosk.words import words_of
from screens.frame import BarKey, FrameState, keys_of
from screens.registry import SCREENS
from tests.at_the_kiosk import AtTheKiosk

VI, EN = words_of("vi"), words_of("en")
NOW = datetime(2026, 11, 25, 9, 42, tzinfo=HERE)


def test_the_header_names_office_ward_day_and_time(kiosk: AtTheKiosk) -> None:
    frame = kiosk.terminal.frame()
    assert frame.office.vi == "Trung tâm Phục vụ hành chính công"
    assert frame.ward.vi == "Phường Ngô Quyền, thành phố Hải Phòng"
    assert (frame.clock(VI), frame.date(VI)) == ("09:42", "Thứ Tư, 25/11")
    assert (frame.clock(EN), frame.date(EN)) == ("09:42", "Wed, 25 Nov")


def test_a_clock_that_cannot_be_trusted_is_not_shown(kiosk: AtTheKiosk) -> None:
    kiosk.time.trusted = False
    frame = kiosk.terminal.frame()
    assert (frame.clock(VI), frame.date(VI)) == ("", "")


def test_a_terminal_without_content_still_says_what_kind_of_office_it_is() -> None:
    frame = FrameState.of(None, now=NOW, keys=())
    assert (frame.office.vi, frame.ward.vi) == ("Trung tâm Phục vụ hành chính công", "")
    assert frame.clock(VI) == "09:42"


def test_the_header_changes_once_a_minute_and_not_with_every_second(kiosk: AtTheKiosk) -> None:
    first = kiosk.terminal.frame()
    kiosk.turn_clock(59)
    assert kiosk.terminal.frame() == first
    kiosk.turn_clock(1)
    assert kiosk.terminal.frame().clock(VI) == "09:43"


def test_the_language_key_names_the_other_language_in_its_own_words() -> None:
    key = BarKey("language", "language")
    assert (key.label(VI), key.label(EN)) == ("English", "Tiếng Việt")


@pytest.mark.parametrize("screen", [name for name in SCREENS if name not in ("home", "out_of_service")])
def test_every_inner_page_leads_back_and_home(screen: ScreenName) -> None:
    codes = [key.code for key in keys_of(screen)]
    assert codes[:2] == ["back", "home"]
    assert codes[2:] == ([] if screen in STAFF_PAGES else ["language", "comfort", "listen"])


@pytest.mark.parametrize("screen", ["home", "out_of_service"])
def test_where_there_is_no_way_back_help_is_one_touch_away(screen: str) -> None:
    codes = [key.code for key in keys_of(screen)]  # type: ignore[arg-type]
    assert {"language", "staff"} <= set(codes)


def test_keys_that_this_terminal_cannot_serve_are_not_drawn() -> None:
    def codes(**given: bool) -> list[str]:
        return [key.code for key in keys_of("search", **given)]

    assert codes(has_sound=False) == ["back", "home", "language", "comfort"]
    assert codes(has_english=False) == ["back", "home", "comfort", "listen"]
    assert codes(is_reading=True)[-1] == "quiet"


def test_large_letters_leave_four_keys_and_the_language_moves_to_the_page_behind_one_of_them() -> None:
    assert [key.code for key in keys_of("search", is_large=True)] == ["back", "home", "comfort", "listen"]
    assert [key.code for key in keys_of("home", is_large=True)] == ["language", "comfort", "listen", "staff"]


@pytest.mark.parametrize("screen", list(SCREENS))
def test_every_key_has_words_in_both_languages(screen: str) -> None:
    for key in keys_of(screen):  # type: ignore[arg-type]
        assert key.label(VI)
        assert key.label(EN) != key.label(VI)


def test_a_key_nobody_knows_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="print"):
        BarKey("print", "print").label(VI)
