"""Why no numbers are given, and when again."""

from __future__ import annotations

from datetime import datetime

import pytest

from kiosk.tickets.lane import WhyClosed
from kiosk.time_source import HERE
from kiosk.words import words_of
from screens.session.hours_text import opening_line, when_words
from tests.at_the_kiosk import plain

VI, EN = words_of("vi"), words_of("en")
WEDNESDAY = datetime(2026, 11, 25, 12, 0, tzinfo=HERE)
TODAY = WEDNESDAY.replace(hour=13, minute=30)
MONDAY = datetime(2026, 11, 30, 7, 30, tzinfo=HERE)


@pytest.mark.parametrize(
    ("why", "opens_at", "line"),
    [
        (None, None, ""),
        ("before_hours", TODAY, "Chưa đến giờ phát số. Phát từ 13:30"),
        ("before_hours", None, "Chưa đến giờ phát số."),
        ("lunch", TODAY, "Đang nghỉ trưa. Phát lại 13:30"),
        ("lunch", None, "Đang nghỉ trưa."),
        ("day_off", MONDAY, "Hôm nay nghỉ. Mở lại 07:30 Thứ Hai"),
        ("day_off", None, "Hôm nay nghỉ."),
        ("after_hours", MONDAY, "Hết giờ phát số. Mở lại 07:30 Thứ Hai"),
        ("after_hours", None, "Hết giờ phát số."),
    ],
)
def test_every_reason_with_and_without_a_next_opening(
    why: WhyClosed | None, opens_at: datetime | None, line: str
) -> None:
    assert plain(opening_line(VI, why, opens_at, WEDNESDAY)) == line
    english = opening_line(EN, why, opens_at, WEDNESDAY)
    assert bool(english) is bool(line)
    assert not line or english != line


def test_today_needs_no_day() -> None:
    assert when_words(VI, TODAY, WEDNESDAY) == "13:30"


def test_another_day_carries_its_weekday_in_the_citizens_language() -> None:
    assert when_words(VI, MONDAY, WEDNESDAY) == "07:30 Thứ Hai"
    assert "Mon" in when_words(EN, MONDAY, WEDNESDAY)
    assert "07:30" in when_words(EN, MONDAY, WEDNESDAY)


def test_from_a_week_on_the_date_stands_beside_the_weekday() -> None:
    in_a_week = MONDAY.replace(month=12, day=7)
    assert when_words(VI, in_a_week, WEDNESDAY) == "07:30 Thứ Hai, 07/12"


def test_without_a_clock_the_day_is_always_named() -> None:
    assert when_words(VI, TODAY, None) == "13:30 Thứ Tư, 25/11"


def test_nothing_known_is_nothing_said() -> None:
    assert when_words(VI, None, WEDNESDAY) == ""
