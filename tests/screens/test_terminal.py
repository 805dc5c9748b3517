"""The object every window observes: place, language, sheets, idle time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from kiosk.session.preferences import Preferences
from kiosk.session.situation import Place
from screens.registry import SCREENS
from tests.at_the_kiosk import AtTheKiosk, OpenKiosk

HOUSEHOLD = "Hộ tịch, chứng thực"
CODE = "H24.15-261124-0037"


def test_idle_is_the_start_and_everything_on_it_works_at_once(kiosk: AtTheKiosk) -> None:
    kiosk.sees("home", closed=False, banner="", ticket_line="Không phải chờ", rate=Decimal("97.8"))
    assert kiosk.terminal.time_out() is None


def test_every_screen_has_a_presenter_of_its_own_made_once(kiosk: AtTheKiosk) -> None:
    for name, entry in SCREENS.items():
        presenter = kiosk.terminal.presenters[name]
        assert type(presenter) is entry.presenter
        assert kiosk.terminal.presenters[name] is presenter


def test_the_language_changes_words_and_leaves_page_and_digits(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Nhập mã bằng tay")
    kiosk.type_digits("26112")
    kiosk.speaks_english()
    kiosk.sees("type_receipt_code", day="26112", heading="Type the code")
    kiosk.speaks_english()
    kiosk.sees("type_receipt_code", day="26112", heading="Nhập mã hồ sơ")


def test_at_the_start_the_language_goes_back_by_itself(kiosk: AtTheKiosk) -> None:
    kiosk.speaks_english()
    kiosk.turn_clock(44.75)
    kiosk.sees("home", ticket_line="No wait")
    kiosk.turn_clock(0.25)
    kiosk.sees("home", ticket_line="Không phải chờ")


def test_what_somebody_prefers_keeps_page_and_digits_and_leaves_with_them(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Nhập mã bằng tay")
    kiosk.type_digits("26112")
    liked = Preferences("en", text_step=4, theme="light_on_black", low_reach=True, speech=True, volume=9)
    kiosk.terminal.prefer(liked)
    kiosk.sees("type_receipt_code", day="26112")
    kiosk.touch("Start")
    assert kiosk.terminal.preferences == liked
    kiosk.turn_clock(89.75)
    assert kiosk.terminal.preferences == liked, "who listens has twice the 45 seconds"
    kiosk.turn_clock(0.25)
    assert kiosk.terminal.preferences == Preferences()


def test_a_panel_that_hangs_high_starts_every_visit_low(open_kiosk: OpenKiosk) -> None:
    terminal = open_kiosk(panel={"start_low": True}).terminal
    assert terminal.preferences.low_reach
    terminal.prefer(replace(terminal.preferences, low_reach=False))
    terminal.end_visit()
    assert terminal.preferences.low_reach


def test_the_key_home_keeps_the_language_for_the_same_citizen(kiosk: AtTheKiosk) -> None:
    kiosk.speaks_english()
    kiosk.terminal.presenter.find()  # type: ignore[attr-defined]
    kiosk.terminal.press_key("home")
    kiosk.sees("home", ticket_line="No wait")


def test_a_torn_catalogue_leaves_the_page_in_vietnamese_and_takes_its_key_away(
    kiosk: AtTheKiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.terminal.is_whole", lambda language: language == "vi")
    kiosk.touch("Nhập mã bằng tay")
    kiosk.speaks_english()
    kiosk.sees("type_receipt_code", heading="Nhập mã hồ sơ")
    assert not kiosk.offers("English")
    assert kiosk.events("language-refused") == [{"language": "en"}]


def test_who_walks_away_takes_the_language_along(kiosk: AtTheKiosk) -> None:
    kiosk.speaks_english()
    kiosk.terminal.presenter.find()  # type: ignore[attr-defined]
    kiosk.turn_clock(105)
    kiosk.sees("home", ticket_line="Không phải chờ")


def test_a_key_nobody_knows_is_a_mistake_of_ours(kiosk: AtTheKiosk) -> None:
    with pytest.raises(ValueError, match="f1"):
        kiosk.terminal.press_key("f1")


def test_it_is_asked_whether_anybody_is_still_there_and_the_answer_brings_the_page_back(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Nhập mã bằng tay")
    kiosk.type_digits("26112")
    kiosk.turn_clock(47)
    kiosk.sees("still_there", left_s=28, private=True, heading="Ông/Bà còn ở đó không ạ?")
    kiosk.touch("Tôi còn ở đây")
    kiosk.sees("type_receipt_code", day="26112")
    kiosk.turn_clock(44.75)
    kiosk.sees("type_receipt_code", day="26112")


def test_only_an_answer_counts_while_it_is_asked(kiosk: AtTheKiosk) -> None:
    """Whoever touches the glass beside the answers may be the next one, who must not see this page."""
    kiosk.touch("Sinh con")
    kiosk.turn_clock(80)
    kiosk.terminal.touched()
    kiosk.turn_clock(20)
    kiosk.sees("still_there", left_s=5)
    kiosk.touch("Xong, về trang đầu")
    kiosk.sees("home")


def test_a_scan_answers_too_and_leads_where_it_leads(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con")
    kiosk.turn_clock(90)
    kiosk.scan(CODE)
    kiosk.sees("dossier_status", code=CODE)


@pytest.mark.parametrize(
    ("liked", "times"),
    [(Preferences(more_time=True), 3), (Preferences(speech=True), 2), (Preferences(more_time=True, speech=True), 4)],
)
def test_who_asks_for_time_or_listens_gets_it(kiosk: AtTheKiosk, liked: Preferences, times: int) -> None:
    kiosk.terminal.prefer(liked)
    kiosk.touch("Sinh con")
    kiosk.turn_clock(75 * times - 0.25)
    kiosk.sees("life_event")
    kiosk.turn_clock(0.25)
    kiosk.sees("still_there", left_s=30 * times, of_s=30 * times)
    kiosk.turn_clock(30 * times)
    kiosk.sees("home")


def test_a_countdown_in_words_has_the_time_of_who_asked_for_more(kiosk: AtTheKiosk) -> None:
    kiosk.terminal.prefer(Preferences(more_time=True))
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    kiosk.turn_clock(5)
    kiosk.sees("ticket_issued", seconds_left=40)


def test_a_wall_clock_that_is_set_in_a_visit_ends_it_neither_sooner_nor_later(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con")
    kiosk.turn_clock(40)
    kiosk.time.at += timedelta(hours=5)
    kiosk.turn_clock(34.75)
    kiosk.sees("life_event")
    kiosk.time.at -= timedelta(days=2)
    kiosk.turn_clock(30)
    kiosk.sees("still_there", left_s=1)


def test_a_lobby_may_hide_somebodys_own_data_sooner(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(terminal={"private_after_s": 20})
    kiosk.scan(CODE)
    kiosk.turn_clock(20)
    kiosk.sees("still_there", private=True)
    kiosk.touch("Tôi còn ở đây", "Trang đầu", "Sinh con")
    kiosk.turn_clock(45)
    kiosk.sees("life_event")


def test_calling_staff_is_written_down_once_a_press(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Gọi cán bộ")
    assert kiosk.terminal.staff_wanted
    kiosk.touch("Xong")
    assert not kiosk.terminal.staff_wanted
    assert len(kiosk.events("staff-wanted")) == 1


def test_every_change_is_told_to_who_watches(kiosk: AtTheKiosk) -> None:
    told: list[str] = []
    kiosk.terminal.watch = lambda: told.append(kiosk.screen)
    kiosk.touch("Sinh con")
    kiosk.speaks_english()
    kiosk.let_paper_run_out()
    kiosk.turn_clock(3)
    assert told[0] == "life_event"
    assert len(told) > 3


def test_an_equal_state_is_not_told_twice(kiosk: AtTheKiosk) -> None:
    told: list[object] = []
    kiosk.terminal.presenter.watch = told.append
    kiosk.turn_clock(20)
    assert told == []
    kiosk.unplug_scanner()
    kiosk.turn_clock(20)
    assert len(told) == 1


def test_a_fault_takes_the_page_and_every_offer_away(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    kiosk.terminal.fault()
    kiosk.turn_clock(3)
    kiosk.sees("out_of_service", can_follow=False, still="")


def test_the_slip_of_another_number_changes_nothing_on_this_page(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(patient=True)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Trang đầu")
    kiosk.turn_clock(20)
    kiosk.touch("Lấy số thứ tự", "Đất đai, xây dựng")
    kiosk.let_it_finish()
    kiosk.sees("ticket_issued", number="B001")
    assert sorted(kiosk.whole_tickets) == ["A001", "B001"]


def test_the_place_keeps_nothing_about_the_citizen(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    assert kiosk.terminal.situation.place == Place("dossier_status")
    assert CODE not in repr(kiosk.terminal.situation)


def test_a_touch_a_scan_and_a_key_each_count_as_somebody_there(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Sinh con")
    for acts in (kiosk.terminal.touched, lambda: kiosk.terminal.press_key("language"), lambda: kiosk.scan(CODE)):
        kiosk.turn_clock(40)
        acts()
    kiosk.turn_clock(40)
    kiosk.sees("dossier_status", code=CODE)


def test_states_never_show_a_code_in_a_log_by_accident(kiosk: AtTheKiosk) -> None:
    kiosk.scan(CODE)
    assert CODE not in repr(kiosk.state)
    kiosk.touch("Trang đầu", "Nhập mã bằng tay")
    kiosk.type_digits("2611240037")
    assert "261124" not in repr(kiosk.state)
    assert "0037" not in repr(kiosk.state)
    kiosk.touch("Trang đầu")
    kiosk.scan("H24.15-261125-0404")
    assert "0404" not in repr(kiosk.state)
