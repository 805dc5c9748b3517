"""The board, the faces and the comments: what each state says, in both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kiosk.words import words_of
from screens.dossiers import feedback, on_time_board, rating
from screens.dossiers.reasons import ALL_REASONS, BAD_REASONS, chips_of, toggled
from tests.at_the_kiosk import plain

VI, EN = words_of("vi"), words_of("en")
EVERY = [
    (module.__name__.rpartition(".")[2], name, state)
    for module in (on_time_board, rating, feedback)
    for name, state in module.SAMPLES.items()
]


@pytest.mark.parametrize(("page", "sample", "state"), EVERY, ids=lambda given: given if isinstance(given, str) else "")
def test_every_state_is_said_in_both_languages(page: str, sample: str, state: Any) -> None:
    assert page
    assert sample
    vietnamese, english = list(state.spoken(VI)), list(state.spoken(EN))
    assert len(vietnamese) == len(english) >= 2
    assert all(vietnamese)
    assert all(english)
    assert vietnamese[0] != english[0]


@pytest.mark.parametrize(
    ("sample", "name", "banner"),
    [
        ("month", "Tháng 11/2026", ""),
        ("quarter", "Quý 4/2026", ""),
        ("year", "Năm 2026", ""),
        ("stale", "Tháng 11/2026", "**Đang mất kết nối.** Số liệu lúc 08:15 hôm nay."),
        ("stale_since_yesterday", "Tháng 11/2026", "**Đang mất kết nối.** Số liệu lúc 16:42 Thứ Ba, 24/11."),
    ],
)
def test_the_period_and_the_age_of_its_figures(sample: str, name: str, banner: str) -> None:
    state = on_time_board.SAMPLES[sample]
    assert (state.period_name(VI), plain(state.banner(VI))) == (name, banner)


def test_figures_follow_their_language() -> None:
    state = on_time_board.SAMPLES["month"]
    assert (state.rate(EN), state.finished(EN), state.period_name(EN)) == ("97.8%", "1,284", "November 2026")
    assert state.lines(EN)[0].name == "Civil status, certification"
    assert [line.band for line in state.lines(VI)] == ["good"] * 4 + ["fair", "poor"]


@pytest.mark.parametrize(("sample", "says"), [("no_data", "Chưa có số liệu tháng này"), ("asking", "Đang tìm…")])
def test_without_figures_there_is_a_sentence_and_no_nought(sample: str, says: str) -> None:
    state = on_time_board.SAMPLES[sample]
    assert (state.nothing(VI), state.rate(VI), state.finished(VI)) == (says, "–", "–")


def test_a_touch_on_a_chip_chooses_and_a_second_takes_it_back() -> None:
    assert toggled(toggled((), "wait"), "wait") == ()
    assert [chip.reason for chip in chips_of(ALL_REASONS, ("trips",))] == [*ALL_REASONS, "trips"]
    assert set(BAD_REASONS) != set(ALL_REASONS)


def test_the_field_shows_the_end_of_a_long_text_and_says_all_of_it() -> None:
    state = feedback.SAMPLES["full_field"]
    assert state.shown_text.startswith("… ")
    assert state.typed.text.endswith(state.shown_text[2:])
    assert len(state.shown_text) <= state.tail + 2


@pytest.mark.parametrize(
    ("sample", "may"),
    [("empty", False), ("chosen", True), ("typing", True), ("personal_number", False), ("sending", False)],
)
def test_it_may_be_sent_when_there_is_something_and_nobody_in_it(sample: str, *, may: bool) -> None:
    assert feedback.SAMPLES[sample].may_send is may


def test_a_page_of_comments_gives_room_away_but_never_a_choice() -> None:
    assert replace(feedback.SAMPLES["chosen"], shows_chips=False).may_send
